"""Who can be meant in a statement, and a subject that may perform acts."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.model.facts import Mention
from kg.model.reference import Thing


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject that may perform acts.

    Attributes:
        kind: As ``kg.model.facts.Actor``.
        start: Index of its first word.
        end: Index after its last word.
        persons: Persons of the verbs that agree with it.
        thing: The named participant, if it is one.
        sure: False for a pronoun of the third person, which needs an antecedent.
        event: True for a meeting, whose future is an announcement and no promise.
        human: True for one person, and for a pronoun that stands for nobody else.
    """

    kind: Literal["participants", "subset", "named"]
    start: int
    end: int
    persons: frozenset[str]
    thing: Thing | None = None
    sure: bool = True
    event: bool = False
    human: bool = False


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who can be meant in one document.

    Attributes:
        participants: Countries and organisations that issue the statement.
        first_person: Whether the statement speaks as "we".
        starts: Offsets of the mentions, in order.
        mentions: The mentions themselves.
        issuers: Names, as folded words, of the groups to whom the title gives the statement (« Déclaration du Quint »).
        lenient: True while several people are named together: where the issuers are unknown, they are who met.
    """

    participants: frozenset[Thing]
    first_person: bool
    starts: Sequence[int]
    mentions: Sequence[Mention]
    issuers: frozenset[tuple[str, ...]] = frozenset()
    lenient: bool = False

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie between two offsets."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return tuple(mention for mention in self.mentions[low:high] if mention.evidence.span.end <= end)

    def mentioned(self, start: int, end: int) -> bool:
        """Tell whether the words between two offsets are the name of a country, person or place."""
        return any(
            mention.thing.kind != "organisation"
            and mention.evidence.span.start == start
            and mention.evidence.span.end == end
            for mention in self.within(start, end)
        )

    def foreign(self, start: int, end: int) -> bool:
        """Tell whether a country or region that does not take part is named between two offsets."""
        if self.lenient and all(thing.kind != "country" for thing in self.participants):
            return False
        return any(
            mention.thing.kind == "country" and mention.thing not in self.participants
            for mention in self.within(start, end)
        )

    def accepts(self, thing: Thing) -> bool:
        """Tell whether a named country or organisation speaks in this statement."""
        if thing in self.participants:
            return True
        return not self.participants and not self.first_person and thing.kind in ("country", "organisation")
