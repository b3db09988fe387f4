"""The inference rules: one SPARQL CONSTRUCT a file in ``ontology/rules``, one idea each.

A rule's WHERE clause is plain triple patterns and at most one FILTER line, its head one triple: that is what lets
``kg.graph.explain`` turn the rule round and show the triples that a conclusion rests on.
"""

import re
from dataclasses import dataclass
from functools import cache

from kg import assets
from kg.errors import ContractError

_HEADER = re.compile(r'^#\+ (\w+): "(.*)"$', re.MULTILINE)
_PARTS = re.compile(
    r"(?P<prologue>.*?)^CONSTRUCT \{ (?P<head>[^}]*) \}\nWHERE \{\n(?P<body>.*)\}\n\Z", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One inference rule.

    Attributes:
        name: Stem of its file.
        fr: What it says, in French.
        en: The same in English.
        axiom: The OWL axiom it carries out, or ``none: `` and why.
        query: The SPARQL CONSTRUCT query.
        head: The triple pattern it concludes.
        patterns: The triple patterns it rests on, without the filter.
        prologue: Its PREFIX lines.
        filter: Its FILTER line, or the empty string.
    """

    name: str
    fr: str
    en: str
    axiom: str
    query: str
    head: str
    patterns: str
    prologue: str
    filter: str

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
    parts = _PARTS.match(query)
    if parts is None or not {"title_fr", "title_en", "axiom"} <= header.keys():
        raise ContractError(
            "KG900",
            f"ontology/rules/{name}.rq",
            en="is not a rule: three header lines, CONSTRUCT { one triple }, WHERE { plain patterns }",
            fr="n’est pas une règle : trois lignes d’en-tête, CONSTRUCT { un triplet }, WHERE { motifs simples }",
        )
    lines = parts["body"].splitlines()
    return Rule(
        name=name,
        fr=header["title_fr"],
        en=header["title_en"],
        axiom=header["axiom"],
        query=query,
        head=parts["head"],
        patterns="\n".join(line for line in lines if not line.lstrip().startswith("FILTER")),
        prologue="\n".join(line for line in parts["prologue"].splitlines() if line.startswith("PREFIX")),
        filter="".join(line for line in lines if line.lstrip().startswith("FILTER")),
    )


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return every rule of ``ontology/rules``, sorted by name.

    Raises:
        ContractError: a file is not a rule.
    """
    files = sorted((assets.ontology() / "rules").glob("*.rq"))
    return tuple(parse_rule(file.stem, file.read_text(encoding="utf-8")) for file in files)
