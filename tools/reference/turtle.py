"""A small Turtle writer: sorted, one object a line, no blank node, same bytes for the same triples."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kg.graph.namespaces import BASE
from kg.graph.namespaces import PREFIXES as SHARED

WIKIDATA: Final = "http://www.wikidata.org/entity/"
EU_COUNTRY: Final = "http://publications.europa.eu/resource/authority/country/"
PREFIXES: Final[dict[str, str]] = {**SHARED, "eucountry": EU_COUNTRY, "wd": WIKIDATA}
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?\Z")
_PREFIXED: Final = re.compile(r"(?<![\w\"-])([a-z-]+):(?=\w)")
_SPACED: Final = re.compile(r" (?=[;:!?»])|(?<=«) ")
_ESCAPES: Final = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


def iri(value: str) -> str:
    """Return ``value``, an absolute IRI, as a Turtle term: prefixed where a prefix fits."""
    for prefix, namespace in PREFIXES.items():
        if value.startswith(namespace) and _LOCAL.match(value[len(namespace) :]):
            return f"{prefix}:{value[len(namespace) :]}"
    return f"<{value}>"


def thing(kind: str, key: str) -> str:
    """Return the term for the thing ``key`` of ``kind``, the last two segments of its IRI."""
    return iri(f"{BASE}id/{kind}/{key}")


def literal(value: str, language: str = "") -> str:
    """Return ``value`` as a Turtle string, tagged with ``language`` when there is one; French spaces do not break."""
    value = _SPACED.sub("\u00a0", value) if language == "fr" else value
    quoted = f'"{value.translate(_ESCAPES)}"'
    return f"{quoted}@{language}" if language else quoted


def typed(value: str, datatype: str) -> str:
    """Return ``value`` as a literal of the XML Schema type with the local name ``datatype``."""
    return f'"{value}"^^xsd:{datatype}'


class Turtle:
    """Triples on their way into one file."""

    def __init__(self) -> None:
        """Start empty."""
        self._subjects: dict[str, dict[str, set[str]]] = {}

    def add(self, subject: str, predicate: str, *objects: str) -> None:
        """Add one triple per object; ``predicate`` is a prefixed name or ``a``."""
        self._subjects.setdefault(subject, {}).setdefault(predicate, set()).update(objects)

    def name(self, subject: str, labels: Mapping[str, str], others: Mapping[str, Iterable[str]]) -> None:
        """Give ``subject`` one label a language, and every other spelling as ``skos:altLabel``."""
        for language, label in labels.items():
            self.add(subject, "rdfs:label", literal(label, language))
            spellings = {name for name in others.get(language, ()) if name and name != label}
            if spellings:
                self.add(subject, "skos:altLabel", *(literal(name, language) for name in spellings))

    def render(self, comments: Sequence[str]) -> str:
        """Return the file: ``comments``, the prefixes in use, then the subjects in order."""
        body = "\n".join(self._block(subject) for subject in sorted(self._subjects))
        used = set(_PREFIXED.findall(body)) & PREFIXES.keys()
        head = [f"# {line}" for line in comments]
        head += [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in sorted(used)]
        return "\n".join([*head, "", body])

    def _block(self, subject: str) -> str:
        lines = [subject]
        predicates = sorted(self._subjects[subject].items(), key=lambda item: (item[0] != "a", item[0]))
        for position, (predicate, objects) in enumerate(predicates):
            values = " ,\n        ".join(sorted(objects))
            end = " ." if position == len(predicates) - 1 else " ;"
            lines.append(f"    {predicate} {values}{end}")
        return "\n".join(lines) + "\n"
