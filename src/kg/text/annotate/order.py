"""Sorted passages: which lie in a span, and which overlap one, without looking at all of them."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TypeVar

from kg.model.span import Span

Item = TypeVar("Item")


def inside(items: Sequence[Item], zone: Span, span_of: Callable[[Item], Span]) -> list[Item]:
    """Return the items whose span lies wholly in ``zone``.

    Args:
        items: In text order of their spans.
        zone: Where to look.
        span_of: Returns the span of an item.
    """
    found: list[Item] = []
    for position in range(bisect_left(items, zone.start, key=lambda item: span_of(item).start), len(items)):
        span = span_of(items[position])
        if span.start >= zone.end:
            break
        if span.end <= zone.end:
            found.append(items[position])
    return found


class Taken:
    """The passages that rules have claimed so far; no two of them overlap."""

    def __init__(self) -> None:
        """Start with none."""
        self._spans: list[Span] = []

    def claim(self, span: Span) -> bool:
        """Claim ``span``; return False, and change nothing, when it overlaps an earlier claim.

        >>> taken = Taken()
        >>> taken.claim(Span(0, 4)), taken.claim(Span(3, 5)), taken.claim(Span(4, 5))
        (True, False, True)
        """
        at = bisect_left(self._spans, span)
        if any(span.overlaps(other) for other in self._spans[max(0, at - 1) : at + 1]):
            return False
        self._spans.insert(at, span)
        return True
