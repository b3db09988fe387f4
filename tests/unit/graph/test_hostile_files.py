"""Files and shapes that mean harm: each is refused, or stopped within its limit, with one line that says why."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.graph.examination import Examination
from kg.graph.examine import examine
from kg.graph.judge import judge
from kg.graph.load import load_triples, open_source
from kg.graph.session import Limits
from kg.graph.verdict import Verdict

PREFIXES = """@prefix : <http://e/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
RDF_XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
LAUGHS = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DATA = f'{PREFIXES}:a a :T ; :p "{"a" * 40}!" , :b , :c , :d .\n:b :p :c , :d . :c :p :d , :a .\n'

REFUSED = {
    "brackets.ttl": (f"{PREFIXES}:a :p {'[ :p ' * 5000}1{' ]' * 5000} .", "KG154"),
    "lists.ttl": (f"{PREFIXES}:a :p {'( ' * 5000}1{' )' * 5000} .", "KG154"),
    "triple-terms.ttl": (f"{PREFIXES}:a :p {'<<( :s :p ' * 5000}1{' )>>' * 5000} .", "KG154"),
    "annotations.ttl": (f"{PREFIXES}:a :p 1 {'{| :p 1 ' * 5000}{' |}' * 5000} .", "KG154"),
    # A quotation mark inside the other kind of quotation marks hides nothing.
    "hidden.trig": (f"{PREFIXES}:a :p '\"' , {'<<( :s :p ' * 5000}1{' )>>' * 5000} , '\"' .", "KG154"),
    "objects.jsonld": ('{"http://e/p":' * 4000 + "1" + "}" * 4000, "KG154"),
    "arrays.json": ("[" * 4000 + "]" * 4000, "KG154"),
    "elements.rdf": (RDF_XML + "<e:T><e:p>" * 5000 + "</e:p></e:T>" * 5000 + "</rdf:RDF>", "KG154"),
    "laughs.rdf": (f"{LAUGHS}{RDF_XML}<e:T><e:p>&b;</e:p></e:T></rdf:RDF>", "KG157"),
    "external.owl": (f'<!DOCTYPE r SYSTEM "file:///etc/hostname">{RDF_XML}</rdf:RDF>', "KG157"),
    "entity.xml": (f'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>{RDF_XML}&x;</rdf:RDF>', "KG157"),
    "remote.jsonld": ('{"@context": ["http://127.0.0.1:9/"], "@id": "http://e/x", "p": 1}', "KG158"),
    "imported.jsonld": ('{"@context": {"@version": 1.1, "@import": "http://127.0.0.1:9/"}, "http://e/p": 1}', "KG158"),
    "local.jsonld": ('{"@context": "file:///etc/hostname", "@id": "http://e/x", "p": 1}', "KG158"),
    "long.ttl": (f'{PREFIXES}:a :p """{"x" * (50 << 20)}""" .', "KG159"),
    "long.jsonld": ('{"http://e/p": "' + "x" * (50 << 20) + '"}', "KG159"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    content, code = REFUSED[name]
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_triples(file)
    assert caught.value.code == code
    assert (code == "KG159") or caught.value.where.startswith(f"{file}:")
    for language in ("en", "fr"):
        assert "\n" not in caught.value.render(language)


def test_a_file_of_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "giant.ttl"
    with file.open("wb") as giant:
        giant.truncate(1 << 30)
    with pytest.raises(InputError) as caught:
        open_source(file)
    assert caught.value.code == "KG153"


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_other_encodings_are_named_at_their_place(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.ttl"
    file.write_bytes(f'{PREFIXES}:a :p "é" .'.encode(encoding))
    with pytest.raises(InputError) as caught:
        load_triples(file)
    assert caught.value.code == "KG155"
    assert caught.value.where == f"{file}:{'4:8' if encoding == 'latin-1' else '1:1'}"


def written(tmp_path: Path, shapes: str, data: str = DATA) -> tuple[Path, Path]:
    (tmp_path / "data.ttl").write_text(data, encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text(PREFIXES + shapes, encoding="utf-8")
    return tmp_path / "data.ttl", tmp_path / "shapes.ttl"


def examined(tmp_path: Path, shapes: str, engine: str = "compiled") -> Verdict:
    data, given = written(tmp_path, shapes)
    return examine(Examination((data,), (given,), None, engine, 60, 1 << 26))


@pytest.mark.parametrize(
    ("term", "place"), [("sh:js [ sh:jsFunctionName 1 ]", (6, 4)), ("sh:mincount 1", (6, 4)), ("a sh:NodeShpe", (6, 6))]
)
def test_unknown_terms_of_shacl_are_errors_with_their_place(tmp_path: Path, term: str, place: tuple[int, int]) -> None:
    verdict = examined(tmp_path, f":S a sh:NodeShape ;\n  sh:targetClass :T ;\n   {term} .\n")
    assert (verdict.exit_code, set(verdict.unread)) == (1, {"KG132"})
    assert (verdict.results[0].spot.line, verdict.results[0].spot.column) == place
    assert verdict.results[0].spot.file.endswith("shapes.ttl")


CARTESIAN = (
    "SELECT $this WHERE { $this ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?q . ?r ?s ?t . ?u ?v ?w .\
 FILTER(CONCAT(STR(?a), STR(?d), STR(?g), STR(?j), STR(?m), STR(?r)) = STR(?u)) }"
)
SLOW = {
    "cartesian": ("compiled", f'sh:sparql [ sh:select """{CARTESIAN}""" ]', 2.0),
    "cartesian, pySHACL": ("pyshacl", f'sh:sparql [ sh:select """{CARTESIAN}""" ]', 4.0),
    "pattern, pySHACL": ("pyshacl", 'sh:property [ sh:path :p ; sh:pattern "^(a+)+$" ]', 4.0),
}


@pytest.mark.parametrize("name", SLOW)
def test_shapes_without_end_are_stopped(tmp_path: Path, name: str) -> None:
    engine, shape, seconds = SLOW[name]
    data, given = written(tmp_path, f":S a sh:NodeShape ; sh:targetClass :T ; {shape} .")
    with pytest.raises(InputError) as caught:
        judge([data], [given], engine=engine, limits=Limits(seconds, 4 << 30, 1 << 26))
    assert (caught.value.code, caught.value.where) == ("KG161", str(given))


def test_a_pattern_that_goes_back_for_ever_is_judged_in_a_moment(tmp_path: Path) -> None:
    data, given = written(tmp_path, ':S sh:targetClass :T ; sh:property [ sh:path :p ; sh:pattern "^(a+)+$" ] .')
    verdict = judge([data], [given], limits=Limits(60.0, 4 << 30, 1 << 26))
    assert [each.rule for each in verdict.results].count("pattern") == 4


def test_no_more_memory_is_taken_than_allowed(tmp_path: Path) -> None:
    data, given = written(tmp_path, ":S sh:targetClass :T ; sh:property [ sh:path :p ; sh:minCount 1 ] .")
    with pytest.raises(InputError) as caught:
        judge([data], [given], limits=Limits(60.0, 100 << 20, 1 << 26))
    assert caught.value.code == "KG162"


class Listener:
    """Counts who connects."""

    def __init__(self) -> None:
        """Listen on a port of its own."""
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0)
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/x"

    def heard(self) -> bool:
        """Tell whether somebody connected."""
        try:
            self.socket.accept()
        except BlockingIOError:
            return False
        return True


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.socket.close()


OPENED: list[str] | None = None


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and OPENED is not None:
        OPENED.append(str(arguments[0]))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Return the files that Python opens from here on."""
    sys.addaudithook(_note)
    found: list[str] = []
    monkeypatch.setattr(sys.modules[__name__], "OPENED", found)
    yield found


@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
def test_nothing_is_fetched_and_no_other_file_is_read(
    tmp_path: Path, listener: Listener, opened: list[str], engine: str
) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text(f"{PREFIXES}:S sh:property [ sh:path :p ; sh:maxCount 0 ] .", encoding="utf-8")
    imports = f"<http://e/x> owl:imports <{listener.address}> , <{secret.as_uri()}> ."
    shape = ":S sh:targetClass :T ; sh:property [ sh:path :p ; sh:minCount 1 ] ."
    links = f"<http://e/y> sh:shapesGraph <{secret.as_uri()}> , <{listener.address}> ."
    data, given = written(tmp_path, f"{imports} {shape}", f"{DATA}{imports} {links}")
    opened.clear()
    verdict = examine(Examination((data,), (given,), None, engine, 60, 1 << 26))
    assert [each.rule for each in verdict.results] == ["imports", "imports"]
    assert verdict.conforms
    assert not listener.heard()
    assert {str(data), str(given)} <= set(opened)
    assert str(secret) not in opened


@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
def test_queries_in_shapes_do_not_leave_the_graph(tmp_path: Path, listener: Listener, engine: str) -> None:
    query = f"SELECT $this WHERE {{ SERVICE <{listener.address}> {{ $this ?p ?o }} }}"
    data, given = written(tmp_path, f':S sh:targetClass :T ; sh:sparql [ sh:select "{query}" ] .')
    try:
        verdict = judge([data], [given], engine=engine, limits=Limits(60.0, 4 << 30, 1 << 26))
        assert verdict.exit_code == 1
    except InputError as error:
        assert error.code == "KG138"
    assert not listener.heard()
