"""What minted things are called, in the two languages of the interface.

A label of something that several texts share (a meeting, a statement) is a function of its name alone, so that the
French and the English text of one meeting never give it two different labels.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from kg.graph.identity import Identity
from kg.model.facts import ActType, Amount
from kg.model.reference import Reference, Thing

_WORDS = MappingProxyType(
    {
        "en": {
            "meeting": "Meeting",
            "statement": "Statement",
            "text": "Text ({})",
            "participants": "Participants",
            "run": "Extraction by kg",
            "Commitment": "Commitment",
            "Call": "Call",
            "Endorsement": "Endorsement",
            "Welcome": "Welcome",
            "Condemnation": "Condemnation",
            "Concern": "Concern",
            "Emphasis": "Emphasis",
            "host": "host",
            "co-host": "co-host",
            "chair": "chair",
            "co-chair": "co-chair",
            "participant": "participant",
            "observer": "observer",
            "new-member": "new member",
            "exact": "{}",
            "more-than": "more than {}",
            "at-least": "at least {}",
            "up-to": "up to {}",
            "about": "about {}",
            "resolution": "Resolution {}",
            "and": "and",
            "recalls": "recalled on {}",
            "announces": "announced on {}",
        },
        "fr": {
            "meeting": "Réunion",
            "statement": "Déclaration",
            "text": "Texte ({})",
            "participants": "Participants",
            "run": "Extraction par kg",
            "Commitment": "Engagement",
            "Call": "Appel",
            "Endorsement": "Soutien",
            "Welcome": "Satisfaction",
            "Condemnation": "Condamnation",
            "Concern": "Préoccupation",
            "Emphasis": "Insistance",
            "host": "hôte",
            "co-host": "co-hôte",
            "chair": "présidence",
            "co-chair": "coprésidence",
            "participant": "participant",
            "observer": "observateur",
            "new-member": "nouveau membre",
            "exact": "{}",
            "more-than": "plus de {}",
            "at-least": "au moins {}",
            "up-to": "jusqu’à {}",
            "about": "environ {}",
            "resolution": "Résolution {}",
            "and": "et",
            "recalls": "rappelée le {}",
            "announces": "annoncée le {}",
        },
    }
)
_MONTHS = MappingProxyType(
    {
        "en": "January,February,March,April,May,June,July,August,September,October,November,December",
        "fr": "janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre",
    }
)
_COLON = MappingProxyType({"en": ": ", "fr": "\u00a0: "})
_GROUPING = MappingProxyType({"en": (",", "."), "fr": ("\u202f", ",")})
_QUOTES = MappingProxyType({"en": ("“", "”"), "fr": ("«\u00a0", "\u00a0»")})
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_WIDTH = 80


def word(key: str, language: str) -> str:
    """Return a word of the interface, such as the name of a role or of an act's type."""
    return _WORDS[language][key]


def day(value: date, language: str) -> str:
    """Return a date in words.

    >>> day(date(2024, 10, 1), "fr"), day(date(2024, 10, 1), "en")
    ('1er octobre 2024', '1 October 2024')
    """
    number = "1er" if language == "fr" and value.day == 1 else str(value.day)
    return f"{number} {_MONTHS[language].split(',')[value.month - 1]} {value.year}"


def month(value: str, language: str) -> str:
    """Return a year or a month (``2022``, ``2022-06``) in words.

    >>> month("2022-06", "fr"), month("2022", "en")
    ('juin 2022', '2022')
    """
    year, _, number = value.partition("-")
    return f"{_MONTHS[language].split(',')[int(number) - 1]} {year}" if number else year


def names(things: Iterable[Thing], reference: Reference, language: str) -> str:
    """Return the preferred labels of ``things`` as one phrase; a thing without a label gives its key."""
    labels = [thing_label(thing, reference, language) for thing in things]
    joint = f" {word('and', language)} "
    return joint.join([", ".join(labels[:-1]), labels[-1]]) if len(labels) > 1 else "".join(labels)


