"""Where the meeting was: the city or the country of its report, of a heading, or of the dateline."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.facts import Annotations, Dated, Evidence, Mention
from kg.model.reference import Reference, Thing
from kg.model.span import Span
from kg.text.annotate.gazetteer import Hit
from kg.text.annotate.normal import slug
from kg.text.annotate.order import inside
from kg.text.annotate.recognise import Seen
from kg.text.extract.reports import Candidate
from kg.text.extract.tables import Tables

_CAPITALISED = r"(?:[^\W\d_a-zß-öø-ÿ]')?[^\W\d_a-zß-öø-ÿ][^\W\d_]+"
_CITY = re.compile(rf"{_CAPITALISED}(?:[ -]{_CAPITALISED}){{0,2}}")
_SITE = re.compile(rf"{_CAPITALISED}(?: {_CAPITALISED}){{0,5}}, $")
_PLACE_REACH = 120
_SITE_REACH = 80
_LEFTOVER = 4
_BLANK = re.compile(r"[^\w]+")

_Where = tuple[Mention | None, Mention | None]


def placed(seen: Seen, start: int, tables: Tables) -> bool:
    """Tell whether a preposition of place stands just before ``start``."""
    return tables.preposition.search(seen.text.text, max(0, start - 30), start) is not None


@dataclass(frozen=True, slots=True)
class Locator:
    """Finds the meeting's place in one text."""

    seen: Seen
    annotations: Annotations
    reference: Reference
    tables: Tables

    def where(self, candidates: tuple[Candidate, ...], headings: tuple[Span, ...], dated: Dated | None) -> _Where:
        """Return the city and the country of the meeting, each None when nothing tells it.

        Args:
            candidates: The sentences that report the meeting, the surest first.
            headings: The titles of the text.
            dated: When the meeting was: a dateline of that day tells its place, too.
        """
        for candidate in candidates:
            place = next(self._reported(candidate), None)
            if place is not None:
                return place, self._country_of(place)
        place = next(self._headed(headings), None)
        if place is not None:
            return place, self._country_of(place)
        country = next((one for candidate in candidates for one in self._countries(candidate)), None)
        if country is not None:
            return None, country
        place = self._datelined(dated)
        return place, self._country_of(place) if place else None

    def _hits(self, zone: Span, kind: str) -> Iterator[Hit]:
        return (hit for hit in self.seen.hits_in(zone) if hit.thing.kind == kind)

    def _reported(self, candidate: Candidate) -> Iterator[Mention]:
        """Yield the places after a preposition in the report, those after the verb first, known ones before unknown."""
        rule = f"{self.tables.language}.meeting.place"
        text = self.seen.text.text
        known = [
            hit
            for hit in self._hits(candidate.sentence, "place")
            if placed(self.seen, hit.span.start, self.tables)
            or text[hit.span.start - 2 : hit.span.start] == ", "
            or hit.span.start == candidate.trigger.start
            or self._reached(candidate, hit)
        ]
        for hit in sorted(known, key=lambda hit: (hit.span.start < candidate.trigger.start, hit.span.start)):
            if not self._elsewhere(candidate, hit.span) and (self._dates(hit.span) or not self._topic(candidate, hit)):
                yield Mention(hit.thing, Evidence(hit.span, rule, 0.95))
        yield from self._unknown(candidate, rule + ".unknown")

    def _unknown(self, candidate: Candidate, rule: str) -> Iterator[Mention]:
        text, start = self.seen.text.text, candidate.trigger.end
        for match in _CITY.finditer(text, start, min(candidate.sentence.end, start + _PLACE_REACH)):
            span = Span(*match.span())
            strange = not any(hit.span.overlaps(span) for hit in self.seen.hits_in(candidate.sentence))
            words = match.group().replace("-", " ").split()
            ahead = text[max(0, span.start - 12) : span.start]
            if not strange or self.tables.not_cities.intersection(words) or self._elsewhere(candidate, span):
                continue
            if self.tables.city_preposition.search(ahead) and not self.tables.topic.search(text, start, span.start):
                yield Mention(Thing("place", slug(match.group()) or "place"), Evidence(span, rule, 0.6))

    def _headed(self, headings: tuple[Span, ...]) -> Iterator[Mention]:
        """Yield the places of titles that name a meeting, or that stand beside a date."""
        for heading in headings:
            noun = self.tables.noun.search(self.seen.text.text, heading.start, heading.end)
            for hit in self._hits(heading, "place"):
                if noun or self._dates(hit.span):
                    yield Mention(hit.thing, Evidence(hit.span, f"{self.tables.language}.meeting.place.heading", 0.7))

    def _countries(self, candidate: Candidate) -> Iterator[Mention]:
        for hit in self._hits(candidate.sentence, "country"):
            behind = hit.rule == "name" and hit.span.start >= candidate.trigger.end
            near = behind and (
                placed(self.seen, hit.span.start, self.tables)
                or self._reached(candidate, hit)
                or self._follows_site(hit.span.start)
            )
            if near and not self._elsewhere(candidate, hit.span) and not self._topic(candidate, hit):
                yield Mention(hit.thing, Evidence(hit.span, f"{self.tables.language}.meeting.country", 0.8))

    def _follows_site(self, start: int) -> bool:
        """Tell whether the country follows a site that is no city: "at the Sea Palace, Togo"."""
        text = self.seen.text.text
        site = _SITE.search(text, max(0, start - _SITE_REACH), start)
        return site is not None and placed(self.seen, site.start(), self.tables)

    def _reached(self, candidate: Candidate, hit: Hit) -> bool:
        """Tell whether nothing but an article parts the place from the words that report (visited Ghana)."""
        between = self.seen.text.text[candidate.trigger.end : hit.span.start].split()
        return hit.span.start >= candidate.trigger.end and all(word in self.tables.articles for word in between)

    def _topic(self, candidate: Candidate, hit: Hit) -> bool:
        """Tell whether the place belongs to what the meeting was about: « sur les élections au Togo »."""
        start = min(candidate.trigger.end, hit.span.start)
        return self.tables.topic.search(self.seen.text.text, start, hit.span.start) is not None

    def _elsewhere(self, candidate: Candidate, span: Span) -> bool:
        """Tell whether words between the report and the place, or before both, speak of another meeting."""
        text = self.seen.text.text
        start = candidate.trigger.end if span.start >= candidate.trigger.end else candidate.sentence.start
        return any(words.search(text, start, span.start) for words in (self.tables.veto, self.tables.elsewhere))

    def _dates(self, place: Span) -> bool:
        """Tell whether a date stands just beside the place: « à Lomé le 3 mai », "(Accra, 3 May 2022)"."""
        text = self.seen.text.text
        near = inside(
            self.annotations.dates, Span(max(0, place.start - 60), place.end + 60), lambda one: one.evidence.span
        )
        for dated in near:
            low, high = sorted((place, dated.evidence.span))
            between = text[low.end : high.start].strip(" ,(")
            if low.end <= high.start and (not between or between in self.tables.date_links):
                return True
        return False

    def _datelined(self, dated: Dated | None) -> Mention | None:
        """Return the only place of a dateline that has the meeting's day and names no publisher."""
        line = self.seen.zones.dateline
        if line is None or dated is None or not dated.start <= line.start <= (dated.end or dated.start):
            return None
        zone = next((one for one in self.seen.zones.excluded if one.contains(line.evidence.span)), None)
        hits = list(self._hits(zone, "place")) if zone else []
        if zone is not None and not hits:
            return self._strange(zone)
        if zone is None or len(hits) != 1:
            return None
        named = [line.evidence.span, hits[0].span, *(hit.span for hit in self._hits(zone, "country"))]
        rest = "".join(
            letter
            for at, letter in enumerate(zone.of(self.seen.text.text), zone.start)
            if not any(span.start <= at < span.end for span in named)
        )
        bracketed = self.seen.text.text[hits[0].span.start - 1 : hits[0].span.start] == "("
        if len(_BLANK.sub("", rest)) > _LEFTOVER and not bracketed:
            return None
        rule = f"{self.tables.language}.meeting.place.dateline"
        return Mention(hits[0].thing, Evidence(hits[0].span, rule, 0.5, inferred=True))

    def _strange(self, zone: Span) -> Mention | None:
        """Return the city that is not known but opens the dateline, with its country behind it: « Nulle (Pérou) »."""
        text = self.seen.text.text
        city = _CITY.match(text, zone.start, zone.end)
        country = next(self._hits(zone, "country"), None)
        if city is None or country is None or text[city.end() : country.span.start].strip() not in {"(", ","}:
            return None
        rule = f"{self.tables.language}.meeting.place.unknown"
        return Mention(
            Thing("place", slug(city.group()) or "place"), Evidence(Span(*city.span()), rule, 0.5, inferred=True)
        )

    def _country_of(self, place: Mention) -> Mention | None:
        """Return the country that follows the place (Tashkent, Uzbekistan), else the one the reference data knows."""
        end = place.evidence.span.end
        for hit in self._hits(Span(end, end + 40), "country"):
            if self.seen.text.text[end : hit.span.start].strip() in {",", "(", ""} and hit.rule == "name":
                return Mention(hit.thing, Evidence(hit.span, f"{self.tables.language}.meeting.country", 0.95))
        entity = self.reference.entities.get(place.thing)
        for thing in entity.within if entity else ():
            if thing.kind == "country":
                rule = f"{self.tables.language}.meeting.country.of-place"
                return Mention(thing, Evidence(place.evidence.span, rule, 0.9, inferred=True))
        return None
