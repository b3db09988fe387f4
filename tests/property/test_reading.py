"""Whatever the text, reading it raises nothing, and every offset is right."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.reference import load_reference
from kg.model.document import Document, Metadata
from kg.model.facts import Facts
from kg.model.span import Span
from kg.text.annotate import annotate
from kg.text.extract import extract
from kg.text.lexicon import languages

SENTENCES = (
    "Les ministres se sont réunis à Rome le 1er juin 2021 , l’Irak résolution 2254 ( 2015 ) $ 3 millions de d’euros",
    "The Ministers met in Paris on 3 – 4 May 2022 at the invitation of Italy and U.S. Secretary State Roe as members",
    "prochaine réunion next meeting co-chaired by Afrique de l’Ouest et centrale East West Africa \n\n \xa0 . ; : « »",
    "A/RES/75/1 M. H.E. Mr. Jean Roe , Sénégal as observers 87 members accueilli par thanked Morocco for hosting",
)
WORDS = [word for sentence in SENTENCES for word in sentence.split(" ")]


def read(text: str, language: str) -> Facts:
    document = Document(text, language, Metadata("test", title=text[:80], published=date(2022, 1, 31)))
    return extract(document, annotate(document, load_reference()), load_reference())


def spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif is_dataclass(value) and not isinstance(value, Document):
        for field in fields(value):
            yield from spans(getattr(value, field.name))


def check(text: str, language: str) -> None:
    facts = read(text, language)
    for span in spans(facts):
        assert span.end <= len(text)
        assert span.of(text).strip()
    for one in facts.participations:
        if one.person and one.person_span:
            assert one.person == " ".join(one.person_span.of(text).split())


@pytest.mark.parametrize("language", languages())
@settings(deadline=None, max_examples=150)
@given(text=st.text(max_size=200))
def test_any_characters(language: str, text: str) -> None:
    check(text, language)


@pytest.mark.parametrize("language", languages())
@settings(deadline=None, max_examples=150)
@given(words=st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_order_of_words_of_the_genre(language: str, words: list[str]) -> None:
    check(" ".join(words), language)
