"""Region names split over a coordination: « Afrique de l’Ouest et centrale », "East, West and Southern Africa"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.model.reference import Thing
from kg.model.span import Span
from kg.text.annotate.names import thing_of
from kg.text.annotate.normal import Normal
from kg.text.annotate.schema import checked
from kg.text.lexicon import Lexicon


@dataclass(frozen=True, slots=True, eq=False)
class Coordinations:
    """The coordinations of one language.

    Attributes:
        chain: One head with two modifiers or more.
        modifier: One modifier of any head.
        regions: ``(head, modifier)`` to the region.
    """

    chain: re.Pattern[str]
    modifier: re.Pattern[str]
    regions: Mapping[tuple[str, str], Thing]

    def scan(self, text: Normal, start: int, end: int) -> Iterator[tuple[Span, tuple[Thing, ...]]]:
        """Yield the coordinations between two offsets, each with all the regions that it names."""
        for match in self.chain.finditer(text.text, start, end):
            head = match["head"]
            modifiers = (" ".join(one.group().split()) for one in self.modifier.finditer(match["modifiers"]))
            things = (self.regions.get((head, modifier)) for modifier in modifiers)
            known = tuple(dict.fromkeys(thing for thing in things if thing is not None))
            if len(known) > 1:
                yield Span(*match.span()), known


@cache
@checked("places")
def coordinations_of(lexicon: Lexicon) -> Coordinations:
    """Return the compiled table ``[coordination]`` of a language's ``places.toml``."""
    table = lexicon.table("places")["coordination"]
    regions = {
        (head, modifier): thing_of(code) for head, codes in table["heads"].items() for modifier, code in codes.items()
    }
    heads = rf"(?P<head>{_any(table['heads'])})"
    modifier = _any({modifier for _, modifier in regions})
    modifiers = rf"(?P<modifiers>(?:{modifier})(?:(?:{_any(table['joints'])})(?:{modifier})){{1,8}})"
    first, second = (heads, modifiers) if table["order"] == "head-first" else (modifiers, heads)
    return Coordinations(re.compile(rf"\b{first} {{1,3}}{second}\b"), re.compile(rf"\b(?:{modifier})\b"), regions)


def _any(words: Mapping[str, object] | set[str] | list[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " {1,3}") for word in ordered)
