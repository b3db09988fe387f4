"""The pages of the ontology: every term explained in each language, every link inside leads somewhere."""

from html.parser import HTMLParser

import pytest
from tools.pages.page import page
from tools.pages.vocabulary import read_vocabulary, short
from tools.pages.words import LANGUAGES, WORDS

VOID = {"meta", "rect", "line", "path"}


class Reader(HTMLParser):
    """Collects identifiers and links, and checks that elements close in order."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that opens."""
        told = dict(attrs)
        if told.get("id"):
            self.ids.append(str(told["id"]))
        if told.get("href"):
            self.links.add(str(told["href"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that opens and closes at once."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Check that the element that closes is the last that opened."""
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_explained_and_every_link_leads_somewhere(language: str) -> None:
    vocabulary = read_vocabulary()
    text = page(vocabulary, language)
    read = Reader(text)
    assert not read.open
    assert len(read.ids) == len(set(read.ids))
    terms = vocabulary.terms("owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty")
    assert len(terms) > 80
    for term in terms:
        assert short(term).removeprefix("kg:") in read.ids
        assert vocabulary.text(term, "skos:definition", language).split()[0] in text
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)
    assert f'<html lang="{language}">' in text
    assert page(vocabulary, language) == text


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["en"].keys() == WORDS["fr"].keys()
