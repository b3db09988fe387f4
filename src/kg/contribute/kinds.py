"""What people can describe, property by property: one list (``kinds.toml``) for Turtle templates and tables."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.errors import InputError
from kg.graph import iri, labels
from kg.graph.suggest import suggest
from kg.languages import LANGUAGES
from kg.model.facts import ActType

Bilingual = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One property of a kind of thing.

    Attributes:
        name: Heading in each language.
        property: With its prefix; empty when the column only helps to find the passage.
        kind: ``day``, ``period``, ``words``, ``number``, ``passage``, ``text:<language>``, ``code:<list>`` or
            ``thing:<kind>``.
        help: What goes there, in each language.
        example: As people write it in a table.
        iri: The first thing of the example with its prefix, or empty.
        required: Whether it must be filled.
        many: Whether it may have several values.
        inverse: Whether the value is the subject.
    """

    name: Bilingual
    property: str
    kind: str
    help: Bilingual
    example: str
    iri: str = ""
    required: bool = False
    many: bool = False
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Described:
    """A kind of thing that people describe.

    Attributes:
        key: Its name on the command line, which is its prefix but for acts.
        prefix: Of its IRIs.
        name: In each language.
        about: What it is, in each language.
        class_: With its prefix.
        pattern: How a row is named.
        example: A key.
        columns: Its properties.
    """

    key: str
    prefix: str
    name: Bilingual
    about: Bilingual
    class_: str
    pattern: str
    example: str
    columns: Sequence[Column]


@cache
def kinds() -> Mapping[str, Described]:
    """Return ``{key: kind}``, in the order of the file, the seven types of act last."""
    plain = tomllib.loads((Path(__file__).with_name("kinds.toml")).read_text(encoding="utf-8"))
    found = {
        key: Described(
            key,
            key,
            each["name"],
            each["about"],
            each["class"],
            each["key"],
            each["example"],
            tuple(Column({code: one.pop(code) for code in LANGUAGES}, **one) for one in map(dict, each["columns"])),
        )
        for key, each in plain.items()
    }
    act = found.pop("act")
    for kind in ActType:
        names = {code: labels.word(kind.value, code).lower() for code in LANGUAGES}
        key = kind.value.lower()
        found[key] = replace(act, key=key, name=names, class_=f"kg:{kind.value}")
    return found


def kind_called(name: str) -> Described:
    """Return the kind that people call ``name``, in French or in English.

    Raises:
        InputError: there is none (KG425).
    """
    wanted = iri.slug(name)
    for each in kinds().values():
        if wanted in (each.key, *map(iri.slug, each.name.values())):
            return each
    every = {"en": [*kinds()], "fr": [each.name["fr"] for each in kinds().values()]}
    near = {code: suggest(name, names) for code, names in every.items()}
    raise InputError(
        "KG425",
        name,
        en=f"is no kind of thing to describe; did you mean {near['en']}? The kinds are: {', '.join(every['en'])}",
        fr=f"n’est pas un type de chose à décrire\u00a0; vouliez-vous dire {near['fr']}\u00a0? Les types sont\u00a0: "
        f"{', '.join(every['fr'])}",
    )
