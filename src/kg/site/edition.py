"""One language's half of the site: how it names things, links to them, and quotes acts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import pyoxigraph as ox

from kg.graph.labels import shortened
from kg.graph.namespaces import KG, OA, RDF
from kg.model.facts import ActType
from kg.site.address import Address
from kg.site.cards import Act, Link, Text, web_address
from kg.site.passage import Mark, excerpt
from kg.site.view import View, Words
from kg.site.words import Wording

ACT_TYPES = tuple(each.value for each in ActType)
"""Local names of the classes of acts, in the order of the model."""

_MOST_CARDS = 20_000
_CLASSES = {KG.term(name).value: name for name in ACT_TYPES}


@dataclass(frozen=True, slots=True)
class Edition:
    """One language's half of the site.

    Attributes:
        view: The graph.
        wording: The words of the language.
        pages: ``{IRI: where it is}`` of everything that has a page.
        texts: ``{IRI of a text: what is known of it}``.
        limit: Longest quotation from a text whose terms do not let it be shown whole, in characters.
        spoken: ``{IRI of a statement: its texts that this language's lists quote}``, filled as it is asked.
        days: ``{IRI of a statement: its day}``, filled as it is asked.
        cards: ``{IRI of an act: how lists show it}``, filled as it is asked, emptied when it is full.
        known: ``{IRI: its name, with the way to its page}``, filled as it is asked.
    """

    view: View
    wording: Wording
    pages: Mapping[str, Address]
    texts: Mapping[str, Text]
    limit: int
    spoken: dict[str, frozenset[str]] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    cards: dict[str, Act | None] = field(default_factory=dict)
    known: dict[str, Link] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        """Code of the language."""
        return self.wording.lang

    def link(self, thing: ox.NamedNode) -> Link:
        """Return a thing's name, with the way to its page."""
        known = self.known.get(thing.value)
        if known is None:
            place, words = self.pages.get(thing.value), self.view.name(thing, self.lang)
            known = Link(words, place.page()) if place else Link(words, address=web_address(thing.value))
            self.known[thing.value] = known
        return known

    def links(self, subject: ox.NamedNode, *predicates: ox.NamedNode) -> tuple[Link, ...]:
        """Return the things that some properties of ``subject`` lead to."""
        return tuple(self.link(each) for each in self.view.things(subject, *predicates))

    def quoted(self, act: ox.NamedNode) -> bool:
        """Tell whether the lists of this language quote an act: from the text in it, where its statement has one."""
        card = self.act(act)
        return card is not None and card.text.iri.value in self._spoken(card.statement)

    def _spoken(self, statement: ox.NamedNode) -> frozenset[str]:
        """Return the texts of a statement that the lists of this language quote."""
        if statement.value not in self.spoken:
            texts = self.languages_of(statement)
            own = [each for each in texts if each.lang == self.lang] or texts
            self.spoken[statement.value] = frozenset(each.iri.value for each in own)
        return self.spoken[statement.value]

    def acts(self, found: Iterable[ox.NamedNode]) -> list[Act]:
        """Return the acts among ``found`` that this language quotes, by statement, newest first, then by place."""
        every = [card for act in found if self.quoted(act) and (card := self.act(act))]
        every.sort(key=lambda act: (act.text.iri.value, act.start, act.iri.value))
        return sorted(every, key=lambda act: self.day_of(act.statement), reverse=True)

    def day_of(self, statement: ox.NamedNode) -> str:
        """Return the day of a statement's meeting, else of its publication, as ISO 8601; empty when unknown."""
        if statement.value not in self.days:
            meetings = self.view.things(statement, KG.issuedAt)
            days = [self.view.text(each, KG.date) or self.view.text(each, KG.approximateDate) for each in meetings]
            days += [each.issued for each in self.languages_of(statement)]
            self.days[statement.value] = next(filter(None, days), "")
        return self.days[statement.value]

    def act(self, act: ox.NamedNode) -> Act | None:
        """Return an act as lists show it; None when it has no passage in a text that is known."""
        if act.value not in self.cards:
            if len(self.cards) >= _MOST_CARDS:
                self.cards.clear()
            self.cards[act.value] = self._act(act)
        return self.cards[act.value]

    def _act(self, act: ox.NamedNode) -> Act | None:
        evidence, trigger = (self._span(act, each) for each in (KG.evidence, KG.trigger))
        span = evidence or trigger
        if span is None or act.value not in self.pages:
            return None
        text, start, end, exact = span
        where = trigger[1:3] if trigger and trigger[0] == text else (start, start)
        said = self.cut(exact, text)
        iri = act.value
        marks = [Mark(start, end, "act", iri), Mark(*where, "trigger", iri)]
        return Act(
            iri=act,
            type=self.type_of(act),
            link=self.link(act),
            text=text,
            start=start,
            end=end,
            trigger=where,
            quote=excerpt(said, start, marks if where[0] < where[1] else marks[:1]),
            statement=next(iter(self.view.things(act, KG.expressedIn)), act),
            regions=self.links(act, KG.region, KG.locality),
            resolutions=self.links(act, KG.citesResolution),
            amounts=tuple(self.view.name(each, self.lang) for each in self.view.things(act, KG.amount)),
        )

    def type_of(self, act: ox.NamedNode) -> str:
        """Return the local name of an act's class; ``Act`` when it has none of the seven."""
        kinds = (_CLASSES.get(kind.value) for kind in self.view.things(act, RDF.type))
        return next(filter(None, kinds), "Act")

    def _span(self, act: ox.NamedNode, role: ox.NamedNode) -> tuple[Text, int, int, str] | None:
        for span in self.view.things(act, role):
            inside = (self.texts.get(each.value) for each in self.view.things(span, KG.inText))
            text = next(filter(None, inside), None)
            start, end = (self.view.text(span, edge) for edge in (OA.start, OA.end))
            if text and start.isdecimal() and end.isdecimal():
                return text, int(start), int(end), self.view.text(span, OA.exact)
        return None

    def cut(self, exact: str, text: Text) -> str:
        """Return a quotation, no longer than the limit when the text may not be shown whole."""
        return exact if text.open or len(exact) <= self.limit else shortened(exact, self.limit)

    def languages_of(self, statement: ox.NamedNode) -> list[Text]:
        """Return the texts of a statement, that in this language first."""
        every = [self.texts[each.value] for each in self.view.sources(statement, KG.textOf) if each.value in self.texts]
        return sorted(every, key=lambda text: (text.lang != self.lang, text.lang, text.iri.value))

    def list_link(self, key: str) -> Link:
        """Return one of the lists of the site (``meetings``, ``regions``…), named by the words of the same key."""
        return Link(Words(self.wording[key], self.lang), f"{key}.html")

    def by_statement(self, acts: Sequence[Act]) -> list[tuple[Link, Link | None, str, list[Act]]]:
        """Return neighbouring acts of one statement together: statement, meeting, day, acts."""
        found = []
        for statement, group in groupby(acts, key=lambda act: act.statement):
            meetings = self.links(statement, KG.issuedAt)
            day = self.wording.date(self.day_of(statement))
            found.append((self.link(statement), meetings[0] if meetings else None, day, list(group)))
        return found

    def newest(self, meetings: Iterable[ox.NamedNode]) -> list[Link]:
        """Return meetings, each once, the newest first."""
        days = {each: self.view.text(each, KG.date) or self.view.text(each, KG.approximateDate) for each in meetings}
        return [self.link(each) for each in sorted(sorted(days, key=str), key=days.__getitem__, reverse=True)]
