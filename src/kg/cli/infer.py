"""``kg infer``: what follows from data by the rules."""

from pathlib import Path

import click

from kg.cli.interface import command
from kg.graph.closure import load_background
from kg.graph.infer import infer
from kg.graph.load import load_triples
from kg.graph.turtle import write_turtle


@command(
    en="Write the triples that follow from the RDF FILEs by the rules, and are not in them, as Turtle.",
    fr="Écrire en Turtle les triplets qui découlent des FILE en RDF d’après les règles, et ne s’y trouvent pas.",
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
def run(files: tuple[Path, ...]) -> None:
    """Call ``infer``."""
    triples = [triple for path in files for triple in load_triples(path)]
    click.echo(write_turtle(infer(triples, load_background())), nl=False)