def thing_label(thing: Thing, reference: Reference, language: str) -> str:
    """Return the preferred label of a thing of the reference data, else its key."""
    entity = reference.entities.get(thing)
    return entity.label(language) if entity else thing.key


def called(what: str, identity: Identity, reference: Reference, language: str) -> str:
    """Return the label of an identity's ``meeting``, ``statement`` or ``participants``: kind, body, day.

    A name that knows neither body nor day is all that the label can tell.
    """
    subject = names(identity.subject, reference, language)
    when = identity.day.isoformat() if identity.day else ""
    label = (
        called_by(what, subject, when, language) if subject or when else f"{word(what, language)} {identity.statement}"
    )
    number = identity.statement.removeprefix(identity.meeting or identity.statement)
    return f"{label} ({number[1:]})" if what == "statement" and number else label


def called_by(what: str, subject: str, when: str, language: str) -> str:
    r"""Return the label of something named by who met and when.

    Args:
        what: Key of a word of the interface.
        subject: Who met, in ``language``; may be empty.
        when: ISO 8601 date at any precision, or another name; may be empty.
        language: ``en`` or ``fr``.

    >>> called_by("meeting", "G7", "2022-06", "fr")
    'Réunion\xa0: G7, juin 2022'
    """
    if _DATE.fullmatch(when):
        when = day(date.fromisoformat(when), language) if len(when) > len("2022-06") else month(when, language)
    return word(what, language) + _COLON[language] + ", ".join(filter(None, [subject, when]))


def act(kind: ActType, quotation: str, language: str) -> str:
    r"""Return the type of an act and the beginning of its words, in the quotation marks of the label's language.

    >>> act(ActType.CALL, "call on all sides to talk", "fr")
    'Appel\xa0: «\xa0call on all sides to talk\xa0»'
    """
    opening, closing = _QUOTES[language]
    return f"{word(kind.value, language)}{_COLON[language]}{opening}{shortened(quotation)}{closing}"


def shortened(text: str, width: int = _WIDTH) -> str:
    """Return ``text`` on one line, cut at a word and closed by an ellipsis when longer than ``width`` characters."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    return line[: line.rfind(" ", width // 2, width) if " " in line[width // 2 : width] else width] + "…"


def amount(sum_: Amount, language: str) -> str:
    """Return a sum of money in words and figures, with the ISO 4217 code of its currency.

    >>> from decimal import Decimal
    >>> from kg.model.facts import Evidence
    >>> from kg.model.span import Span
    >>> amount(Amount(Decimal(200000000), "USD", "more-than", Evidence(Span(0, 3), "x")), "en")
    'more than 200,000,000 USD'
    """
    return word(sum_.bound, language).format(figure(sum_.value, sum_.currency or "", language))


def figure(value: Decimal, currency: str, language: str) -> str:
    """Return a number with the ISO 4217 code of its currency, which may be empty.

    >>> from decimal import Decimal
    >>> figure(Decimal(200000000), "USD", "en")
    '200,000,000 USD'
    """
    separator, point = _GROUPING[language]
    number = f"{value:,f}".replace(",", "\0").replace(".", point).replace("\0", separator)
    space = "\u00a0" if language == "fr" else " "
    return f"{number}{space}{currency}" if currency else number


def symbol(key: str) -> str:
    """Write the document symbol that a resolution's key stands for.

    >>> symbol("S-RES-2254-2015"), symbol("A-RES-75-291"), symbol("S-RES-2254")
    ('S/RES/2254 (2015)', 'A/RES/75/291', 'S/RES/2254')
    """
    organ, series, *numbers = key.split("-") if key.count("-") > 1 else ("", "", key)
    if organ == "S" and len(numbers) > 1:
        return f"S/{series}/{numbers[0]} ({numbers[1]})"
    return "/".join(filter(None, [organ, series, *numbers]))
