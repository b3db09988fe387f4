"""``kg validate``: does data conform to the shapes?"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from kg.cli.interface import Text, command, language, option
from kg.cli.options import workspace_option
from kg.cli.verdicts import FORMATS, write_verdict
from kg.cli.verdicts.as_text import unread
from kg.cli.verdicts.wording import colon, conclusion, summary
from kg.contribute.tables import is_table, judge_tables, together
from kg.graph.judge import DEFAULT_LIMITS, judge
from kg.graph.verdict import SEVERITIES
from kg.workspace import Workspace


@command(
    en="""Check RDF FILEs against the shapes, or the whole index of the workspace when none is named.

    FILEs are Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML, or tables filled from `kg template --csv`, told by
    the suffix. Names in tables are looked up in the workspace, or in the reference data where there is none. Each
    finding says where it stands, what to do, and what was probably meant. Exit code 3 when something does not conform
    or nothing was checked, 1 when a file cannot be read.""",
    fr="""Vérifier des FILE en RDF d’après les formes, ou tout l’index de l’espace de travail si aucun n’est nommé.

    Les FILE sont en Turtle, TriG, N-Triples, N-Quads, JSON-LD ou RDF/XML, ou des tableaux de `kg template --csv`
    remplis, selon le suffixe. Les noms d’un tableau sont cherchés dans l’espace de travail, ou dans les données de
    référence s’il n’y en a pas. Chaque constat dit où il se trouve, que faire, et ce qui était sans doute voulu. Code
    de sortie 3 quand quelque chose n’est pas conforme ou que rien n’a été vérifié, 1 quand un fichier ne peut pas être
    lu.""",
)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@workspace_option
@option(
    "--shapes",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    en="Check against the SHACL shapes of this file, or several, instead of ours.",
    fr="Vérifier d’après les formes SHACL de ce fichier, ou de plusieurs, au lieu des nôtres.",
)
@option(
    "--severity",
    type=click.Choice(SEVERITIES),
    default="info",
    en="The least serious findings to write; the exit code only depends on violations.",
    fr="Les constats les moins graves à écrire\u00a0; le code de sortie ne dépend que des violations.",
)
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    metavar="FORM",
    en="How findings are written: text (default), json, sarif, junit, html, or turtle.",
    fr="Forme des constats\u00a0: text (par défaut), json, sarif, junit, html ou turtle.",
)
@option(
    "--engine",
    type=click.Choice(["compiled", "pyshacl"]),
    default="compiled",
    en="What judges FILEs: the shapes compiled to SPARQL, or pySHACL; both find the same.",
    fr="Ce qui juge les FILE\u00a0: les formes compilées en SPARQL, ou pySHACL\u00a0; les deux trouvent la même chose.",
)
@option(
    "--seconds",
    type=click.FloatRange(0.1, 86_400),
    default=DEFAULT_LIMITS.seconds,
    metavar="N",
    en="Time that judging FILEs may take; default: 120.",
    fr="Temps que le jugement des FILE peut prendre\u00a0; par défaut, 120.",
)
def run(files: tuple[Path, ...], workspace: Path, form: str, severity: str, **how: Any) -> int:
    """Call ``judge``; ``how`` is made of the shapes, the engine and the seconds."""
    limits = replace(DEFAULT_LIMITS, seconds=how["seconds"])
    tables = [path for path in files if is_table(path)]
    if tables and how["shapes"]:
        raise click.UsageError(
            str(Text("--shapes goes with RDF, not with tables", "--shapes va avec du RDF, non avec des tableaux"))
        )
    rest = tuple(path for path in files if path not in tables)
    verdicts = [judge_tables(tables, _beside(workspace))] if tables else []
    if rest or not tables:
        place = None if rest else _opened(workspace)
        source, graph = (rest, None) if place is None else (place.index, place.graph)
        verdicts.insert(0, judge(source, how["shapes"], engine=how["engine"], limits=limits, graph=graph))
    verdict = together(verdicts)
    for line in unread(verdict, language(), excerpts=form == "text"):
        click.echo(line, err=True)
    if form != "text" or not verdict.unread:
        click.echo(write_verdict(verdict, form, severity, language()), nl=False)
        click.echo(f"{conclusion(verdict, language())}{colon(language())} {summary(verdict, language())}", err=True)
    return verdict.exit_code


def _beside(workspace: Path) -> Workspace | None:
    """Return the workspace that tables are judged beside; None when none was named and there is none here."""
    if workspace == Path() and not Workspace(workspace).settings_file.is_file():
        return None
    place = Workspace.open(workspace)
    return place if place.index.exists() else None


def _opened(workspace: Path) -> Workspace:
    """Return the workspace whose index is judged.

    Raises:
        UsageError: none was named, and there is none here.
        WorkspaceError: there is none where one was named (KG601).
    """
    if workspace == Path() and not Workspace(workspace).settings_file.is_file():
        raise click.UsageError(
            str(
                Text(
                    "name a file to check, or a workspace with --workspace: there is none here (no kg.toml)",
                    "nommez un fichier à vérifier, ou un espace de travail avec --workspace\u00a0: il n’y en a pas ici "
                    "(pas de kg.toml)",
                )
            )
        )
    return Workspace.open(workspace)
