"""What is wrong with the syntax of a file, where, and what to do: pyoxigraph's errors in both languages."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from kg.graph.namespaces import PREFIXES
from kg.graph.places.json_values import Value, read_json
from kg.graph.places.lines import Lines, Place

_LONGEST = 120


class _Meaning(NamedTuple):
    """What an error of pyoxigraph (a pattern) means for a person; {0} is what it quotes."""

    said: str
    en: str
    fr: str


_MEANINGS = (
    _Meaning(
        r"The prefix (\S*:) has not been declared",
        en="the prefix {0} is not declared; add at the top the line @prefix {0} <{1}> .",
        fr="le préfixe {0} n’est pas déclaré\u00a0; ajoutez en tête la ligne @prefix {0} <{1}> .",
    ),
    _Meaning(
        r".*No scheme found in an absolute IRI",
        en="this IRI is not absolute; write it in full, or give it a prefix",
        fr="cette IRI n’est pas absolue\u00a0; écrivez-la en entier, ou donnez-lui un préfixe",
    ),
    _Meaning(
        r"Line jumps are not allowed in string literals.*",
        en="the text that starts here is not closed on its line; add its quotation mark, or put three at both ends",
        fr="le texte qui commence ici n’est pas fermé sur sa ligne\u00a0; ajoutez son guillemet droit, ou mettez-en "
        "trois au début et à la fin",
    ),
    _Meaning(
        r"Unexpected end.*",
        en="the file ends in the middle of what starts here; is a full stop, a bracket or a quotation mark missing?",
        fr="le fichier s’arrête au milieu de ce qui commence ici\u00a0; manque-t-il un point, un crochet ou un "
        "guillemet droit\u00a0?",
    ),
    _Meaning(
        r"A dot is expected at the end of statements",
        en="a full stop, a semicolon or a comma is missing before this",
        fr="il manque avant ceci un point, un point-virgule ou une virgule",
    ),
    _Meaning(
        r".* is not a valid subject.*|The subject of a triple must be .*",
        en="no description can start with this; before it, is a comma missing, or a full stop too many?",
        fr="aucune description ne commence ainsi\u00a0; manque-t-il avant une virgule, ou y a-t-il un point de "
        "trop\u00a0?",
    ),
    _Meaning(
        r".* is not a valid predicate.*",
        en="a property is expected here, such as kg:region; is a full stop missing before it?",
        fr="une propriété est attendue ici, comme kg:region\u00a0; manque-t-il un point avant ceci\u00a0?",
    ),
    _Meaning(
        r"blank node property lists should end with a ']'",
        en="a closing bracket ] is missing before this",
        fr="il manque avant ceci un crochet fermant ]",
    ),
    _Meaning(
        r"'(.)' is not allowed at the beginning of a prefix name",
        en="{0} cannot stand here; a text is put in straight quotation marks, an address in angle brackets",
        fr="{0} ne peut pas se trouver ici\u00a0; un texte se met entre guillemets droits, une adresse entre chevrons",
    ),
    _Meaning(
        r".*Invalid IRI code point '(.)'",
        en="an address cannot hold “{0}”; correct it (a space is written %20)",
        fr="une adresse ne peut pas contenir «\u00a0{0}\u00a0»\u00a0; corrigez-la (une espace s’écrit %20)",
    ),
    _Meaning(
        r"Object keys must be strings|Unexpected char.*",
        en="a key or a value in straight double quotation marks is expected here",
        fr="une clé ou une valeur entre guillemets droits doubles est attendue ici",
    ),
    _Meaning(
        r"(?:Object|Array) values must be followed by a comma.*",
        en="a comma is missing before this",
        fr="il manque une virgule avant ceci",
    ),
    _Meaning(
        r"Trailing commas are not allowed",
        en="the comma before this is one too many; remove it",
        fr="la virgule avant ceci est de trop\u00a0; retirez-la",
    ),
    _Meaning(
        r".* is not a valid (?:RDF )?(?:object|value).*",
        en="a value is expected here: an IRI, a prefixed name, a number or a text in quotation marks",
        fr="une valeur est attendue ici\u00a0: une IRI, un nom préfixé, un nombre ou un texte entre guillemets droits",
    ),
)
# What is said of a text that is open at the end of its line, or of the file.
_OPEN = "Line jumps are not allowed in string literals"
_REMOTE = "No LoadDocumentCallback"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place of a file.

    Attributes:
        place: Where; None when nobody knows.
        line: That line.
        en: What is wrong and what to do, in English.
        fr: The same in French.
        remote: True when the file reaches for another document.
    """

    place: Place | None
    line: str
    en: str
    fr: str
    remote: bool = False


def fault_of(error: SyntaxError, text: str) -> Fault:
    """Return what pyoxigraph's error about ``text`` means."""
    lines = Lines.of(text)
    if _REMOTE in str(error):
        return _remote(lines)
    said = " ".join(re.sub(r"^Parser error .*?: | \(line \d+\)$", "", error.msg or "").split())
    place = _quoted(said, lines) if error.lineno is None else Place(error.lineno, error.offset or 1)
    if place and said.startswith("Unexpected end") and lines.line(place.line)[place.column - 1 :][:1] in ("'", '"'):
        said = _OPEN
    en, fr = _meaning(said)
    return Fault(place, lines.line(place.line) if place else "", en, fr)


def _quoted(said: str, lines: Lines) -> Place | None:
    """Return where the words stand that an error quotes, for the formats in which pyoxigraph tells no place."""
    found = re.search(r"['`]([^'`]+)['`]", said)
    offset = lines.text.find(found[1]) if found else -1
    return None if offset < 0 else lines.place(offset)


def _meaning(said: str) -> tuple[str, str]:
    for meaning in _MEANINGS:
        found = re.fullmatch(meaning.said, said, re.DOTALL)
        if found:
            quoted = found[1] if found.lastindex else ""
            space = PREFIXES.get(quoted.removesuffix(":"), "…")
            return meaning.en.format(quoted, space), meaning.fr.format(quoted, space)
    short = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
    return (
        f"breaks the syntax of its format ({short}); correct this place",
        f"ne respecte pas la syntaxe de son format ({short})\u00a0; corrigez cet endroit",
    )


def _remote(lines: Lines) -> Fault:
    start = _context(read_json(lines.text))
    place = None if start is None else lines.place(start)
    return Fault(
        place,
        lines.line(place.line) if place else "",
        "takes its context from another document, which is never fetched; copy the context into the file",
        "prend son contexte dans un autre document, qui n’est jamais lu\u00a0; copiez le contexte dans le fichier",
        remote=True,
    )


def _context(value: Value) -> int | None:
    """Return where the first context stands that is, or imports, an address."""
    for key, (_, told) in (value.members or {}).items():
        if key in ("@context", "@import"):
            for item in told.items:
                if isinstance(item.scalar, str):
                    return item.start
        found = _context(told)
        if found is not None:
            return found
    for item in value.elements or ():
        found = _context(item)
        if found is not None:
            return found
    return None
