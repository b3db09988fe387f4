r"""Reads the development set: sentences of our own with the acts that a careful annotator marks in them.

``README.md`` beside this file describes the notation for people. A line is one sentence, or one small document whose
line breaks are written ``\n``::

    # Commitment: present, third person          a heading: the phenomenon of what follows
    @participants FRA DEU                        the countries that issue the next line's text
    Ministers {C|commit to| helping Iraq} and {K?|urge| donors to give}.

``{letter|trigger|rest}`` is an act; its span is trigger and rest together; ``?`` makes it optional; acts may nest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.model.facts import ActType
from kg.model.span import Span

TYPES = {
    "C": ActType.COMMITMENT,
    "K": ActType.CALL,
    "E": ActType.ENDORSEMENT,
    "W": ActType.WELCOME,
    "D": ActType.CONDEMNATION,
    "N": ActType.CONCERN,
    "M": ActType.EMPHASIS,
}


class CorpusError(ValueError):
    """A line breaks the notation; the message starts with ``file:line: ``."""


@dataclass(frozen=True, slots=True)
class Expected:
    """An act that the reader should find; offsets count code points of the entry's text."""

    type: ActType
    trigger: Span
    span: Span
    optional: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence or small document.

    Attributes:
        file: Name of the file, without folder.
        line: Line number, from 1.
        phenomenon: The heading it stands under.
        text: The text without notation, line breaks real.
        acts: What to find, in the order of their starts.
        participants: ISO 3166-1 alpha-3 codes of the countries that issue the text, if it is theirs.
    """

    file: str
    line: int
    phenomenon: str
    text: str
    acts: tuple[Expected, ...]
    participants: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """ISO 639-1 code: the part of the file name before ``.txt`` and after the last dash."""
        return self.file.removesuffix(".txt").rsplit("-", 1)[-1]


def parse(path: Path) -> tuple[Entry, ...]:
    """Read one file of the set.

    Raises:
        CorpusError: a line breaks the notation.
    """
    entries: list[Entry] = []
    phenomenon = ""
    participants: tuple[str, ...] = ()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#"):
            phenomenon = line.lstrip("# ")
        elif line.startswith("@"):
            participants = _participants(line, f"{path.name}:{number}")
        elif line.strip():
            text, acts = parse_line(line, f"{path.name}:{number}")
            entries.append(Entry(path.name, number, phenomenon, text, acts, participants))
            participants = ()
    return tuple(entries)


def parse_line(line: str, where: str = "line") -> tuple[str, tuple[Expected, ...]]:
    r"""Split a line into its text and its acts.

    Raises:
        CorpusError: braces do not match, a letter is unknown, or a trigger is empty or missing.

    >>> text, acts = parse_line(r"Ministers {C|will help| Iraq}.\nThey {K?|urge| calm}.")
    >>> text, acts[0].span.of(text), acts[1].trigger.of(text), acts[1].optional
    ('Ministers will help Iraq.\nThey urge calm.', 'will help Iraq', 'urge', True)
    """
    text: list[str] = []
    open_acts: list[_Open] = []
    acts: list[Expected] = []
    source = iter(line.replace("\\n", "\n"))
    for character in source:
        if character == "{":
            open_acts.append(_Open(_label(source, where), len(text)))
        elif character == "|":
            _end_trigger(open_acts, len(text), where)
        elif character == "}":
            acts.append(_close(open_acts, len(text), where))
        else:
            text.append(character)
    if open_acts:
        raise CorpusError(f"{where}: an act is not closed with '}}'")
    return "".join(text), tuple(sorted(acts, key=lambda act: (act.span.start, -act.span.end)))


@dataclass(slots=True)
class _Open:
    """An act whose closing brace has not been read."""

    label: str
    start: int
    trigger_end: int | None = None


def _participants(line: str, where: str) -> tuple[str, ...]:
    word, *codes = line.split()
    if word != "@participants" or not all(len(code) == 3 and code.isupper() for code in codes):
        raise CorpusError(f"{where}: expected '@participants' and three-letter country codes")
    return tuple(codes)


def _label(source: Iterator[str], where: str) -> str:
    label = ""
    for character in source:
        if character == "|":
            break
        label += character
    if label.removesuffix("?") not in TYPES:
        raise CorpusError(f"{where}: unknown type '{label}'; the letters are {' '.join(TYPES)}")
    return label


def _end_trigger(open_acts: list[_Open], here: int, where: str) -> None:
    if not open_acts or open_acts[-1].trigger_end is not None:
        raise CorpusError(f"{where}: '|' outside an act, or a second one in it")
    if open_acts[-1].start == here:
        raise CorpusError(f"{where}: an act has an empty trigger")
    open_acts[-1].trigger_end = here


def _close(open_acts: list[_Open], here: int, where: str) -> Expected:
    if not open_acts:
        raise CorpusError(f"{where}: '}}' closes nothing")
    act = open_acts.pop()
    if act.trigger_end is None:
        raise CorpusError(f"{where}: an act has no trigger: write {{C|trigger| rest}}")
    kind, optional = TYPES[act.label[0]], act.label.endswith("?")
    return Expected(kind, Span(act.start, act.trigger_end), Span(act.start, here), optional)
