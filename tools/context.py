"""Writes ``ontology/context.jsonld``, or the file given as the only argument: ``python -m tools.context [FILE]``.

The short names of JSON-LD come from the ontology: a class or property is called by its local name, and what its values
are follows from its range.
"""

import json
import sys
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg import assets
from kg.graph.namespaces import BASE, KG, OWL, PREFIXES, RDF, RDFS, XSD

# One prefix for all things: "region" is the name of a property here.
_ID: Final = f"{BASE}id/"
_CLASS: Final = ox.NamedNode("http://www.w3.org/2002/07/owl#Class")
_DATATYPE: Final = ox.NamedNode("http://www.w3.org/2002/07/owl#DatatypeProperty")
# Terms from elsewhere that the graph uses: their property and the type of its values.
_OTHERS: Final = {
    "Concept": ("skos:Concept", ""),
    "MonetaryAmount": ("schema:MonetaryAmount", ""),
    "altLabel": ("skos:altLabel", ""),
    "creator": ("dct:creator", ""),
    "currency": ("schema:currency", ""),
    "definition": ("skos:definition", ""),
    "end": ("oa:end", "xsd:integer"),
    "exact": ("oa:exact", ""),
    "identifier": ("dct:identifier", ""),
    "inScheme": ("skos:inScheme", "@id"),
    "lat": ("geo:lat", "xsd:decimal"),
    "issued": ("dct:issued", "xsd:date"),
    "label": ("rdfs:label", ""),
    "language": ("dct:language", "@id"),
    "long": ("geo:long", "xsd:decimal"),
    "maxValue": ("schema:maxValue", "xsd:decimal"),
    "minValue": ("schema:minValue", "xsd:decimal"),
    "publisher": ("dc:publisher", ""),
    "rights": ("dc:rights", ""),
    "source": ("dct:source", "@id"),
    "start": ("oa:start", "xsd:integer"),
    "subject": ("dct:subject", "@id"),
    "title": ("dct:title", ""),
    "value": ("schema:value", "xsd:decimal"),
    "wasGeneratedBy": ("prov:wasGeneratedBy", "@id"),
}


def build() -> str:
    """Return the file: JSON, prefixes first, then the names in their order."""
    terms: dict[str, str | dict[str, str]] = {
        name: {"@id": iri, "@type": kind} if kind else iri for name, (iri, kind) in _OTHERS.items()
    }
    graph = list(ox.parse(path=assets.ontology() / "kg.ttl", format=ox.RdfFormat.TURTLE))
    ranges = {quad.subject: quad.object for quad in graph if quad.predicate == RDFS.range}
    for subject, predicate, kind, _ in graph:
        if predicate != RDF.type or not str(subject).startswith(KG.namespace, 1):
            continue
        name = str(subject)[len(KG.namespace) + 1 : -1]
        if kind == _CLASS:
            terms[name] = f"kg:{name}"
        elif kind == OWL.ObjectProperty:
            terms[name] = {"@id": f"kg:{name}", "@type": "@id"}
        elif kind == _DATATYPE:
            terms[name] = _coerced(name, ranges.get(subject))
    spaces = {prefix: space for prefix, space in PREFIXES.items() if not space.startswith(_ID)}
    context = {**dict(sorted({**spaces, "id": _ID}.items())), **dict(sorted(terms.items()))}
    return json.dumps({"@context": context}, ensure_ascii=False, indent=2) + "\n"


def _coerced(name: str, kind: object) -> str | dict[str, str]:
    if not isinstance(kind, ox.NamedNode) or kind == XSD.string or not kind.value.startswith(XSD.namespace):
        return f"kg:{name}"
    return {"@id": f"kg:{name}", "@type": f"xsd:{kind.value.removeprefix(XSD.namespace)}"}


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else assets.ontology() / "context.jsonld"
    target.write_text(build(), encoding="utf-8", newline="\n")
