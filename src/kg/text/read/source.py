"""Which files are statements."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")
# Files that describe a folder of statements and are none themselves.
_NOT_STATEMENTS = frozenset({"readme", "license", "licence", "index", "sources"})


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Something that was given, or found, to be read as one statement; whether it can be is for ``read`` to say.

    Attributes:
        path: The file.
        named: True when the user named it, False when a folder was searched: a symbolic link is followed only
            when it was named, since a folder of received files may hold links that lead anywhere.
    """

    path: Path
    named: bool = True

    @property
    def name(self) -> str:
        """The path as it can be shown: what cannot be printed on one line is escaped."""
        return printable(str(self.path))


def printable(text: str) -> str:
    r"""Escape line breaks, control characters and undecodable bytes, so that a name fits on one line of a message.

    >>> printable("a\nb.txt")
    'a\\nb.txt'
    """
    return "".join(letter if _fits(letter) else letter.encode("unicode_escape").decode() for letter in text)


def _fits(letter: str) -> bool:
    category = unicodedata.category(letter)
    return not category.startswith("C") and category not in ("Zl", "Zp")


def discover(paths: Iterable[Path]) -> tuple[Source, ...]:
    """Find the statements at ``paths``: files as given, folders searched with their subfolders.

    In a folder, what counts is a file with one of ``SUFFIXES`` that is not hidden and not a README, a licence, an
    index or a list of sources; symbolic links are kept, unfollowed, so that reading them says why they are refused.
    A folder without statements, and a path that does not exist, stay in the answer as they are for the same reason:
    nothing is left out in silence and nothing found here stops the others.

    Returns:
        The sources, each once, sorted by path.
    """
    found = {source.path: source for path in paths for source in _search(path)}
    return tuple(sorted(found.values()))


def _search(path: Path) -> list[Source]:
    if not path.is_dir():
        return [Source(path)]
    return [Source(each, named=False) for each in _walk(path)] or [Source(path)]


def _walk(folder: Path) -> Iterator[Path]:
    for current, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = (Path(current, name) for name in folders)
        yield from (link for link in links if link.is_symlink())
        yield from (Path(current, name) for name in files if _is_statement(Path(name)))


def _is_statement(name: Path) -> bool:
    hidden = name.name.startswith(".")
    return not hidden and name.suffix.lower() in SUFFIXES and name.stem.lower() not in _NOT_STATEMENTS
