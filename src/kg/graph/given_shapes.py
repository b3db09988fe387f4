"""Shapes that people give: read like any file, and every term of SHACL in them known."""

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.graph.iri import local_name
from kg.graph.judged_files import Files
from kg.graph.namespaces import OWL, SH
from kg.graph.shapes import ShapesGraph, Term
from kg.graph.suggest import suggest
from kg.graph.verdict import Both, Named, Result

_CODE = "KG132"


def shapes_in(files: Files) -> ShapesGraph:
    """Return the shapes of some files; ``faults_in`` has found nothing in them."""
    found: dict[Term, dict[str, tuple[Term, ...]]] = {}
    for subject, predicate, value in files.triples:
        if not isinstance(subject, ox.Triple) and not isinstance(value, ox.Triple):
            about = found.setdefault(subject, {})
            about[predicate.value] = (*about.get(predicate.value, ()), value)
    return ShapesGraph(found)


def faults_in(files: Files) -> Iterator[Result]:
    """Yield the terms of the SHACL namespace that are misspelt or not supported: what they ask would not be checked."""
    for triple in files.triples:
        if _is_unknown(triple.predicate):
            yield _fault(files, triple, triple.predicate, is_class=False)
        elif isinstance(triple.object, ox.NamedNode) and _is_unknown(triple.object):
            yield _fault(files, triple, triple.object, is_class=True)


def imports_of(files: Files) -> Iterator[Result]:
    """Yield a warning for each owl:imports: it is not followed, so what it names is not checked."""
    for triple in files.triples:
        if triple.predicate == OWL.imports:
            yield Result(
                rule="imports",
                severity="warning",
                spot=files.spot_of_term(triple, is_class=True),
                focus=Named(str(triple.subject), raw=str(triple.subject)),
                path=Named("owl:imports", raw=str(triple.predicate)),
                value=Named(str(triple.object), raw=str(triple.object)),
                message=Both(
                    "owl:imports is never followed: give this file with --shapes too.",
                    "owl:imports n’est jamais suivi\u00a0: donnez aussi ce fichier avec --shapes.",
                ),
                severity_iri=SH.Warning.value,
            )


def _is_unknown(term: ox.NamedNode) -> bool:
    return term.value.startswith(SH.namespace) and local_name(term.value) not in SH.terms()


def _fault(files: Files, triple: ox.Triple, term: ox.NamedNode, *, is_class: bool) -> Result:
    name = local_name(term.value)
    near = _near(name, SH.terms())
    return Result(
        rule=_CODE,
        severity="violation",
        spot=files.spot_of_term(triple, is_class=is_class),
        focus=Named(str(triple.subject), raw=str(triple.subject)),
        path=Named(f"sh:{name}", raw=str(term)),
        value=Named(""),
        message=Both(
            f"sh:{name} is no term of SHACL that kg supports: nothing would check it. Correct or remove it.",
            f"sh:{name} n’est pas un terme de SHACL que kg connaît\u00a0: rien ne le vérifierait. Corrigez-le ou "
            "retirez-le.",
        ),
        suggestion=Named(near),
        severity_iri=SH.Violation.value,
    )


def _near(name: str, known: Sequence[str]) -> str:
    found = suggest(name, known, "").split(", ")[0]
    return f"sh:{found}" if found and found.casefold()[:2] == name.casefold()[:2] else ""
