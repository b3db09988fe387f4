"""Lexicons and reading rules: one folder per language with the same file names, TOML, no code.

A language is a folder: nothing in ``src/`` names one. Each component of the reader compiles the table it needs
(``lexicon.table("dates")``) and checks its schema there.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg import assets
from kg.errors import LexiconError


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The tables of one language.

    Attributes:
        language: ISO 639-1 code, the folder's name.
        tables: ``{file stem: parsed TOML}``.
        digest: SHA-256 over the files' names and bytes; part of the key that tells what must be read again.
    """

    language: str
    tables: Mapping[str, Mapping[str, Any]]
    digest: str

    def table(self, name: str) -> Mapping[str, Any]:
        """Return the table of ``name.toml``.

        Raises:
            LexiconError: the language has no such file.
        """
        try:
            return self.tables[name]
        except KeyError:
            where = f"lexicons/{self.language}/{name}.toml"
            raise LexiconError("KG200", where, en="is missing", fr="est absent") from None


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a folder, sorted."""
    return tuple(sorted(folder.name for folder in assets.lexicons().iterdir() if folder.is_dir()))


@cache
def load(language: str) -> Lexicon:
    """Read the lexicon folder of ``language`` (ISO 639-1).

    Raises:
        LexiconError: there is no such folder, or a file is not valid TOML in UTF-8.
    """
    folder = assets.lexicons() / language
    if language not in languages():
        known = ", ".join(languages())
        raise LexiconError(
            "KG201",
            language,
            en=f"no lexicon for this language; there is: {known}",
            fr=f"pas de lexique pour cette langue\u00a0; il y a\u00a0: {known}",
        )
    tables: dict[str, Mapping[str, Any]] = {}
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.toml")):
        content = path.read_bytes()
        digest.update(path.name.encode() + b"\0" + content + b"\0")
        tables[path.stem] = _parse(path, content)
    return Lexicon(language, tables, digest.hexdigest())


def _parse(path: Path, content: bytes) -> Mapping[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        where = f"lexicons/{path.parent.name}/{path.name}"
        raise LexiconError(
            "KG202", where, en=f"is not valid TOML: {error}", fr=f"n’est pas du TOML valide\u00a0: {error}"
        ) from error
