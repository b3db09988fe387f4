"""The command line: each command reads arguments, calls one function and writes the result.

Results go to stdout, everything else to stderr.
"""

from kg.cli.group import Kg

main = Kg(name="kg")
