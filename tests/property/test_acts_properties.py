"""Whatever the text, the reader of acts finishes, and every passage lies where it says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.text.reading import read

from kg.text.acts import Candidate
from kg.text.acts.grammar import grammar
from kg.text.acts.tokens import fold
from kg.text.lexicon import languages, load

READING = [language for language in languages() if "frames" in load(language).tables]


def _material(language: str) -> list[str]:
    """Words of the language's own examples: random texts of them come close to acts."""
    rules = grammar(load(language))
    examples = [example for frames in rules.frames.values() for frame in frames for example in frame.examples]
    return sorted({word for example in examples for word in example.replace("[", " ").replace("]", " ").split()})


def _texts(language: str) -> st.SearchStrategy[str]:
    word = st.sampled_from(
        [*_material(language), ",", ";", ":", ".", "(", ")", "«", "»", "–", "\n", "\n\n- ", "1. ", "\xa0"]
    )
    odd = st.text(max_size=6)
    return st.lists(st.one_of(word, word, word, odd), max_size=60).map(" ".join)


@pytest.mark.parametrize("language", READING)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_passages_lie_where_they_say(language: str, data: st.DataObject) -> None:
    text = data.draw(_texts(language))
    refused: list[Candidate] = []
    acts = read(text, language, refused=refused)
    assert all(candidate.span.end <= len(text) and candidate.veto for candidate in refused)
    for act in acts:
        assert 0 <= act.trigger.start == act.span.start == act.evidence.span.start
        assert act.trigger.end <= act.span.end <= len(text)
        assert act.span.of(text) == act.span.of(text).strip()
        assert all(act.span.contains(mention.evidence.span) for mention in act.mentions)
    assert list(acts) == sorted(acts, key=lambda act: act.trigger.start)


@given(text=st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize("language", READING)
def test_time_grows_with_the_length_only(language: str) -> None:
    """No nested repetition backtracks: words that rules repeat, without the end that they look for."""
    for word in _material(language)[::40]:
        read(f"{word} " * 2000, language)
