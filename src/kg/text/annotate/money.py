"""Sums of money: a number, a scale word, a currency, and what limits the number."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import get_args

from text_to_num import text2num

from kg.model.facts import Amount, Bound, Evidence
from kg.model.span import Span
from kg.text.annotate.normal import Normal
from kg.text.annotate.schema import checked
from kg.text.lexicon import Lexicon

_DIGITS = re.compile(r"(?<![\w/.,-])\d[\d.,]*(?: \d{3}(?!\d)[\d.,]*)*(?<![.,])")
_BEFORE = 24
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, eq=False)
class MoneyTable:
    """How one language writes sums, compiled."""

    language: str
    scales: Mapping[str, int]
    currencies: Mapping[str, str]
    bounds: tuple[tuple[str, Bound], ...]
    numbers: frozenset[str]
    one: frozenset[str]
    decimal: str
    group: str
    scale: re.Pattern[str]
    spelled_scale: re.Pattern[str]
    currency_after: re.Pattern[str]
    currency_before: re.Pattern[str]


@cache
@checked("money")
def money_of(lexicon: Lexicon) -> MoneyTable:
    """Return the compiled ``money.toml`` of a language."""
    table = lexicon.table("money")
    currencies = {name: code for code, names in table["currencies"].items() for name in names}
    names = _any(currencies)
    return MoneyTable(
        lexicon.language,
        table["scales"],
        currencies,
        tuple((phrase, bound) for bound in get_args(Bound) for phrase in table["bounds"].get(bound, ())),
        frozenset(table["words"]["numbers"]),
        frozenset(table["words"]["one"]),
        table["digits"]["decimal"],
        table["digits"]["group"],
        re.compile(rf" {{0,3}}-?(?P<scale>{_any(table['scales'])})(?!\w)"),
        re.compile(rf"\b(?:{_any([word for word in table['scales'] if len(word) > 3])})\b"),
        re.compile(rf" {{0,3}}(?:{_any(table['links'])})?(?P<currency>{names})(?!\w)"),
        re.compile(rf"(?<![\w$])(?P<currency>{names}) ?$"),
    )


def _any(words: Sequence[str] | Mapping[str, object]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", " {1,3}") for word in sorted(words, key=len, reverse=True))


def find_amounts(text: Normal, table: MoneyTable) -> tuple[Amount, ...]:
    """Return the sums of money in text order; a number without a currency is none."""
    found = {amount.evidence.span: amount for amount in (*_in_digits(text.text, table), *_in_words(text.text, table))}
    return tuple(found[span] for span in sorted(found))


def _in_digits(text: str, table: MoneyTable) -> Iterator[Amount]:
    for match in _DIGITS.finditer(text):
        value = _value(match.group(), table)
        if value is None:
            continue
        scale = table.scale.match(text, match.end())
        end = scale.end() if scale else match.end()
        factor = table.scales[scale["scale"]] if scale else 1
        after = table.currency_after.match(text, end)
        before = table.currency_before.search(text[max(0, match.start() - _BEFORE) : match.start()])
        currency = after or before
        if currency is None:
            continue
        start = match.start() - (len(before.group()) if before else 0)
        span = Span(start, after.end() if after else end)
        code = table.currencies[" ".join(currency["currency"].split())]
        yield _amount(text, span, value * factor, code, "amount.digits", table)


def _in_words(text: str, table: MoneyTable) -> Iterator[Amount]:
    for match in table.spelled_scale.finditer(text):
        start = _number_words_start(text, match.start(), table)
        after = table.currency_after.match(text, match.end())
        if start == match.start() or after is None:
            continue
        spelled = _spelled(text[start : match.start()], table)
        if spelled is not None:
            code = table.currencies[" ".join(after["currency"].split())]
            total = spelled[0] * table.scales[match.group()]
            yield _amount(text, Span(start + spelled[1], after.end()), total, code, "amount.words", table)


def _number_words_start(text: str, end: int, table: MoneyTable) -> int:
    """Return where the run of number words that ends at ``end`` begins."""
    start = end
    while True:
        word = re.search(r"([^\W\d_]+)[ -]$", text[max(0, start - 20) : start])
        if word is None or word.group(1).lower() not in table.numbers:
            return start
        start -= len(word.group())


def _spelled(words: str, table: MoneyTable) -> tuple[Decimal, int] | None:
    """Return the number and how many characters of ``words`` come before it (« et deux cents »)."""
    for start in (match.start() for match in _WORD.finditer(words)):
        phrase = " ".join(words[start:].lower().split())
        if phrase in table.one:
            return Decimal(1), start
        try:
            return Decimal(text2num(phrase, table.language)), start
        except ValueError:
            continue
    return None


def _value(digits: str, table: MoneyTable) -> Decimal | None:
    """Return the number, or None when the digits are no number in this language (12.5.3)."""
    plain = digits
    for mark in table.group:
        plain = re.sub(rf"(?<=\d){re.escape(mark)}(?=\d{{3}}(?!\d))", "", plain)
    plain = plain.replace(table.decimal, ".")
    return Decimal(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None


def _amount(text: str, span: Span, value: Decimal, currency: str, rule: str, table: MoneyTable) -> Amount:
    before = " ".join(text[max(0, span.start - _BEFORE) : span.start].lower().split())
    bound: Bound = next((bound for phrase, bound in table.bounds if _ends_with(before, phrase)), "exact")
    whole = value.to_integral_value()
    return Amount(whole if whole == value else value, currency, bound, Evidence(span, f"{table.language}.{rule}", 0.95))


def _ends_with(before: str, phrase: str) -> bool:
    return before == phrase or before.endswith((" " + phrase, "(" + phrase))
