"""``kg infer``: what follows from data by the rules, or by OWL 2 RL."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

import click
import pyoxigraph as ox

from kg.cli.interface import command, option
from kg.graph.closure import load_background
from kg.graph.infer import infer
from kg.graph.load import load_triples
from kg.graph.turtle import write_turtle


@command(
    en="Write the triples that follow from the RDF FILEs, and are not in them, as Turtle.",
    fr="Écrire en Turtle les triplets qui découlent des FILE en RDF, et ne s’y trouvent pas.",
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@option(
    "--reasoner",
    type=click.Choice(["rules", "owlrl"]),
    default="rules",
    en="The project's rules, or all of OWL 2 RL by owlrl: many hundred times slower, the same triples.",
    fr="Les règles du projet, ou tout OWL 2 RL par owlrl\u00a0: des centaines de fois plus lent, les mêmes triplets.",
)
@option(
    "--ontology",
    "ontologies",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    en="An ontology of your own to reason with; turns owlrl on.",
    fr="Une ontologie à vous, à joindre au raisonnement\u00a0; met owlrl en marche.",
)
def run(files: tuple[Path, ...], reasoner: str, ontologies: tuple[Path, ...]) -> None:
    """Call ``infer`` or ``infer_with_owlrl``."""
    triples = [triple for path in files for triple in load_triples(path)]
    if reasoner == "rules" and not ontologies:
        found = infer(triples, load_background())
    else:
        found = _with_owlrl(triples, [triple for path in ontologies for triple in load_triples(path)])
    click.echo(write_turtle(found), nl=False)


def _with_owlrl(triples: Sequence[ox.Triple], extension: Sequence[ox.Triple]) -> tuple[ox.Triple, ...]:
    reason: Callable[..., tuple[ox.Triple, ...]] = import_module("kg.graph.owl").infer_with_owlrl  # rdflib loads slowly
    return reason([*triples, *load_background().about(triples)], extension)
