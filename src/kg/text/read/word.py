"""Word documents: paragraphs and table cells in the order of the file, with the numbers of lists, by python-docx."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from kg.text.read import limits
from kg.text.read.numbering import Numbering
from kg.text.read.source import Source

# The container of old .doc files, in which Word also wraps a .docx that has a password (MS-CFB section 2.2).
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNPACKED = 100_000_000
# Deflate reaches 1,032:1 on zeros; the XML of a long report stays under 40:1.
_RATIO = 100
_SMALL = 1_000_000
# What zipfile, lxml and python-docx raise on a damaged file; zipfile refuses a locked one with RuntimeError.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, SyntaxError, RuntimeError, AttributeError)
_PARAGRAPH = qn("w:p")
_TEXT = qn("w:t")
_MOVED = qn("w:moveFrom")
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}


def text_of(raw: bytes, source: Source) -> str:
    """Return the text of the document's body, one paragraph a line.

    Insertions of tracked changes are read, deletions are not; headers, footers, notes, comments and text boxes
    are left out. Word does not store the numbers of a list as text: they are counted here, as Word shows them.

    Raises:
        InputError: it is no Word document (KG108), is locked by a password (KG117), or unpacks to far more than it
            weighs (KG105).
    """
    if raw.startswith(_COMPOUND):
        raise limits.locked(source)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _check(archive, source)
        document = docx.Document(io.BytesIO(raw))
        return "\n".join(_lines(document))
    except _BROKEN as error:
        # What python-docx stumbles over tells the reader of a message nothing.
        said = "" if isinstance(error, (AttributeError, LookupError)) else str(error)
        raise limits.broken(source, "DOCX", said) from error


def _check(archive: zipfile.ZipFile, source: Source) -> None:
    members = archive.infolist()
    heavy = [each for each in members if each.file_size > _SMALL and each.file_size > _RATIO * each.compress_size]
    if any(each.flag_bits & 1 for each in members):
        raise limits.locked(source)
    if heavy or sum(each.file_size for each in members) > _UNPACKED:
        raise limits.too_large(source, _UNPACKED)


def _lines(document: Any) -> Iterator[str]:
    numbering = Numbering(document)
    for paragraph in document.element.body.iter(_PARAGRAPH):
        # A paragraph inside a paragraph is that of a text box, stored twice by Word.
        if next(paragraph.iterancestors(_PARAGRAPH), None) is None:
            text = _text(paragraph)
            if text.strip():
                yield numbering.label(paragraph) + text


def _text(paragraph: Any) -> str:
    return "".join(
        node.text or "" if node.tag == _TEXT else _BREAKS[node.tag]
        for node in paragraph.iter(_TEXT, *_BREAKS)
        if next(node.iterancestors(_PARAGRAPH)) is paragraph
        and next(node.iterancestors(_MOVED), None) is None
        # <w:tab> also names a tab stop in the paragraph's properties.
        and next(node.iterancestors(qn("w:pPr")), None) is None
    )
