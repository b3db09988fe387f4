"""Tables: drawn when the terminal has room for them, else plain; nothing is ever cut."""

import io
import sys

import pytest

from kg.cli.show import table

COLUMNS = ("statement", "hosts", "calls")
ROWS = [("2023-05-03-gcd", "Portugal, Spain and Saudi Arabia", "12"), ("2023-05-04-gcd", "", "3")]


class Terminal(io.StringIO):
    """A standard output that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.mark.parametrize("width", [20, 40, 60, 200])
def test_a_table_is_whole_at_every_width(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    out = Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    table(COLUMNS, ROWS)
    words = out.getvalue()
    for word in (*COLUMNS, "2023-05-03-gcd", "2023-05-04-gcd", "Portugal,", "Spain", "Arabia", "12", "3"):
        assert word in words


def test_a_table_for_a_program_is_plain_and_aligned(capsys: pytest.CaptureFixture[str]) -> None:
    table(COLUMNS, ROWS)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert {line.index(cell) for line, cell in zip(lines, ("calls", "12", "3"), strict=True) if cell != "3"} == {50}
    assert lines[2] == "2023-05-04-gcd" + " " * 36 + "3"


def test_a_table_without_rows_is_its_heading(capsys: pytest.CaptureFixture[str]) -> None:
    table(COLUMNS, [])
    assert capsys.readouterr().out.split() == list(COLUMNS)
