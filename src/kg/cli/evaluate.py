"""``kg evaluate``: how well are texts read, against what people found in them?"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from kg.build import Options
from kg.cli.interface import Text, command, language, option, say
from kg.cli.layout import visible
from kg.cli.options import table_option
from kg.cli.show import progress, table
from kg.evaluate import Evaluation, Mistake, evaluate, interval

_MEASURES = {
    "Commitment": Text("commitments", "engagements"),
    "acts": Text("all acts", "tous les actes"),
    "Call": Text("calls", "appels"),
    "Endorsement": Text("endorsements", "soutiens"),
    "Welcome": Text("welcomes", "satisfactions"),
    "Condemnation": Text("condemnations", "condamnations"),
    "Concern": Text("concerns", "préoccupations"),
    "Emphasis": Text("emphases", "insistances"),
    "exact spans": Text("exact passages", "passages exacts"),
    "act regions": Text("regions of acts", "régions des actes"),
    "act resolutions": Text("resolutions of acts", "résolutions des actes"),
    "regions": Text("regions named", "régions citées"),
    "resolutions": Text("resolutions named", "résolutions citées"),
    "hosts": Text("hosts", "hôtes"),
    "meeting": Text("date and mode of the meeting", "date et mode de la réunion"),
}


@command(
    en="""Build TEXTS (a file or folder) apart and compare what is read with the annotations in the folder GOLD.

    For each measure: precision, recall, their harmonic mean F1 with the interval in which it lies in 95 of 100 samples
    of the documents, the counts behind them, and F1 in each language.""",
    fr="""Construire TEXTS (un fichier ou un dossier) à part et comparer la lecture aux annotations du dossier GOLD.

    Pour chaque mesure\u00a0: précision, rappel, leur moyenne harmonique F1 avec l’intervalle où elle se trouve dans 95
    échantillons de documents sur 100, les nombres dont elles viennent, et F1 dans chaque langue.""",
)
@click.argument("texts", metavar="TEXTS", type=click.Path(path_type=Path))
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path, file_okay=False))
@table_option
@option("--by-document", is_flag=True, en="Show each document too.", fr="Montrer aussi chaque document.")
@option(
    "--errors",
    "wrong",
    is_flag=True,
    en="List what was missed and what should not have been found.",
    fr="Énumérer ce qui a été manqué et ce qui n’aurait pas dû être trouvé.",
)
def run(texts: Path, gold: Path, form: str, *, by_document: bool, wrong: bool) -> None:
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
    _scores(result)
    if by_document:
        click.echo()
        _documents(result)
    if wrong:
        click.echo()
        _mistakes(result.mistakes, texts)


def _scores(result: Evaluation) -> None:
    columns = [
        Text("measure", "mesure"),
        Text("precision", "précision"),
        Text("recall", "rappel"),
        Text("F1", "F1"),
        Text("95 %", "95\u00a0%"),
        *(Text(f"F1 {code}", f"F1 {code}") for code in result.languages),
        Text("right", "justes"),
        Text("extra", "en trop"),
        Text("missed", "manqués"),
    ]
    documents = list(result.documents.values())
    rows = []
    for measure, score in result.scores.items():
        low, high = interval(documents, measure)
        rows.append(
            [
                _named(measure),
                *map(_ratio, (score.precision, score.recall, score.f1)),
                f"{_ratio(low)}–{_ratio(high)}",
                *(_ratio(scores[measure].f1) for scores in result.languages.values()),
                *(str(number) for number in (score.right, score.extra, score.missed)),
            ]
        )
    table([str(column) for column in columns], rows)


def _named(measure: str) -> str:
    return str(_MEASURES[measure])


def _ratio(value: float) -> str:
    return str(Text(f"{value:.3f}", f"{value:.3f}".replace(".", ",")))


def _documents(result: Evaluation) -> None:
    measures = ("Commitment", "acts", "regions", "hosts", "meeting")
    rows = [
        [name, *(_ratio(scores[measure].f1) if measure in scores else "" for measure in measures)]
        for name, scores in result.documents.items()
    ]
    table([str(Text("document (F1)", "document (F1)")), *map(_named, measures)], rows)


def _mistakes(found: Sequence[Mistake], texts: Path) -> None:
    """Write one row a mistake, in its text order, with the words when the text is a plain file."""
    columns = [Text("document", "document"), Text("", ""), Text("measure", "mesure"), Text("where", "où")]
    kinds = {"missed": Text("missed", "manqué"), "extra": Text("extra", "en trop")}
    rows = [
        [
            each.document,
            str(kinds[each.kind]),
            _named(each.measure),
            f"{each.span.start}–{each.span.end}" if each.span else "",
            " ".join(filter(None, [each.what, _words(each, texts)])),
        ]
        for each in found
    ]
    table([str(column) for column in (*columns, Text("what", "quoi"))], rows)


def _words(mistake: Mistake, texts: Path) -> str:
    path = texts if texts.is_file() else texts / f"{mistake.document}.txt"
    if mistake.span is None or not path.is_file():
        return ""
    return visible(" ".join(mistake.span.of(path.read_bytes().decode("utf-8", "replace")).split()))


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
        "languages": {
            code: {measure: score.f1 for measure, score in scores.items()} for code, scores in result.languages.items()
        },
        "mistakes": [asdict(each) for each in result.mistakes],
    }
