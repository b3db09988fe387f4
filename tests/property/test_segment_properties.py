"""Whatever the text, sentences are slices of it, in order and apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.lexicon import languages, load
from kg.text.segment import segment

TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from(" \n\r\xa0.!?…«»“”\"'’-–•(1)aAéÉzZ:;,"), st.characters()), max_size=300
)


@pytest.mark.parametrize("language", languages())
@given(text=TEXTS)
def test_sentences_are_ordered_slices(language: str, text: str) -> None:
    end = 0
    for span in segment(text, load(language)):
        assert span.start >= end
        assert span.of(text).strip() == span.of(text) != ""
        end = span.end
    assert end <= len(text)
