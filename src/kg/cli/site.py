"""``kg export --site``: the graph as a static site."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import pyoxigraph as ox

from kg.build.whole import people, whole_quads
from kg.cli.interface import language, option, say
from kg.errors import KgError
from kg.graph.store import open_index
from kg.site import QUOTATION, build_site
from kg.workspace import Workspace, locked

_OPTIONS = (
    option(
        "--site",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        en="Write a static site instead, in French and English, into a new folder or over an earlier site.",
        fr="Écrire plutôt un site statique, en français et en anglais, dans un dossier neuf ou à la place d’un site.",
    ),
    option(
        "--url",
        default="",
        metavar="URL",
        en="Where the site will be: gives it a map for search engines and rules for w3id.org.",
        fr="Où sera le site\u00a0: lui donne un plan pour les moteurs de recherche et des règles pour w3id.org.",
    ),
    option(
        "--quotation",
        "limit",
        type=click.IntRange(min=1),
        default=QUOTATION,
        metavar="N",
        en=f"Longest quotation on the site from a text without an open licence, in characters; default: {QUOTATION}.",
        fr="Plus longue citation sur le site d’un texte sans licence ouverte, en caractères\u00a0; "
        f"par défaut, {QUOTATION}.",
    ),
)


def site_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of the site: ``site``, ``url`` and ``limit``."""
    for each in reversed(_OPTIONS):
        function = each(function)
    return function


def export_site(workspace: Path, site: Path, url: str, limit: int, *, only_accepted: bool) -> int:
    """Call ``build_site`` and say what it wrote; exit code 1 when files of people were left out."""
    opened = Workspace.open(workspace)
    refused: Sequence[KgError] = ()
    if only_accepted:
        given, store = people(opened), ox.Store()
        store.bulk_extend(whole_quads(opened, given, only_accepted=True))
        refused = given.refused
    else:
        store = open_index(opened.index)
    with locked(opened):
        built = build_site(store, opened, site, url=url, limit=limit)
    say(
        f"site written to {site}; "
        f"pages: {built.pages}, files: {built.files}, texts shown whole: {built.whole}, "
        f"by passages for want of a licence: {built.quoted}, for want of the text: {built.missing}",
        f"site écrit dans {site}\u00a0; "
        f"pages\u00a0: {built.pages}, fichiers\u00a0: {built.files}, textes montrés en entier\u00a0: {built.whole}, "
        f"par passages faute de licence\u00a0: {built.quoted}, faute de texte\u00a0: {built.missing}",
    )
    for error in refused:
        click.echo(f"kg: {error.render(language())}", err=True)
    return max((error.exit_code for error in refused), default=0)
