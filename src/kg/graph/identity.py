"""Which meeting and which statement a text belongs to, decided over a whole set of texts at once.

Each text makes a claim, from what it says alone; ``settle`` turns the claims of a folder into identities. Its result
depends on the set of claims only, never on their order, so that a build of one more text names the others as before.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import cast

from kg.graph import iri
from kg.model.facts import Diagnostic, Facts
from kg.model.reference import Kind, Thing

_NAMED_ISSUERS = 4
_STEM = 80


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """What one text says of its own identity; plain strings, so that it can be kept between builds.

    Attributes:
        sha256: Checksum of the text: its name among the claims.
        language: ISO 639-1 code.
        identifier: Name of the text for people, usually the stem of its file.
        date: First day of the meeting, else the day of publication, ISO 8601; empty when neither is known.
        subject: The body that met, else the issuers, else the place or its country, as ``kind/key``; sorted; may be
            empty.
        has_meeting: Whether the text reports the meeting that issued it.
        fixed: Slug that the user wants for the statement, or empty.
    """

    sha256: str
    language: str
    identifier: str
    date: str
    subject: tuple[str, ...]
    has_meeting: bool
    fixed: str = ""

    @property
    def stem(self) -> str:
        """The identifier without a language at its end: the same for the texts that a user named as one pair."""
        return re.sub(rf"[-_.]{re.escape(self.language)}$", "", self.identifier, flags=re.IGNORECASE)

    @property
    def anonymous(self) -> bool:
        """Whether it is unsaid who met, or when: a place and a day alone may be those of many meetings."""
        known = any(key.startswith("organisation/") for key in self.subject) or len(self.subject) > 1
        return not (known and self.date)

    @property
    def slug(self) -> str:
        """The slug that this claim asks for when nothing else does.

        It is ``{date}-{subject}``; with the name of the file behind it when it is unsaid who met, or when.
        """
        keys = [key.partition("/")[2] for key in self.subject]
        if len(keys) > _NAMED_ISSUERS:
            keys = [*keys[:_NAMED_ISSUERS], "and", str(len(keys) - _NAMED_ISSUERS)]
        if self.anonymous:
            keys.append(_short(self.stem.replace(self.date, "-") if self.date else self.stem))
        named = iri.slug("-".join(keys)) or self.sha256[:8]
        return f"{self.date}-{named}" if self.date else named


def _short(stem: str) -> str:
    """Return the stem, one too long for a file name of ours cut and told apart by a checksum."""
    if len(stem) <= _STEM:
        return stem
    return f"{stem[:_STEM]}-{hashlib.sha256(stem.encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class Identity:
    """The names of a text's statement and meeting.

    Attributes:
        statement: Slug of the statement, ``2024-09-30-gcd``; ``-2`` ends it when another statement has it already.
        meeting: Slug of the meeting, or None when the text reports none.
        day: Day that the names of both start with, or None.
        subject: The body, issuers or place that both are named after.
        diagnostics: What the person who builds should know about these names.
    """

    statement: str
    meeting: str | None = None
    day: date | None = None
    subject: tuple[Thing, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def claim(facts: Facts) -> Claim:
    """Return what ``facts`` say of the identity of their text."""
    metadata, meeting = facts.document.metadata, facts.meeting
    day = meeting.date.start if meeting and meeting.date else metadata.published
    return Claim(
        sha256=facts.document.sha256,
        language=facts.document.language,
        identifier=metadata.identifier,
        date=day.isoformat() if day else "",
        subject=_subject(facts),
        has_meeting=meeting is not None,
        fixed=iri.slug(metadata.statement or ""),
    )


def settle(claims: Iterable[Claim]) -> Mapping[str, Identity]:
    """Return ``{sha256: identity}`` for a set of texts.

    Texts of different languages with the same date and body are texts of one statement. So are two texts that their
    file names pair (``x-fr`` and ``x-en``) unless their dates differ. A day and a place alone join no texts: without a
    body or two issuers, only a pair of file names or a slug fixed by the user does. Two texts of the same language
    cannot be one statement: the second, in the order of the identifiers, gets ``-2``, and its translation follows it.
    """
    unique = {each.sha256: each for each in sorted(set(claims), reverse=True)}
    groups: dict[str, list[Claim]] = defaultdict(list)
    for each, slug in _shared_slugs(sorted(unique.values())).items():
        groups[each.fixed or slug].append(each)
    settled = {}
    for slug, group in sorted(groups.items()):
        best = min(group, key=_ignorance)
        for number, members in enumerate(_statements(group), start=1):
            name = slug if number == 1 else f"{slug}-{number}"
            settled.update({each.sha256: _identity(each, best, name) for each in members})
    return MappingProxyType(settled)


def identify(facts: Facts) -> Identity:
    """Return the identity of a text that stands alone."""
    return settle([claim(facts)])[facts.document.sha256]


def _subject(facts: Facts) -> tuple[str, ...]:
    meeting = facts.meeting
    if meeting and meeting.body:
        things = {meeting.body.thing}
    elif facts.issuers:
        things = {mention.thing for mention in facts.issuers}
    else:
        where = meeting and (meeting.place or meeting.country)
        things = {where.thing} if where else set()
    return tuple(sorted(f"{thing.kind}/{thing.key}" for thing in things))


def _identity(each: Claim, best: Claim, name: str) -> Identity:
    return Identity(
        statement=name,
        meeting=(name if best.anonymous else best.slug) if each.has_meeting else None,
        day=date.fromisoformat(best.date) if best.date else None,
        subject=tuple(_thing(key) for key in best.subject),
        diagnostics=_notes(each, name),
    )


def _thing(name: str) -> Thing:
    kind, _, key = name.partition("/")
    return Thing(cast("Kind", kind), key)


def _ignorance(each: Claim) -> tuple[bool, bool, bool, str, str]:
    """Order claims from the one that knows most of its meeting."""
    return not each.has_meeting, not each.date, not each.subject, each.language, each.sha256


def _shared_slugs(claims: Sequence[Claim]) -> dict[Claim, str]:
    """Give each claim a slug; claims that their file names pair get that of the one that knows most."""
    pairs: dict[str, list[Claim]] = defaultdict(list)
    for each in claims:
        if each.stem != each.identifier:
            pairs[each.stem].append(each)
    slugs = {each: each.slug for each in claims}
    for pair in pairs.values():
        dates = {each.date for each in pair if each.date}
        if len(pair) > 1 and len(dates) <= 1:
            slugs.update(dict.fromkeys(pair, min(pair, key=_ignorance).slug))
    return slugs


def _statements(group: Sequence[Claim]) -> list[list[Claim]]:
    """Split the claims of one slug into statements, none with two texts of one language."""
    units: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for each in sorted(group):
        turn = seen[each.stem, each.language]
        seen[each.stem, each.language] += 1
        units[each.stem, turn].append(each)
    statements: list[list[Claim]] = []
    for _, unit in sorted(units.items()):
        languages = {each.language for each in unit}
        home = next((s for s in statements if languages.isdisjoint(each.language for each in s)), None)
        if home is None:
            statements.append(list(unit))
        else:
            home.extend(unit)
    return statements


def _notes(each: Claim, name: str) -> tuple[Diagnostic, ...]:
    if each.date or each.fixed:
        return ()
    return (
        Diagnostic(
            "KG401",
            en=f"no date in the text or beside it: the statement is called {name}; give `published` or `statement`",
            fr=f"aucune date dans le texte ni à côté\u00a0: la déclaration s’appelle {name}\u00a0; indiquez `published`"
            " ou `statement`",
        ),
    )
