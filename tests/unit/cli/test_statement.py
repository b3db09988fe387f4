"""What a person reads of one statement: in one language, with reasons in words, coloured only on a terminal."""

import re
from pathlib import Path

import pytest

from kg.cli import main
from kg.cli.highlight import Mark, painted
from kg.cli.reasons import LICENCES, VETOES
from kg.model.span import Span

ACTS = Path(__file__).parents[3] / "src" / "kg" / "text" / "acts"
FRENCH = (
    "Les ministres des Affaires étrangères se sont réunis à Lisbonne le 3\u00a0mai 2023, à l’invitation du Portugal. "
    "Ils s’engagent à soutenir l’Irak. Ils pourraient saluer ce plan.\n"
)


def constants(kind: str) -> set[str]:
    """Return the strings that the act engine passes as licence (``Found``) or veto (second of ``Refusal``)."""
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(ACTS.glob("*.py")))
    if kind == "licence":
        return set(re.findall(r'Found\(\s*[\w.()]+, "([a-z-]+)"', source))
    named = re.findall(r'Refusal\("[a-z-]+", "([^"]+)"\)', source)
    # What a function finds and its caller passes on: words, not one word.
    return {*named, *re.findall(r'return "([a-z]+ [^"]+)"', source)}


def test_every_construction_and_refusal_is_said_in_words() -> None:
    assert {"finite", "list", "passive"} <= constants("licence") <= set(LICENCES)
    assert {"relative clause", "no agent"} <= constants("veto") <= set(VETOES)


def test_extract_speaks_one_language_and_gives_reasons(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "lisbon-fr.txt"
    path.write_text(FRENCH, encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["extract", str(path), "--why", "--lang", "fr"])
    out = capsys.readouterr().out
    assert "hôte\u00a0: Portugal" in out
    assert "Engagement [" in out
    assert "dit ce qui peut ou doit être" in out
    assert "Commitment" not in out
    with pytest.raises(SystemExit):
        main(["extract", str(path), "--lang", "en"])
    assert "host: Portugal" in capsys.readouterr().out


def test_painted_lines_keep_every_word_and_every_no_break_space() -> None:
    text = "Nous saluons l’accord\u00a0; nous nous engageons.\n\nFin de la déclaration\u00a0!"
    marks = [Mark(Span(5, 21), "blue", tag="satisfaction"), Mark(Span(13, 21), underline=True)]
    lines = list(painted(text, marks, 24))
    assert "" in lines
    assert " ".join(filter(None, lines)).replace("[satisfaction] ", "").split(" ") == text.replace("\n\n", " ").split(
        " "
    )
    assert all(len(line.replace("[satisfaction] ", "")) <= 24 for line in lines)


def test_extract_says_what_words_point_back_to(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "mali-fr.txt"
    path.write_text("La crise au Mali s’aggrave. Nous appelons au calme dans ce pays.\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["extract", str(path), "--why", "--lang", "fr"])
    out = " ".join(capsys.readouterr().out.split())
    assert "renvoie : « ce pays » → Mali [12–16] ; fr.country.reference.this-country ; confiance 0,60" in out
