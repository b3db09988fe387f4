"""Web pages: the body of the page as text, one paragraph or list item a line, by trafilatura."""

import re

import trafilatura

from kg.text.read import limits, plain
from kg.text.read.source import Source

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
# Elements that never contain anything, and those whose end HTML lets authors leave out (HTML Standard 13.1.2).
_FLAT = re.compile(
    r"area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr"
    r"|p|li|d[dt]|t[rdh]|option|optgroup|thead|tbody|tfoot|colgroup|r[tp]"
)
# trafilatura turns no-break spaces into plain ones and drops private letters: the spaces travel as two hieroglyphs,
# which no statement uses, and come back after.
_GUARDED = str.maketrans("\u00a0\u202f", "\U00013000\U00013001")
_RESTORED = str.maketrans("\U00013000\U00013001", "\u00a0\u202f")
_ENTITIES = re.compile(r"&(?:nbsp|#160|#x0*a0|#8239|#x0*202f);?", re.IGNORECASE)
_NARROW = re.compile(r"8239|202f", re.IGNORECASE)


def text_of(raw: bytes, source: Source) -> str:
    """Return the text of the page's main content; empty when it has none.

    Raises:
        InputError: the page is not in the encoding that it declares (KG107), or nested too deeply (KG110).
    """
    markup = _decode(raw, source)
    if _depth(markup) > limits.DEPTH:
        raise limits.too_deep(source)
    # trafilatura finds no text in a piece of a page, saved without its <html>.
    page = markup if "<html" in markup.lower() else f"<html><body>{markup}</body></html>"
    text: str | None = trafilatura.extract(
        _guard(page), include_comments=False, include_tables=True, include_formatting=False, favor_recall=True
    )
    return (text or "").translate(_RESTORED)


def _decode(raw: bytes, source: Source) -> str:
    """Decode by the declared character set (HTML Standard 13.2.3.2 looks at the first 1,024 bytes), else UTF-8."""
    declared = _CHARSET.search(raw, 0, 1024)
    if declared and not raw.startswith(b"\xef\xbb\xbf"):
        try:
            return raw.decode(declared[1].decode())
        except (LookupError, UnicodeDecodeError):
            return plain.text_of(raw, source)
    return plain.text_of(raw, source)


def _depth(markup: str) -> int:
    deepest = depth = 0
    for closing, name in _TAG.findall(markup):
        if not _FLAT.fullmatch(name.lower()):
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _guard(markup: str) -> str:
    markup = _ENTITIES.sub(lambda entity: "\u202f" if _NARROW.search(entity[0]) else "\u00a0", markup)
    return markup.translate(_GUARDED)
