"""What a person meets on the command line: both languages, one line for an error, exit codes, nothing but results."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from kg.cli.group import COMMANDS
from kg.errors import InputError
from kg.workspace import Workspace

FRENCH = (
    "Déclaration conjointe\n\nLes ministres des Affaires étrangères se sont réunis à Lisbonne le 3\u00a0mai 2023, à "
    "l’invitation du Portugal. Ils s’engagent à soutenir l’Irak et saluent la résolution 2254 du Conseil de sécurité.\n"
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kg(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run ``kg`` with the given words; return exit code, stdout and stderr."""

    def run(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        out, err = capfd.readouterr()
        code = ended.value.code
        return code if isinstance(code, int) else 0, out, err

    return run


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    path = tmp_path / "s" / "lisbon-fr.txt"
    path.parent.mkdir()
    path.write_text(FRENCH, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the statement once; the tests that take this workspace only read it."""
    root = tmp_path_factory.mktemp("built")
    Workspace.create(root)
    (root / "statements" / "lisbon-fr.txt").write_text(FRENCH, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["build", "--workspace", str(root)])
    assert ended.value.code == 0
    return root


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_exists_in_both_languages(kg: Run, command: str) -> None:
    texts = {}
    for code in ("en", "fr"):
        status, texts[code], _ = kg(*filter(None, [command]), "--help", "--lang", code)
        assert status == 0
    assert "Usage: kg" in texts["en"]
    assert "Usage\u00a0: kg" in texts["fr"]
    english, french = (set(texts[code].splitlines()) - {""} for code in ("en", "fr"))
    assert not [line for line in english & french if len(line.strip()) > 40], "not translated"


def test_the_language_is_that_of_the_locale(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert "Options:" in kg("--help")[1]
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert "Options\u00a0:" in kg("--help")[1]
    monkeypatch.setenv("LC_ALL", "C")
    assert "Options:" in kg("--help")[1]


@pytest.mark.parametrize(
    ("words", "english", "french"),
    [
        (["nonsense"], "no command", "pas de commande"),
        (["build", "--nonsense"], "No such option", "option inconnue"),
        (["build", "--jobs", "x"], "from 1 to 256", "de 1 à 256"),
        (["trace"], "Missing argument", "il manque"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(kg: Run, words: list[str], english: str, french: str) -> None:
    for code, said in (("en", english), ("fr", french)):
        status, out, err = kg(*words, "--lang", code)
        assert (status, out) == (2, "")
        assert said in err
        assert err.startswith("kg: ")
        assert err.count("\n") == 1


def test_a_workspace_is_made_built_and_asked(kg: Run, statement: Path, tmp_path: Path) -> None:
    root = tmp_path / "w"
    assert kg("init", root)[0] == 0
    assert {"kg.toml", "statements", "graph", ".kg"} <= {path.name for path in root.iterdir()}
    status, out, err = kg("build", statement, "--workspace", root, "--lang", "fr")
    assert status == 0
    assert out.splitlines()[0].startswith("déclaration")
    assert len(out.splitlines()) == 2
    assert "textes\u00a0: 1" in err
    assert kg("verify", "--workspace", root)[0] == 0
    status, out, _ = kg("stats", "--workspace", root, "--format", "json")
    assert json.loads(out)["texts"] == 1
    status, out, _ = kg("trace", "country:IRQ", "--workspace", root)
    assert "[[Irak]]" in out
    assert "denotes" not in out
    assert kg("validate", "--workspace", root)[0] in (0, 3)


def test_build_without_paths_reads_the_statements_of_the_workspace(kg: Run, built: Path) -> None:
    status, out, _ = kg("build", "--workspace", built)
    assert (status, len(out.splitlines())) == (0, 2)


@pytest.mark.parametrize("form", ["turtle", "trig", "nt", "nq", "jsonld"])
def test_export_writes_the_same_to_a_file_and_to_stdout(kg: Run, built: Path, tmp_path: Path, form: str) -> None:
    status, out, err = kg("export", "--workspace", built, "--format", form)
    assert (status, err) == (0, "")
    kg("export", "--workspace", built, "--format", form, "-o", tmp_path / "out")
    assert (tmp_path / "out").read_text(encoding="utf-8") == out


@pytest.mark.parametrize("form", ["text", "json", "turtle"])
def test_extract_needs_no_workspace(kg: Run, statement: Path, form: str) -> None:
    status, out, err = kg("extract", statement, "--format", form)
    assert (status, err) == (0, "")
    assert "lisbon-fr" in out


def test_validate_and_infer_read_files(kg: Run, built: Path, statement: Path, tmp_path: Path) -> None:
    (graph,) = (built / "graph").glob("*.ttl")
    assert kg("validate", graph)[0] == 0
    status, by_rules, _ = kg("infer", graph)
    assert status == 0
    assert kg("infer", graph, "--reasoner", "owlrl")[:2] == (0, by_rules)
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text("<urn:x> a <https://w3id.org/statements-kg/def#Statement> .", encoding="utf-8")
    status, out, _ = kg("validate", wrong, "--format", "json", "--lang", "fr")
    assert status == 3
    assert json.loads(out)["findings"][0]["focus"]["rdf"] == "<urn:x>"
    other = kg("validate", wrong, "--format", "json", "--lang", "fr", "--engine", "pyshacl")
    assert (other[0], json.loads(other[1])["findings"]) == (status, json.loads(out)["findings"])
    for content, code in ((b"x", "KG155"), (b"<urn:a> <urn:b> " + b"[ <urn:c> " * 200, "KG154")):
        wrong.write_bytes(content)
        status, out, err = kg("validate", wrong)
        assert (status, out) == (1, "")
        assert code in err
    assert "KG152" in kg("validate", statement)[2]
    assert "KG151" in kg("validate", tmp_path / "absent.ttl")[2]


def one_line(result: tuple[int, str, str], code: str) -> None:
    status, _, err = result
    assert status == 1
    lines = [line for line in err.splitlines() if line.startswith("kg: ")]
    assert [line.split()[1] for line in lines] == [code]
    assert "Traceback" not in err


def test_a_bad_place_is_one_line(kg: Run, statement: Path, tmp_path: Path) -> None:
    one_line(kg("stats", "--workspace", tmp_path), "KG601")
    one_line(kg("build", statement, "--workspace", "/proc/nowhere"), "KG602")
    (tmp_path / "empty").mkdir()
    one_line(kg("build", tmp_path / "empty", "--workspace", tmp_path / "w"), "KG100")
    one_line(kg("build", statement, "--workspace", tmp_path / "w", "--published", "yesterday"), "KG114")
    kg("init", tmp_path / "w")
    (tmp_path / "w" / "kg.toml").write_text("[build]\njobs = 'two'", encoding="utf-8")
    one_line(kg("build", statement, "--workspace", tmp_path / "w"), "KG605")
    (tmp_path / "w" / "kg.toml").write_text("x = " + "[" * 100_000, encoding="utf-8")
    one_line(kg("build", statement, "--workspace", tmp_path / "w"), "KG605")
    kg("init", tmp_path / "v")
    one_line(kg("export", "--workspace", tmp_path / "v", "-o", tmp_path / "no" / "out.ttl"), "KG602")
    one_line(kg("stats", "--workspace", tmp_path / "v"), "KG611")


def test_a_bug_is_one_line_and_exit_code_70(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_root: Path) -> None:
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr("kg.workspace.Workspace.create", broken)
    monkeypatch.delenv("KG_DEBUG", raising=False)
    status, out, err = kg("init")
    assert (status, out) == (70, "")
    assert err.count("\n") == 1
    assert "ZeroDivisionError: a b" in err
    monkeypatch.setenv("KG_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["init"])


def test_a_reader_that_leaves_is_no_error(built: Path) -> None:
    words = [sys.executable, "-m", "kg", "export", "--workspace", str(built)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_help_imports_the_command_line_and_nothing_else() -> None:
    heavy = ["rdflib", "pyoxigraph", "pyshacl", "owlrl", "rich", "babel", "trafilatura", "yaml", "kg.graph", "kg.text"]
    program = f"""
import sys
from kg.cli import main
try:
    main(["--help"])
except SystemExit:
    pass
sys.exit(sorted(set({heavy!r}) & set(sys.modules)) or 0)
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "build" in result.stdout


def test_query_and_sparql_answer_in_every_form(kg: Run, built: Path) -> None:
    status, out, _ = kg("query", "--list", "--lang", "fr")
    assert status == 0
    assert "meetings-and-hosts" in out
    status, out, _ = kg("query", "meetings-and-hosts", "--workspace", built, "--lang", "fr")
    assert status == 0
    assert "Portugal" in out
    for form in ("csv", "tsv", "json", "xml"):
        status, out, err = kg("query", "meetings-and-hosts", "--workspace", built, "--format", form)
        assert (status, err) == (0, "")
        assert "/id/country/PRT" in out
    assert kg("query", "nonsense", "--workspace", built)[0] == 1
    assert kg("query", "acts-by-region", "--param", "region", "--workspace", built)[0] == 2
    assert kg("sparql", "ASK { country:PRT a kg:Country }", "--workspace", built, "--lang", "fr")[1] == "oui\n"
    assert "kg:Meeting" in kg("sparql", "CONSTRUCT WHERE { ?x a kg:Meeting }", "--workspace", built)[1]
    assert "KG506" in kg("sparql", "SELECT nonsense", "--workspace", built)[2]


def test_explain_shows_the_rule_and_what_was_asserted(kg: Run, built: Path) -> None:
    status, out, _ = kg("explain", "country:IRQ", "rdf:type", "kg:Region", "--workspace", built)
    assert status == 0
    assert "[asserted]" in out
    assert kg("explain", "country:IRQ", "rdf:type", "kg:Meeting", "--workspace", built)[0] == 1
    status, out, _ = kg("explain", "country:PRT", "--workspace", built)
    assert status == 0
    assert "country:PRT rdf:type kg:Actor" in out
    assert kg("explain", "country:PRT", "rdf:type", "--workspace", built)[0] == 2
    assert "KG530" in kg("explain", "Iraq", "rdf:type", "kg:Meeting", "--workspace", built)[2]


def test_evaluate_compares_a_build_with_annotations(kg: Run, statement: Path, tmp_path: Path) -> None:
    digest = hashlib.sha256(FRENCH.encode("utf-8")).hexdigest()
    trigger = FRENCH.index("s’engagent à")
    commitment = {
        "type": "Commitment",
        "trigger": [trigger, trigger + 12],
        "span": [trigger, FRENCH.index(" et saluent")],
        "regions": ["IRQ"],
        "resolutions": [],
        "optional": False,
    }
    gold = {
        "id": "lisbon-fr",
        "text_sha256": digest,
        "meeting": {"date": "2023-05-03", "virtual": False},
        "hosts": [{"country": "PRT"}],
        "regions": ["IRQ"],
        "regions_optional": ["PRT"],
        "resolutions": ["2254"],
        "acts": [commitment],
    }
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "lisbon-fr.json").write_text(json.dumps(gold), encoding="utf-8")
    status, out, _ = kg("evaluate", statement, tmp_path / "gold", "--format", "json")
    assert status == 0
    measures = json.loads(out)["measures"]
    for measure in ("Commitment", "hosts", "meeting", "regions", "resolutions"):
        assert measures[measure]["f1"] == 1, measure


@pytest.mark.parametrize(("code", "title"), [("en", "Which acts are about"), ("fr", "Quels actes portent sur")])
def test_the_help_of_a_question_explains_it(kg: Run, code: str, title: str) -> None:
    status, out, _ = kg("query", "acts-by-region", "--help", "--lang", code)
    assert status == 0
    assert title in out
    assert "--param region=" in out
    assert "--param lang" not in out
    status, _, err = kg("query", "nonsense", "--help")
    assert (status, "KG511" in err) == (1, True)


def test_validate_gathers_findings_of_one_kind(kg: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.ttl"
    kind = "a <https://w3id.org/statements-kg/def#Statement> .\n"
    wrong.write_text("".join(f"<urn:{name}> {kind}" for name in "vwxyz"), encoding="utf-8")
    status, out, err = kg("validate", wrong)
    assert status == 3
    whole = [line for line in out.splitlines() if line.endswith("[Statement-iri-pattern]") and ".ttl:" in line]
    assert [line.partition("wrong.ttl:")[2].split(": ")[0] for line in whole] == ["1:1", "2:1", "3:1"]
    assert f"2 more times: {wrong}:4:1, {wrong}:5:1" in out
    assert "5 violations" in err


def test_placeholders_are_french_in_french_help(kg: Run) -> None:
    french = kg("validate", "--help", "--lang", "fr")[1]
    assert "[FICHIER]..." in french
    assert "DOSSIER" in french
    assert "FILE" not in french
    assert "FILE" in kg("validate", "--help", "--lang", "en")[1]


def test_a_missing_kind_and_an_unknown_one_name_the_kinds_in_the_language(kg: Run) -> None:
    for words, expected in (
        (["new", "--lang", "en"], ["KIND", "commitment"]),
        (["template", "--lang", "fr"], ["il manque TYPE", "engagement, appel"]),
        (["new", "foo", "--lang", "fr"], ["KG425", "engagement, appel"]),
    ):
        code, _, err = kg(*words)
        assert code in (1, 2)
        assert all(each in err for each in expected), err


def test_nothing_to_read_makes_no_workspace(kg: Run, tmp_path: Path) -> None:
    code, _, err = kg("build", tmp_path / "nofolder", "--workspace", tmp_path / "new", "--lang", "en")
    assert code == 1
    assert "KG101" in err
    assert not (tmp_path / "new").exists()


def test_files_of_which_none_can_be_read_make_no_workspace(kg: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"no PDF")
    (folder / "b.txt").write_bytes(b"")
    code, _, err = kg("build", "--workspace", tmp_path / "new", folder)
    assert code == 1
    assert [line.split()[1] for line in err.splitlines()] == ["KG108", "KG106"]
    assert not (tmp_path / "new").exists()


def test_french_help_says_obligatoire(kg: Run) -> None:
    assert "[obligatoire]" in kg("load", "--help", "--lang", "fr")[1]
    assert "[required]" in kg("load", "--help", "--lang", "en")[1]


def test_validate_without_a_file_or_a_workspace_asks_for_one(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = kg("validate", "--lang", "en")
    assert code == 2
    assert "name a file" in err


def test_init_keeps_the_index_out_of_git_and_leaves_a_gitignore_alone(kg: Run, tmp_path: Path) -> None:
    assert kg("init", tmp_path / "one")[0] == 0
    assert (tmp_path / "one" / ".gitignore").read_text(encoding="utf-8") == ".kg/\n"
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / ".gitignore").write_text("mine\n", encoding="utf-8")
    assert kg("init", tmp_path / "two")[0] == 0
    assert (tmp_path / "two" / ".gitignore").read_text(encoding="utf-8") == "mine\n"


def test_an_exported_file_is_announced(kg: Run, built: Path, tmp_path: Path) -> None:
    _, out, err = kg("export", "--workspace", built, "-o", tmp_path / "g.ttl", "--lang", "en")
    assert out == ""
    assert f"{tmp_path / 'g.ttl'} written" in err


def test_removing_from_nothing_says_that_there_is_nothing(kg: Run, built: Path) -> None:
    assert "there are none" in kg("remove", "x", "--workspace", built, "--lang", "en")[2]


def test_french_errors_quote_as_french_does() -> None:
    error = InputError("KG000", "a.csv:2, B (rôle) “Tchade”", en="is unknown", fr="est inconnu")
    assert "«\u00a0Tchade\u00a0»" in error.render("fr")
    assert "“Tchade”" in error.render("en")
