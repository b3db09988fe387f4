"""``kg load``: the graph, or files, into a store that others query."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import pyoxigraph as ox

from kg.build.whole import people, whole_quads
from kg.cli.interface import Text, command, language, option, say
from kg.cli.options import ACCOUNT, auth_option, workspace_option
from kg.cli.show import table
from kg.errors import EndpointError, InputError
from kg.graph.dataset import Graphs, group_graphs
from kg.graph.load import FORMATS, open_source
from kg.graph.namespaces import STATEMENTS_GRAPH
from kg.remote.fetch import PACKED, Fetched, fetch, is_url, open_packed
from kg.remote.push import State, push
from kg.remote.store import GraphStore, graph_store
from kg.wire.client import SECONDS, Client
from kg.wire.credentials import read_credentials
from kg.workspace import Workspace


@command(
    en="""Push the graph of the workspace, or the RDF files, folders and addresses SOURCES, into a store that speaks the
    SPARQL 1.1 Graph Store Protocol, and count what arrived.

    \b
    Oxigraph   --endpoint http://HOST:7878/store
    Virtuoso   --endpoint http://HOST:8890/sparql-graph-crud-auth
    Fuseki     --endpoint http://HOST:3030/NAME/data

    Run again after a break, it goes on where it stopped; a graph that has not changed is only counted.

    An address (http:// or https://) is of one RDF file, or of the SHA256SUMS of a release, which stands for all its
    data. Files of a release are compared with its checksums. The account is never sent to where data comes from. A
    redirect is followed to another server that is encrypted and public, five in a row at most.
    """
    + ACCOUNT.en,
    fr="""Pousser le graphe de l’espace de travail, ou les fichiers, dossiers et adresses RDF SOURCES, dans un dépôt qui
    parle le Graph Store Protocol de SPARQL 1.1, puis compter ce qui est arrivé.

    \b
    Oxigraph   --endpoint http://HÔTE:7878/store
    Virtuoso   --endpoint http://HÔTE:8890/sparql-graph-crud-auth
    Fuseki     --endpoint http://HÔTE:3030/NOM/data

    Relancée après une coupure, la commande reprend où elle en était\u00a0; un graphe inchangé est seulement compté.

    Une adresse (http:// ou https://) est celle d’un fichier RDF, ou du SHA256SUMS d’une version publiée, qui en désigne
    toutes les données. Les fichiers d’une version sont comparés à ses empreintes. Le compte n’est jamais envoyé là d’où
    viennent les données. Une redirection est suivie vers un autre serveur s’il est chiffré et public, cinq de suite au
    plus.
    """
    + ACCOUNT.fr,
)
@click.argument("sources", nargs=-1, type=click.Path(path_type=str), metavar="[SOURCES]...")
@workspace_option
@option(
    "--endpoint",
    required=True,
    metavar="URL",
    en="Where the store takes graphs.",
    fr="Où le dépôt prend les graphes.",
)
@option(
    "--query",
    "queries",
    default="",
    metavar="URL",
    en="Where it answers queries; known for Oxigraph, Virtuoso, Fuseki and RDF4J.",
    fr="Où il répond aux requêtes\u00a0; connu pour Oxigraph, Virtuoso, Fuseki et RDF4J.",
)
@option(
    "--graph",
    default="",
    metavar="IRI",
    en="Graph for the triples that are in none; default: the default graph of the store, in Virtuoso "
    f"{STATEMENTS_GRAPH.value}.",
    fr="Graphe des triplets qui ne sont dans aucun\u00a0; par défaut, le graphe par défaut du dépôt, dans Virtuoso "
    f"{STATEMENTS_GRAPH.value}.",
)
@auth_option
@option(
    "--state",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    en="What was pushed already; default: in .kg of the workspace, for SOURCES .kg-load-….json here.",
    fr="Ce qui est déjà poussé\u00a0; par défaut, dans .kg de l’espace de travail, et pour des SOURCES "
    ".kg-load-….json ici.",
)
@option(
    "--replace",
    "replacing",
    is_flag=True,
    en="Send everything again, replacing what the store has in these graphs.",
    fr="Tout renvoyer, en remplaçant ce que le dépôt a dans ces graphes.",
)
@option(
    "--seconds",
    type=click.FloatRange(0.1, 86_400),
    default=SECONDS,
    metavar="N",
    en="Time that one answer may take; default: 60.",
    fr="Temps que peut prendre une réponse\u00a0; par défaut, 60.",
)
def run(sources: tuple[str, ...], workspace: Path, endpoint: str, *, replacing: bool, **options: Any) -> None:
    """Call ``push``."""
    client = Client(read_credentials(options["auth"]), seconds=options["seconds"])
    store = graph_store(endpoint, options["queries"], client)
    place = hashlib.sha256(endpoint.encode()).hexdigest()[:12]
    if sources:
        quads, kept = _of_sources(sources, Client(seconds=client.seconds)), Path(f".kg-load-{place}.json")
    else:
        opened = Workspace.open(workspace)
        quads, kept = _of_workspace(opened), opened.cache / "load" / f"{place}.json"
    graphs = _named(group_graphs(quads), _target(options["graph"], store))
    rows: list[list[str]] = []
    for pushed in push(
        graphs, store, State(options["state"] or kept, endpoint), replacing=replacing, progress=_progress
    ):
        name = pushed.graph or str(Text("(default graph)", "(graphe par défaut)"))
        rows.append([name, str(pushed.triples), str(pushed.sent)])
    if not rows:
        raise InputError("KG578", "", en="there is nothing to push", fr="il n’y a rien à pousser")
    heads = [Text("graph", "graphe"), Text("triples there", "triplets présents là-bas"), Text("sent now", "envoyés")]
    table([str(head) for head in heads], rows)


def _of_workspace(workspace: Workspace) -> Iterator[ox.Quad]:
    """Yield what a query is to see, and say which files of people are left out."""
    given = people(workspace)
    for error in given.refused:
        click.echo(f"kg: {error.render(language())}", err=True)
    yield from whole_quads(workspace, given)


def _of_sources(sources: Iterable[str], client: Client) -> Iterator[ox.Quad]:
    """Yield what files and addresses hold, folder by folder, in the order of their names."""
    for source in sources:
        if not is_url(source):
            yield from _of_files(Path(source))
            continue
        for found in fetch(source, client):
            _arrived(found)
            yield from found.source.quads(found.source.name, apart=True)


def _of_files(source: Path) -> Iterator[ox.Quad]:
    found = sorted(path for path in source.rglob("*") if path.suffix.lower() in FORMATS and path.is_file())
    if source.is_dir() and not found:
        raise InputError(
            "KG578",
            str(source),
            en=f"holds no RDF file ({', '.join(FORMATS)})",
            fr=f"ne contient aucun fichier RDF ({', '.join(FORMATS)})",
        )
    for path in found if source.is_dir() else [source]:
        opened = open_packed(path) if path.suffix.lower() == PACKED else open_source(path)
        yield from opened.quads(apart=True)


def _arrived(found: Fetched) -> None:
    """Say what came, since nobody sees it otherwise."""
    en = "its checksum is right" if found.checked else "no checksum to compare with"
    fr = "son empreinte est juste" if found.checked else "aucune empreinte à comparer"
    name = " → ".join([found.source.name, *found.hops])
    say(f"{name}: {found.size} bytes, {en}", f"{name}\u00a0: {found.size}\u00a0octets, {fr}")


def _target(graph: str, store: GraphStore) -> str:
    """Return the graph for what is in none, empty for the default graph."""
    if not graph:
        return "" if store.has_default else STATEMENTS_GRAPH.value
    try:
        return ox.NamedNode(graph).value
    except ValueError as error:
        raise EndpointError(
            "KG579",
            graph,
            en="cannot name a graph; give an absolute IRI",
            fr="ne peut pas nommer un graphe\u00a0; donnez une IRI absolue",
        ) from error


def _named(graphs: Graphs, target: str) -> Graphs:
    """Move the default graph to ``target``, where it joins what is already in the graph of that name."""
    unnamed = next((name for name in graphs if name.startswith(b"_:")), None)
    if unnamed:
        raise EndpointError(
            "KG579",
            unnamed.decode(),
            en="is a graph without a name, which no store takes; name it",
            fr="est un graphe sans nom, qu’aucun dépôt ne prend\u00a0; nommez-le",
        )
    if target:
        block = graphs.setdefault(f"<{target}>".encode(), {})
        for subject, parts in graphs.pop(b"").items():
            block.setdefault(subject, []).extend(parts)
    return graphs


def _progress(graph: str, sent: int, total: int) -> None:
    say(f"{graph or 'default graph'}: {sent} of {total}", f"{graph or 'graphe par défaut'}\u00a0: {sent} sur {total}")
