"""Every anchor checked against the text it is cut from: offsets, words and checksum, file by file."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.graph.namespaces import KG, OA


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold.

    Attributes:
        where: The file, relative to the folder that was checked, and the thing in it.
        en: What is wrong, in one line of English.
        fr: The same in French.
    """

    where: str
    en: str
    fr: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked.

    Attributes:
        texts: Number of texts.
        anchors: Number of passages.
        problems: What does not hold, in the order of the files and the offsets; empty when all is well.
    """

    texts: int
    anchors: int
    problems: tuple[Problem, ...]


def verify(folder: Path) -> Verification:
    """Check every ``*.ttl`` of ``folder`` against the ``.txt`` beside it.

    The checksum of the text is that of the graph, each passage ``text[start:end]`` is its quotation word for word, and
    the offsets in its IRI are its own.
    """
    texts, anchors, problems = 0, 0, list[Problem]()
    for path in sorted(folder.glob("*.ttl")):
        try:
            found = _Anchors(path)
        except (OSError, SyntaxError, ValueError) as error:
            problems.append(Problem(path.name, f"cannot be read: {error}", f"ne peut pas être lu\u00a0: {error}"))
            continue
        texts += 1
        anchors += len(found.spans)
        problems.extend(found.problems())
    return Verification(texts, anchors, tuple(problems))


class _Anchors:
    """The passages of one file and the text beside it."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.sha256: list[str] = []
        self.spans: dict[str, dict[str, str]] = {}
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if not isinstance(quad.object, ox.Literal) or not isinstance(quad.subject, ox.NamedNode):
                continue
            if quad.predicate == KG.sha256:
                self.sha256.append(quad.object.value)
            elif quad.predicate in (OA.start, OA.end, OA.exact):
                part = quad.predicate.value.rpartition("#")[2]
                self.spans.setdefault(quad.subject.value, {})[part] = quad.object.value
        self.text = path.with_suffix(".txt").read_bytes().decode("utf-8")

    def problems(self) -> Iterator[Problem]:
        checksum = hashlib.sha256(self.text.encode("utf-8")).hexdigest()
        if self.sha256 != [checksum]:
            yield Problem(
                self.name,
                "was made from another text than the .txt beside it: the checksums differ",
                "provient d’un autre texte que le .txt voisin\u00a0: les empreintes diffèrent",
            )
        for span, parts in sorted(self.spans.items(), key=lambda item: (_number(item[1].get("start", "")), item[0])):
            start, end = _number(parts.get("start", "")), _number(parts.get("end", ""))
            if "exact" not in parts or self.text[max(start, 0) : max(end, 0)] != parts["exact"] or start >= end:
                yield Problem(f"{self.name} {span}", "does not quote the text", "ne cite pas le texte mot pour mot")
            elif not span.endswith(f"#offset_{start}_{end}"):
                yield Problem(
                    f"{self.name} {span}",
                    f"has other offsets in its IRI than {start} and {end}",
                    f"porte dans son IRI d’autres positions que {start} et {end}",
                )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else -1
