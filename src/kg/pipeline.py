"""The order of the stages, and nothing else."""

from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.closure import load_background
from kg.graph.describe import describe
from kg.graph.identity import Identity
from kg.graph.infer import infer
from kg.graph.report import Report
from kg.graph.validate import validate
from kg.model.document import Document
from kg.model.facts import Facts
from kg.model.reference import Reference
from kg.text import lexicon
from kg.text.acts import Candidate
from kg.text.annotate import annotate
from kg.text.extract import extract
from kg.text.legible import legible


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the facts of one text became.

    Attributes:
        asserted: What the text says, as triples.
        inferred: What follows from it by the rules, and is not among ``asserted``.
        report: Whether ``asserted`` conforms to the shapes, and if not, why.
    """

    asserted: tuple[ox.Triple, ...]
    inferred: tuple[ox.Triple, ...]
    report: Report


def understand(document: Document, reference: Reference, refused: list[Candidate] | None = None) -> Facts:
    """Return what ``document`` says: the half of the work that knows language and no RDF.

    Args:
        document: The text.
        reference: What is known of countries, regions, organisations and resolutions.
        refused: Receives what might have been an act and is none; costs nothing when None.
    """
    copy = legible(document)
    facts = extract(copy.document, annotate(copy.document, reference), reference, refused)
    if refused is not None:
        refused[:] = copy.restore(tuple(refused))
    return copy.restore(facts)


def represent(facts: Facts, identity: Identity, reference: Reference) -> Outcome:
    """Return the graph of ``facts``: the half of the work that knows RDF and no language.

    What was asserted is validated, never what was inferred from it; what to do with a report that does not conform is
    for the caller to decide.
    """
    asserted = describe(facts, identity, reference, lexicon=lexicon.load(facts.document.language).digest)
    background = load_background()
    return Outcome(asserted, infer(asserted, background), validate(asserted, background))
