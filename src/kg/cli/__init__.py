"""The command line: reads arguments, calls one function, writes the result."""

import click

from kg import __version__


@click.group()
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Turn diplomatic statements, in French and English, into a knowledge graph."""
