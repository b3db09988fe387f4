"""``kg export``: the whole graph in one file, or as a site."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import click

from kg.build.whole import asserted_graph, people
from kg.cli.interface import Text, command, language, option, say
from kg.cli.options import output_option, workspace_option
from kg.cli.release import publish, release_options
from kg.cli.site import export_site, site_options
from kg.cli.target import target
from kg.graph.closure import load_background
from kg.graph.csv_tables import write_csv, write_neo4j
from kg.graph.dataset import Default, Graphs, digest, group_graphs, triples_of, with_graph
from kg.graph.geojson import write_geojson
from kg.graph.graphml import write_graphml
from kg.graph.infer import infer
from kg.graph.namespaces import INFERRED_GRAPH
from kg.graph.property_graph import PropertyGraph, property_graph
from kg.graph.serialise import FORMS, write_graphs
from kg.workspace import Workspace
from kg.workspace import output as writable

_WITH_INFERRED = ("nq", "trig")
# What leaves RDF: a graph of things and links, or tables, instead of statements.
_OTHERS: Mapping[str, Callable[[PropertyGraph, BinaryIO], None]] = {
    "csv": write_csv,
    "geojson": write_geojson,
    "graphml": write_graphml,
    "neo4j-csv": write_neo4j,
}
_ARCHIVES = ("csv", "neo4j-csv")
_ALL = (*FORMS, *_OTHERS)
_NOT_DEFAULT = [name for name in _ALL if name != "turtle"]


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
    type=click.Choice(_ALL),
    default="turtle",
    metavar="FORMAT",
    en=f"Default: turtle; also: {', '.join(_NOT_DEFAULT)}. nq and trig also hold the inferred triples, "
    "in a graph of their own. csv (a table a class, with columns.csv) and neo4j-csv are zip archives; "
    "geojson is what concerns where.",
    fr=f"Par défaut, turtle\u00a0; ou bien {', '.join(_NOT_DEFAULT)}. nq et trig contiennent aussi les triplets "
    "déduits, dans un graphe à part. csv (une table par classe, avec columns.csv) et neo4j-csv sont des archives "
    "zip\u00a0; geojson dit ce qui concerne quel lieu.",
)
@output_option
@option(
    "--hash",
    "hashed",
    is_flag=True,
    en="Print on standard error the SHA-256 of what is written in canonical form (RDFC-1.0), whatever the format.",
    fr="Écrire sur la sortie d’erreur le SHA-256 de ce qui est écrit, sous forme canonique (RDFC-1.0), quel que soit "
    "le format.",
)
@option(
    "--only",
    type=click.Choice(["accepted"]),
    en="Leave out the facts that nobody has confirmed with kg review, and those rejected.",
    fr="Laisser de côté les faits que personne n’a confirmés par kg review, et ceux qui sont rejetés.",
)
@site_options
@release_options
def run(workspace: Path, form: str, output: Path | None, only: str | None, *, hashed: bool, **others: Any) -> int:
    """Call ``write_graphs``, ``build_site`` or ``write_release``; exit code 1 when files of people were left out."""
    asked = target()
    if asked == "release":
        return publish(workspace, others, only_accepted=only is not None)
    if asked == "site":
        return export_site(workspace, others["site"], others["url"], others["limit"], only_accepted=only is not None)
    opened = Workspace.open(workspace)
    if output is None and form in _ARCHIVES and sys.stdout.isatty():
        raise click.UsageError(str(Text("an archive needs -o FILE.zip", "une archive exige -o FICHIER.zip")))
    given = people(opened)
    graphs = group_graphs(asserted_graph(opened, given, only_accepted=only is not None))
    if form in _WITH_INFERRED:
        graphs = with_graph(graphs, INFERRED_GRAPH, infer(Default(graphs), load_background()))
    if hashed:
        found = digest(graphs)
        say(f"RDFC-1.0 SHA-256: {found}", f"SHA-256 de RDFC-1.0\u00a0: {found}")
    if output is None:
        _write(graphs, form, sys.stdout.buffer)
    else:
        # Writing uses the graphs up.
        things = len(graphs[b""])
        with writable(output) as file:
            _write(graphs, form, file)
        say(
            en=f"{output} written: {form}, {things} things",
            fr=f"{output} écrit\u00a0: {form}, {things} choses",
        )
    for error in given.refused:
        click.echo(f"kg: {error.render(language())}", err=True)
    return max((error.exit_code for error in given.refused), default=0)


def _write(graphs: Graphs, form: str, file: BinaryIO) -> None:
    if form in _OTHERS:
        _OTHERS[form](property_graph(triples_of(graphs)), file)
    else:
        write_graphs(graphs, form, file)
