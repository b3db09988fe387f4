"""What CKAN makes of a catalogue: run by the Python of an environment with ``requirements.txt``, not by ours.

``python harvest.py catalog.ttl [SCHEMA] [PROFILE...]`` writes two things as JSON: the dictionaries of the data sets, as
the harvester of ckanext-dcat hands them to CKAN, and what CKAN gives back as N-Triples when somebody asks for each data
set as RDF. ``SCHEMA`` is a file of ckanext-dcat for ckanext-scheming, or ``-`` for none.
"""

import json
import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from ckanext.dcat.processors import RDFParser, RDFSerializer
from ckanext.dcat.profiles import RDFProfile
from statements_kg_ckan import EveryPlaceProfile


def schema(name: str) -> dict[str, Any]:
    """Return a schema with its presets spelled out, as ckanext-scheming hands it to the profiles."""
    presets: dict[str, dict[str, Any]] = defaultdict(dict)
    folder = files("ckanext.dcat") / "schemas"
    given = [json.loads((files("ckanext.scheming") / "presets.json").read_text("utf-8"))]
    given.append(yaml.safe_load((folder / "presets.yaml").read_text("utf-8")))
    for each in (preset for some in given for preset in some["presets"]):
        presets[each["preset_name"]] = each["values"]
    found: dict[str, Any] = yaml.safe_load((folder / name).read_text("utf-8"))
    for group in ("dataset_fields", "resource_fields"):
        for field in found[group]:
            preset = field.get("preset", "")
            # ckanext-fluent is known to the profiles by the name of its validators.
            fluent = {"validators": "fluent_text"} if preset.startswith("fluent") else {}
            field.update({**fluent, **presets[preset], **field})
    return found


def main() -> None:
    """Harvest and serve."""
    catalogue, chosen, *names = [*sys.argv[1:], *([] if sys.argv[2:] else ["-"])]
    if chosen != "-":
        RDFProfile._dataset_schema = schema(chosen)
    profiles = [each for each in names if each != EveryPlaceProfile.__name__] or None
    parser, serializer = RDFParser(profiles=profiles), RDFSerializer(profiles=profiles)
    if EveryPlaceProfile.__name__ in names:
        # Where the package is installed, CKAN finds it by the name of its entry point.
        for each in (parser, serializer):
            each._profiles.append(EveryPlaceProfile)
    parser.parse(Path(catalogue).read_bytes(), _format="text/turtle")
    found = list(parser.datasets())
    served = []
    for each in found:
        serializer.graph_from_dataset(each)
        served.append(serializer.g.serialize(format="nt"))
    json.dump([found, served], sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
