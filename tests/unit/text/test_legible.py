"""Letters written otherwise than they look are read all the same, and every offset is that of the canonical text."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.reference import load_reference
from kg.model.document import Document, Metadata
from kg.model.facts import Facts
from kg.model.span import Span
from kg.pipeline import understand
from kg.text.acts import Candidate
from kg.text.legible import composed, legible

FRENCH = "Réunis à Genève le 3 mai 2022 à l’invitation de la Norvège, les ministres s’engagent à aider l’Éthiopie."
ENGLISH = "The Ministers met in Oslo on 3 May 2022. They reaffirm their commitment to financing relief in Türkiye."


def read(text: str, language: str) -> Facts:
    return understand(Document(text, language, Metadata("test")), load_reference())


def found(facts: Facts) -> list[tuple[str, str]]:
    """Return what is found and the passage, without what is invisible, so that readings can be compared."""
    text = facts.document.text
    acts = [(act.type.value, composed(act.span.of(text))) for act in facts.acts]
    return acts + [(each.thing.key, composed(each.evidence.span.of(text))) for each in facts.mentions]


def test_decomposed_accents_change_nothing_but_offsets() -> None:
    plain, decomposed = read(FRENCH, "fr"), read(unicodedata.normalize("NFD", FRENCH), "fr")
    assert len(plain.acts) == 1
    assert found(decomposed) == found(plain)
    assert decomposed.document.text == unicodedata.normalize("NFD", FRENCH)
    assert decomposed.acts[0].span.start > plain.acts[0].span.start
    assert decomposed.acts[0].span.of(decomposed.document.text).startswith("s’engagent a\u0300 aider")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH.replace("fi", "ﬁ"), "en"),
        (ENGLISH.replace("commitment", "com\u00admit\u00adment"), "en"),
        (ENGLISH.replace("reaffirm", "re\u200baffirm\u2060"), "en"),
        (ENGLISH.replace("reaffirm", "reaf-\nfirm"), "en"),
        (ENGLISH.replace("commitment", "commit-\r\n  ment"), "en"),
        (FRENCH.replace("s’engagent", "s’enga-\ngent"), "fr"),
        (unicodedata.normalize("NFD", FRENCH.replace("Éthiopie", "Éthio-\npie")), "fr"),
    ],
)
def test_what_is_in_the_way_is_read_over(text: str, language: str) -> None:
    facts = read(text, language)
    assert [act.type.value for act in facts.acts] == ["Commitment"]
    assert facts.meeting is not None
    assert facts.meeting.date is not None
    assert facts.acts[0].span.of(text).endswith(("Türkiye", "pie"))


def test_a_hyphen_of_the_word_itself_stays() -> None:
    copy = legible(Document("co-\nchaired, North-\nSouth, a wish -\nand", "en", Metadata("test")))
    assert copy.document.text == "co-chaired, North-South, a wish -\nand"


def test_a_text_without_anything_in_the_way_is_not_copied() -> None:
    document = Document(FRENCH, "fr", Metadata("test"))
    assert legible(document).document is document


def test_what_was_refused_points_into_the_original_too() -> None:
    text = unicodedata.normalize("NFD", "À Genève, les ministres pourraient s’engager à financer l’aide.")
    refused: list[Candidate] = []
    understand(Document(text, "fr", Metadata("test")), load_reference(), refused)
    assert [composed(each.span.of(text)) for each in refused] == ["pourraient s’engager à"]


@settings(deadline=None, max_examples=300)
@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=80), data=st.data())
def test_every_span_comes_back_to_what_it_covers(text: str, data: st.DataObject) -> None:
    document = Document(text, "fr", Metadata("test"))
    copy = legible(document)
    shown = copy.document.text
    if shown:
        start = data.draw(st.integers(0, len(shown) - 1))
        span = Span(start, data.draw(st.integers(start + 1, len(shown))))
        back = copy.restore(span).of(text)
        assert span.of(shown) in legible(Document(back, "fr", Metadata("test"))).document.text


def test_a_word_is_cut_only_where_it_begins() -> None:
    text = "Les États ré-\naffirment l’en-\ngagement pris."
    assert legible(Document(text, "fr", Metadata("a"))).document.text == "Les États réaffirment l’engagement pris."
