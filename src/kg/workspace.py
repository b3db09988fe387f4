"""The folder in which a person works: statements in, graph out; and how a file gets there whole or not at all.

kg.toml                        settings
statements/                    what ``kg build`` reads when nothing else is named
graph/<statement>.<lang>.ttl   asserted triples, one file a text, and .txt: its canonical text
graph/contributed/*.ttl        people's own data, taken in by ``kg add``
graph/reviews/*.ttl            what people decided on facts, by ``kg review``
.gitignore                     keeps .kg/ out of git
.kg/                           the index, the manifest and drafts that did not conform; deleting it loses nothing
"""

import contextlib
import fcntl
import os
import stat
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import WorkspaceError, reason
from kg.exchange import sync

SETTINGS = """\
# Settings of this workspace. A line that starts with # is a remark; remove the # to change the setting.
# Réglages de cet espace de travail. Une ligne qui commence par # est une remarque ; ôtez le # pour changer le réglage.

[build]
# How many statements are read at once (default: 2, or 1 on a machine with one processor).
# Combien de déclarations sont lues à la fois (par défaut : 2, ou 1 sur une machine à un processeur).
# jobs = 2

# Language of the texts, when detection should not decide.
# Langue des textes, quand ce n’est pas à la détection d’en décider.
# text_language = "fr"

# What a portal wants to know about a release (kg export --release DIR), see docs/releasing.md.
# Ce qu’un portail veut savoir d’une version publiée (kg export --release DIR), voir docs/releasing.fr.md.
# [release]
# version = "1.0"
# issued = 2026-01-31
# homepage = "https://example.org/statements/"
# download = "https://example.org/statements/files/"
# licence = "CC_BY_4_0"
# publisher = { en = "…", fr = "…" }
# contact = { email = "…" }

[contribute]
# Who adds data and reviews facts, when --by does not say it.
# Qui ajoute des données et relit les faits, quand --by ne le dit pas.
# by = "Ada Lovelace"
"""
_KEYS: dict[str, dict[str, type]] = {"build": {"jobs": int, "text_language": str}, "contribute": {"by": str}}
# Beginning of the names of files that are not whole yet; people never see them.
_NEW = ".new-"


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where things are in one workspace.

    Attributes:
        root: The folder with ``kg.toml``.
    """

    root: Path

    @classmethod
    def create(cls, root: Path) -> "Workspace":
        """Make the folders, ``kg.toml`` and ``.gitignore`` where they are missing; nothing that exists is changed.

        Raises:
            WorkspaceError: the folder cannot be written (KG602).
        """
        workspace = cls(root)
        with writing(root):
            for folder in (workspace.statements, workspace.graph, workspace.cache):
                folder.mkdir(parents=True, exist_ok=True)
            if not workspace.settings_file.exists():
                replace(workspace.settings_file, SETTINGS.encode("utf-8"))
            if not (root / ".gitignore").exists():
                replace(root / ".gitignore", f"{workspace.cache.name}/\n".encode())
        return workspace

    @classmethod
    def open(cls, root: Path) -> "Workspace":
        """Return the workspace in ``root``.

        Raises:
            WorkspaceError: there is none (KG601).
        """
        workspace = cls(root)
        if not workspace.settings_file.is_file():
            raise WorkspaceError(
                "KG601",
                "" if root == Path() else str(root),
                en="there is no workspace here (no kg.toml); run kg init, or name one with --workspace",
                fr="il n’y a pas d’espace de travail ici (pas de kg.toml)\u00a0; lancez kg init, "
                "ou nommez-en un avec --workspace",
            )
        return workspace

    @property
    def settings_file(self) -> Path:
        """``kg.toml``."""
        return self.root / "kg.toml"

    @property
    def statements(self) -> Path:
        """The folder that is built when nothing else is named."""
        return self.root / "statements"

    @property
    def graph(self) -> Path:
        """The folder of the graph's files: the truth."""
        return self.root / "graph"

    @property
    def contributed(self) -> Path:
        """The folder of people's own data."""
        return self.graph / "contributed"

    @property
    def reviews(self) -> Path:
        """The folder of what people decided on facts."""
        return self.graph / "reviews"

    @property
    def cache(self) -> Path:
        """``.kg``: everything that can be made again."""
        return self.root / ".kg"

    @property
    def index(self) -> Path:
        """The folder of the index."""
        return self.cache / "index"

    @property
    def manifest(self) -> Path:
        """What the last build made of what."""
        return self.cache / "manifest.json"

    @property
    def staging(self) -> Path:
        """Where a build puts files before they take their place; empty between builds."""
        return self.cache / "staging"

    @property
    def rejected(self) -> Path:
        """The folder of the drafts that did not conform."""
        return self.cache / "rejected"

    def settings(self, name: str = "build") -> dict[str, int | str]:
        """Return a table of ``kg.toml``: ``build`` or ``contribute``.

        Raises:
            WorkspaceError: the file is not valid TOML, or holds a key or value that does not belong there (KG605).
        """
        try:
            tables = tomllib.loads(self.settings_file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
            raise _bad_settings(self.settings_file, " ".join(str(error).split())) from error
        # What a release says of itself is read where it is used (kg.release.settings).
        tables.pop("release", None)
        for title, table in tables.items():
            known = _KEYS.get(title)
            if known is None or not isinstance(table, dict):
                raise _bad_settings(self.settings_file, title)
            for key, value in table.items():
                if type(value) is not known.get(key):
                    raise _bad_settings(self.settings_file, key)
        return dict(tables.get(name, {}))


def _bad_settings(path: Path, what: str) -> WorkspaceError:
    en, fr = (
        "; ".join(
            f"[{title}] {verb} {', '.join(f'{key} ({kind.__name__})' for key, kind in keys.items())}"
            for title, keys in _KEYS.items()
        )
        for verb in ("takes", "accepte")
    )
    return WorkspaceError(
        "KG605",
        str(path),
        en=f"cannot be used: {what}; {en}",
        fr=f"ne peut pas être utilisé\u00a0: {what}\u00a0; {fr}",
    )


@contextlib.contextmanager
def writing(where: Path) -> Iterator[None]:
    """Turn a failure of the disk (full, read-only, forbidden) inside the block into one clear error.

    Raises:
        WorkspaceError: the block raised ``OSError`` (KG602).
    """
    try:
        yield
    except OSError as error:
        name = str(error.filename or where)
        raise WorkspaceError(
            "KG602",
            str(where) if Path(name).name.startswith(_NEW) else name,
            en=f"cannot be written ({reason(error).en}); make room or check the permissions, then run again",
            fr=f"ne peut pas être écrit ({reason(error).fr})\u00a0; faites de la place ou vérifiez les droits, "
            "puis relancez",
        ) from error


@contextlib.contextmanager
def locked(workspace: Workspace) -> Iterator[None]:
    """Keep every other command that writes out of the workspace for the duration of the block.

    The lock is the kernel's (``flock``): it ends with the process that holds it, however that ends, so that no lock is
    ever left behind.

    Raises:
        WorkspaceError: another process holds it (KG603).
    """
    path = workspace.cache / "lock"
    with path.open("a+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WorkspaceError(
                "KG603",
                str(workspace.root),
                en="another command is changing this workspace; wait for its end, then run again",
                fr="une autre commande est en train de modifier cet espace de travail\u00a0; "
                "attendez sa fin, puis relancez",
            ) from error
        yield


def replace(path: Path, content: bytes) -> None:
    """Give ``path`` the content, whole or not at all: even a power cut leaves the old file or the new one."""
    with replacing(path) as file:
        file.write(content)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file whose content takes the place of ``path`` when the block ends well, and leaves no trace when not.

    The bytes go to a temporary file beside it, reach the disk, and take the name in one step (POSIX ``rename``); then
    the folder itself is synced, without which the new name could be lost. Who may read a new file is for the umask to
    say; a file that is replaced stays as open or as private as it was.
    """
    temporary = path.parent / f"{_NEW}{os.urandom(8).hex()}"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(descriptor)
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync(path.parent)


@contextlib.contextmanager
def output(path: Path) -> Iterator[BinaryIO]:
    """Give the file that a person named for a result, to be replaced whole or not at all.

    A link stays one, what it leads to is replaced; a device or a pipe, such as ``/dev/null``, is written to as it is.

    Raises:
        WorkspaceError: the disk refuses (KG602).
    """
    with writing(path):
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
        else:
            with replacing(Path(os.path.realpath(path))) as file:
                yield file
