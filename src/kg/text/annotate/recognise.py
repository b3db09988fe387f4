"""All that the annotator sees in a text, before it is decided which names count as places."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.model.document import Document
from kg.model.facts import Evidence, Mention
from kg.model.reference import Reference
from kg.model.span import Span
from kg.text import lexicon as lexicons
from kg.text.annotate.bodies import Part, bodies_of, part_of
from kg.text.annotate.dates import dates_of
from kg.text.annotate.gazetteer import Gazetteer, Hit, gazetteer
from kg.text.annotate.normal import Normal, normal
from kg.text.annotate.offices import OfficeTable, offices
from kg.text.annotate.order import inside
from kg.text.annotate.tongues import tongues_of
from kg.text.annotate.zones import Zones, find_zones
from kg.text.lexicon import Lexicon
from kg.text.segment import segment

_CONFIDENCE = {"name": 0.95, "adjective": 0.9, "coordination": 0.9, "nested": 0.85, "shared": 0.75, "in-name": 0.7}
_PLACE_CONFIDENCE = 0.8
_BESIDE = 40
# Last part of the rule of a country that only the name of something else holds: no party of its own.
IN_NAME = "in-name"
_MENTIONED = frozenset({"country", "region", "place", "organisation"})


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """The text, cut and looked up.

    Attributes:
        document: The text.
        lexicon: Its language.
        text: The normalised text.
        sentences: In text order.
        zones: Dateline and publication matter.
        names: The gazetteer of the language.
        offices: The table of offices of the language.
        hits: Every name found, in text order.
    """

    document: Document
    lexicon: Lexicon
    text: Normal
    sentences: tuple[Span, ...]
    zones: Zones
    names: Gazetteer
    offices: OfficeTable
    hits: tuple[Hit, ...]

    def hits_in(self, zone: Span) -> list[Hit]:
        """Return the hits that name something and lie wholly in ``zone``, in text order."""
        return [hit for hit in inside(self.hits, zone, lambda hit: hit.span) if hit.things]


@lru_cache(maxsize=2)
def see(document: Document, reference: Reference) -> Seen:
    """Cut the text and look every name up; kept for the stage that follows.

    Raises:
        LexiconError: there is no lexicon for the document's language.
    """
    lexicon = lexicons.load(document.language)
    text = normal(document.text)
    sentences = segment(document.text, lexicon)
    names = gazetteer(reference, lexicon)
    zones = find_zones(document, text, sentences, dates_of(lexicon), lexicon)
    return Seen(
        document, lexicon, text, sentences, zones, names, offices(lexicon), names.settle(text, tuple(names.scan(text)))
    )


def find_places(seen: Seen) -> Iterator[Mention]:
    """Yield the countries, regions, places and organisations that the statement names, in text order.

    Left out (guidelines, "Regions and places"): the nationality inside a person's office, datelines, publishers and
    contacts, places inside the name of a body, languages.
    """
    tongues = tongues_of(seen.lexicon)
    held = tuple(seen.offices.scan(seen.text))
    repeated = tuple(word + " " for word in seen.lexicon.table("places")["repeated"]["before"])
    for hit in seen.hits:
        if not hit.things or hit.thing.kind not in _MENTIONED or seen.zones.hold(hit.span):
            continue
        place = hit.thing.kind != "organisation"
        if place and seen.text.text.endswith(repeated, 0, hit.span.start):
            continue
        if hit.adjectival and tongues.hold(seen.text, hit.span):
            continue
        rule = _standing(seen, hit, held) if place else hit.rule
        if rule:
            yield from _mentions(seen, hit, rule)
        if not place:
            yield from _within(seen, hit)


def parties_of(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions of those who may act or be asked: by names of their own."""
    return tuple(one for one in mentions if one.antecedent is None and not one.evidence.rule.endswith(IN_NAME))


def _mentions(seen: Seen, hit: Hit, rule: str) -> Iterator[Mention]:
    for thing in hit.things:
        confidence = _PLACE_CONFIDENCE if thing.kind == "place" else _CONFIDENCE[rule]
        yield Mention(thing, Evidence(hit.span, f"{seen.lexicon.language}.{thing.kind}.{rule}", confidence))


def _standing(seen: Seen, hit: Hit, held: tuple[Span, ...]) -> str:
    """Return the rule by which the name counts as a place, empty where it is only part of another name."""
    part = part_of(seen.text, hit, bodies_of(seen.lexicon))
    if part == "alone":
        part = _office_of(seen, hit, held)
    return {"alone": hit.rule, "about": IN_NAME}.get(part, "")


def _within(seen: Seen, hit: Hit) -> Iterator[Mention]:
    """Yield the country that an organisation is there for or belongs to (UN Mission in South Sudan)."""
    if hit.thing in seen.names.national:
        for inner in seen.names.scan(seen.text, hit.span.start + 1, hit.span.end):
            if inner.things and inner.thing.kind == "country":
                yield from _mentions(seen, inner, IN_NAME)


def _office_of(seen: Seen, hit: Hit, held: tuple[Span, ...]) -> Part:
    """Tell whether the name belongs to a person's office: U.S. Secretary of State, ministre italien.

    Whoever leads a state or is sent for it stands for it, where the state's name and no nationality says so.
    """
    plain, span = seen.text.text, hit.span
    belongs = seen.lexicon.table("offices")["belongs"]
    near = bisect_left(held, span.start, key=lambda office: office.start)
    for office in held[max(0, near - 1) : near + 2]:
        if office.overlaps(span):
            return "part"
        if span.end <= office.start:
            if office.start - span.end < _BESIDE and _words(plain, span.end, office.start) in belongs["before"]:
                return "part"
        elif span.start - office.end < _BESIDE:
            words = _words(plain, office.end, span.start)
            if words in belongs["after"] and (words or hit.adjectival):
                leads = office.of(plain).lower() in belongs["states"] and words
                return "about" if hit.rule == "name" and (leads or words in belongs["about"]) else "part"
    return "alone"


def _words(plain: str, start: int, end: int) -> str:
    return " ".join(plain[start:end].split())
