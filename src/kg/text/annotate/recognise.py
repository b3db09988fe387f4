"""All that the annotator sees in a text, before it is decided which names count as places."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.model.document import Document
from kg.model.facts import Evidence, Mention
from kg.model.reference import Reference
from kg.model.span import Span
from kg.text import lexicon as lexicons
from kg.text.annotate.bodies import bodies_of, in_body
from kg.text.annotate.dates import dates_of
from kg.text.annotate.gazetteer import Gazetteer, Hit, gazetteer
from kg.text.annotate.normal import Normal, normal
from kg.text.annotate.offices import OfficeTable, offices
from kg.text.annotate.order import inside
from kg.text.annotate.tongues import tongues_of
from kg.text.annotate.zones import Zones, find_zones
from kg.text.lexicon import Lexicon
from kg.text.segment import segment

_CONFIDENCE = {"name": 0.95, "adjective": 0.9, "coordination": 0.9, "nested": 0.85}
_PLACE_CONFIDENCE = 0.8
_BESIDE = 40
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
    return Seen(document, lexicon, text, sentences, zones, names, offices(lexicon), tuple(names.scan(text)))


def find_places(seen: Seen) -> Iterator[Mention]:
    """Yield the countries, regions, places and organisations that the statement names, in text order.

    Left out (guidelines, "Regions and places"): the nationality inside a person's office, datelines, publishers and
    contacts, places inside the name of a body, languages.
    """
    bodies, tongues = bodies_of(seen.lexicon), tongues_of(seen.lexicon)
    held = tuple(seen.offices.scan(seen.text))
    repeated = tuple(word + " " for word in seen.lexicon.table("places")["repeated"]["before"])
    for hit in seen.hits:
        if not hit.things or hit.thing.kind not in _MENTIONED or seen.zones.hold(hit.span):
            continue
        place = hit.thing.kind != "organisation"
        if place and seen.text.text.endswith(repeated, 0, hit.span.start):
            continue
        if hit.rule == "adjective" and tongues.hold(seen.text, hit.span):
            continue
        if place and (in_body(seen.text, hit, bodies) or _in_office(seen, hit, held)):
            continue
        for thing in hit.things:
            confidence = _PLACE_CONFIDENCE if thing.kind == "place" else _CONFIDENCE[hit.rule]
            rule = f"{seen.lexicon.language}.{thing.kind}.{hit.rule}"
            yield Mention(thing, Evidence(hit.span, rule, confidence))


def _in_office(seen: Seen, hit: Hit, held: tuple[Span, ...]) -> bool:
    """Tell whether the name belongs to a person's office: U.S. Secretary of State, ministre italien."""
    plain, span = seen.text.text, hit.span
    belongs = seen.lexicon.table("offices")["belongs"]
    near = bisect_left(held, span.start, key=lambda office: office.start)
    for office in held[max(0, near - 1) : near + 2]:
        if office.overlaps(span):
            return True
        if span.end <= office.start:
            if office.start - span.end < _BESIDE and _words(plain, span.end, office.start) in belongs["before"]:
                return True
        elif span.start - office.end < _BESIDE:
            words = _words(plain, office.end, span.start)
            if words in belongs["after"] and (words or hit.rule == "adjective"):
                return True
    return False


def _words(plain: str, start: int, end: int) -> str:
    return " ".join(plain[start:end].split())
