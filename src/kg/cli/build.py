"""``kg build``: from statements to a validated, indexed graph."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from kg.build import Build, Options, build
from kg.build.record import Message, Record
from kg.cli.interface import Text, command, language, option, say
from kg.cli.options import workspace_option
from kg.cli.show import progress, table
from kg.contribute.standing import orphans
from kg.errors import KgError
from kg.graph import iri
from kg.model.facts import ActType
from kg.text.read import Source, discover, read
from kg.workspace import Workspace

# The two types that a reader follows up; the others count among the acts, and `kg stats` tells them apart.
_COUNTED = (ActType.COMMITMENT, ActType.CALL)
# How many texts a note names before it only counts the others.
_NAMED = 3


@command(
    en="""Read the statements at PATHs (files or folders; default: the workspace's statements/), write their graph
    and index it.

    Only what changed is read again. Exit code 1 when a file could not be read, 3 when a statement does not conform;
    the others are built all the same.""",
    fr="""Lire les déclarations des PATH (fichiers ou dossiers\u00a0; par défaut, statements/ dans l’espace de travail),
    écrire leur graphe et l’indexer.

    Seul ce qui a changé est relu. Code de sortie 1 quand un fichier n’a pas pu être lu, 3 quand une déclaration
    n’est pas conforme\u00a0; les autres sont construites malgré tout.""",
)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@workspace_option
@option(
    "--jobs",
    type=click.IntRange(1, 256),
    en="How many statements are read at once; default: 2, or kg.toml.",
    fr="Nombre de déclarations lues à la fois\u00a0; par défaut, 2 ou kg.toml.",
)
@option(
    "--text-language",
    metavar="CODE",
    en="Language of all texts, when detection should not decide.",
    fr="Langue de tous les textes, quand ce n’est pas à la détection d’en décider.",
)
@option("--published", metavar="DATE", en="Day of publication of the texts.", fr="Jour de publication des textes.")
@option("--publisher", metavar="NAME", en="Who published the texts.", fr="Qui a publié les textes.")
@option("--url", metavar="URL", en="Address of the publication.", fr="Adresse de la publication.")
@option("--title", metavar="TITLE", en="Title of the texts.", fr="Titre des textes.")
def run(
    paths: tuple[Path, ...], workspace: Path, jobs: int | None, text_language: str | None, **metadata: str | None
) -> int:
    """Call ``kg.build.build`` and show its result."""
    given = {**metadata, "lang": text_language}
    place = _workspace(workspace, paths, {key: value for key, value in given.items() if value is not None})
    settings = place.settings()
    stated = {**given, "lang": text_language or settings.get("text_language")}
    overrides = {key: str(value) for key, value in stated.items() if value is not None}
    count = jobs or int(settings.get("jobs", min(2, os.cpu_count() or 1)))
    with progress(str(Text("reading", "lecture"))) as bar:
        done = build(place, paths or (place.statements,), Options(count, overrides, bar))
    _show(done)
    _show_orphans(place)
    return done.exit_code


def _workspace(folder: Path, paths: Sequence[Path], given: Mapping[str, str]) -> Workspace:
    """Open the workspace; one that was named and does not exist yet is made, since PATHs say what to build.

    Raises:
        InputError: there is nothing to build, and nothing was made (KG100 to KG104).
        WorkspaceError: there is no workspace (KG601).
    """
    if folder == Path() or not paths:
        return Workspace.open(folder)
    sources = discover(paths)
    if not folder.exists():
        _must_hold_text(sources, given)
    return Workspace.create(folder)


def _must_hold_text(sources: Sequence[Source], given: Mapping[str, str]) -> None:
    """See to it that one text at least can be read, before anything is made.

    Raises:
        InputError: none can; what is wrong with the others is told before.
    """
    errors: list[KgError] = []
    for source in sources:
        try:
            read(source, given)
        except KgError as error:
            errors.append(error)
        else:
            return
    for wrong in errors[:-1]:
        click.echo(f"kg: {wrong.render(language())}", err=True)
    if errors:
        raise errors[-1]


def _show(done: Build) -> None:
    for line in dict.fromkeys(error.render(language()) for error in done.errors):
        click.echo(f"kg: {line}", err=True)
    _show_notes([record for record in done.records if record.source in done.fresh])
    for record in done.rejected:
        _show_findings(record)
    if done.records:
        table(_header(), [_row(record) for record in done.records])
    say(
        en=f"texts: {len(done.records)}, read: {len(done.fresh)}, not conforming: {len(done.rejected)}, "
        f"errors: {len(done.errors)}, quads in the index: {done.quads}",
        fr=f"textes\u00a0: {len(done.records)}, lus\u00a0: {len(done.fresh)}, "
        f"non conformes\u00a0: {len(done.rejected)}, erreurs\u00a0: {len(done.errors)}, "
        f"quadruplets dans l’index\u00a0: {done.quads}",
    )


def _show_orphans(workspace: Workspace) -> None:
    """Say which decisions have lost their fact: they are kept, and hold again when it comes back."""
    for each in orphans(workspace):
        name = iri.compact(each.target)
        say(
            en=f"kg: KG424 {name}: the fact that {each.by} decided on is not found in the text any more; the decision "
            "is kept (kg review list shows it, kg review withdraw removes it)",
            fr=f"kg: KG424 {name}\u00a0: le fait sur lequel {each.by} s’est prononcé ne se trouve plus dans le "
            "texte\u00a0; la décision est gardée (kg review list la montre, kg review withdraw l’ôte)",
        )


def _show_notes(records: Sequence[Record]) -> None:
    """Say what the reader noticed in the texts that it read; what it noticed in several takes one line."""
    sources: dict[Message, list[str]] = {}
    for record in records:
        for note in record.notes:
            sources.setdefault(note, []).append(_shown(record.source))
    for note, names in sources.items():
        click.echo(
            f"kg: {note.code} {_gathered(names)}{Text(': ', chr(0xA0) + ': ')}{Text(note.en, note.fr)}", err=True
        )


def _gathered(names: Sequence[str]) -> str:
    """Name one text, or count several and name the first of them."""
    if len(names) == 1:
        return names[0]
    first, rest = ", ".join(names[:_NAMED]), len(names) - _NAMED
    more = Text(f" and {rest} more", f" et {rest} autres") if rest > 0 else ""
    return str(Text(f"{len(names)} texts ({first}{more})", f"{len(names)} textes ({first}{more})"))


def _show_findings(record: Record) -> None:
    """Say what is wrong with a text that does not conform."""
    source = _shown(record.source)
    draft = next(path for path in record.files if path.endswith(".ttl"))
    say(
        en=f"kg: KG402 {source}: does not conform and was kept out of the graph; correct what follows "
        f"(the draft is {draft})",
        fr=f"kg: KG402 {source}\u00a0: n’est pas conforme et reste hors du graphe\u00a0; corrigez ce qui suit "
        f"(le brouillon est {draft})",
    )
    for message in sorted({str(Text(finding.en, finding.fr)) for finding in record.findings}):
        click.echo(f"    {message}", err=True)


def _shown(source: str) -> str:
    """Write a file's name as short as it can be written from here."""
    here = Path.cwd()
    return str(Path(source).relative_to(here)) if Path(source).is_relative_to(here) else source


def _header() -> list[str]:
    columns = (
        Text("statement", "déclaration"),
        Text("text", "texte"),
        Text("meeting", "réunion"),
        Text("hosts", "hôtes"),
        Text("acts", "actes"),
        Text("commitments", "engagements"),
        Text("calls", "appels"),
    )
    return [str(column) for column in columns]


def _row(record: Record) -> list[str]:
    def named(names: Mapping[str, str]) -> str:
        return names.get(language(), "")

    statement = record.identity.statement if record.conforms else f"{record.identity.statement} (!)"
    summary = record.summary
    hosts = ", ".join(map(named, summary.hosts))
    counts = [sum(summary.acts.values()), *(summary.acts.get(kind.value, 0) for kind in _COUNTED)]
    meeting = f"{summary.date} {named(summary.place)}".strip()
    return [statement, record.claim.language, meeting, hosts, *map(str, counts)]
