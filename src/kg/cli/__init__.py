"""The command line: each command reads arguments, calls one function and writes the result.

Results go to stdout, everything else to stderr.
"""

import sys
from collections.abc import Sequence

from kg.cli.group import Kg
from kg.cli.interface import choose
from kg.cli.report import Ending, settle_streams


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code (see ``kg.cli.report``).

    Args:
        arguments: The words after ``kg``; those of the process when None.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    choose(words)
    settle_streams()
    with Ending():
        sys.exit(Kg(name="kg").main(words, prog_name="kg", standalone_mode=False) or 0)
