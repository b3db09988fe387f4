"""Long lists over several pages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

ROOM = 100
"""How many acts or rows stand on one page."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """One page's share of a list.

    Attributes:
        items: What stands on it.
        number: Which page it is, from 1.
        paths: Every page of the list, in order, below the folder of the language.
        total: How many items all pages have.
    """

    items: Sequence[Item]
    number: int
    paths: Sequence[str]
    total: int

    @property
    def path(self) -> str:
        """Where this page is."""
        return self.paths[self.number - 1]


def paginated(items: Sequence[Item], page: Callable[[int], str], room: int = ROOM) -> Iterator[Part[Item]]:
    """Yield the shares of ``items``, one at least; ``page`` gives the path of each number."""
    count = max(1, -(-len(items) // room))
    paths = tuple(page(number) for number in range(1, count + 1))
    for number in range(1, count + 1):
        yield Part(items[(number - 1) * room : number * room], number, paths, len(items))
