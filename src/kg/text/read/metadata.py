"""What is known about a text's publication: from ``<stem>.toml`` beside it, else the folder's ``index.json``."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import InputError
from kg.model.document import Metadata
from kg.text import lexicon
from kg.text.read.source import Source, printable

_KEYS = ("id", "lang", "published", "publisher", "statement", "terms", "title", "url")
_LONGEST = 2_000
_BYTES = 10_000_000
_SLUG = re.compile(r"(?=.{1,100}\Z)[a-z0-9]+(-[a-z0-9]+)*")
# What the parsers of TOML and JSON raise: on bad syntax and endless numbers ValueError, on deep nesting the other.
_UNPARSED = (ValueError, RecursionError)
# Before and after, the arithmetic of days overflows; no statement is so old, none so far away.
_YEARS = range(1000, 9000)
# RFC 3987 section 2.2 leaves these out of every IRI.
_NOT_IN_IRI = frozenset(' <>"{}|\\^`')


@dataclass(frozen=True, slots=True)
class _Field:
    """One value and where it was written, for the message when it is wrong."""

    where: str
    key: str
    value: object

    def wrong(self, en: str, fr: str) -> InputError:
        shown = printable(str(self.value))[:60]
        return InputError("KG114", self.where, en=f"{self.key} = {shown}: {en}", fr=f"{self.key} = {shown}\u00a0: {fr}")


def find(source: Source, overrides: Mapping[str, object]) -> Metadata:
    """Return the metadata of ``source``; what is not given anywhere is None.

    Args:
        source: The text's file. Its stem is its identifier unless the metadata has an ``id``.
        overrides: Values that win over those beside the text; the same keys.

    Raises:
        InputError: a metadata file cannot be read (KG113), a value has not the form it needs (KG114), or the name of
            the file cannot serve as an identifier (KG111).
    """
    where, found = beside(source)
    fields = {key: _Field(where, key, value) for key, value in found.items() if value is not None}
    fields |= {key: _Field(f"--{key}", key, value) for key, value in overrides.items() if value is not None}
    identifier = _text(fields.get("id")) or source.path.stem
    if printable(identifier) != identifier:
        raise InputError(
            "KG111",
            source.name,
            en="has line breaks, control characters or unreadable bytes in its name; rename it",
            fr="a dans son nom des sauts de ligne, des caractères de commande ou des octets illisibles\u00a0; "
            "renommez-le",
        )
    return Metadata(
        identifier,
        title=_text(fields.get("title")),
        publisher=_text(fields.get("publisher")),
        url=_address(fields.get("url")),
        published=_day(fields.get("published")),
        language=_language(fields.get("lang")),
        statement=_slug(fields.get("statement")),
        terms=_text(fields.get("terms")),
    )


def beside(source: Source) -> tuple[str, Mapping[str, object]]:
    """Return which file describes ``source`` (as a user would write it) and what it says, unchecked.

    Raises:
        InputError: that file is not TOML or JSON of the right shape, or a key of the TOML file is unknown (KG113).
    """
    sidecar = source.path.with_suffix(".toml")
    if _is_file(sidecar):
        return printable(str(sidecar)), _from_toml(sidecar)
    index = source.path.with_name("index.json")
    if _is_file(index):
        return printable(f"{index} ({source.path.stem})"), _from_index(index, source.path.stem)
    return source.name, {}


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # The text's own name may be so long that the file system has no room for a longer suffix.
        return False


def _from_toml(path: Path) -> Mapping[str, object]:
    try:
        found = tomllib.loads(_content(path))
    except _UNPARSED as error:
        raise _unreadable(path, "TOML", str(error)) from error
    unknown = sorted(set(found) - set(_KEYS))
    if unknown:
        raise InputError(
            "KG113",
            printable(str(path)),
            en=f"has an unknown key, {printable(unknown[0])}; the keys are: {', '.join(_KEYS)}",
            fr=f"a une clé inconnue, {printable(unknown[0])}\u00a0; les clés sont\u00a0: {', '.join(_KEYS)}",
        )
    return found


def _from_index(path: Path, stem: str) -> Mapping[str, object]:
    try:
        entries = json.loads(_content(path))
    except _UNPARSED as error:
        raise _unreadable(path, "JSON", str(error)) from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _unreadable(path, "JSON", "a list of objects is expected")
    own = [entry for entry in entries if entry.get("id") == stem]
    if len(own) > 1:
        raise _unreadable(path, "JSON", f"{len(own)} entries with the id {stem}")
    return {key: own[0].get(key) for key in _KEYS} if own else {}


def _content(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, "UTF-8", str(error)) from error


def _unreadable(path: Path, kind: str, reason: str) -> InputError:
    said = " ".join(reason.split())[:120]
    return InputError(
        "KG113",
        printable(str(path)),
        en=f"is not readable metadata in {kind} ({said}); correct it or remove it",
        fr=f"n’est pas un fichier de métadonnées lisible, en {kind} ({said})\u00a0; corrigez-le ou supprimez-le",
    )


def _text(field: _Field | None) -> str | None:
    if field is None:
        return None
    if not isinstance(field.value, str) or not field.value.strip():
        raise field.wrong("a text in quotes is expected", "un texte entre guillemets est attendu")
    if len(field.value) > _LONGEST or printable(field.value) != field.value:
        raise field.wrong(
            "one line of at most 2,000 characters is expected",
            "une ligne de 2\u202f000 caractères au plus est attendue",
        )
    return field.value


def _day(field: _Field | None) -> date | None:
    if field is None:
        return None
    day = field.value
    if not isinstance(day, date) or isinstance(day, datetime):
        try:
            day = date.fromisoformat(str(day))
        except ValueError:
            day = None
    if day is None or day.year not in _YEARS:
        raise field.wrong("a day is expected, as 2024-10-01", "un jour est attendu, sous la forme 2024-10-01")
    return day


def _address(field: _Field | None) -> str | None:
    text = _text(field)
    if field is None or text is None:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or _NOT_IN_IRI & set(text):
        raise field.wrong(
            "an address that starts with http:// or https:// is expected",
            "une adresse qui commence par http:// ou https:// est attendue",
        )
    return text


def _language(field: _Field | None) -> str | None:
    text = _text(field)
    if field is None or text is None or text in lexicon.languages():
        return text
    known = ", ".join(lexicon.languages())
    raise field.wrong(
        f"there is no lexicon for it; there is: {known}", f"il n’a pas de lexique\u00a0; il y a\u00a0: {known}"
    )


def _slug(field: _Field | None) -> str | None:
    text = _text(field)
    if field is None or text is None:
        return None
    if not _SLUG.fullmatch(text):
        raise field.wrong(
            "lower-case letters, digits and dashes are expected, as 2024-10-01-gcd",
            "des minuscules sans accent, des chiffres et des tirets sont attendus, comme 2024-10-01-gcd",
        )
    return text
