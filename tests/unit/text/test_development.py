"""The development set parses, its two annotations agree as its README says, and the reader keeps its figures on it."""

from collections import Counter
from pathlib import Path

import pytest
from tests.development import reader
from tests.development.agreement import blind, compare
from tests.development.corpus import CorpusError, Entry, parse, parse_line
from tests.meta.test_statements import REAL_TEXTS, runs

FOLDER = Path(__file__).parents[2] / "development"
FILES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def entries(name: str) -> tuple[Entry, ...]:
    return parse(FOLDER / f"{name}.txt")


@pytest.mark.parametrize(
    ("name", "sentences", "acts"),
    [
        ("fr", 455, 432),
        ("en", 496, 481),
        ("documents-fr", 27, 82),
        ("documents-en", 27, 82),
        ("long-fr", 40, 75),
        ("long-en", 45, 85),
        ("held-out-fr", 117, 108),
        ("held-out-en", 121, 112),
        ("held-out-statements-fr", 20, 113),
        ("held-out-statements-en", 22, 122),
        ("statements-fr", 8, 62),
        ("statements-en", 8, 61),
        ("es", 76, 73),
        ("held-out-es", 31, 30),
        ("statements-es", 3, 19),
        ("subjects-fr", 67, 61),
        ("subjects-en", 63, 55),
    ],
)
def test_size(name: str, sentences: int, acts: int) -> None:
    found = entries(name)
    assert (len(found), sum(len(entry.acts) for entry in found)) == (sentences, acts)


@pytest.mark.parametrize("name", FILES)
def test_no_sentence_stands_there_twice(name: str) -> None:
    assert [text for text, count in Counter(entry.text for entry in entries(name)).items() if count > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_spans_are_trimmed(name: str) -> None:
    spans = [act.span.of(entry.text) for entry in entries(name) for act in entry.acts]
    assert [span for span in spans if span != span.strip() or span[-1] in ".,;:"] == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("We {C|will help Iraq.", "x.txt:7: an act is not closed"),
        ("We will} help.", "x.txt:7: '}' closes nothing"),
        ("We {X|will| help}.", "x.txt:7: unknown type 'X'"),
        ("We {C will help}.", "x.txt:7: unknown type"),
        ("We | help.", "x.txt:7: '|' outside an act"),
        ("We {C|| help}.", "x.txt:7: an act has an empty trigger"),
        ("We {C|will help}.", "x.txt:7: an act has no trigger"),
    ],
)
def test_a_broken_line_is_named(line: str, message: str) -> None:
    with pytest.raises(CorpusError, match="x") as caught:
        parse_line(line, "x.txt:7")
    assert str(caught.value).startswith(message)


def test_participants_must_be_country_codes(tmp_path: Path) -> None:
    file = tmp_path / "fr.txt"
    file.write_text("# titre\n@participants France\nLa France {C|agira|}.\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"fr\.txt:2: expected '@participants'"):
        parse(file)


def set_in(language: str) -> tuple[Entry, ...]:
    return entries(language) + entries(f"documents-{language}")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_two_annotations_agree(language: str) -> None:
    second = parse(FOLDER / "second" / f"{language}.txt")
    assert {entry.text for entry in second} == {entry.text for entry in set_in(language)}
    lenient, with_optional = compare(set_in(language), second)
    assert lenient.f1("acts") == 1.0
    assert with_optional.f1("acts") > 0.92  # acts that an independent annotation made optional, after the second pass


@pytest.mark.parametrize("file", sorted((FOLDER / "independent").glob("*.txt")), ids=lambda file: file.stem)
def test_independent_annotation_agrees_with_the_settled_set(file: Path) -> None:
    independent = parse(file)
    assert {entry.text for entry in independent} <= {entry.text for entry in entries(file.stem)}
    lenient, with_optional = compare(entries(file.stem), independent)
    assert lenient.f1("acts") > 0.99
    assert with_optional.f1("acts") > 0.94


def test_blind_copy_hides_markup_and_parses_back(tmp_path: Path) -> None:
    copy = tmp_path / "copy-en.txt"
    copy.write_text(blind(set_in("en")), encoding="utf-8")
    found = {entry.text: entry for entry in parse(copy)}
    assert all(found[entry.text].participants == entry.participants for entry in set_in("en"))
    assert not any(entry.acts for entry in found.values())


@pytest.mark.parametrize(("name", "language"), reader.present())
def test_reader_keeps_its_figures(name: str, language: str) -> None:
    tally, errors = reader.measure(name, language)
    dropped = {
        kind: tally.f1(kind) for kind, f1 in reader.floor()[name][language].items() if tally.f1(kind) < f1 - 0.01
    }
    shown = "\n".join(errors) if name == "development" else "run python -m tests.development.reader"
    assert dropped == {}, shown


@pytest.mark.parametrize("language", reader.LANGUAGES)
def test_prose_that_is_no_statement_holds_no_more_acts_than_before(language: str) -> None:
    acts, words, lines = reader.false_alarms(language)
    assert words > 700
    assert acts <= reader.floor()["prose"][language]["acts"], "\n".join(lines)


@pytest.mark.parametrize("name", FILES)
def test_no_eight_words_in_a_row_come_from_a_real_text(name: str) -> None:
    if not REAL_TEXTS.is_dir():
        pytest.skip("the real texts are not here: set KG_EVALUATION to compare the development set with them")
    real = set[tuple[str, ...]]().union(*(runs(path.read_text(encoding="utf-8")) for path in REAL_TEXTS.glob("*.txt")))
    assert real
    shared = {f"{entry.file}:{entry.line}": runs(entry.text) & real for entry in entries(name)}
    assert {place: found for place, found in shared.items() if found} == {}
