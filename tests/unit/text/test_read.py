"""What ``read`` gives for each kind of file, and what it says of each kind of bad one."""

import hashlib
import io
import os
import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest

from kg.errors import InputError
from kg.text.read import Source, discover, read

FRENCH = (
    "Les ministres se sont réunis à Lyon le 3\u00a0mai 2023. Ils s’engagent à soutenir les autorités de la région, "
    "et saluent les progrès qui ont été accomplis avec les partenaires.\r\n"
)


def write(folder: Path, name: str, content: str | bytes) -> Source:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return Source(path)


def refusal(source: Source) -> InputError:
    with pytest.raises(InputError) as caught:
        read(source)
    error = caught.value
    for line in (error.en, error.fr):
        assert "\n" not in line
        assert ";" in line or ":" in line or error.code in ("KG101", "KG102"), "says what to do"
    assert not re.search(r"(?<=[^\u00a0])[;:!?](?:\s|$)", error.fr), "no-break space before high punctuation"
    assert source.name in error.where or error.code in ("KG113", "KG114")
    return error


@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT"])
def test_read_keeps_every_character_of_a_text_file(tmp_path: Path, name: str) -> None:
    text = "  " + FRENCH + "e\u0301te\u0301\u202f!\n\n"
    document = read(write(tmp_path, name, text))
    assert document.text == text
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert document.language == "fr"


def test_read_drops_the_byte_order_mark_only(tmp_path: Path) -> None:
    assert read(write(tmp_path, "a.txt", b"\xef\xbb\xbf" + FRENCH.encode())).text == FRENCH


def test_read_html_keeps_paragraphs_items_and_no_break_spaces(tmp_path: Path) -> None:
    page = (
        "<html><head><title>T</title><style>p{}</style></head><body><nav><a href='/'>Accueil</a></nav><article>"
        "<h1>Communiqué</h1>"
        "<p>Les ministres se sont réunis à Lyon le 3&nbsp;mai 2023, avec «&#8239;les alliés\u202f».</p>"
        "<ul><li>Ils s’engagent à soutenir les autorités.</li><li>Ils saluent l’accord.</li></ul>"
        "<p>Fin de la déclaration conjointe des ministres.</p></article><footer>Mentions légales</footer></body></html>"
    )
    assert read(write(tmp_path, "a.html", page)).text.splitlines() == [
        "Communiqué",
        "Les ministres se sont réunis à Lyon le 3\u00a0mai 2023, avec «\u202fles alliés\u202f».",
        "- Ils s’engagent à soutenir les autorités.",
        "- Ils saluent l’accord.",
        "Fin de la déclaration conjointe des ministres.",
    ]


def test_read_html_in_its_declared_encoding(tmp_path: Path) -> None:
    page = f"<html><head><meta charset=windows-1252></head><body><article><p>{FRENCH}</p></article></body></html>"
    assert "réunis à Lyon le 3\u00a0mai" in read(write(tmp_path, "a.html", page.encode("cp1252"))).text


def word_file(*, empty: bool = False) -> bytes:
    document = docx.Document()
    if not empty:
        document.add_heading("Communiqué")
        document.add_paragraph("Les ministres se sont réunis à Lyon et ont adopté la présente déclaration.")
        document.add_paragraph("Ils s’engagent à soutenir les autorités.", style="List Number")
        document.add_paragraph("Ils saluent les progrès.", style="List Number")
        document.add_paragraph("Un point.", style="List Bullet")
        table = document.add_table(2, 2)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "Irak"
        table.cell(1, 1).text = "dans la région"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_read_word_gives_numbers_and_table_cells(tmp_path: Path) -> None:
    assert read(write(tmp_path, "a.docx", word_file())).text.splitlines() == [
        "Communiqué",
        "Les ministres se sont réunis à Lyon et ont adopté la présente déclaration.",
        "1. Ils s’engagent à soutenir les autorités.",
        "2. Ils saluent les progrès.",
        "- Un point.",
        "Irak",
        "dans la région",
    ]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 50_000_000)
    return out.getvalue()


