"""A small workspace and the settings of a steward."""

from pathlib import Path

import pytest

from kg.build import Options, build
from kg.workspace import Workspace

TEXTS = {
    "oslo.en": """Meeting of the Friends of the River, Oslo, 1 March 2021

The Ministers met in Oslo on 1 March 2021 at the invitation of Norway. They committed to financing the dam in Mali.
They urged all parties to respect resolution 2374 (2017).
""",
    "oslo.fr": """Réunion des Amis du Fleuve, Oslo, 1er mars 2021

Les ministres se sont réunis à Oslo le 1er mars 2021 à l’invitation de la Norvège. Ils se sont engagés à financer le
barrage au Mali. Ils ont exhorté toutes les parties à respecter la résolution 2374 (2017).
""",
}
SETTINGS = """
[release]
version = "1.0"
issued = 2026-01-31
homepage = "https://example.org/river/"
download = "https://example.org/river/files"
endpoint = "https://example.org/sparql"
licence = "CC_BY_4_0"
publisher = { en = "River Desk", fr = "Bureau du fleuve" }
contact = { email = "river@example.org" }
"""


@pytest.fixture(scope="session")
def river(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    place = Workspace.create(tmp_path_factory.mktemp("river"))
    for name, text in TEXTS.items():
        (place.statements / f"{name}.txt").write_text(text, encoding="utf-8")
    assert build(place, [place.statements], Options(jobs=1)).exit_code == 0
    return place


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    return path
