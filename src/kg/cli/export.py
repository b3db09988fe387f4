"""``kg export``: the whole graph in one file, or as a site."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pyoxigraph as ox

from kg.build.index import asserted_graph, whole_graph
from kg.cli.interface import command, option, say
from kg.cli.options import workspace_option
from kg.cli.site import export_site, site_options
from kg.graph.dataset import digest, group_graphs
from kg.graph.namespaces import INFERRED_GRAPH
from kg.graph.serialise import FORMS, write_graphs
from kg.workspace import Workspace, replacing, writing

_WITH_INFERRED = ("nq", "trig")


@command(
    en="Write the graph of the workspace, with the reference data that it mentions, in one file, or as a site with "
    "--site; the same graph gives the same bytes.",
    fr="Écrire le graphe de l’espace de travail, avec les données de référence qu’il mentionne, en un fichier, ou sous "
    "la forme d’un site avec --site\u00a0; le même graphe donne les mêmes octets.",
)
@workspace_option
@option(
    "--format",
    "form",
    type=click.Choice(tuple(FORMS)),
    default="turtle",
    metavar="FORMAT",
    en=f"{', '.join(FORMS)}; default: turtle; nq and trig also hold the inferred triples, in a graph of their own.",
    fr=f"{', '.join(FORMS)}\u00a0; par défaut, turtle\u00a0; nq et trig contiennent aussi les triplets déduits, "
    "dans un graphe à part.",
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    en="File to write; default: standard output.",
    fr="Fichier à écrire\u00a0; par défaut, la sortie standard.",
)
@option(
    "--hash",
    "hashed",
    is_flag=True,
    en="Print on standard error the SHA-256 of what is written in canonical form (RDFC-1.0), whatever the format.",
    fr="Écrire sur la sortie d’erreur le SHA-256 de ce qui est écrit, sous forme canonique (RDFC-1.0), quel que soit "
    "le format.",
)
@site_options
def run(workspace: Path, form: str, output: Path | None, *, hashed: bool, **of_site: Any) -> None:
    """Call ``write_graphs`` or ``build_site``."""
    if of_site["site"] is not None:
        export_site(workspace, **of_site)
        return
    graphs = group_graphs(_quads(Workspace.open(workspace), inferred=form in _WITH_INFERRED))
    if hashed:
        found = digest(graphs)
        say(f"RDFC-1.0 SHA-256: {found}", f"SHA-256 de RDFC-1.0\u00a0: {found}")
    if output is None:
        write_graphs(graphs, form, sys.stdout.buffer)
        return
    with writing(output), replacing(output) as file:
        write_graphs(graphs, form, file)


def _quads(workspace: Workspace, *, inferred: bool) -> Iterator[ox.Quad | ox.Triple]:
    """Yield the graph; with what the rules add, which has to be worked out on all of it, in a graph of its own."""
    if not inferred:
        yield from asserted_graph(workspace)
        return
    asserted, added = whole_graph(workspace)
    yield from asserted
    yield from (ox.Quad(each.subject, each.predicate, each.object, INFERRED_GRAPH) for each in added)
