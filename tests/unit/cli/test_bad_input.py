"""Bad files, names and words on the command line: each gives one clear line and its exit code, and nothing hangs."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from kg.graph.reference import load_reference
from kg.model.facts import Facts
from kg.pipeline import understand
from kg.text.read import Source, read

STATEMENT = (
    "Joint statement\n\nForeign ministers met in Lisbon on 3 May 2023 at the invitation of Portugal. They commit to "
    "supporting Iraq and welcome Security Council resolution 2254.\n"
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


def understood(path: Path) -> Facts:
    return understand(read(Source(path), {"lang": "en"}), load_reference())


def locked_docx() -> bytes:
    """Make an archive whose members say that they are encrypted."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    raw = bytearray(whole.getvalue())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def empty_docx() -> bytes:
    whole = io.BytesIO()
    zipfile.ZipFile(whole, "w").close()
    return whole.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", locked_docx(), ("KG117", "password", "mot de passe")),
        ("b.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ("KG117", "old .doc", "ancien .doc")),
        ("c.docx", empty_docx(), ("KG108", "is not a readable DOCX file; open", "DOCX lisible\u00a0; ouvrez")),
        ("d.html", b"<html><body><script>1</script></body></html>", ("KG106", "holds no text", "aucun texte")),
        ("e.txt", b" \n\t\n", ("KG106", "holds no text", "aucun texte")),
    ],
)
def test_a_file_that_cannot_be_read_says_why_in_both_languages(
    kg: Run, tmp_path: Path, name: str, content: bytes, said: tuple[str, str, str]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    code, *both = said
    for language, words in zip(("en", "fr"), both, strict=True):
        exit_code, out, err = kg("extract", path, "--lang", language)
        assert (exit_code, out, err.count("\n")) == (1, "", 1)
        assert f"kg: {code} {path}" in err
        assert words in err


def test_a_build_does_not_wait_for_a_pipe_and_reads_a_name_as_long_as_names_may_be(kg: Run, tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "long.toml")
    (folder / "long.txt").write_text(STATEMENT)
    (folder / f"{'x' * 251}.txt").write_text(STATEMENT.replace("3 May", "4 May"))
    code, out, err = kg("build", folder, "--workspace", tmp_path / "w", "--lang", "en")
    assert code == 1
    assert "KG102" in err
    assert "KG999" not in err
    assert "2023-05-03" in out
    assert "2023-05-04" in out


def test_a_build_names_files_as_the_user_does_and_gathers_equal_notes(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("s").mkdir()
    for day in range(1, 6):
        Path("s", f"note{day}.txt").write_text(f"The ministers of the coalition commit to {day} projects in Iraq.\n")
    Path("s", "note6.txt").write_text(Path("s", "note5.txt").read_text())
    code, _, err = kg("build", "s", "--workspace", "w", "--lang", "fr")
    lines = err.splitlines()
    assert code == 1
    (copy,) = (line for line in lines if "KG120" in line)
    assert copy.startswith("kg: KG120 s/note6.txt\u00a0: contient le même texte que s/note5.txt et")
    assert [line.partition("\u00a0: ")[0] for line in lines if "KG301" in line] == [
        "kg: KG301 5 textes (s/note1.txt, s/note2.txt, s/note3.txt et 2 autres)"
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("extract absent", ("KG101", "ce fichier n’existe pas")),
        ("extract .", ("is a folder", "est un dossier")),
        ("validate absent.ttl", ("there is no such file", "n’existe pas")),
        ("sparql --data absent.ttl ASK {}", ("KG151", "KG151")),
        ("sparql --data broken.ttl ASK {}", ("KG155 broken.ttl", "KG155 broken.ttl")),
        ("sparql --data absent ASK {}", ("KG152", "convertissez-le")),
        ("init broken.ttl/x", ("not a folder", "n’est pas un dossier")),
        ("stats", ("KG601 there is no workspace", "KG601 il n’y a pas d’espace de travail")),
        ("build --jobs 0", ("a whole number from 1 to 256", "un entier de 1 à 256")),
        ("sparql --seconds x ASK {}", ("a number from 0.1", "un nombre de 0.1")),
        ("export --format doc", ("the possible values are", "les valeurs possibles sont")),
        ("stats --workspace broken.ttl", ("is a file; name a folder", "nommez un dossier")),
        ("export --output .", ("is a folder; name a file", "nommez un fichier")),
    ],
)
def test_wrong_words_give_one_line_in_the_language_asked_for(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, said: tuple[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("broken.ttl").write_text("<a> <b> .")
    code = 2 if words.startswith(("build", "sparql --seconds", "export", "stats -")) else 1
    for language, expected in zip(("en", "fr"), said, strict=True):
        exit_code, out, err = kg(*words.split(" ", 3), "--lang", language)
        assert (exit_code, out, err.count("\n")) == (code, "", 1)
        assert expected in err


@pytest.mark.parametrize(
    ("words", "en", "fr"),
    [
        (["add", "x.ttl", "--by", "\udcff"], "no UTF-8 text", "pas du texte UTF-8"),
        (["review", "correct", "act:x", "--set", "end=1", "--set", "\udcff"], "no UTF-8 text", "pas du texte UTF-8"),
        (["sparql", "\udcff"], "no UTF-8 text", "pas du texte UTF-8"),
        (["add", "x.ttl", "--date", "2024-13-01"], "a day is expected", "un jour est attendu"),
    ],
)
def test_a_word_that_is_no_text_and_a_day_that_is_none_are_wrong_usage(
    kg: Run, words: list[str], en: str, fr: str
) -> None:
    for language, said in (("en", en), ("fr", fr)):
        code, _, err = kg(*words, "--lang", language)
        assert code == 2
        assert said in err
        assert err.count("\n") == 1


def test_a_command_whose_streams_were_closed_says_the_same_by_its_exit_code(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text("<urn:a> a <https://w3id.org/statements-kg/def#Meeting> .", encoding="utf-8")
    kg = [sys.executable, "-m", "kg", "validate", str(data)]
    codes = [
        subprocess.run(
            ["/bin/sh", "-c", f'"$@" {closed}', "sh", *kg], check=False, stdout=subprocess.DEVNULL
        ).returncode
        for closed in ("2>/dev/null", "2>&-", "<&- >&- 2>&-")
    ]
    assert codes == [3, 3, 3]


def test_a_full_disk_behind_standard_output_is_one_clear_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "kg", "--lang", "fr", "query", "--list"],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            cwd=tmp_path,
        )
    assert ended.returncode == 1
    assert "KG604 sortie standard\u00a0: ne peut pas servir (le disque est plein)" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_piece_of_a_page_is_read_like_a_page(tmp_path: Path) -> None:
    path = tmp_path / "piece.html"
    path.write_text("<p>" + STATEMENT * 3 + "</p>")
    assert "Lisbon" in understood(path).document.text


def test_a_sentence_of_thousands_of_verbs_takes_a_time_that_grows_with_its_length(tmp_path: Path) -> None:
    path = tmp_path / "many.txt"
    path.write_text("We will " * 10_000)
    assert all(act.evidence.span.end <= 80_000 for act in understood(path).acts)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.toml", f"published = {'9' * 5_000}"),
        ("a.toml", f"title = {'[' * 5_000}"),
        ("a.toml", "published = 0001-01-01"),
        ("a.toml", 'published = "9999-12-31"'),
        ("index.json", f"[{'9' * 5_000}]"),
        ("index.json", "[" * 100_000),
        ("index.json", '[{"id": "a", "title": "one"}, {"id": "a", "title": "two"}]'),
    ],
)
def test_hostile_metadata_is_refused_by_its_own_name(kg: Run, tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / "a.txt").write_text(STATEMENT)
    (tmp_path / name).write_text(content)
    code, out, err = kg("extract", tmp_path / "a.txt", "--lang", "en")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(("kg: KG113 ", "kg: KG114 "))
    assert name in err
