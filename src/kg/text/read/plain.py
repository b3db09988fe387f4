"""Plain text and Markdown: the file's own content is the canonical text."""

import codecs

from kg.errors import InputError
from kg.text.read.source import Source

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_of(raw: bytes, source: Source) -> str:
    """Decode ``raw``; every character is kept as it is: spaces, line ends, no-break spaces, composed or not.

    A byte order mark at the start is the one thing dropped: it signs the encoding and is no part of the
    text (RFC 3629 section 6).

    Raises:
        InputError: the bytes are not UTF-8 (KG107), or hold U+0000, which no text does.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(source, raw, error.start) from error
    if "\0" in text:
        raise _not_utf8(source, raw, raw.index(b"\0"))
    return text


def _not_utf8(source: Source, raw: bytes, position: int) -> InputError:
    line = raw.count(b"\n", 0, position) + 1
    hint = " (UTF-16)" if raw.startswith(_UTF16) else ""
    return InputError(
        "KG107",
        source.name,
        en=f"is not UTF-8 text{hint}: byte {position}, line {line}; save it again with the encoding UTF-8",
        fr=f"n’est pas du texte UTF-8{hint}\u00a0: octet {position}, ligne {line}\u00a0; "
        "enregistrez-le à nouveau avec l’encodage UTF-8",
    )
