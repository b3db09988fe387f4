"""A statement as it was read: canonical text, language, and what is known about its publication."""

import hashlib
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Metadata:
    """What accompanies a text and is not in it; any field but the identifier may be missing.

    Attributes:
        identifier: Stem of the file, or the ``id`` of the folder's ``index.json``; names the text for people.
        title: Title as published.
        publisher: Who published this text.
        url: Address of the publication (http or https).
        published: Day of publication: never the day of the meeting.
        language: ISO 639-1 code that the user gave; None lets the reader detect it.
        statement: Slug of the statement, when the user wants to fix it.
        terms: Licence or terms of the text, as a sentence.
    """

    identifier: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    statement: str | None = None
    terms: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text of one statement.

    Attributes:
        text: Canonical text. For a UTF-8 ``.txt`` or ``.md`` file its content, unchanged (no stripping, no
            normalisation, no-break spaces kept); for HTML, PDF and DOCX the extracted text. Every offset in
            the project counts Unicode code points of this string.
        language: ISO 639-1 code; the name of the lexicon folder that reads it.
        metadata: Publication facts from beside the text.
        media_type: What was read, such as ``text/plain``.
        sha256: Lower-case hexadecimal SHA-256 of the canonical text encoded as UTF-8.
    """

    text: str
    language: str
    metadata: Metadata
    media_type: str = "text/plain"
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        """Compute the checksum once."""
        object.__setattr__(self, "sha256", hashlib.sha256(self.text.encode("utf-8")).hexdigest())
