"""Lines and columns of a text, from offsets and back."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

_END = re.compile(r"\r\n|\n|\r")


class Place(NamedTuple):
    """Where something stands in a file.

    Attributes:
        line: Counted from 1; a line ends with LF, CR or both.
        column: Counted from 1, in Unicode code points.
    """

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A text and the offsets at which its lines start."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Lines":
        r"""Cut a text after LF, CR and CR LF.

        >>> Lines.of("a\r\nb\rc").starts
        (0, 3, 5)
        """
        return cls(text, (0, *(found.end() for found in _END.finditer(text))))

    def place(self, offset: int) -> Place:
        """Return the place of an offset in code points."""
        line = bisect_right(self.starts, offset)
        return Place(line, offset - self.starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return a line, counted from 1, without its end; empty when there is none."""
        if not 0 < number <= len(self.starts):
            return ""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")
