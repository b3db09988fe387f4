"""A profile of ckanext-dcat that keeps every place of a data set; its own profiles keep the last of several.

Give it after the others in CKAN's settings: ``ckanext.dcat.rdf.profiles = euro_dcat_ap_3 euro_dcat_ap_scheming
every_place``. With a schema of ckanext-scheming that has ``spatial_coverage`` the places are a list there; without one,
an extra of that name holds the list as JSON.
"""

import json
from typing import Any

from ckanext.dcat.profiles import RDFProfile
from rdflib import DCAT, DCTERMS, RDF, RDFS, SKOS, Literal, Namespace, URIRef

LOCN = Namespace("http://www.w3.org/ns/locn#")
FIELD = "spatial_coverage"
_SHAPES = (("geom", LOCN.geometry), ("bbox", DCAT.bbox), ("centroid", DCAT.centroid))


class EveryPlaceProfile(RDFProfile):
    """Keeps every ``dct:spatial``, with its name and its shapes."""

    def parse_dataset(self, dataset_dict: dict[str, Any], dataset_ref: Any) -> dict[str, Any]:
        """Put the places of the data set into its dictionary."""
        places = sorted(self.g.objects(dataset_ref, DCTERMS.spatial), key=str)
        found = [place for place in map(self._place, places) if place]
        if len(found) < 2:
            return dataset_dict
        if self._schema_field(FIELD):
            dataset_dict[FIELD] = found
        else:
            extras = [each for each in dataset_dict.get("extras", []) if each["key"] != FIELD]
            dataset_dict["extras"] = [*extras, {"key": FIELD, "value": json.dumps(found, ensure_ascii=False)}]
        return dataset_dict

    def graph_from_dataset(self, dataset_dict: dict[str, Any], dataset_ref: Any) -> None:
        """Write the places of an extra; those of a schema are written by ``euro_dcat_ap_scheming``."""
        kept = next((each["value"] for each in dataset_dict.get("extras", []) if each["key"] == FIELD), "[]")
        for place in json.loads(kept):
            if place.get("uri"):
                self.g.add((URIRef(place["uri"]), RDF.type, DCTERMS.Location))
                self.g.add((dataset_ref, DCTERMS.spatial, URIRef(place["uri"])))

    def _place(self, place: Any) -> dict[str, str]:
        found = {"uri": str(place)} if isinstance(place, URIRef) else {}
        names = [place] if isinstance(place, Literal) else [*self.g.objects(place, SKOS.prefLabel)]
        names = names or [*self.g.objects(place, RDFS.label)]
        if names:
            found["text"] = str(min(names))
        for key, predicate in _SHAPES:
            shape = self._parse_geodata(place, predicate, None)
            if shape:
                found[key] = shape
        return found
