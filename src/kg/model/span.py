"""A run of characters of a frozen text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval of Unicode code points in a document's canonical text.

    Web Annotation Data Model section 4.2.4 (Text Position Selector): positions count code points, the start is
    included, the end excluded; Python string indexes are exactly that.

    Raises:
        ValueError: the interval is empty, reversed or starts before the text.

    >>> Span(0, 5).of("Irak et Syrie")
    'Irak '
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Reject what cannot be a passage, so that no later stage has to ask."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether ``other`` lies wholly inside this span.

        >>> Span(0, 9).contains(Span(3, 9))
        True
        """
        return self.start <= other.start and other.end <= self.end

    def shift(self, offset: int) -> "Span":
        """Return the same interval moved by ``offset`` code points."""
        return Span(self.start + offset, self.end + offset)
