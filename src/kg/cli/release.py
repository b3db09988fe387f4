"""``kg export --release``: what a steward says of a release, and what it came to, shown to a person."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import reduce
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from kg.cli.interface import Text, language, option, say
from kg.cli.show import table
from kg.graph import iri
from kg.graph.report import Report, Severity
from kg.release import Order, Released, fetch_shapes, read_settings, write_release
from kg.workspace import Workspace

_OPTIONS = (
    option(
        "--release",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        en="Write a whole release for portals into this folder: data, catalogue, vocabulary, checksums; settings are "
        "under [release] in kg.toml (docs/releasing.md).",
        fr="Écrire dans ce dossier une version complète pour les portails\u00a0: données, catalogue, vocabulaire, "
        "empreintes\u00a0; les réglages sont sous [release] dans kg.toml (docs/releasing.fr.md).",
    ),
    option(
        "--settings",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        en="TOML file with the table [release]; default: the workspace's kg.toml.",
        fr="Fichier TOML qui contient la table [release]\u00a0; par défaut, le kg.toml de l’espace de travail.",
    ),
    option(
        "--date",
        "today",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        en="Day of the release; default: SOURCE_DATE_EPOCH, else today.",
        fr="Jour de la version\u00a0; par défaut, SOURCE_DATE_EPOCH, sinon aujourd’hui.",
    ),
    option(
        "--previous",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        en="Release to tell the changes from; default: the one that is replaced.",
        fr="Version dont dire les changements\u00a0; par défaut, celle qui est remplacée.",
    ),
    option(
        "--dcat-shapes",
        "official",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        en="Folder with the official shapes of DCAT-AP 3.0.1, to check the catalogue with; without it, kg's own list.",
        fr="Dossier des formes officielles de DCAT-AP 3.0.1, pour vérifier le catalogue\u00a0; "
        "sans lui, la liste de kg.",
    ),
    option(
        "--fetch-dcat-shapes",
        "fetch",
        is_flag=True,
        en="Fetch these shapes from the network into the workspace, once.",
        fr="Chercher ces formes sur le réseau et les garder dans l’espace de travail, une fois.",
    ),
)
_DIMENSIONS = {
    "findability": Text("findability", "facilité de découverte"),
    "accessibility": Text("accessibility", "accessibilité"),
    "interoperability": Text("interoperability", "interopérabilité"),
    "reusability": Text("reusability", "réutilisabilité"),
    "contextuality": Text("contextuality", "contexte"),
}
# Worst and best of the portal's four bands: excellent from 351, good from 221, sufficient from 121.
_BANDS = (
    (351, Text("excellent", "excellent")),
    (221, Text("good", "bon")),
    (121, Text("sufficient", "suffisant")),
    (0, Text("bad", "mauvais")),
)


def release_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a release; ``publish`` takes their values."""
    return reduce(lambda found, give: give(found), reversed(_OPTIONS), function)


def publish(workspace: Path, options: dict[str, Any], *, only_accepted: bool) -> int:
    """Call ``write_release`` with the values of ``release_options`` and show what came of it."""
    place = Workspace.open(workspace)
    official = options["official"]
    if options["fetch"] and official is None:
        official = fetch_shapes(place.cache / "dcat-ap-3.0.1")
    order = Order(
        folder=options["release"],
        settings=read_settings(options["settings"] or place.settings_file),
        today=_today(options["today"]),
        previous=options["previous"],
        official=official,
        only_accepted=only_accepted,
    )
    released = write_release(place, order)
    _show_checks(released)
    _show_quality(released)
    if released.written:
        say(
            en=f"released in {order.folder}; RDFC-1.0 SHA-256: {released.hash}",
            fr=f"version écrite dans {order.folder}\u00a0; SHA-256 de RDFC-1.0\u00a0: {released.hash}",
        )
    else:
        say(
            en="nothing was written: the catalogue breaks the shapes above",
            fr="rien n’a été écrit\u00a0: le catalogue enfreint les formes ci-dessus",
        )
    return 0 if released.written else 3


def _today(stated: datetime | None) -> date:
    if stated is not None:
        return stated.date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError(
            str(
                Text(
                    "SOURCE_DATE_EPOCH in the environment is no number of seconds since 1970",
                    "SOURCE_DATE_EPOCH, dans l’environnement, n’est pas un nombre de secondes depuis 1970",
                )
            )
        ) from error


def _show_checks(released: Released) -> None:
    headings = (
        Text("shapes", "formes"),
        Text("violations", "violations"),
        Text("warnings", "avertissements"),
        Text("checks", "vérifications"),
    )
    rows = [
        [name, str(report.count(Severity.VIOLATION)), str(report.count(Severity.WARNING)), str(report.checked)]
        for name, report in released.checks
    ]
    table([str(each) for each in headings], rows)
    for name, report in released.checks:
        _show_findings(name, report)


def _show_findings(name: str, report: Report) -> None:
    """Write a line for each property at fault; official shapes say the same thing in several places."""
    lines = {
        f"{name}: {iri.compact(each.focus)} {iri.compact(each.path.strip('<>'))}: "
        f"{each.message(language()) or each.component.rpartition('#')[2]}": None
        for each in report.findings
    }
    for line in lines:
        click.echo(line)


def _show_quality(released: Released) -> None:
    click.echo()
    headings = (Text("quality", "qualité"), Text("points", "points"), Text("of", "sur"))
    rows = []
    for dimension, group in groupby(released.quality, key=lambda each: each.dimension):
        measures = list(group)
        points = sum(each.points for each in measures)
        rows.append([str(_DIMENSIONS[dimension]), f"{points:.0f}", str(sum(each.weight for each in measures))])
    table([str(each) for each in headings], rows)
    total = sum(each.points for each in released.quality)
    expected = sum(each.points for each in released.quality if each.expected)
    band = next(name for least, name in _BANDS if total >= least)
    said = Text(
        f"{total:.0f} of 405 ({band}), {expected:.0f} of them if the addresses answer once it is online",
        f"{total:.0f} sur 405 ({band}), dont {expected:.0f} si les adresses répondent une fois en ligne",
    )
    click.echo(str(said))
    for each in released.quality:
        if each.points < each.weight:
            lost = f"{each.weight - each.points:.0f}"
            click.echo(f"-{lost}  {each.name}: {Text(each.en, each.fr)}")
