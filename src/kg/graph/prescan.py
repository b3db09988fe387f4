"""What is refused before any parser of RDF sees it: text that is not UTF-8, deep nesting, document type declarations.

Native parsers recurse, or keep every level in memory: pyoxigraph ends with a signal on a few thousand levels of
``<<( … )>>`` or of JSON, and takes minutes over deep XML. No data of this kind nests deeper than a few levels.
"""

import re
from xml.parsers import expat

import pyoxigraph as ox

from kg.graph.places.lines import Lines
from kg.graph.syntax import Fault

DEPTH = 100
_TURTLE = re.compile(
    rb"\"\"\"[^\"\\]*(?:(?:\\.|\"\"?(?!\"))[^\"\\]*)*\"\"\"|'''[^'\\]*(?:(?:\\.|''?(?!'))[^'\\]*)*'''"
    rb"|\"[^\"\\\r\n]*(?:\\.[^\"\\\r\n]*)*\"|'[^'\\\r\n]*(?:\\.[^'\\\r\n]*)*'"
    rb"|\#[^\r\n]*|<[^<>\"{}|^`\\\x00-\x20]*>|\\.|([\[({]|<<)|([\])}]|>>)",
    re.DOTALL,
)
_JSON = re.compile(rb"\"[^\"\\]*(?:\\.[^\"\\]*)*\"|([\[{])|([\]}])", re.DOTALL)

# What expat says, in French.
_XML = {
    "mismatched tag": "balise fermante qui ne correspond pas",
    "no element found": "le document s’arrête trop tôt",
    "unclosed token": "balise sans fin",
    "not well-formed (invalid token)": "signe inattendu",
    "junk after document element": "du texte suit la fin du document",
    "duplicate attribute": "attribut en double",
    "undefined entity": "entité inconnue",
    "unbound prefix": "préfixe sans espace de noms",
    "unclosed CDATA section": "section CDATA sans fin",
}


def fault(content: bytes, form: ox.RdfFormat) -> tuple[str, Fault] | None:
    """Return the code of an error and what is wrong with a file, or None when it may be parsed."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return "KG155", _not_utf8(content, error.start)
    if form == ox.RdfFormat.RDF_XML:
        return _fault_of_xml(content)
    brackets = _JSON if form == ox.RdfFormat.JSON_LD else _TURTLE
    if sum(content.count(sign) for sign in (b"[", b"(", b"{", b"<<")) <= DEPTH:
        return None
    deep = _too_deep(content, brackets)
    return None if deep is None else ("KG154", _deep(content, deep))


def _too_deep(content: bytes, brackets: re.Pattern[bytes]) -> int | None:
    """Return the byte at which brackets outside strings, IRIs and comments nest too deeply."""
    depth = 0
    for found in brackets.finditer(content):
        if found[1]:
            depth += 1
            if depth > DEPTH:
                return found.start()
        elif found[2]:
            depth = max(0, depth - 1)
    return None


class _RefusedError(Exception):
    """XML that is well formed and still refused; holds the code of the error and what is wrong."""


def _fault_of_xml(content: bytes) -> tuple[str, Fault] | None:
    """Look at XML with a parser that expands nothing: a document type declaration stops it at its first byte."""
    parser = expat.ParserCreate("utf-8")
    depth = 0

    def doctype(*_: object) -> None:
        raise _RefusedError("KG157", _doctype(content, parser.CurrentByteIndex))

    def opened(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            raise _RefusedError("KG154", _deep(content, parser.CurrentByteIndex))

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler, parser.StartElementHandler, parser.EndElementHandler = doctype, opened, closed
    try:
        parser.Parse(content, True)  # noqa: FBT003
    except _RefusedError as refused:
        return refused.args
    except expat.ExpatError as error:
        return "KG155", _not_xml(content, error)
    return None


def _made(content: bytes, byte: int, en: str, fr: str) -> Fault:
    before = content[:byte].decode("utf-8", "replace")
    lines = Lines.of(content.decode("utf-8", "replace"))
    place = lines.place(len(before))
    return Fault(place, lines.line(place.line), en, fr)


def _not_utf8(content: bytes, byte: int) -> Fault:
    return _made(
        content,
        byte,
        "is not UTF-8 text from here on; save the file again with the encoding UTF-8",
        "n’est plus du texte UTF-8 à partir d’ici\u00a0; enregistrez à nouveau le fichier avec l’encodage UTF-8",
    )


def _deep(content: bytes, byte: int) -> Fault:
    return _made(
        content,
        byte,
        f"nests brackets or elements more than {DEPTH} levels deep; name the nodes instead",
        f"imbrique des crochets ou des éléments sur plus de {DEPTH} niveaux\u00a0; nommez plutôt les nœuds",
    )


def _doctype(content: bytes, byte: int) -> Fault:
    return _made(
        content,
        byte,
        "has a document type declaration (<!DOCTYPE), which can hide entities and other files; remove it",
        "a une déclaration de type de document (<!DOCTYPE), qui peut cacher des entités et d’autres fichiers\u00a0; "
        "retirez-la",
    )


def _not_xml(content: bytes, error: expat.ExpatError) -> Fault:
    lines = Lines.of(content.decode("utf-8"))
    offset = lines.starts[min(error.lineno, len(lines.starts)) - 1] + error.offset
    place = lines.place(min(offset, len(lines.text)))
    said = expat.ErrorString(error.code)
    why = _XML.get(said, said)
    return Fault(
        place,
        lines.line(place.line),
        en=f"is not well-formed XML here ({said}); correct this place",
        fr=f"n’est pas du XML bien formé à cet endroit ({why})\u00a0; corrigez cet endroit",
    )
