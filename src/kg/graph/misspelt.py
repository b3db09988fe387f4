"""Terms of our namespace that do not exist, and what was probably meant."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from rapidfuzz import fuzz

from kg.graph.iri import compact, local_name
from kg.graph.known_names import terms
from kg.graph.namespaces import BASE, KG, PREFIXES, RDF
from kg.graph.report import Finding, Severity, Words

_SHAPE = "https://w3id.org/statements-kg/shapes#unknown-term"
_NAMESPACES = frozenset((*PREFIXES.values(), f"{BASE}shapes#"))
_ALIKE = 85


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A term that does not exist.

    Attributes:
        triple: Where it stands, as it is written.
        repaired: The same triple with what was meant, or as it is when nobody knows.
        wrong: The term.
        meant: IRI of the term that it is taken for, or None.
        is_class: True for a class, False for a property.
    """

    triple: ox.Triple
    repaired: ox.Triple
    wrong: ox.NamedNode
    meant: str | None
    is_class: bool

    @property
    def suggestion(self) -> str | None:
        """Return the IRI to write instead; for a wrong namespace, the message says it all."""
        return self.meant if self.wrong.value.startswith(KG.namespace) else None

    def finding(self) -> Finding:
        """Return what to say about it."""
        space = self.wrong.value.removesuffix(local_name(self.wrong.value))
        if space == KG.namespace:
            name = compact(self.wrong.value)
            en = f"{name} is not a {'class' if self.is_class else 'property'} of the ontology: correct this name."
            fr = (
                f"{name} n’est pas une {'classe' if self.is_class else 'propriété'} de l’ontologie\u00a0: "
                "corrigez ce nom."
            )
        else:
            en = f"<{space}> is not the namespace of the ontology: declare the prefix as <{KG.namespace}>."
            fr = (
                f"<{space}> n’est pas l’espace de noms de l’ontologie\u00a0: déclarez le préfixe comme "
                f"<{KG.namespace}>."
            )
        words = Words(Severity.VIOLATION, fr, en, "", "")
        subject = self.triple.subject
        return Finding(
            focus=subject.value if isinstance(subject, ox.NamedNode | ox.BlankNode) else "",
            path=str(RDF.type if self.is_class else self.wrong),
            value=str(self.triple.object),
            shape=_SHAPE,
            words=words,
            node=str(subject),
        )


def misspelt(triples: Iterable[ox.Triple]) -> Iterator[Misspelt]:
    """Yield the properties and classes in ``triples`` that look like ours and are not."""
    for triple in triples:
        predicate, value = triple.predicate, triple.object
        if not _is_fine(predicate.value, is_class=False):
            meant = _meant(predicate.value, is_class=False)
            verb = predicate if meant is None else ox.NamedNode(meant)
            yield Misspelt(triple, ox.Triple(triple.subject, verb, value), predicate, meant, is_class=False)
        elif predicate == RDF.type and isinstance(value, ox.NamedNode) and not _is_fine(value.value, is_class=True):
            meant = _meant(value.value, is_class=True)
            kind = value if meant is None else ox.NamedNode(meant)
            yield Misspelt(triple, ox.Triple(triple.subject, predicate, kind), value, meant, is_class=True)


@cache
def _is_fine(iri: str, *, is_class: bool) -> bool:
    """Tell whether a term is none of our business, or one of ours in its right place."""
    name = local_name(iri)
    space = iri.removesuffix(name)
    if space == KG.namespace:
        return name in KG.terms() and name[0].isupper() == is_class
    return name not in KG.terms() or space in _NAMESPACES or fuzz.ratio(space, KG.namespace) < _ALIKE


@cache
def _meant(iri: str, *, is_class: bool) -> str | None:
    name = local_name(iri)
    known = [KG.namespace + each for each in KG.terms() if each[0].isupper() == is_class]
    exact = KG.namespace + name
    return exact if exact in known else terms().meant(name, known)
