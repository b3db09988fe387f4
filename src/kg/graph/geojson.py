"""GeoJSON (RFC 7946) of what concerns where: each meeting where it was held, each act at the places it is about."""

import json
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from kg.graph.property_graph import PropertyGraph, Thing
from kg.languages import LANGUAGES

_MEETING, _ACT = ("locality", "place"), ("locality", "region")


def write_geojson(graph: PropertyGraph, file: BinaryIO) -> None:
    """Write a feature for each meeting and act that names a place; without a known point it has no geometry."""
    features = [_feature(iri, thing, graph.things) for iri, thing in graph.things.items() if _places(thing)]
    text = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    file.write(f'{{"type": "FeatureCollection", "features": [\n{text}\n]}}\n'.encode())


def _places(thing: Thing) -> list[str]:
    """Return the places of a meeting or act, the most exact first; none for anything else."""
    if "Meeting" in thing.classes:
        columns = _MEETING
    elif "expressedIn" in thing.links:
        columns = _ACT
    else:
        return []
    return list(dict.fromkeys(target for name in columns for target in thing.links.get(name, ())))


def _feature(iri: str, thing: Thing, things: Mapping[str, Thing]) -> dict[str, object]:
    where = _places(thing)
    statements = [things[each] for each in thing.links.get("expressedIn", ())]
    meetings = [each for statement in statements for each in statement.links.get("issuedAt", ())] or (
        [iri] if "Meeting" in thing.classes else []
    )
    return {
        "type": "Feature",
        "id": iri,
        "geometry": _geometry(things[each] for each in where),
        "properties": {
            "class": thing.classes[0],
            **_labels("label", [thing]),
            **_labels("where", [things[each] for each in where]),
            "places": where,
            "meeting": meetings,
            "date": sorted({day for each in meetings if each in things for day in things[each].values.get("date", ())}),
        },
    }


def _labels(name: str, things: Iterable[Thing]) -> dict[str, str]:
    """Return the labels of the things in each language of the interface, side by side."""
    every = list(things)
    return {
        f"{name}_{code}": "; ".join(label for each in every for label in each.values.get(f"label_{code}", ()))
        for code in LANGUAGES
    }


def _geometry(things: Iterable[Thing]) -> dict[str, object] | None:
    points = []
    for thing in things:
        if "lat" in thing.values and "long" in thing.values:
            # Longitude first (RFC 7946 section 3.1.1).
            point = [float(thing.values["long"][0]), float(thing.values["lat"][0])]
            if point not in points:
                points.append(point)
    if not points:
        return None
    return (
        {"type": "Point", "coordinates": points[0]}
        if len(points) == 1
        else {"type": "MultiPoint", "coordinates": points}
    )
