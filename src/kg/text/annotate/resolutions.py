"""Resolutions of the Security Council and the General Assembly, cited by number, in lists, or by symbol."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.model.facts import Diagnostic, Evidence, Mention
from kg.model.reference import Reference, Thing
from kg.model.span import Span
from kg.text.annotate.normal import Normal
from kg.text.annotate.order import Taken
from kg.text.annotate.schema import checked
from kg.text.lexicon import Lexicon

# United Nations Editorial Manual Online, "Resolutions and other formal decisions": S/RES/2254 (2015), A/RES/75/291.
_SYMBOL = re.compile(
    r"(?<![\w/])(?:S/RES/(?P<council>\d{1,4})(?: ?\((?P<year>(?:19|20)\d\d)\))?"
    r"|A/RES/(?P<assembly>(?:ES-\d{1,2}|\d{1,2})/\d{1,3}(?:[A-Z](?![a-z]))?))(?![\w/])"
)
_ASSEMBLY = r"(?:ES-\d{1,2}|\d{2})/\d{1,3}(?![\w/])"
_COUNCIL = r"\d{1,4}(?![\w/.]*\d)(?![\w%°])"
_YEAR = r" {0,2}\(((?:19|20)\d\d)\)"


@dataclass(frozen=True, slots=True, eq=False)
class ResolutionTable:
    """How one language cites resolutions, compiled."""

    language: str
    noun: re.Pattern[str]
    number: re.Pattern[str]
    separator: re.Pattern[str]
    council: re.Pattern[str]
    assembly: re.Pattern[str]
    other: re.Pattern[str]


@cache
@checked("resolutions")
def resolutions_of(lexicon: Lexicon) -> ResolutionTable:
    """Return the compiled ``resolutions.toml`` of a language."""
    table = lexicon.table("resolutions")
    organs = table["organs"]
    between = _any(
        [*table["openers"], *(organ + " " for organ in organs["security_council"] + organs["general_assembly"])]
    )
    years = "|".join(table["years"])
    return ResolutionTable(
        lexicon.language,
        re.compile(rf"(?<![\w-])(?:{_any(table['nouns'])})(?: (?:{between}){{0,2}})(?=(?:ES-)?\d)"),
        re.compile(rf"(?P<number>{_ASSEMBLY}|{_COUNCIL})(?P<year>{_YEAR}|{years})?"),
        re.compile("|".join(re.escape(item) for item in sorted(table["separators"], key=len, reverse=True))),
        re.compile(rf"\b(?:{_any(organs['security_council'])})\b"),
        re.compile(rf"\b(?:{_any(organs['general_assembly'])})\b"),
        re.compile(rf"\b(?:{_any(organs['other'])})\b"),
    )


def _any(patterns: Sequence[str]) -> str:
    return "|".join(sorted(patterns, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class _Cited:
    """One number of a list, before it is known which organ adopted it."""

    number: str
    year: int | None
    span: Span


def find_resolutions(text: Normal, table: ResolutionTable, reference: Reference) -> tuple[Mention, ...]:
    """Return the cited resolutions in text order; a list gives one mention for each number.

    A bare number is the Security Council's (its numbers never repeat) when ``reference`` knows it: the year is then
    inferred. What is said to be another body's resolution, and "all relevant resolutions", is none.
    """
    taken, found = Taken(), dict[Span, Mention]()
    for mention in (*_symbols(text, table.language, reference), *_lists(text, table, reference)):
        if taken.claim(mention.evidence.span):
            found[mention.evidence.span] = mention
    return tuple(found[span] for span in sorted(found))


def unknown_resolutions(text: Normal, table: ResolutionTable, reference: Reference) -> tuple[Diagnostic, ...]:
    """Return one diagnostic for each bare number that the reference data does not know."""
    return tuple(
        Diagnostic(
            "KG310",
            f"resolution {cited.number} is not in the reference data and the text gives no year;"
            " add it to data/reference",
            f"la résolution {cited.number} n’est pas dans les données de référence et le texte n’en donne pas "
            "l’année\u00a0; ajoutez-la à data/reference",
            cited.span,
        )
        for noun in table.noun.finditer(text.text)
        for cited in _numbers(text.text, noun.end(), table)
        if cited.year is None
        and "/" not in cited.number
        and cited.number not in reference.security_council
        and _organ(text.text, noun, cited.span.end, table) == "council"
    )


def _symbols(text: Normal, language: str, reference: Reference) -> Iterator[Mention]:
    for match in _SYMBOL.finditer(text.text):
        year = int(match["year"]) if match["year"] else None
        span = Span(*match.span())
        if match["council"]:
            mention = _council(_Cited(match["council"], year, span), f"{language}.resolution.symbol", reference)
            if mention:
                yield mention
        else:
            yield _assembly(_Cited(match["assembly"], None, span), f"{language}.resolution.symbol")


def _lists(text: Normal, table: ResolutionTable, reference: Reference) -> Iterator[Mention]:
    for noun in table.noun.finditer(text.text):
        numbers = tuple(_numbers(text.text, noun.end(), table))
        if not numbers:
            continue
        organ = _organ(text.text, noun, numbers[-1].span.end, table)
        first = True
        for cited in numbers:
            placed = _Cited(cited.number, cited.year, Span(noun.start(), cited.span.end)) if first else cited
            first = False
            if "/" in cited.number and organ != "other":
                yield _assembly(placed, f"{table.language}.resolution.number")
            elif organ in {"council", "unsaid"}:
                rule = f"{table.language}.resolution.{'number' if organ == 'council' else 'bare-number'}"
                mention = _council(placed, rule, reference)
                if mention:
                    yield mention


def _numbers(text: str, position: int, table: ResolutionTable) -> Iterator[_Cited]:
    """Yield the numbers of the list that begins at ``position``."""
    match = table.number.match(text, position)
    while match:
        year = next((int(group) for group in match.groups()[2:] if group), None)
        number = match["number"]
        yield _Cited(number, year, Span(*match.span()))
        separator = table.separator.match(text, match.end())
        if separator is None:
            return
        position = separator.end()
        match = table.number.match(text, position)


def _organ(text: str, noun: re.Match[str], end: int, table: ResolutionTable) -> str:
    """Tell whose resolutions they are from the words around the list, the nearest first."""
    here = text[max(0, noun.start() - 60) : noun.end()]
    after = text[end : end + 60]
    before = here[: noun.start() - max(0, noun.start() - 60)]
    clause_before = re.split(r"[.;:!?]  ?(?=[A-ZÀ-Þ])|  ", before)[-1][-45:]
    clause_after = re.split(r"[.;:!?]|  ", after)[0][:50]
    named = noun.group()
    near_after = clause_after[:25]
    for zone in (named, near_after, clause_before):
        if table.council.search(zone):
            return "council"
        if table.assembly.search(zone):
            return "assembly"
        if table.other.search(zone):
            return "other"
    return "unsaid"


def _council(cited: _Cited, rule: str, reference: Reference) -> Mention | None:
    known = reference.security_council.get(cited.number)
    if known is not None and cited.year in {None, known.year}:
        inferred = cited.year is None
        return Mention(known.thing, Evidence(cited.span, rule, 0.9 if inferred else 0.98, inferred))
    if known is None and cited.year is not None:
        thing = Thing("resolution", f"S-RES-{cited.number}-{cited.year}")
        return Mention(thing, Evidence(cited.span, rule, 0.85))
    return None


def _assembly(cited: _Cited, rule: str) -> Mention:
    key = "A-RES-" + cited.number.replace("/", "-")
    return Mention(Thing("resolution", key), Evidence(cited.span, rule, 0.95))
