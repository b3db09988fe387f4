"""What CKAN makes of a catalogue: run by the Python of an environment with ckan and ckanext-dcat, not by ours.

``python harvest.py catalog.ttl`` writes the dictionaries of the data sets as JSON, as the harvester of ckanext-dcat
hands them to CKAN.
"""

import json
import sys
from pathlib import Path

from ckanext.dcat.processors import RDFParser

parser = RDFParser()
parser.parse(Path(sys.argv[1]).read_bytes(), _format="text/turtle")
json.dump(list(parser.datasets()), sys.stdout, ensure_ascii=False)
