"""``kg add``: a person's own data, taken into the workspace."""

from datetime import datetime
from pathlib import Path

import click

from kg.cli.giver import by_option, date_option, giver
from kg.cli.interface import Text, command, language, option, say
from kg.cli.options import workspace_option
from kg.cli.verdicts import write_verdict
from kg.contribute.take import Outcome, add
from kg.workspace import Workspace

# Lines of what is wrong: whoever has more of them begins with these.
_MOST = 50
_STATES = {
    "new": Text("added", "ajouté"),
    "same": Text("is there already, nothing changes", "s’y trouve déjà, rien ne change"),
    "replaced": Text("takes the place of the contribution of that name", "remplace la contribution de ce nom"),
}


@command(
    en="""Take FILEs (RDF, or tables filled from `kg template --csv`) into the workspace, in graph/contributed/.

    Each is checked against the shapes, the texts and what the graph says already; all are taken, or none. Who gave
    them, when, and the file's name and checksum are written with them. Exit code 3 when something does not conform.""",
    fr="""Prendre des FILE (du RDF, ou des tableaux de `kg template --csv` remplis) dans l’espace de travail, dans
    graph/contributed/.

    Chacun est vérifié d’après les formes, les textes et ce que dit déjà le graphe\u00a0; tous sont pris, ou aucun. Qui
    les a donnés, quand, le nom et l’empreinte du fichier sont écrits avec eux. Code de sortie 3 quand quelque chose
    n’est pas conforme.""",
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@workspace_option
@by_option
@date_option
@option(
    "--name",
    metavar="NAME",
    en="Name of the contribution, for a single FILE; default: that of the file.",
    fr="Nom de la contribution, pour un seul FILE\u00a0; par défaut, celui du fichier.",
)
@option(
    "--replace",
    "replacing",
    is_flag=True,
    en="Put it in the place of the contribution of the same name.",
    fr="Remplacer la contribution de même nom.",
)
def run(
    files: tuple[Path, ...], workspace: Path, by: str | None, day: datetime | None, name: str | None, *, replacing: bool
) -> int:
    """Call ``add``."""
    if name and len(files) > 1:
        raise click.UsageError(str(Text("--name goes with a single FILE", "--name va avec un seul FILE")))
    place = Workspace.open(workspace)
    outcome = add(place, files, giver(place, by, day), name, replacing=replacing)
    for each in outcome.taken:
        click.echo(
            f"{each.file}{Text(': ', chr(0xA0) + ': ')}{each.name} {_STATES[each.state]} ({_count(each.triples)})"
        )
    _show_refusal(outcome)
    return outcome.exit_code


def _count(triples: int) -> str:
    return str(Text(f"triples: {triples}", f"triplets\u00a0: {triples}"))


def _show_refusal(outcome: Outcome) -> None:
    for problem in outcome.problems[:_MOST]:
        click.echo(f"kg: {problem.render(language())}", err=True)
    more = len(outcome.problems) - _MOST
    if more > 0:
        say(f"… and {more} more", f"… et {more} autres")
    for verdict in outcome.verdicts:
        click.echo(write_verdict(verdict, "text", "violation", language()), nl=False, err=True)
    if outcome.exit_code:
        say(
            en="nothing was added; correct what is said above, then add again",
            fr="rien n’a été ajouté\u00a0; corrigez ce qui est dit ci-dessus, puis recommencez",
        )
