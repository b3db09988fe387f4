"""The inference rules: one SPARQL CONSTRUCT a file in ``ontology/rules``, one idea each.

A rule's WHERE clause is plain triple patterns, one a line, and at most one FILTER; its head is one triple. That is what
lets ``kg.graph.explain`` turn a rule round and show the triples that a conclusion rests on.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg import assets
from kg.errors import ContractError
from kg.graph.namespaces import RDF

Pattern = tuple[ox.NamedNode | ox.Variable, ox.NamedNode | ox.Variable, ox.NamedNode | ox.Variable]

_HEADER = re.compile(r'^#\+ (\w+): "(.*)"$', re.MULTILINE)
_PREFIX = re.compile(r"^PREFIX (\w+): <([^>]*)>$", re.MULTILINE)
_PARTS = re.compile(
    r"^CONSTRUCT \{ (?P<head>[^}]*) \}\n(?P<where>WHERE \{\n(?P<body>.*)\}\n)\Z", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One inference rule.

    Attributes:
        name: Stem of its file.
        fr: What it says, in French.
        en: The same in English.
        axiom: The OWL axiom it carries out, or ``none: `` and why.
        construct: The SPARQL CONSTRUCT query that applies it where that adds something.
        select: A SPARQL SELECT query over the same WHERE clause that returns every variable.
        head: The triple pattern it concludes.
        patterns: The triple patterns it rests on, without the filter.
    """

    name: str
    fr: str
    en: str
    axiom: str
    construct: str
    select: str
    head: Pattern
    patterns: tuple[Pattern, ...]

    @property
    def beyond_owl(self) -> bool:
        """Tell whether no OWL 2 RL axiom states the rule."""
        return self.axiom.startswith("none")


def parse_rule(name: str, query: str) -> Rule:
    """Return the rule that the text of a ``.rq`` file holds.

    Raises:
        ContractError: the file lacks a header line or is not one CONSTRUCT of plain patterns.
    """
    header = dict(_HEADER.findall(query))
    parts = _PARTS.search(query)
    if parts is None or not {"title_fr", "title_en", "axiom"} <= header.keys():
        raise ContractError(
            "KG900",
            f"ontology/rules/{name}.rq",
            en="is not a rule: three header lines, CONSTRUCT { one triple }, WHERE { plain patterns }",
            fr="n’est pas une règle\u00a0: trois lignes d’en-tête, CONSTRUCT { un triplet }, WHERE { motifs simples }",
        )
    prefixes = dict(_PREFIX.findall(query))
    lines = [line.strip() for line in parts["body"].splitlines()]
    return Rule(
        name=name,
        fr=header["title_fr"],
        en=header["title_en"],
        axiom=header["axiom"],
        construct=f"{query[: parts.end('body')]}  FILTER NOT EXISTS {{ {parts['head']} }}\n}}\n",
        select=query[: parts.start()] + "SELECT * " + parts["where"],
        head=_pattern(parts["head"], prefixes),
        patterns=tuple(_pattern(line, prefixes) for line in lines if not line.startswith("FILTER")),
    )


def _pattern(line: str, prefixes: Mapping[str, str]) -> Pattern:
    """Return the triple pattern of one line."""
    subject, predicate, value = (_term(token, prefixes) for token in line.removesuffix(" .").split())
    return subject, predicate, value


def _term(token: str, prefixes: Mapping[str, str]) -> ox.NamedNode | ox.Variable:
    """Return a variable, ``a``, or a prefixed name as a term."""
    if token.startswith("?"):
        return ox.Variable(token[1:])
    prefix, colon, local = token.partition(":")
    return ox.NamedNode(prefixes[prefix] + local) if colon else RDF.type


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return every rule of ``ontology/rules``, sorted by name.

    Raises:
        ContractError: a file is not a rule.
    """
    files = sorted((assets.ontology() / "rules").glob("*.rq"))
    return tuple(parse_rule(file.stem, file.read_text(encoding="utf-8")) for file in files)
