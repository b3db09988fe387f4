"""PDF files, written here line by line, read back as paragraphs."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.text.read import Source, read

Line = tuple[float, float, str]


def pdf_file(*pages: list[Line]) -> bytes:
    """Return a PDF with one page for each list of lines; a line is x, y (points from the lower left) and its text."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT]
    kids = []
    for lines in pages:
        drawn = b" ".join(_drawn(line) for line in lines)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _assembled(objects)


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def _drawn(line: Line) -> bytes:
    x, y, text = line
    escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 11 Tf %.1f %.1f Td (%s) Tj ET" % (x, y, escaped)


def _assembled(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def write(folder: Path, content: bytes) -> Source:
    path = folder / "a.pdf"
    path.write_bytes(content)
    return Source(path)


def test_read_pdf_joins_lines_and_words_and_drops_what_pages_repeat(tmp_path: Path) -> None:
    content = pdf_file(
        [
            (72, 800, "Communiqué – page 1"),
            (72, 700, "Les ministres ont examiné avec attention les progrès accomplis par leurs fonction-"),
            (72, 686, "naires depuis l’an dernier."),
            (72, 672, "Les ministres réunis avec attention et dans un esprit de concorde aux États-"),
            (72, 658, "Unis saluent le vice-président et ont examiné avec attention les progrès du vice-"),
            (72, 644, "président depuis l’an dernier."),
            (72, 616, "– une première tâche"),
            (72, 602, "– une seconde"),
            (72, 40, "1"),
        ],
        [(72, 800, "Communiqué – page 2"), (72, 700, "Ils s’engagent à soutenir les autorités."), (300, 40, "- 2 -")],
        [(72, 800, "Communiqué – page 3"), (72, 700, "Et ils saluent la paix."), (72, 40, "3")],
    )
    assert read(write(tmp_path, content)).text.splitlines() == [
        "Les ministres ont examiné avec attention les progrès accomplis par leurs fonctionnaires depuis l’an dernier.",
        (
            "Les ministres réunis avec attention et dans un esprit de concorde aux États-Unis saluent le "
            "vice-président et ont examiné avec attention les progrès du vice-président depuis l’an dernier."
        ),
        "– une première tâche",
        "– une seconde",
        "Ils s’engagent à soutenir les autorités.",
        "Et ils saluent la paix.",
    ]


@pytest.mark.parametrize(("content", "code"), [(pdf_file([]), "KG118"), (pdf_file(*[[]] * 501), "KG116")])
def test_read_says_that_a_pdf_is_scanned_or_too_long(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(write(tmp_path, content))
    assert caught.value.code == code
