"""A language is a folder: Spanish goes from text to graph, and nothing in ``src/`` names it."""

import csv
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from kg.text import lexicon

ROOT = Path(__file__).parents[2]
STATEMENT = """Declaración conjunta de los ministros de la Coalición Mundial contra el Dáesh

Los ministros de Relaciones Exteriores de la Coalición Mundial contra el Dáesh se reunieron en Madrid el 14 de marzo
de 2023, por invitación de España.

Reafirmaron su compromiso con la derrota duradera del Dáesh en Irak y en Siria. Recordaron la resolución 2178 (2014)
del Consejo de Seguridad y se comprometieron a destinar más de 300 millones de dólares a la estabilización del nordeste
de Siria. Condenaron enérgicamente los atentados cometidos en África Occidental y Central y expresaron su profunda
preocupación por la situación de los refugiados.

La Coalición insta a todos los Estados a repatriar a sus nacionales. Los ministros dieron la bienvenida a Benín como
nuevo miembro. Apoyan los esfuerzos del Gobierno iraquí.
"""
MEETING = "meeting:2023-03-14-gcd"


def kg(*words: object) -> str:
    """Run ``kg`` in a process of its own and return what it wrote on stdout."""
    command = [sys.executable, "-m", "kg", "--lang", "en", *map(str, words)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, env=environment, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("spanish")
    text = root / "declaracion.txt"
    text.write_text(STATEMENT, encoding="utf-8")
    kg("build", text, "--workspace", root / "w", "--jobs", 1)
    return root / "w"


def rows(workspace: Path, query: str, **parameters: str) -> list[dict[str, str]]:
    """Answer a stored query; only the rows of the Spanish statement's meeting."""
    options = [f"--param={name}={value}" for name, value in parameters.items()]
    answer = csv.DictReader(io.StringIO(kg("query", query, "--workspace", workspace, "--format", "csv", *options)))
    return [row for row in answer if any("2023-03-14-gcd" in (value or "") for value in row.values())]


def test_a_spanish_statement_conforms_and_its_passages_are_in_its_text(workspace: Path) -> None:
    kg("validate", *sorted((workspace / "graph").glob("*.ttl")))
    kg("verify", "--workspace", workspace)


def test_the_graph_says_in_which_language_the_text_is(workspace: Path) -> None:
    (graph,) = (workspace / "graph").glob("*.ttl")
    assert graph.name == "2023-03-14-gcd.es.ttl"
    assert "eulang:SPA" in graph.read_text(encoding="utf-8")


def test_queries_find_the_meeting_and_its_host(workspace: Path) -> None:
    (met,) = rows(workspace, "meetings-and-hosts")
    told = set(met.values())
    assert {"2023-03-14", "Madrid", "Spain"} <= told


def test_queries_find_the_commitments(workspace: Path) -> None:
    quotations = {value for row in rows(workspace, "commitments-by-meeting") for value in row.values()}
    assert any(one.startswith("Reafirmaron su compromiso con la derrota duradera") for one in quotations)
    assert any(one.startswith("se comprometieron a destinar") for one in quotations)
    assert len(rows(workspace, "commitments-by-meeting")) == 2


@pytest.mark.parametrize(
    ("query", "parameters", "quotation"),
    [
        ("acts-by-region", {"region": "West Africa"}, "Condenaron enérgicamente"),
        ("acts-by-region", {"region": "Central Africa"}, "Condenaron enérgicamente"),
        ("acts-by-resolution", {"resolution": "2178"}, "Recordaron la resolución"),
    ],
)
def test_queries_find_regions_and_resolutions(
    workspace: Path, query: str, parameters: Mapping[str, str], quotation: str
) -> None:
    found = [value for row in rows(workspace, query, **parameters) for value in row.values()]
    assert any(value.startswith(quotation) for value in found), found


def test_all_seven_types_and_the_new_member_are_in_the_graph(workspace: Path) -> None:
    (graph,) = (workspace / "graph").glob("*.ttl")
    content = graph.read_text(encoding="utf-8")
    kinds = set(re.findall(r"a kg:(Commitment|Call|Endorsement|Welcome|Condemnation|Concern|Emphasis)\b", content))
    assert len(kinds) == 7
    assert re.search(r"country:BEN\b", content)
    assert "300000000" in content


def test_every_language_has_the_same_files() -> None:
    files = {code: sorted(lexicon.load(code).tables) for code in lexicon.languages()}
    assert set(files) >= {"en", "es", "fr"}
    assert all(names == files["en"] for names in files.values()), files


# Tables whose keys are words, codes or names of the language itself.
OWN = {
    "constructions": {"classes", "macros", "future_endings", "enclitics"},
    "dates": {"months", "weekdays", "relative"},
    "frames": {"groups"},
    "meeting": {"governments"},
    "membership": {"words"},
    "money": {"scales", "currencies"},
    "offices": {"inferred"},
    "places": {
        "adjectives",
        "compounds",
        "coordination",
        "forms",
        "inflections",
        "named",
        "names",
        "several",
        "shared",
    },
    "verbs": {"classes", "irregular", "verbs"},
}


def _keys(table: Mapping[str, Any], own: set[str], path: str = "") -> Iterator[str]:
    for key, value in table.items():
        yield path + key
        if isinstance(value, dict) and key not in own:
            yield from _keys(value, own, f"{path}{key}.")


@pytest.mark.parametrize("language", sorted(set(lexicon.languages()) - {"en"}))
def test_every_language_has_the_same_keys(language: str) -> None:
    tables, reference = lexicon.load(language).tables, lexicon.load("en").tables
    differing = {
        name: sorted(set(_keys(tables[name], OWN.get(name, set()))) ^ set(_keys(table, OWN.get(name, set()))))
        for name, table in reference.items()
    }
    assert {name: keys for name, keys in differing.items() if keys} == {}


def test_every_language_has_a_code_of_its_own_in_the_table_of_languages() -> None:
    codes = [lexicon.load(code).table("language")["authority"] for code in lexicon.languages()]
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    assert len(set(codes)) == len(codes)


def test_no_code_names_the_third_language() -> None:
    """``es`` stands in no string of the reader, and its name in no file of ``src/`` at all."""
    files = {path: path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")}
    assert [
        str(path) for path, content in files.items() if re.search(r"[Ss]panish|[Ee]spañol|[Ee]spagnol", content)
    ] == []
    reader = [path for path in files if "text" in path.relative_to(ROOT / "src" / "kg").parts]
    assert [str(path) for path in reader if re.search(r"['\"]es['\"]", files[path])] == []
