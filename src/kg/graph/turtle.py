"""Turtle and TriG with the same bytes on any machine, grouped in the order a person reads.

Oxigraph writes the terms (as N-Triples, which is Turtle: RDF 1.1 Turtle section 6), so that escaping is its own; this
file groups, orders and shortens them. Prefixed names are used only where they need no escape.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from kg.graph.namespaces import PREFIXES, RDF, XSD
from kg.graph.order import reading_order

Block = dict[str, dict[str, list[str]]]
"""``{subject: {predicate: objects}}``, each term as N-Triples writes it."""

_LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?", re.ASCII)
_TYPE = f"<{RDF.type.value}>"
# A number or truth value that Turtle reads back as the same literal (section 2.5): its form is already canonical.
_SHORT = re.compile(
    rf'"(-?(?:0|[1-9][0-9]*))"\^\^<{re.escape(XSD.integer.value)}>'
    rf'|"(-?[0-9]+\.[0-9]+)"\^\^<{re.escape(XSD.decimal.value)}>'
    rf'|"(true|false)"\^\^<{re.escape(XSD.boolean.value)}>'
)
_SPAN = re.compile(r"<([^#>]*)#offset_[0-9]+_[0-9]+>")


def write_turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return the graph ``triples`` as Turtle: prefixes used, sorted, then one block a subject, one object a line.

    The order of ``triples`` does not matter, nor do repetitions. Blank nodes keep their labels: rename them first
    when the bytes must not depend on them.
    """
    block = group(triples)
    names = Names(prefixes, [block])
    return names.declarations() + "\n".join(subjects(block, names))


def write_trig(
    default: Iterable[ox.Triple], named: Mapping[str, Iterable[ox.Triple]], prefixes: Mapping[str, str] = PREFIXES
) -> str:
    """Return a dataset as TriG: the default graph first, then ``{IRI: graph}`` in the order of the IRIs."""
    first = group(default)
    graphs = {f"<{name}>": group(triples) for name, triples in sorted(named.items())}
    names = Names(prefixes, [first, *graphs.values()])
    parts = list(subjects(first, names))
    for graph, block in graphs.items():
        body = "\n".join(subjects(block, names))
        parts.append(f"{names.shorten(graph)} {{\n{body}}}\n")
    return names.declarations() + "\n".join(parts)


def group(triples: Iterable[ox.Triple]) -> Block:
    """Return the triples by subject and predicate, objects sorted and each once."""
    block: Block = {}
    for line in sorted_lines(triples):
        subject, predicate, rest = line.split(" ", 2)
        block.setdefault(subject, {}).setdefault(predicate, []).append(rest[:-2])
    return block


def sorted_lines(triples: Iterable[ox.Triple]) -> list[str]:
    """Return the lines of the graph as N-Triples, sorted by code point, each once, without line ends."""
    written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return sorted(set(written.decode("utf-8").split("\n")) - {""})


class Names:
    """How terms are shortened in one document: its prefixes, and which of them were used."""

    def __init__(self, prefixes: Mapping[str, str], blocks: Sequence[Block]) -> None:
        """Take ``{prefix: namespace}``; add ``span`` when all passages lie in one text."""
        self._prefixes = {**prefixes, **_span_prefix(blocks)}
        self._by_namespace = {namespace: prefix for prefix, namespace in self._prefixes.items()}
        self._short: dict[str, str] = {}
        self._used: set[str] = set()
        for block in blocks:
            for subject, predicates in block.items():
                self.shorten(subject)
                for predicate, objects in predicates.items():
                    if predicate != _TYPE:
                        self.shorten(predicate)
                    for each in objects:
                        self.shorten(each)

    def declarations(self) -> str:
        """Return one ``@prefix`` line for each prefix used, sorted, and an empty line."""
        lines = [f"@prefix {prefix}: <{self._prefixes[prefix]}> .\n" for prefix in sorted(self._used)]
        return "".join(lines) + "\n" if lines else ""

    def shorten(self, term: str) -> str:
        """Return a term of N-Triples as Turtle writes it best."""
        short = self._short.get(term)
        if short is None:
            short = self._short[term] = self._shorten(term)
        return short

    def _shorten(self, term: str) -> str:
        if term[0] == "<":
            return self._prefixed(term)
        if term[0] == '"' and term[-1] == ">":
            found = _SHORT.fullmatch(term)
            if found:
                return found[found.lastindex or 0]
            literal, _, datatype = term.rpartition("^^")
            return f"{literal}^^{self._prefixed(datatype)}"
        return term

    def _prefixed(self, term: str) -> str:
        cut = max(term.rfind("/"), term.rfind("#")) + 1
        prefix = self._by_namespace.get(term[1:cut])
        if prefix is None or not _LOCAL.fullmatch(term, cut, len(term) - 1):
            return term
        self._used.add(prefix)
        return f"{prefix}:{term[cut:-1]}"


def subjects(block: Block, names: Names) -> Iterable[str]:
    """Yield one block of Turtle for each subject, in reading order."""
    for subject in reading_order(block):
        predicates = block[subject]
        lines = [names.shorten(subject)]
        opening = " "
        for predicate in sorted(predicates, key=lambda p: "" if p == _TYPE else names.shorten(p)):
            verb = "a" if predicate == _TYPE else names.shorten(predicate)
            values = " ,\n        ".join([names.shorten(each) for each in predicates[predicate]])
            lines.append(f"{opening}{verb} {values}")
            opening = " ;\n    "
        yield "".join(lines) + " .\n"


def _span_prefix(blocks: Sequence[Block]) -> dict[str, str]:
    texts = {found[1] for block in blocks for subject in block if (found := _SPAN.fullmatch(subject))}
    return {"span": f"{texts.pop()}#"} if len(texts) == 1 else {}
