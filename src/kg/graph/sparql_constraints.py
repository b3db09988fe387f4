"""sh:sparql: constraints that a shape writes as SELECT queries (SHACL section 5).

The values of ``$this`` come first, then the query's own pattern: where each variable is used in the outermost group or
in a FILTER EXISTS or OPTIONAL right there, this is what pre-binding means, and one query judges all things. Elsewhere
(UNION, subqueries, nested groups) ``$this`` is replaced by each thing in turn.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import InputError, QueryError
from kg.graph.namespaces import OWL
from kg.graph.refuse import check_query
from kg.graph.shapes import ShapesGraph, Term
from kg.graph.tokens import tokens
from kg.graph.value_tests import unsupported

SHAPES_GRAPH = ox.NamedNode("urn:kg:shapes-graph")
"""Where the store of a query that looks at ``$shapesGraph`` holds the shapes."""

_BOUND = ("this", "shapesGraph", "currentShape", "value")
_SOLUTIONS = {"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET"}
_MODIFIERS = {"WHERE", "DISTINCT", "REDUCED"}


class Token(NamedTuple):
    """A piece of a query.

    Attributes:
        kind: See ``kg.graph.tokens.tokens``.
        text: As it is written.
        space: A space if one, or a comment, stands before it.
    """

    kind: str
    text: str
    space: str


@dataclass(frozen=True, slots=True)
class Select:
    """A query of a shape, taken apart.

    Attributes:
        prologue: Its prefixes.
        wanted: What it selects, between SELECT and the pattern.
        body: The pattern between its outermost braces.
        rest: What follows it.
        joins: Whether the things can be joined to the pattern, rather than replaced in it one by one.
        reads_shapes: Whether it looks at the shapes graph.
    """

    prologue: str
    wanted: tuple[Token, ...]
    body: tuple[Token, ...]
    rest: tuple[Token, ...]
    joins: bool
    reads_shapes: bool

    def over(self, focus: str) -> str:
        """Return the query for all things that the pattern ``focus`` binds to ``?this``."""
        return f"{self.prologue} SELECT DISTINCT {_text(self.wanted)} WHERE {{ {{ {focus} }} {_text(self.body)} }}"

    def about(self, thing: str) -> str:
        """Return the query for one thing, written as in SPARQL; ``?this`` is not among its results."""
        head = _text(token for token in self.wanted if not _is_this(token)) or "(1 AS ?one)"
        pattern = _text(_replaced(self.body, {"this": thing}))
        return f"{self.prologue} SELECT DISTINCT {head} WHERE {{ {pattern} }} {_text(self.rest)}"


def read_select(shapes: ShapesGraph, constraint: Term, shape: Term, path: str) -> Select:
    """Return the query of a sh:sparql constraint.

    Args:
        shapes: The shapes graph.
        constraint: The node that has sh:select.
        shape: What it stands on; replaces ``$currentShape``.
        path: What replaces ``$PATH``; empty for a node shape.

    Raises:
        InputError: there is no query, or it uses what pre-binding rules out (KG136).
    """
    select = shapes.one(constraint, "select")
    if select is None:
        raise _refused(constraint, "has no sh:select", "n’a pas de sh:select")
    given = {"PATH": path} if path else {}
    written = _pieces(select.value)
    if isinstance(shape, ox.NamedNode):
        given |= {"shapesGraph": str(SHAPES_GRAPH), "currentShape": str(shape)}
    elif any(token.text[1:] in ("shapesGraph", "currentShape") for token in written):
        raise unsupported(shape, "$currentShape")
    words = _replaced(written, given)
    upper = [token.text.upper() if token.kind == "word" else token.text for token in words]
    _check(constraint, select.value, words, upper)
    prologue = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in _prefixes(shapes, constraint).items())
    start, first = upper.index("SELECT"), upper.index("{")
    last = len(upper) - 1 - upper[::-1].index("}")
    joins = _SOLUTIONS.isdisjoint(upper[last + 1 :]) and _joins(upper[first + 1 : last])
    return Select(
        prologue=f"{prologue} {_text(words[:start])}",
        wanted=tuple(words[at] for at in range(start + 1, first) if upper[at] not in _MODIFIERS),
        body=tuple(words[first + 1 : last]),
        rest=tuple(words[last + 1 :]),
        joins=joins,
        reads_shapes=any(token.text == str(SHAPES_GRAPH) for token in words),
    )


def _pieces(text: str) -> list[Token]:
    """Return the pieces of a query."""
    found: list[Token] = []
    space = ""
    for each in tokens(text):
        if each.lastgroup == "space":
            space = " "
        else:
            found.append(Token(each.lastgroup or "", each[0], space))
            space = ""
    return found


def _replaced(words: Sequence[Token], given: Mapping[str, str]) -> list[Token]:
    """Return a query with variables replaced by what they stand for, as pre-binding has it."""
    found: list[Token] = []
    selecting = False
    for token in words:
        word = token.text.upper() if token.kind == "word" else ""
        selecting = word == "SELECT" or (selecting and token.text != "{")
        if token.kind != "variable" or token.text[1:] not in given:
            found.append(token)
        elif selecting:
            found.append(token._replace(text=f"({given[token.text[1:]]} AS {token.text})"))
        elif [each.text.upper() for each in found[-2:]] == ["BOUND", "("]:
            found[-2:] = [Token("open", "(", found[-2].space), Token("word", "true", "")]
        else:
            found.append(token._replace(kind="given", text=given[token.text[1:]]))
    return found


def _joins(words: Sequence[str]) -> bool:
    """Tell whether no pattern stands in a scope of its own, where ``?this`` would be unbound."""
    opened = [at for at, word in enumerate(words) if word == "{"]
    return all(at and words[at - 1] in ("EXISTS", "OPTIONAL") for at in opened) and "UNION" not in words


def _check(constraint: Term, text: str, words: Sequence[Token], upper: Sequence[str]) -> None:
    """Refuse what SHACL section 5.2.1 and appendix A rule out, and what reaches outside the graph."""
    try:
        check_query(text, str(constraint))
    except QueryError as error:
        raise InputError("KG136", str(constraint), en=error.en, fr=error.fr) from error
    if "SELECT" not in upper or "{" not in upper or "}" not in upper:
        raise _refused(constraint, "is no SELECT query", "n’est pas une requête SELECT")
    for word in {"MINUS", "VALUES"}.intersection(upper):
        raise _refused(constraint, f"uses {word}, which SHACL rules out", f"emploie {word}, ce que SHACL exclut")
    for at, token in enumerate(words):
        if token.kind == "variable" and token.text[1:] in _BOUND and at and upper[at - 1] == "AS":
            raise _refused(constraint, f"assigns {token.text}, which is given", f"affecte {token.text}, qui est donné")
        if upper[at] == "SELECT" and at > upper.index("SELECT") and not _selects_this(words[at:]):
            raise _refused(
                constraint,
                "has a subquery that does not select $this",
                "a une sous-requête qui ne sélectionne pas $this",
            )


def _selects_this(words: Sequence[Token]) -> bool:
    """Tell whether a query that starts here selects ``$this``."""
    head = words[: next((at for at, token in enumerate(words) if token.text == "{"), len(words))]
    return any(map(_is_this, head))


def _prefixes(shapes: ShapesGraph, constraint: Term) -> dict[str, str]:
    """Return ``{prefix: namespace}`` that sh:prefixes leads to (section 5.2.1), through owl:imports."""
    found: dict[str, str] = {}
    todo = list(shapes.values(constraint, "prefixes"))
    for node in todo:
        for declared in shapes.values(node, "declare"):
            prefix, namespace = shapes.one(declared, "prefix"), shapes.one(declared, "namespace")
            if prefix is not None and namespace is not None:
                found.setdefault(prefix.value, namespace.value)
        todo += [each for each in shapes.triples.get(node, {}).get(OWL.imports.value, ()) if each not in todo]
    return found


def _is_this(token: Token) -> bool:
    return token.kind == "variable" and token.text[1:] == "this"


def _text(words: Iterable[Token]) -> str:
    return "".join(f"{token.space}{token.text}" for token in words)


def _refused(constraint: Term, en: str, fr: str) -> InputError:
    return InputError(
        "KG136",
        str(constraint),
        en=f"{en}; correct this sh:sparql constraint",
        fr=f"{fr}\u00a0; corrigez cette contrainte sh:sparql",
    )
