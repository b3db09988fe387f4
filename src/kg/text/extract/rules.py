"""One row each of the lexicon files of the meeting: words, and what they tell."""

import re
from dataclasses import dataclass
from typing import Literal

from kg.model.facts import Role


@dataclass(frozen=True, slots=True)
class Report:
    """Words that say that the authors met."""

    id: str
    pattern: re.Pattern[str]
    subject: Literal["before", "anywhere", "none"]
    reach: int
    confidence: float


@dataclass(frozen=True, slots=True)
class HostRule:
    """Words that name a host.

    Attributes:
        id: Which rule.
        role: The host's.
        side: Whether the party stands after the words, opens the sentence before them, or ends just before them.
        pattern: The words.
        confidence: From 0 to 1.
        until: The party ends before these words, or None.
        heading: The words count in headings too.
        whole: All of the list after the words are parties: the subject of the verb stands before them.
    """

    id: str
    role: Role
    side: Literal["before", "after", "beside"]
    pattern: re.Pattern[str]
    confidence: float
    until: re.Pattern[str] | None = None
    heading: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Attendance:
    """Words that say who took part; ``side`` as for hosts."""

    id: str
    side: Literal["before", "after"]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Thanks:
    """Words that thank a host: the party stands between ``pattern`` and ``close``."""

    id: str
    role: Role
    pattern: re.Pattern[str]
    close: re.Pattern[str]
    confidence: float


@dataclass(frozen=True, slots=True)
class ListRule:
    """Words that give a list of members or observers its role."""

    id: str
    role: Role
    side: Literal["before", "after"]
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None
    reach: int
    confidence: float
