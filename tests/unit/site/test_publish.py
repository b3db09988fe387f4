"""A site takes its place in one step, and never at the cost of a file that somebody else put there."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg.exchange
from kg.errors import WorkspaceError
from kg.site.publish import LIST, listed, publishing
from kg.site.redirects import checked_url


def written(folder: Path, **files: str) -> None:
    with publishing(folder) as draft:
        for name, text in files.items():
            draft.write(f"{name}.txt", text.encode())


def content(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != LIST
    }


# The second is a flag that no system knows, as on one without exchange.
@pytest.mark.parametrize("flag", [kg.exchange._EXCHANGE, 0xFFFF])
def test_a_new_site_replaces_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flag: int) -> None:
    monkeypatch.setattr(kg.exchange, "_EXCHANGE", flag)
    written(tmp_path / "site", a="1", b="2")
    written(tmp_path / "site", a="3", c="4")
    assert content(tmp_path / "site") == {"a.txt": "3", "c.txt": "4"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("name", ["CNAME", "en/mine.html", ".git/HEAD"])
def test_a_file_of_somebody_else_stops_it(tmp_path: Path, name: str) -> None:
    written(tmp_path / "site", a="1")
    (tmp_path / "site" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "site" / name).write_text("mine", encoding="utf-8")
    with pytest.raises(WorkspaceError, match=f"KG642 .*{name}"):
        written(tmp_path / "site", a="2")
    assert content(tmp_path / "site") == {"a.txt": "1", name: "mine"}


def test_a_folder_that_is_no_site_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_text("x", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="KG642"):
        written(tmp_path, a="1")
    (tmp_path / LIST).write_text("photo.jpg\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="KG642"):
        written(tmp_path, a="1")
    assert (tmp_path / "photo.jpg").exists()


def test_a_failure_leaves_the_old_site(tmp_path: Path) -> None:
    written(tmp_path / "site", a="1")
    with pytest.raises(KeyError), publishing(tmp_path / "site") as draft:
        draft.write("b.txt", b"2")
        raise KeyError
    assert content(tmp_path / "site") == {"a.txt": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_run_left_behind_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / ".site.kg-new").mkdir()
    (tmp_path / ".site.kg-new" / "half.html").write_text("x", encoding="utf-8")
    written(tmp_path / "site", a="1")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_that_appears_meanwhile_is_not_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "site", a="1")
    exchange = kg.exchange.exchange

    def late(fresh: Path, place: Path) -> None:
        (place / "late.txt").write_text("mine", encoding="utf-8")
        exchange(fresh, place)

    monkeypatch.setattr(kg.exchange, "exchange", late)
    written(tmp_path / "site", a="2")
    assert content(tmp_path) == {"site/a.txt": "2", ".site.kg-new/late.txt": "mine"}


@pytest.mark.parametrize(
    "url",
    [
        "example.org",
        "ftp://example.org/",
        "https://exa mple.org",
        "https://example.org/?q",
        'https://e.org/"',
        "https://e.org/%0a",
        "https://e.org/$1",
    ],
)
def test_an_address_that_could_steer_a_server_is_refused(url: str) -> None:
    with pytest.raises(WorkspaceError, match="KG641"):
        checked_url(url)


@pytest.mark.parametrize("name", ["../other.txt", "{outside}", "missing/../../other.txt"])
def test_a_list_from_elsewhere_removes_nothing_outside_the_folder(tmp_path: Path, name: str) -> None:
    outside = tmp_path / "other.txt"
    outside.write_text("mine", encoding="utf-8")
    written(tmp_path / "site", a="1")
    with (tmp_path / "site" / LIST).open("a", encoding="utf-8") as file:
        file.write(name.format(outside=outside) + "\n")
    written(tmp_path / "site", a="2")
    assert outside.read_text(encoding="utf-8") == "mine"
    assert content(tmp_path / "site") == {"a.txt": "2"}


def test_an_empty_list_is_no_list_of_ours(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / LIST).touch()
    with pytest.raises(WorkspaceError, match="KG642"):
        written(tmp_path / "site", a="1")


def test_one_file_of_somebody_else_is_enough_to_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b/c"):
        (tmp_path / "home" / name).mkdir(parents=True)
        (tmp_path / "home" / name / "mine.txt").touch()
    walk, seen = os.walk, []

    def watched(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
        for step in walk(folder):
            seen.append(step[0])
            yield step

    monkeypatch.setattr("os.walk", watched)
    with pytest.raises(WorkspaceError, match=r"KG642 .*home: holds a/mine\.txt"):
        kg.exchange.check_place(tmp_path / "home", listed)
    assert [Path(each).name for each in seen] == ["home", "a"]
