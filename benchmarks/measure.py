"""How a ratio is taken: the peer before and after, so that a machine that drifts shows it."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


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


def seconds(action: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the time of one call by a clock, in seconds; by the wall unless another is given."""
    start = clock()
    action()
    return clock() - start


def processor() -> float:
    """Return the processor time of this process and its running children, in seconds: no other process counts."""
    children = Path("/proc/self/task").glob("*/children")
    running = [child for each in children for child in each.read_text("ascii").split()]
    tasks = [path for child in running for path in Path(f"/proc/{child}/task").glob("*/schedstat")]
    return time.process_time() + sum(int(path.read_text("ascii").split()[0]) for path in tasks) / 1e9


def spent(action: Callable[[], object], *, rounds: int) -> str:
    """Run something in processes of its own some times; tell the best time by the clock, and of the processors."""
    wall, used = [], []
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        wall.append(seconds(action))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return f"{min(wall):9.4f} s, {min(used):.4f} s of the processors"


def compare(
    ours: Callable[[], object],
    peer: Callable[[], object],
    *,
    rounds: int = 5,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """Time the two in turn (peer, ours, peer, ours…) and return the best of each, in seconds."""
    pairs = [(seconds(peer, clock), seconds(ours, clock)) for _ in range(rounds)]
    return min(mine for _, mine in pairs), min(other for other, _ in pairs)


def command_output(arguments: Sequence[str]) -> str:
    """Run ``python`` with these arguments and return what it prints; fail loudly."""
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True).stdout


def command(arguments: Sequence[str]) -> Callable[[], object]:
    """Return a call that runs ``python`` with these arguments and fails loudly."""
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
