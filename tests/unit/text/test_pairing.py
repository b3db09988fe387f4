"""Acts of one statement in two languages are paired in order, by type and by what they name."""

from pathlib import Path

from tests.development.pairing import acts, pair

FRENCH = "Nous saluons le Tchad. Nous condamnons ce putsch. Nous aiderons le Niger."
ENGLISH = "We welcome Chad. We will help Mali."


def test_pairs_are_of_one_type_and_in_order(tmp_path: Path) -> None:
    for name, text in (("fr", FRENCH), ("en", ENGLISH)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    found = pair(acts(tmp_path / "fr.txt", "fr"), acts(tmp_path / "en.txt", "en"))
    assert (found.left, found.right, found.paired, found.linked) == (3, 2, 2, 1)
    assert found.shares == (2 / 3, 1.0)
