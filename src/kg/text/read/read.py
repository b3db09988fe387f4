"""One source to one document."""

import os
from collections.abc import Mapping
from importlib import import_module

from kg.errors import InputError
from kg.model.document import Document
from kg.text import language, lexicon
from kg.text.read import limits, metadata
from kg.text.read.source import SUFFIXES, Source

# Each format lives in a file of its own, imported when a file of that format is read: the parsers are heavy.
_FORMATS = {
    ".txt": ("plain", "text/plain"),
    ".md": ("plain", "text/markdown"),
    ".html": ("html", "text/html"),
    ".htm": ("html", "text/html"),
    ".pdf": ("pdf", "application/pdf"),
    ".docx": ("word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def media_type(source: Source) -> str:
    """Return the media type that the source's suffix stands for.

    Raises:
        InputError: it is a folder without statements (KG100), or a file of a kind that is not read (KG109) or
            that does not exist (KG101), or a symbolic link found in a folder (KG103).
    """
    if source.path.is_symlink() and not source.named:
        raise InputError(
            "KG103",
            source.name,
            en="is a symbolic link found in a folder, and was not followed; name it on the command line to read it",
            fr="est un lien symbolique trouvé dans un dossier, il n’a pas été suivi\u00a0; "
            "nommez-le sur la ligne de commande pour le lire",
        )
    known = ", ".join(SUFFIXES)
    if source.path.is_dir() and not source.path.is_symlink():
        raise InputError(
            "KG100",
            source.name,
            en=f"there is no statement in this folder; put one there ({known}) or name another folder",
            fr=f"il n’y a pas de déclaration dans ce dossier\u00a0; mettez-en une ({known}) ou nommez un autre dossier",
        )
    suffix = source.path.suffix.lower()
    if suffix not in _FORMATS:
        if not os.path.lexists(source.path):
            raise limits.missing(source)
        raise InputError(
            "KG109",
            source.name,
            en=f"is of a kind that is not read; convert it to one of: {known}",
            fr=f"est d’un type qui n’est pas lu\u00a0; convertissez-le en\u00a0: {known}",
        )
    return _FORMATS[suffix][1]


def read(source: Source, overrides: Mapping[str, object] | None = None) -> Document:
    """Return the canonical text of ``source`` with its metadata and its language.

    Args:
        source: One of ``discover``'s.
        overrides: Metadata that the user gave, keys as in a ``<stem>.toml``; it wins over what lies beside the text.

    Raises:
        InputError: the file cannot be read as a statement; the code says why, the message what to do.
    """
    kind = media_type(source)
    raw = limits.content(source)
    known = metadata.find(source, overrides or {})
    text = import_module(f"kg.text.read.{_FORMATS[source.path.suffix.lower()][0]}").text_of(raw, source)
    if not text.strip():
        raise limits.empty(source)
    forced = known.language if (overrides or {}).get("lang") else None
    return Document(text, forced or _language(text, source, known.language), known, kind)


def _language(text: str, source: Source, stated: str | None) -> str:
    found = language.detect(text)
    if stated and found and found != stated:
        raise InputError(
            "KG115",
            source.name,
            en=f"is said to be in {stated} by its metadata but reads as {found}; correct one of them",
            fr=f"est en {stated} d’après ses métadonnées mais se lit en {found}\u00a0; corrigez l’un ou l’autre",
        )
    if stated or found:
        return stated or found or ""
    codes = ", ".join(lexicon.languages())
    raise InputError(
        "KG112",
        source.name,
        en=f"reads as none of the languages that kg knows ({codes}), or as several mixed; "
        "split it, or give the language with --text-language",
        fr=f"ne se lit dans aucune des langues que kg connaît ({codes}), ou en mêle plusieurs\u00a0; "
        "découpez-le, ou donnez la langue avec --text-language",
    )
