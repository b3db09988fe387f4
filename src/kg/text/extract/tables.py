"""The lexicon files of the meeting, compiled once a language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from kg.model.facts import Level
from kg.text.annotate.normal import widened
from kg.text.annotate.schema import checked
from kg.text.extract.rules import Attendance, HostRule, ListRule, Report, Thanks
from kg.text.lexicon import Lexicon

_TENS = 20

_Compile = Callable[[str], re.Pattern[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """All of ``meeting.toml`` and ``membership.toml`` of one language.

    Attributes:
        language: Prefix of the rules' identifiers.
        noun: A noun for a meeting.
        participants: Words for those who meet.
        reports: In order of the file.
        veto: Words before a report that make it another meeting.
        recalling: Words that make a sentence's opening tell what follows its comma as past or as others'.
        negation: Words before a report that deny it.
        others: Ends just before the words of a host that are of another meeting, or of what is no meeting.
        adjunct: A host's words that open so belong to those who met, though beside another meeting.
        margins: Words for beside another meeting.
        present: Ends just before a noun that means this meeting.
        titled: What a title names when its bracket tells where and when those who speak met.
        follows: How the statement then goes on.
        attended: Who took part, told in a sentence of its own.
        preposition: Ends just before a place.
        city_preposition: Ends just before a city that is not known.
        coordinator: Words that join the members of a list.
        of: Ends just before a whole after its part.
        coordination: All that may stand between two names of a list.
        topic: Words that a place belongs to when the meeting was about it.
        elsewhere: Words after which a place is another meeting's.
        aside: Ends just before an organisation beside whose meeting this one was.
        date_links: What may stand between a place and a date.
        articles: Articles.
        not_cities: Capitalised words that are no city.
        seats: Cities in which organisations have their seat.
        national: Offices that only states have.
        online: Videoconference and the like.
        spoken: Ends just before such words of one who only spoke.
        hybrid: Some in the room, some not.
        levels: In the order in which they are tried.
        level_of: Offices that tell the level: ``(level, pattern)``.
        peers: Words for others who hold the same office.
        outright: Says that the meeting was one of ministers.
        beside: Ends just before a level's words that are another meeting's, or of those who only came along.
        other_day: Ends just before a date of something else.
        hosts: In order of the file.
        thanks: In order of the file.
        authors: The authors say that they were the hosts.
        recalled: Nouns of meetings and statements.
        recalled_reach: How far behind the noun the date may stand, in characters.
        indefinite: Ends just before a noun that is not one known meeting.
        own: Words near the noun that make the meeting one of those who speak.
        foreign: Words just after the noun that make it another's.
        further: One more meeting announced in the same sentence.
        hosting: Words of hosting beside an announced meeting.
        announced: ``(rule, pattern)``.
        lists: New members and observers.
        counts: ``(rule, pattern with group count, confidence)``.
        numbers: Words of numbers, which add up.
        number: One of them, the longest that fits.
    """

    language: str
    noun: re.Pattern[str]
    participants: re.Pattern[str]
    reports: tuple[Report, ...]
    veto: re.Pattern[str]
    recalling: re.Pattern[str]
    negation: re.Pattern[str]
    others: re.Pattern[str]
    adjunct: re.Pattern[str]
    margins: re.Pattern[str]
    present: re.Pattern[str]
    titled: re.Pattern[str]
    follows: re.Pattern[str]
    attended: tuple[Attendance, ...]
    preposition: re.Pattern[str]
    city_preposition: re.Pattern[str]
    coordinator: frozenset[str]
    of: re.Pattern[str]
    coordination: re.Pattern[str]
    topic: re.Pattern[str]
    elsewhere: re.Pattern[str]
    aside: re.Pattern[str]
    date_links: frozenset[str]
    articles: frozenset[str]
    not_cities: frozenset[str]
    seats: frozenset[str]
    national: re.Pattern[str]
    online: re.Pattern[str]
    spoken: re.Pattern[str]
    hybrid: re.Pattern[str]
    levels: tuple[tuple[Level, re.Pattern[str]], ...]
    level_of: tuple[tuple[Level, re.Pattern[str]], ...]
    peers: re.Pattern[str]
    outright: re.Pattern[str]
    beside: re.Pattern[str]
    other_day: re.Pattern[str]
    hosts: tuple[HostRule, ...]
    thanks: tuple[Thanks, ...]
    authors: re.Pattern[str]
    recalled: re.Pattern[str]
    recalled_reach: int
    indefinite: re.Pattern[str]
    own: re.Pattern[str]
    foreign: re.Pattern[str]
    further: re.Pattern[str]
    hosting: re.Pattern[str]
    announced: tuple[tuple[str, re.Pattern[str]], ...]
    lists: tuple[ListRule, ...]
    counts: tuple[tuple[str, re.Pattern[str], float], ...]
    numbers: Mapping[str, int]
    number: re.Pattern[str]


@cache
@checked("meeting", "membership")
def tables_of(lexicon: Lexicon) -> Tables:
    """Return the compiled tables of a language.

    Raises:
        LexiconError: one of the two files is missing.
    """
    meeting, membership = lexicon.table("meeting"), lexicon.table("membership")
    noun = meeting["nouns"]

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(widened(pattern.replace("{noun}", noun)))

    return Tables(
        language=lexicon.language,
        noun=compiled(noun),
        participants=compiled(meeting["participants"]),
        reports=tuple(Report(pattern=compiled(row.pop("pattern")), **row) for row in _rows(meeting["reports"])),
        veto=compiled(meeting["vetoes"]["before"]),
        recalling=compiled(meeting["vetoes"]["recalling"]),
        negation=compiled(meeting["vetoes"]["negation"]),
        others=compiled(meeting["vetoes"]["others"]),
        adjunct=compiled(meeting["vetoes"]["adjunct"]),
        margins=compiled(meeting["vetoes"]["margins"]),
        present=compiled(meeting["vetoes"]["present"]),
        titled=compiled(meeting["titled"]["heading"]),
        follows=compiled(meeting["titled"]["follows"]),
        attended=tuple(Attendance(pattern=compiled(row.pop("pattern")), **row) for row in _rows(meeting["attended"])),
        online=compiled(meeting["online"]["pattern"]),
        spoken=compiled(meeting["online"]["spoken"]),
        hybrid=compiled(meeting["online"]["hybrid"]),
        **_levels(meeting, compiled),
        hosts=tuple(_host_rule(row, compiled) for row in _rows(meeting["hosts"])),
        authors=compiled(meeting["authors"]["pattern"]),
        thanks=tuple(
            Thanks(pattern=compiled(row.pop("pattern")), close=compiled(row.pop("close")), **row)
            for row in _rows(meeting["thanks"])
        ),
        **_counts(membership, compiled),
        lists=tuple(_list_rule(row, compiled) for row in _rows(membership["lists"])),
        **_places(meeting, compiled),
        **_others(meeting, compiled),
    )


def _places(meeting: Mapping[str, Any], compiled: _Compile) -> dict[str, Any]:
    table = meeting["place"]
    return {
        "preposition": re.compile(rf"\b(?:{table['prepositions']}) {{1,3}}$"),
        "city_preposition": re.compile(rf"\b(?:{table['city_prepositions']}) {{1,3}}$"),
        "of": re.compile(rf"\b(?:{'|'.join(table['of'])}) {{0,3}}$"),
        "coordination": compiled(table["coordination"]),
        "coordinator": frozenset(meeting["parties"]["coordinators"]) - {",", ";"},
        "topic": compiled(table["topic"]),
        "elsewhere": compiled(table["elsewhere"]),
        "aside": compiled(table["aside"]),
        "date_links": frozenset(table["date_links"]),
        "articles": frozenset(meeting["parties"]["articles"]),
        "not_cities": frozenset(table["never"]),
        "seats": frozenset(table["seats"]),
        "national": compiled(meeting["parties"]["national"]),
    }


def _levels(meeting: Mapping[str, Any], compiled: _Compile) -> dict[str, Any]:
    offices: tuple[Level, ...] = ("summit", "ministerial")
    return {
        "levels": tuple((cast(Level, level), compiled(pattern)) for level, pattern in meeting["levels"].items()),
        "level_of": tuple((level, compiled(meeting["level_of"][level])) for level in offices),
        "peers": compiled(meeting["level_of"]["peers"]),
        "outright": compiled(meeting["level_of"]["outright"]),
        "beside": compiled(meeting["level_of"]["beside"]),
        "other_day": compiled(meeting["level_of"]["other_day"]),
    }


def _others(meeting: Mapping[str, Any], compiled: _Compile) -> dict[str, Any]:
    return {
        "recalled": compiled(meeting["recalled"]["noun"]),
        "recalled_reach": meeting["recalled"]["reach"],
        "indefinite": compiled(meeting["recalled"]["indefinite"]),
        "own": compiled(meeting["recalled"]["own"]),
        "foreign": compiled(meeting["recalled"]["foreign"]),
        "further": compiled(meeting["further"]["pattern"]),
        "hosting": compiled(meeting["further"]["hosting"]),
        "announced": tuple((row["id"], compiled(row["pattern"])) for row in meeting["announced"]),
    }


def _counts(membership: Mapping[str, Any], compiled: _Compile) -> dict[str, Any]:
    table = membership["numbers"]
    numbers, joints = table["words"], "|".join(table["joints"])
    word = "|".join(sorted(numbers, key=len, reverse=True))
    first = "|".join(sorted((one for one in numbers if numbers[one] >= _TENS), key=len, reverse=True))
    words = rf"(?:{first})(?:(?:{joints})(?:{word}))*\b"
    return {
        "numbers": numbers,
        "number": re.compile(word),
        "counts": tuple(
            (row["id"], compiled(row["pattern"].replace("{words}", words)), row["confidence"])
            for row in membership["counts"]
        ),
    }


def _host_rule(row: dict[str, Any], compiled: _Compile) -> HostRule:
    until = row.pop("until", None)
    return HostRule(pattern=compiled(row.pop("pattern")), until=compiled(until) if until else None, **row)


def _list_rule(row: dict[str, Any], compiled: _Compile) -> ListRule:
    needs = row.pop("needs", None)
    return ListRule(pattern=compiled(row.pop("pattern")), needs=compiled(needs) if needs else None, **row)


def _rows(rows: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return copies of the rows, which may then be taken apart."""
    return [dict(row) for row in rows]
