"""The development set parses."""

from collections import Counter
from pathlib import Path

import pytest
from tests.development.corpus import CorpusError, Entry, parse, parse_line

FOLDER = Path(__file__).parents[2] / "development"
FILES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def entries(name: str) -> tuple[Entry, ...]:
    return parse(FOLDER / f"{name}.txt")


@pytest.mark.parametrize(
    ("name", "sentences", "acts"),
    [("fr", 455, 428), ("en", 496, 476), ("documents-fr", 27, 75), ("documents-en", 27, 75)],
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
