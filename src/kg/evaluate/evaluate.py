"""The whole evaluation: build, find, compare, add up."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.build import Options, build
from kg.errors import KgError
from kg.evaluate.found import find, text_of_checksum
from kg.evaluate.measure import Score, compare, total
from kg.evaluate.mistakes import Mistake, mistakes
from kg.evaluate.reading import Gold, Reading, load_gold
from kg.graph.store import open_index
from kg.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result of an evaluation.

    Attributes:
        scores: ``{measure: score}`` over all documents, in the order of ``MEASURES``.
        documents: ``{identifier: {measure: score}}``, sorted.
        absent: Identifiers of gold documents whose text was not among the texts; all they hold counts as missed.
        languages: ``{language: {measure: score}}``, sorted; only languages that the annotations name.
        mistakes: What was missed or should not have been found, in the order of the documents.
        errors: Why texts could not be read.
    """

    scores: Mapping[str, Score]
    documents: Mapping[str, Mapping[str, Score]]
    absent: tuple[str, ...]
    languages: Mapping[str, Mapping[str, Score]] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    errors: tuple[KgError, ...] = ()


def evaluate(texts: Sequence[Path], gold: Path, options: Options) -> Evaluation:
    """Build ``texts`` in a workspace of their own and compare what was read with the annotations in ``gold``.

    A text is known by its checksum, so that annotations of another version of it do not count.

    Raises:
        InputError: the gold files cannot be read (KG121, KG122).
    """
    wanted = load_gold(gold)
    with tempfile.TemporaryDirectory(prefix="kg-evaluate-") as folder:
        workspace = Workspace.create(Path(folder))
        done = build(workspace, texts, options)
        return replace(compare_index(workspace.index, wanted), errors=done.errors)


def compare_index(index: Path, wanted: Sequence[Gold]) -> Evaluation:
    """Compare what the index in the folder ``index`` holds with the annotations ``wanted``.

    Raises:
        WorkspaceError: the index is missing or damaged (KG611).
    """
    store = open_index(index)
    documents: dict[str, Mapping[str, Score]] = {}
    absent: list[str] = []
    wrong: list[Mistake] = []
    for each in wanted:
        text = text_of_checksum(store, each.sha256)
        if text is None:
            absent.append(each.identifier)
        reading = Reading() if text is None else find(store, text, each.limit)
        documents[each.identifier] = compare(reading, each)
        wrong.extend(mistakes(reading, each))
    languages = {
        language: total(documents[each.identifier] for each in wanted if each.language == language)
        for language in sorted({each.language for each in wanted if each.language})
    }
    return Evaluation(total(documents.values()), documents, tuple(absent), languages, tuple(wrong))
