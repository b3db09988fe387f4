"""How a ratio is taken: the peer before and after, so that a machine that drifts shows it."""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comparison:
    """One line of the table.

    Attributes:
        name: What was done.
        ours: Seconds of ours, best of the rounds.
        peer_name: What it is compared with.
        peer: Seconds of the peer, best of the rounds.
        budget: What the design allows, as a sentence.
        note: What else a reader must know (sizes, differences in what is done).
    """

    name: str
    ours: float
    peer_name: str
    peer: float
    budget: str
    note: str = ""

    @property
    def ratio(self) -> float:
        """Return how many times as long as the peer ours takes; below 1 ours is faster."""
        return self.ours / self.peer

    def line(self) -> str:
        """Give the comparison as one line of text."""
        times = f"{self.ratio:.2f} times as long" if self.ratio >= 1 else f"{1 / self.ratio:.1f} times faster"
        return (
            f"{self.name:42} {self.ours:9.4f} s  {self.peer_name:26} {self.peer:9.4f} s  {times:22} "
            f"budget: {self.budget}{'; ' + self.note if self.note else ''}"
        )


def seconds(action: Callable[[], object]) -> float:
    """Return the wall time of one call, in seconds."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def compare(ours: Callable[[], object], peer: Callable[[], object], *, rounds: int = 5) -> tuple[float, float]:
    """Time the two in turn (peer, ours, peer, ours…) and return the best of each, in seconds."""
    pairs = [(seconds(peer), seconds(ours)) for _ in range(rounds)]
    return min(mine for _, mine in pairs), min(other for other, _ in pairs)


def command_output(arguments: Sequence[str]) -> str:
    """Run ``python`` with these arguments and return what it prints; fail loudly."""
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True).stdout


def command(arguments: Sequence[str]) -> Callable[[], object]:
    """Return a call that runs ``python`` with these arguments and fails loudly."""
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
