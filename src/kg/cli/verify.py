"""``kg verify``: does every passage still say what the graph quotes?"""

from pathlib import Path

import click

from kg.cli.interface import Text, command, say
from kg.cli.options import workspace_option
from kg.graph.verify import verify
from kg.workspace import Workspace


@command(
    en="Check that every passage is in its text word for word, and every text has its checksum; exit code 1 if not.",
    fr="Vérifier que chaque passage est mot pour mot dans son texte, et que chaque texte a sa somme de contrôle\u00a0; "
    "code de sortie 1 sinon.",
)
@workspace_option
def run(workspace: Path) -> int:
    """Call ``verify``."""
    found = verify(Workspace.open(workspace).graph)
    for problem in found.problems:
        click.echo(f"{problem.where}{Text(': ', chr(0xA0) + ': ')}{Text(problem.en, problem.fr)}")
    say(
        en=f"texts: {found.texts}, passages: {found.anchors}, problems: {len(found.problems)}",
        fr=f"textes\u00a0: {found.texts}, passages\u00a0: {found.anchors}, problèmes\u00a0: {len(found.problems)}",
    )
    return 1 if found.problems else 0
