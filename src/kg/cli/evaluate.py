"""``kg evaluate``: how well are texts read, against what people found in them?"""

import json
from pathlib import Path

import click

from kg.build import Options
from kg.cli.interface import Text, command, language, option, say
from kg.cli.show import progress, table
from kg.evaluate import Evaluation, evaluate


@command(
    en="""Build TEXTS (a file or folder) apart and compare what is read with the annotations in the folder GOLD.

    For each measure: precision, recall, their harmonic mean F1, and the counts behind them.""",
    fr="""Construire TEXTS (un fichier ou un dossier) à part et comparer la lecture aux annotations du dossier GOLD.

    Pour chaque mesure\u00a0: précision, rappel, leur moyenne harmonique F1, et les nombres dont elles viennent.""",
)
@click.argument("texts", metavar="TEXTS", type=click.Path(path_type=Path))
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path, file_okay=False))
@option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    en="For a person or for a program.",
    fr="Pour une personne ou pour un programme.",
)
@option("--by-document", is_flag=True, en="Show each document too.", fr="Montrer aussi chaque document.")
def run(texts: Path, gold: Path, form: str, *, by_document: bool) -> None:
    """Call ``kg.evaluate.evaluate``."""
    with progress(str(Text("reading", "lecture"))) as bar:
        result = evaluate([texts], gold, Options(progress=bar))
    for error in result.errors:
        click.echo(f"kg: {error.render(language())}", err=True)
    if result.absent:
        names = ", ".join(result.absent)
        say(en=f"kg: not among the texts: {names}", fr=f"kg: absents des textes\u00a0: {names}")
    if form == "json":
        click.echo(json.dumps(_plain(result), ensure_ascii=False, indent=1))
        return
    if by_document:
        _documents(result)
    columns = [Text("measure", "mesure"), Text("P", "P"), Text("R", "R"), Text("F1", "F1")]
    counts = [Text("right", "justes"), Text("extra", "en trop"), Text("missed", "manqués")]
    rows = [
        [measure, *(f"{ratio:.3f}" for ratio in (score.precision, score.recall, score.f1))]
        + [str(number) for number in (score.right, score.extra, score.missed)]
        for measure, score in result.scores.items()
    ]
    table([str(column) for column in (*columns, *counts)], rows)


def _documents(result: Evaluation) -> None:
    measures = ("Commitment", "acts", "regions", "hosts", "meeting")
    rows = [
        [name, *(f"{scores[measure].f1:.3f}" if measure in scores else "" for measure in measures)]
        for name, scores in result.documents.items()
    ]
    table([str(Text("document (F1)", "document (F1)")), *measures], rows)


def _plain(result: Evaluation) -> dict[str, object]:
    return {
        "documents": len(result.documents),
        "absent": list(result.absent),
        "measures": {
            measure: {
                "precision": score.precision,
                "recall": score.recall,
                "f1": score.f1,
                "right": score.right,
                "extra": score.extra,
                "missed": score.missed,
            }
            for measure, score in result.scores.items()
        },
    }
