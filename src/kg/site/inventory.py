"""Which things get a page: what the statements are about, not all that the reference data know."""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.namespaces import DC, DCT, KG
from kg.site.address import Address, address
from kg.site.cards import Text, web_address
from kg.site.licence import is_open
from kg.site.view import View

_LINKED = """
SELECT DISTINCT ?thing WHERE {
  { ?from kg:trigger [] ; kg:region|kg:locality|kg:citesResolution|kg:madeBy|kg:addressee|kg:target|kg:theme ?thing }
  UNION { ?from a kg:Meeting ; kg:host|kg:heldBy|kg:place ?thing }
  UNION { ?from a kg:Participation ; kg:participant|kg:onBehalfOf ?thing }
  UNION { ?from a kg:Statement ; kg:issuedBy ?thing }
  UNION { ?from kg:inText [] ; kg:denotes ?thing }
}
"""
_CLASSES = (
    (KG.Meeting, "meeting"),
    (KG.Statement, "statement"),
    (KG.Resolution, "resolution"),
    (KG.Country, "country"),
    (KG.Place, "place"),
    (KG.Region, "region"),
    (KG.Organisation, "organisation"),
    (KG.Person, "person"),
)


def inventory(view: View) -> dict[str, Address]:
    """Return ``{IRI: where its page is}`` for every meeting, statement and act and for all that these name.

    What contains a named region has a page too, so that one can go from Mosul to Iraq and on to Asia.
    """
    things = dict.fromkeys((*view.of_class(KG.Meeting), *view.of_class(KG.Statement)))
    things.update(dict.fromkeys(view.with_property(KG.trigger)))
    todo = [row["thing"] for row in view.rows(_LINKED)]
    while todo:
        thing = todo.pop()
        if isinstance(thing, ox.NamedNode) and thing not in things:
            things[thing] = None
            todo.extend(view.things(thing, KG.within))
    places = ((thing.value, address(thing.value, _kind(view, thing))) for thing in things)
    return dict(sorted((iri, place) for iri, place in places if place))


def _kind(view: View, thing: ox.NamedNode) -> str:
    return next(
        (kind for of, kind in _CLASSES if view.is_a(thing, of)), "act" if view.values(thing, KG.trigger) else ""
    )


def texts(view: View) -> dict[str, Text]:
    """Return ``{IRI: what is known of it}`` of every text."""
    return {text.iri.value: text for text in _texts(view)}


def _texts(view: View) -> Iterator[Text]:
    for iri in view.of_class(KG.StatementText):
        lang = view.language_of(iri)
        sources = (web_address(each.value) for each in view.things(iri, DCT.source))
        terms = " ".join((view.text(iri, DC.rights), *(each.value for each in view.things(iri, DCT.license)))).strip()
        yield Text(
            iri=iri,
            lang=lang,
            title=view.text(iri, DCT.title) or view.name(iri, lang).text,
            publisher=view.text(iri, DC.publisher),
            issued=view.text(iri, DCT.issued),
            source=next(filter(None, sources), ""),
            terms=terms,
            sha256=view.text(iri, KG.sha256),
            open=is_open(terms),
        )
