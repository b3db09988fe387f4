"""``kg template``: a table to fill in a spreadsheet."""

from pathlib import Path

import click

from kg.cli.interface import Text, command, language, option
from kg.cli.kind import KINDS, TYPES, Kind
from kg.cli.new import put
from kg.cli.show import table
from kg.contribute.kinds import Described
from kg.contribute.template import columns_of, csv_template


@command(
    en=f"""Show which columns a table of a KIND of thing has, or with --csv write one to fill in a spreadsheet.

    KIND is one of: {KINDS}; or its name in French. A star says that a column must be filled. Codes and names in French
    or English are understood (Sahel, Irak, 2254 (2015)); several values are separated by |. Days are written
    2024-09-30. The filled table goes to `kg add`.""",
    fr=f"""Montrer quelles colonnes a un tableau d’un KIND de chose, ou avec --csv en écrire un à remplir.

    KIND est l’un de\u00a0: {TYPES}\u00a0; ou son nom en anglais. Une étoile marque une colonne obligatoire. Les codes
    et les noms en français ou en anglais sont compris (Sahel, Irak, 2254 (2015))\u00a0; plusieurs valeurs sont séparées
    par |. Les jours s’écrivent 2024-09-30. Le tableau rempli va à `kg add`.""",
)
@click.argument("kind", metavar="KIND", type=Kind())
@option("--csv", "as_csv", is_flag=True, en="Write the table.", fr="Écrire le tableau.")
@option("--example", is_flag=True, en="With an invented row.", fr="Avec une ligne inventée.")
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    en="File to write, with --csv; default: standard output.",
    fr="Fichier à écrire, avec --csv\u00a0; par défaut, la sortie standard.",
)
def run(kind: Described, output: Path | None, *, as_csv: bool, example: bool) -> None:
    """Call ``csv_template`` or show ``columns_of``."""
    if as_csv:
        put(csv_template(kind, language(), filled=example), output)
        return
    headings = (Text("column", "colonne"), Text("what goes there", "ce qui y va"), Text("example", "exemple"))
    table([*map(str, headings)], columns_of(kind, language()))
