"""``kg validate``: does data conform to the shapes?"""

import json
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path

import click
import pyoxigraph as ox

from kg.cli.interface import Text, command, language, option, say
from kg.cli.options import workspace_option
from kg.cli.show import table
from kg.graph import iri
from kg.graph.background import Background
from kg.graph.closure import load_background
from kg.graph.load import load_triples
from kg.graph.report import Finding, Report, Severity
from kg.graph.store import open_index
from kg.graph.validate import validate_store
from kg.workspace import Workspace

_ENGINES = {
    "compiled": ("kg.graph.validate", "validate"),
    "pyshacl": ("kg.graph.pyshacl_engine", "validate_with_pyshacl"),
}
# How many things a remark names before it counts the others.
_NAMED = 3
_SEVERITIES = {
    Severity.VIOLATION: Text("violation", "violation"),
    Severity.WARNING: Text("warning", "avertissement"),
    Severity.INFO: Text("remark", "remarque"),
}


@command(
    en="""Check RDF FILEs against the shapes, or the whole index of the workspace when none is named.

    Exit code 3 when something does not conform.""",
    fr="""Vérifier des FILE en RDF d’après les formes, ou tout l’index de l’espace de travail si aucun n’est nommé.

    Code de sortie 3 quand quelque chose n’est pas conforme.""",
)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@workspace_option
@option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    en="How findings are written.",
    fr="Forme des constats.",
)
@option(
    "--engine",
    type=click.Choice(list(_ENGINES)),
    default="compiled",
    en="What judges FILEs: the shapes compiled to SPARQL, or pySHACL; both find the same.",
    fr="Ce qui juge les FILE\u00a0: les formes compilées en SPARQL, ou pySHACL\u00a0; les deux trouvent la même chose.",
)
def run(files: tuple[Path, ...], workspace: Path, form: str, engine: str) -> int:
    """Call ``validate`` on files, ``validate_store`` on the index."""
    report = _of_files(files, engine) if files else validate_store(open_index(Workspace.open(workspace).index))
    if form == "json":
        click.echo(json.dumps([_plain(each) for each in report.findings], ensure_ascii=False, indent=1))
    else:
        _show(report.findings)
    say(
        en=f"{'conforms' if report.conforms else 'does not conform'}: {report.count(Severity.VIOLATION)} violations, "
        f"{report.count(Severity.WARNING)} warnings in {report.checked} checks",
        fr=f"{'conforme' if report.conforms else 'non conforme'}\u00a0: {report.count(Severity.VIOLATION)} violations, "
        f"{report.count(Severity.WARNING)} avertissements en {report.checked} vérifications",
    )
    return 0 if report.conforms else 3


def _of_files(files: Sequence[Path], engine: str) -> Report:
    # pySHACL takes most of a second to import, so it is imported only when asked for.
    module, name = _ENGINES[engine]
    judge: Callable[[Iterable[ox.Triple], Background], Report] = getattr(import_module(module), name)
    return judge([triple for path in files for triple in load_triples(path)], load_background())


def _show(findings: Sequence[Finding]) -> None:
    """Write one row for each thing to do; remarks that many things share name the first few and count the others."""
    groups: dict[tuple[Severity, str], list[str]] = {}
    for each in findings:
        groups.setdefault((each.severity, each.message(language())), []).append(iri.compact(each.focus))
    if groups:
        columns = [Text("severity", "gravité"), Text("number", "nombre"), Text("what to do", "que faire")]
        rows = [
            [str(_SEVERITIES[severity]), str(len(things)), message, _things(things, severity)]
            for (severity, message), things in groups.items()
        ]
        table([*map(str, columns), str(Text("where", "où"))], rows)


def _things(things: Sequence[str], severity: Severity) -> str:
    """Name the things at fault: every one to correct, the first of those only remarked on (json has them all)."""
    shown = things[:_NAMED] if severity is Severity.INFO else things
    rest = len(things) - len(shown)
    more = Text(f" and {rest} more", f" et {rest} autres") if rest else ""
    return f"{', '.join(shown)}{more}"


def _plain(finding: Finding) -> dict[str, str | None]:
    return {
        "severity": finding.severity.name.lower(),
        "focus": finding.focus,
        "path": finding.path,
        "value": finding.value,
        "shape": finding.shape,
        "message": finding.message(language()),
        "rule": finding.rule(language()),
    }
