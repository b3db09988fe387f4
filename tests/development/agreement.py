"""Compares two annotations of the same sentences, and prepares a file for somebody who annotates without looking.

::

    python -m tests.development.agreement blind tests/development/fr.txt > copy.txt     # no markup, another order
    python -m tests.development.agreement compare tests/development/fr.txt copy.txt     # once the copy is marked

Entries are matched by their text, so the order does not matter; an entry that only one side has is left out.
"""

import sys
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from tests.development.corpus import Entry, Expected, parse
from tests.development.measure import Tally


def blind(entries: Iterable[Entry]) -> str:
    """Return the entries without markup and headings, ordered by a hash of their text."""
    lines: list[str] = []
    for entry in sorted(entries, key=lambda one: sha256(one.text.encode()).digest()):
        if entry.participants:
            lines.append(f"@participants {' '.join(entry.participants)}")
        lines.append(entry.text.replace("\n", "\\n"))
    return "\n".join(lines) + "\n"


def compare(first: Iterable[Entry], second: Iterable[Entry]) -> tuple[Tally, Tally]:
    """Count the agreement of two annotations.

    Returns:
        The tally by the rules of the evaluation, where an optional act costs nothing, and a strict one, where an act
        that one side marks as optional and the other as required is a disagreement.
    """
    others = {entry.text: entry.acts for entry in second}
    lenient, strict = Tally(), Tally()
    for entry in first:
        if entry.text in others:
            lenient.add(others[entry.text], entry.acts)
            for optional in (False, True):
                strict.add(_kept(others[entry.text], optional=optional), _kept(entry.acts, optional=optional))
    return lenient, strict


def _kept(acts: Sequence[Expected], *, optional: bool) -> tuple[Expected, ...]:
    return tuple(Expected(act.type, act.trigger, act.span, optional=False) for act in acts if act.optional is optional)


def main(arguments: Sequence[str]) -> int:
    """Run the two commands of the module's description; return an exit code."""
    match arguments:
        case ["blind", file]:
            sys.stdout.write(blind(parse(Path(file))))
        case ["compare", first, second]:
            lenient, strict = compare(parse(Path(first)), parse(Path(second)))
            sys.stdout.write(f"optional acts free\n{lenient.table()}\n\noptional is a label\n{strict.table()}\n")
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
