"""The digests in ``data/statements``: in both languages, with metadata and sources, in our own words and well set."""

import os
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from kg.text.read.source import discover

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "data" / "statements"
TEXTS = sorted(FOLDER.glob("*.txt"))
STEMS = sorted({path.stem.removesuffix("-fr").removesuffix("-en") for path in TEXTS})
REAL_TEXTS = Path(os.environ.get("KG_EVALUATION", ROOT.parent / "shared" / "evaluation")) / "texts"

RUN = 8
# What a body is called is not a sentence: each name counts as one word.
NAMES = re.compile(
    r"global coalition to defeat daesh isis|coalition (?:internationale|mondiale) contre daech"
    r"|groupe de réflexion sur l afrique"
)
NARROW, WIDE = "\u202f", "\u00a0"
MISSET = {
    "straight quotation mark": re.compile(r"['\"]"),
    "no-break space missing before ; ! ?": re.compile(rf"[^{NARROW}{WIDE}][;!?]"),
    "no-break space missing before :": re.compile(rf"[^{WIDE}{NARROW}]:"),
    "no-break space missing inside « »": re.compile(rf"«[^{NARROW}{WIDE}]|[^{NARROW}{WIDE}]»"),
    "no-break space missing between a day and its month": re.compile(
        r"\b\d{1,2} (?:jan|fév|mars|avr|mai|juin|juil|ao|sep|oct|nov|déc)"
    ),
    "no-break space missing in a sum": re.compile(r"\d (?:%|milli)"),
    "space doubled": re.compile(rf"[ {NARROW}{WIDE}]{{2}}"),
}
KEYS = {"title", "publisher", "lang", "published", "url", "terms"}


def words(text: str) -> list[str]:
    """Return the words of ``text`` in lower case, a name of a body as one word."""
    plain = " ".join(re.findall(r"\w+", text.lower()))
    return NAMES.sub(lambda name: name[0].replace(" ", "_"), plain).split()


def runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of ``RUN`` words of ``text``."""
    found = words(text)
    return {tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)}


def sections(sources: str) -> dict[str, str]:
    """Return ``{heading: text below it}`` of the list of sources."""
    parts = re.split(r"^## (.+)$", sources, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_there_are_at_least_eight_meetings() -> None:
    assert len(STEMS) >= 8
    assert {stem[:10] for stem in STEMS} >= {"2021-06-28", "2024-09-30"}


@pytest.mark.parametrize("stem", STEMS)
def test_digest_is_complete(stem: str) -> None:
    for language in ("fr", "en"):
        metadata = tomllib.loads((FOLDER / f"{stem}-{language}.toml").read_text(encoding="utf-8"))
        assert set(metadata) == KEYS
        assert metadata["lang"] == language
        assert metadata["publisher"] == "statements-kg"
        assert metadata["published"] >= date.fromisoformat(stem[:10])
        assert metadata["url"].startswith(("https://", "http://"))
        assert {"fr": "condensé", "en": "digest"}[language] in metadata["title"]
        assert (FOLDER / f"{stem}-{language}.txt").read_text(encoding="utf-8").startswith(metadata["title"] + "\n\n")


def test_every_digest_and_no_other_has_its_sources() -> None:
    listed = sections((FOLDER / "SOURCES.md").read_text(encoding="utf-8"))
    assert sorted(listed) == STEMS
    for heading, section in listed.items():
        cited = {
            letter
            for row in re.findall(r"\| ([A-Z](?:, [A-Z])*) \|$", section, re.MULTILINE)
            for letter in row.split(", ")
        }
        explained = set(re.findall(r"^- ([A-Z])", section, re.MULTILINE))
        assert cited == explained, f"letters cited and explained differ under {heading}"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_text_is_clean(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    assert not re.search(r"[ \t]$", text, re.MULTILINE)
    assert "'" not in text
    assert 250 <= len(text.split()) <= 500


@pytest.mark.parametrize("path", [path for path in TEXTS if path.stem.endswith("-fr")], ids=lambda path: path.stem)
def test_french_is_well_set(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = {fault: match[0] for fault, pattern in MISSET.items() if (match := pattern.search(text))}
    assert not found


@pytest.mark.parametrize("stem", STEMS)
def test_both_languages_hold_the_same_paragraphs_and_figures(stem: str) -> None:
    french, english = ((FOLDER / f"{stem}-{language}.txt").read_text(encoding="utf-8") for language in ("fr", "en"))
    assert french.count("\n\n") == english.count("\n\n")
    assert figures(french) == figures(english)


def figures(text: str) -> list[str]:
    """Return the numbers of ``text``, sorted, without the separators in which the languages differ."""
    return sorted(re.sub(r"\D", "", number) for number in re.findall(rf"\d(?:[\d.,{NARROW}]*\d)?", text))


def test_no_eight_words_in_a_row_come_from_a_real_text() -> None:
    if not REAL_TEXTS.is_dir():
        pytest.skip(
            f"the real texts are not here ({REAL_TEXTS.name}): set KG_EVALUATION to compare the digests with them"
        )
    real = {
        run: path.stem for path in sorted(REAL_TEXTS.glob("*.txt")) for run in runs(path.read_text(encoding="utf-8"))
    }
    assert real
    shared = [
        f"{path.stem} ~ {real[run]}: {' '.join(run)}"
        for path in TEXTS
        for run in sorted(runs(path.read_text(encoding="utf-8")) & real.keys())
    ]
    assert not shared


def test_a_build_of_the_folder_reads_the_digests_and_nothing_else() -> None:
    assert [source.path for source in discover([FOLDER])] == TEXTS
