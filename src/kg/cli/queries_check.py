"""``kg queries check``: every query run on a graph, and compared with what it promises."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from kg import assets
from kg.build import Options, build
from kg.cli.interface import Text, command, language, option, say
from kg.cli.question import asking
from kg.cli.show import progress, table
from kg.errors import QueryError
from kg.graph.check_query import Checked, Finding, check_query
from kg.graph.engine import Session
from kg.graph.query import query_files, read_query
from kg.graph.things import Ask
from kg.workspace import Workspace, replace

_DOES_NOT_CONFORM = 3
_EXPECTED = "expected"
_UNEXPECTED = Finding("has no expected result; --renew writes it", "n’a pas de résultat attendu\u00a0; --renew l’écrit")


@command(
    en="""Run every query, or those of a folder of your own, and check its header, places, columns, total order and
    labels in both languages, that it answers rows, and its expected result (DIR/expected/NAME.csv). Exit code 3 when
    something is wrong.

    The graph is that of the statements that come with kg, or that of --workspace.""",
    fr="""Lancer chaque requête, ou celles d’un dossier à vous, et vérifier son en-tête, ses places, ses colonnes, son
    ordre total et ses libellés dans les deux langues, qu’elle donne des lignes, et son résultat attendu
    (DIR/expected/NAME.csv). Code de sortie 3 quand quelque chose ne va pas.

    Le graphe est celui des déclarations fournies avec kg, ou celui de --workspace.""",
)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@option(
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    en="The workspace to ask; default: one that is built for the occasion.",
    fr="L’espace de travail à interroger\u00a0; par défaut, un espace construit pour l’occasion.",
)
@option(
    "--renew",
    is_flag=True,
    en="Write the expected results anew instead of comparing with them.",
    fr="Récrire les résultats attendus au lieu de leur comparer.",
)
def run(folder: Path | None, workspace: Path | None, *, renew: bool) -> int:
    """Call ``check_query`` on every file and show what it found."""
    files = query_files(folder)
    place = (folder or assets.queries()) / _EXPECTED
    rows: list[list[str]] = []
    wrong = 0
    with _index(workspace) as index, Session(index) as session, progress(str(Text("checking", "vérification"))) as bar:
        ask = asking(index)
        for number, path in enumerate(files):
            bar(number, len(files))
            expected = place / f"{path.stem}.csv"
            checked = _check(path, session, ask, None if renew else expected)
            if renew and checked.result:
                place.mkdir(exist_ok=True)
                replace(expected, checked.result.encode("utf-8"))
            wrong += bool(checked.findings)
            rows += _shown(path.stem, checked)
    table([str(each) for each in (Text("query", "requête"), Text("rows", "lignes"), Text("verdict", "verdict"))], rows)
    say(
        f"queries: {len(files)}, with something wrong: {wrong}",
        f"requêtes\u00a0: {len(files)}, avec un défaut\u00a0: {wrong}",
    )
    return _DOES_NOT_CONFORM if wrong else 0


def _check(path: Path, session: Session, ask: Ask, expected: Path | None) -> Checked:
    try:
        query = read_query(path)
    except QueryError as error:
        return Checked(None, (Finding(error.render("en"), error.render("fr")),))
    known = expected.read_text(encoding="utf-8") if expected is not None and expected.is_file() else None
    checked = check_query(query, path.stem, partial(session.ask, name=path.name), ask, known)
    if expected is not None and known is None and expected.parent.is_dir() and checked.result:
        return Checked(checked.rows, (*checked.findings, _UNEXPECTED), checked.result)
    return checked


def _shown(name: str, checked: Checked) -> Iterator[list[str]]:
    rows = "" if checked.rows is None else str(checked.rows)
    verdicts = [each.fr if language() == "fr" else each.en for each in checked.findings] or ["ok"]
    for verdict in verdicts:
        yield [name, rows, verdict]


@contextmanager
def _index(workspace: Path | None) -> Iterator[Path]:
    """Give the index of a workspace; without one, that of the shipped statements, built in a folder that goes away."""
    if workspace is not None:
        yield Workspace.open(workspace).index
        return
    with tempfile.TemporaryDirectory(prefix="kg-queries-") as folder:
        made = Workspace.create(Path(folder))
        with progress(str(Text("reading", "lecture"))) as bar:
            build(made, (assets.root() / "data" / "statements",), Options(1, {}, bar))
        yield made.index
