"""GraphML, for Gephi, yEd, Cytoscape and networkx: a node for each thing, an edge for each link between two."""

import re
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from kg.errors import QueryError
from kg.graph.property_graph import PropertyGraph

_TYPES = {"text": "string", "integer": "long", "decimal": "double", "boolean": "boolean", "date": "string"}
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SEPARATOR = " | "
"""Between the values of a property that has several."""


def write_graphml(graph: PropertyGraph, file: BinaryIO) -> None:
    """Write the graph; the identifier of a node is its IRI.

    Raises:
        QueryError: a value has a control character, which XML cannot hold (KG522).
    """
    keys = {name: f"d{number}" for number, name in enumerate(graph.kinds)}
    file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    lines = ['<key id="class" for="node" attr.name="class" attr.type="string"/>']
    for name, key in keys.items():
        kind = "string" if name in graph.several else _TYPES[graph.kinds[name]]
        lines.append(f'<key id="{key}" for="node" attr.name={_attribute(name)} attr.type="{kind}"/>')
    lines.append('<key id="link" for="edge" attr.name="label" attr.type="string"/>')
    lines.append('<graph id="statements" edgedefault="directed">')
    for iri, thing in graph.things.items():
        values = [("class", thing.classes), *((keys[name], thing.values[name]) for name in sorted(thing.values))]
        data = "".join(f'<data key="{key}">{_text(SEPARATOR.join(found))}</data>' for key, found in values)
        lines.append(f"<node id={_attribute(iri)}>{data}</node>")
    for iri, thing in graph.things.items():
        for name in sorted(thing.links):
            for target in thing.links[name]:
                ends = f"source={_attribute(iri)} target={_attribute(target)}"
                lines.append(f'<edge {ends}><data key="link">{_text(name)}</data></edge>')
    lines += ["</graph>", "</graphml>", ""]
    file.write("\n".join(lines).encode("utf-8"))


def _attribute(value: str) -> str:
    return quoteattr(_checked(value), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def _text(value: str) -> str:
    return escape(_checked(value), {"\r": "&#13;"})


def _checked(value: str) -> str:
    if _NO_XML.search(value):
        raise QueryError(
            "KG522",
            value[:80],
            en="has a control character, which XML cannot hold; choose another format",
            fr="contient un caractère de commande, que XML ne peut pas contenir\u00a0; choisissez un autre format",
        )
    return value
