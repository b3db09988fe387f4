"""One reading of a text, a person's or the program's, in the form in which two readings are compared."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model.facts import ActType
from kg.model.span import Span


@dataclass(frozen=True, slots=True)
class ActReading:
    """A speech act.

    Attributes:
        type: One of the seven types.
        span: From the trigger to the end of the complement.
        trigger: The words that perform the act, or None when the reading does not say.
        regions: ISO alpha-3 codes, M49 numbers, slugs without ``x-``.
        resolutions: Numbers alone, ``2254``.
        free_regions: Gold only: regions that may be found or not.
        optional: Gold only: finding the act or not costs nothing.
    """

    type: ActType
    span: Span
    trigger: Span | None
    regions: frozenset[str] = frozenset()
    resolutions: frozenset[str] = frozenset()
    free_regions: frozenset[str] = frozenset()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class MeetingReading:
    """The meeting that issued a statement.

    Attributes:
        dates: Days on which it may have started, ISO 8601: gold may accept several, the program gives at most one.
        online: Whether nobody met in a room.
    """

    dates: frozenset[str]
    online: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is compared of one text.

    Attributes:
        acts: In text order.
        regions: Codes of the regions and countries mentioned.
        resolutions: Numbers of the resolutions mentioned.
        hosts: ISO alpha-3 codes of countries, names of organisations in lower case.
        meeting: The meeting, or None.
        free_regions: Gold only: regions that may be found or not.
    """

    acts: tuple[ActReading, ...] = ()
    regions: frozenset[str] = frozenset()
    resolutions: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    meeting: MeetingReading | None = None
    free_regions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Gold:
    """A person's reading of one text.

    Attributes:
        identifier: Name of the text.
        sha256: Checksum of the text that was read.
        limit: Code point up to which the text was annotated; what lies beyond is not compared.
        reading: What the person found.
        language: ISO 639-1 code of the text, or empty when the annotations do not say.
    """

    identifier: str
    sha256: str
    limit: int
    reading: Reading
    language: str = ""


def load_gold(folder: Path) -> tuple[Gold, ...]:
    """Return the gold files (``*.json``) of ``folder``, sorted by name.

    Raises:
        InputError: there is none (KG121), or one has not the form that the annotation guidelines give it (KG122).
    """
    files = sorted(folder.glob("*.json"))
    if not files:
        raise InputError(
            "KG121",
            str(folder),
            en="there is no gold file (*.json) in this folder; name the folder of the annotations",
            fr="il n’y a pas d’annotation (*.json) dans ce dossier\u00a0; nommez le dossier des annotations",
        )
    return tuple(_load(path) for path in files)


def _load(path: Path) -> Gold:
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        limit = plain.get("annotated_to") or sys.maxsize
        return Gold(plain["id"], plain["text_sha256"], limit, _reading(plain), str(plain.get("lang") or ""))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            "KG122",
            str(path),
            en=f"is not a gold file ({type(error).__name__}: {error}); see the annotation guidelines",
            fr=f"n’est pas une annotation ({type(error).__name__}\u00a0: {error})\u00a0; "
            "voyez les consignes d’annotation",
        ) from error


def _reading(plain: Mapping[str, Any]) -> Reading:
    meeting = plain["meeting"]
    return Reading(
        acts=tuple(_act(each) for each in plain["acts"]),
        regions=frozenset(plain["regions"]),
        resolutions=frozenset(map(number_of, plain["resolutions"])),
        hosts=frozenset(host.get("country") or (host.get("organisation") or "").lower() for host in plain["hosts"]),
        meeting=meeting
        and MeetingReading(frozenset(meeting.get("date_either") or [meeting["date"]]), bool(meeting["virtual"])),
        free_regions=frozenset(plain.get("regions_optional", ())),
    )


def _act(plain: Mapping[str, Any]) -> ActReading:
    return ActReading(
        ActType(plain["type"]),
        Span(*plain["span"]),
        Span(*plain["trigger"]) if plain["trigger"] else None,
        frozenset(plain["regions"]),
        frozenset(map(number_of, plain["resolutions"])),
        frozenset(plain.get("regions_optional", ())),
        bool(plain["optional"]),
    )


def number_of(symbol: str) -> str:
    """Return the number alone of a resolution's symbol.

    >>> number_of("S/RES/2254 (2015)"), number_of("2254 (2015)"), number_of("2254")
    ('2254', '2254', '2254')
    """
    return str(symbol).split("(")[0].strip().rstrip("/").rpartition("/")[2]
