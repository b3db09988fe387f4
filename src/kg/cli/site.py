"""``kg export --site``: the graph as a static site."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from kg.cli.interface import Text, option, say
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


def site_asked() -> bool:
    """Tell whether the line asks for a site; options of a site and of a file do not go together."""
    context = click.get_current_context()
    stated = {
        parameter.name: parameter.opts[-1]
        for parameter in context.command.params
        if context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
    }
    of_file = [stated[name] for name in ("form", "output", "hashed", "only") if name in stated]
    of_site = [stated[name] for name in ("url", "limit") if name in stated]
    if "site" in stated and of_file:
        said = Text(
            f"{of_file[0]} is for a file, not for --site", f"{of_file[0]} vaut pour un fichier, non pour --site"
        )
        raise click.UsageError(str(said))
    if "site" not in stated and of_site:
        raise click.UsageError(str(Text(f"{of_site[0]} needs --site DIR", f"{of_site[0]} exige --site DIR")))
    return "site" in stated


def export_site(workspace: Path, site: Path, url: str, limit: int) -> None:
    """Call ``build_site`` and say what it wrote."""
    opened = Workspace.open(workspace)
    store = open_index(opened.index)
    with locked(opened):
        built = build_site(store, opened, site, url=url, limit=limit)
    say(
        f"pages: {built.pages}, files: {built.files}, texts shown whole: {built.whole}, "
        f"by passages for want of a licence: {built.quoted}, for want of the text: {built.missing}",
        f"pages\u00a0: {built.pages}, fichiers\u00a0: {built.files}, textes montrés en entier\u00a0: {built.whole}, "
        f"par passages faute de licence\u00a0: {built.quoted}, faute de texte\u00a0: {built.missing}",
    )
