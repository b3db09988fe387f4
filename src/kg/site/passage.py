"""A text as paragraphs of pieces: which words perform which act, which name which thing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage with a meaning.

    Attributes:
        start: Offset of its first character, in code points of the canonical text.
        end: Offset after its last.
        role: ``act``, ``trigger`` or ``mention``.
        about: What it belongs to: the act that it performs or the thing that it names, as the caller knows them.
    """

    start: int
    end: int
    role: str
    about: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same marks.

    Attributes:
        text: The words.
        act: Act whose passage they belong to; the innermost when several; empty for none.
        trigger: Act that they perform; empty when they only belong to it.
        mention: Thing that they name; empty for none.
        first: Whether they begin the words that perform the act.
        begins: Acts whose passage begins with them.
    """

    text: str
    act: str = ""
    trigger: str = ""
    mention: str = ""
    first: bool = False
    begins: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """The first word, which no line break may part from the sign before it."""
        return self.text[: len(self.text) - len(self.tail)]

    @property
    def tail(self) -> str:
        """What follows the first word, from the space on."""
        cut = self.text.find(" ")
        return self.text[cut:] if cut > 0 else ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        pieces: Its words in order.
        acts: The acts whose words begin in it, in order.
    """

    pieces: tuple[Piece, ...]
    acts: tuple[str, ...]


def paragraphs(text: str, marks: Iterable[Mark]) -> Iterator[Paragraph]:
    """Yield the paragraphs of ``text`` (runs of lines between empty ones) with their marks."""
    waiting = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.role, mark.about))
    open_: list[Mark] = []
    taken = 0
    for found in _PARAGRAPH.finditer(text):
        while taken < len(waiting) and waiting[taken].start < found.end():
            open_.append(waiting[taken])
            taken += 1
        open_ = [mark for mark in open_ if mark.end > found.start()]
        acts = (mark.about for mark in open_ if mark.role == "act" and mark.start >= found.start())
        yield Paragraph(tuple(_pieces(text, found.start(), found.end(), open_)), tuple(dict.fromkeys(acts)))


def excerpt(text: str, offset: int, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Return ``text``, which stands at ``offset`` of the canonical text, as pieces."""
    inside = [mark for mark in marks if mark.start < offset + len(text) and mark.end > offset]
    moved = [Mark(max(0, mark.start - offset), mark.end - offset, mark.role, mark.about) for mark in inside]
    return tuple(_pieces(text, 0, len(text), sorted(moved, key=lambda mark: (mark.start, -mark.end))))


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Cut at every edge of ``marks``, which are sorted by where they start."""
    edges = {start, end, *(edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end)}
    over: list[Mark] = []
    taken = 0
    for first, last in pairwise(sorted(edges)):
        while taken < len(marks) and marks[taken].start <= first:
            over.append(marks[taken])
            taken += 1
        over = [mark for mark in over if mark.end > first]
        trigger = _innermost(over, "trigger")
        yield Piece(
            text[first:last],
            _about(_innermost(over, "act") if trigger is None else trigger),
            _about(trigger),
            _about(_innermost(over, "mention")),
            first=trigger is not None and trigger.start == first,
            begins=tuple(mark.about for mark in over if mark.role == "act" and mark.start == first),
        )


def _innermost(marks: Sequence[Mark], role: str) -> Mark | None:
    of_role = [mark for mark in marks if mark.role == role]
    return max(of_role, key=lambda mark: (mark.start, -mark.end)) if of_role else None


def _about(mark: Mark | None) -> str:
    return mark.about if mark else ""