BAD = {
    "empty.txt": (b"", "KG106"),
    "blank.txt": (b" \n\t\n", "KG106"),
    "latin1.txt": ("Réunis à Lyon".encode("latin-1"), "KG107"),
    "utf16.txt": (FRENCH.encode("utf-16"), "KG107"),
    "binary.txt": (b"abc\0def", "KG107"),
    "big.txt": (b"a" * 10_000_001, "KG105"),
    "sheet.xlsx": (b"PK", "KG109"),
    "broken.pdf": (b"%PDF-1.7\nnothing", "KG108"),
    "broken.docx": (b"PK\x03\x04 nothing", "KG108"),
    "other.docx": (word_file()[:2000], "KG108"),
    "blank.docx": (word_file(empty=True), "KG106"),
    "bomb.docx": (bomb(), "KG105"),
    "deep.html": (b"<div>" * 200_000, "KG110"),
    "blank.html": (b"<html></html>", "KG106"),
    "spanish.txt": ("Los ministros se reunieron en la capital de la república.".encode(), "KG112"),
}


@pytest.mark.parametrize("name", BAD)
def test_read_says_what_is_wrong_with_a_bad_file(tmp_path: Path, name: str) -> None:
    content, code = BAD[name]
    assert refusal(write(tmp_path, name, content)).code == code


def test_read_says_that_a_path_is_no_statement(tmp_path: Path) -> None:
    assert refusal(Source(tmp_path / "absent.txt")).code == "KG101"
    assert [refusal(source).code for source in discover([tmp_path])] == ["KG100"]
    os.mkfifo(tmp_path / "pipe.txt")
    assert refusal(Source(tmp_path / "pipe.txt")).code == "KG102"
    assert refusal(write(tmp_path, "a\nb.txt", FRENCH)).code == "KG111"
    assert refusal(write(tmp_path, os.fsdecode(b"a\xff.txt"), FRENCH)).code == "KG111"


def test_a_link_is_followed_only_when_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, "secret", FRENCH)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret")
    (folder / "loop").symlink_to(folder)
    found = discover([folder])
    assert [source.path.name for source in found] == ["link.txt", "loop"]
    assert [refusal(source).code for source in found] == ["KG103", "KG103"]
    assert read(Source(folder / "link.txt")).text == FRENCH


def test_discover_sorts_and_leaves_out_what_is_no_statement(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".hidden.txt", "README.md", "index.json", "a.toml", "notes.csv", "index.html"):
        write(tmp_path, name, "x")
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    write(tmp_path / "sub", "c.PDF", "x")
    write(tmp_path / ".git", "d.txt", "x")
    found = discover([tmp_path / "b.txt", tmp_path])
    assert [source.path.relative_to(tmp_path).as_posix() for source in found] == ["a.md", "b.txt", "sub/c.PDF"]


def test_metadata_comes_from_the_file_beside_the_text_then_from_the_index(tmp_path: Path) -> None:
    source = write(tmp_path, "a.txt", FRENCH)
    write(tmp_path, "index.json", '[{"id": "a", "lang": "fr", "published": "2023-05-04", "url": null, "note": 1}]')
    assert read(source).metadata.published == date(2023, 5, 4)
    write(
        tmp_path, "a.toml", 'title = "Déclaration\u00a0: paix"\npublished = 2023-05-05\nurl = "https://example.org/a"'
    )
    known = read(source).metadata
    assert (known.title, known.published, known.identifier) == ("Déclaration\u00a0: paix", date(2023, 5, 5), "a")
    assert read(source, {"published": "2023-05-06"}).metadata.published == date(2023, 5, 6)


WRONG = [
    "published = 'May 2023'",
    "published = 2023-05-04T10:00:00",
    "url = 'javascript:alert(1)'",
    "url = 'https://example.org/<a>'",
    "url = 'https://[broken'",
    "lang = 'de'",
    "title = 3",
    "title = '''a\nb'''",
    "statement = '../../etc'",
    "statement = 'É'",
]


@pytest.mark.parametrize("line", WRONG)
def test_metadata_refuses_a_wrong_value(tmp_path: Path, line: str) -> None:
    source = write(tmp_path, "a.txt", FRENCH)
    write(tmp_path, "a.toml", line)
    assert refusal(source).code == "KG114"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.toml", "title ="), ("a.toml", "titel = 'x'"), ("index.json", "{}"), ("index.json", "[" * 100_000)],
)
def test_metadata_refuses_a_file_that_cannot_be_used(tmp_path: Path, name: str, content: str) -> None:
    source = write(tmp_path, "a.txt", FRENCH)
    write(tmp_path, name, content)
    assert refusal(source).code == "KG113"


def test_stated_language_must_be_the_one_that_is_read_unless_the_user_insists(tmp_path: Path) -> None:
    source = write(tmp_path, "a.txt", FRENCH)
    write(tmp_path, "a.toml", "lang = 'en'")
    assert refusal(source).code == "KG115"
    assert read(source, {"lang": "en"}).language == "en"
