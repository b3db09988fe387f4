"""PDF: the lines of the pages and where they lie, by pypdfium2; ``paragraphs`` puts them back together."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw as pdfium

from kg.errors import InputError
from kg.text.read import limits
from kg.text.read.paragraphs import HYPHEN, Line, joined
from kg.text.read.source import Source


def text_of(raw: bytes, source: Source) -> str:
    """Return the text of all pages, one paragraph a line, without what every page repeats.

    Raises:
        InputError: it is no PDF (KG108), is locked by a password (KG117), has more than ``limits.PAGES`` pages
            (KG116) or holds no text, as a scan does (KG118).
    """
    try:
        document = pypdfium2.PdfDocument(raw)
        try:
            pages = _pages(document, source)
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise _refused(source, error) from error
    text = joined(pages)
    if not text.strip():
        raise InputError(
            "KG118",
            source.name,
            en="is a PDF without text, probably scanned; run character recognition (OCR) on it first",
            fr="est un PDF sans texte, sans doute numérisé\u00a0; "
            "passez-le d’abord à la reconnaissance de caractères (OCR)",
        )
    return text


def _refused(source: Source, error: pypdfium2.PdfiumError) -> InputError:
    if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
        return limits.locked(source)
    return limits.broken(source, "PDF", str(error).partition("PDFium: ")[2].rstrip(").") or str(error))


def _pages(document: Any, source: Source) -> list[list[Line]]:
    if len(document) > limits.PAGES:
        raise InputError(
            "KG116",
            source.name,
            en=f"has {len(document)} pages, more than {limits.PAGES}; extract the pages of the statement",
            fr=f"a {len(document)} pages, plus de {limits.PAGES}\u00a0; extrayez les pages de la déclaration",
        )
    pages = []
    for page in document:
        text = page.get_textpage()
        pages.append(list(_lines(text)))
        text.close()
        page.close()
    return pages


def _lines(page: Any) -> Iterator[Line]:
    letters: list[int] = []
    shown: list[str] = []
    for index in range(page.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(page, index))
        hyphen = pdfium.FPDFText_IsHyphen(page, index) == 1
        if hyphen or letter in "\r\n":
            if shown:
                yield _line(page, letters, "".join(shown) + (HYPHEN if hyphen else ""))
            letters, shown = [], []
        elif letter.isprintable() or letter.isspace():
            letters.append(index)
            shown.append(letter)
    if shown:
        yield _line(page, letters, "".join(shown))


def _line(page: Any, letters: list[int], text: str) -> Line:
    return Line(
        text.strip(" "), left=_box(page, letters[0])[0], right=_box(page, letters[-1])[1], base=_base(page, letters[0])
    )


def _box(page: Any, index: int) -> tuple[float, float]:
    left, _, right, _ = page.get_charbox(index, loose=True)
    return left, right


def _base(page: Any, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(page, index, x, y)
    return y.value
