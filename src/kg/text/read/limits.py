"""How much a statement may be; what is larger is refused before any parser sees it."""

import os
import stat

from kg.errors import InputError, reason
from kg.text.read.source import Source

# The longest communiqué known to the project is under 200 kB of text; a PDF with pictures may weigh some megabytes.
BYTES = 10_000_000
PAGES = 500
# A statement's markup is a few tens of levels deep; libxml2 gives up at 256.
DEPTH = 200


def content(source: Source) -> bytes:
    """Return the bytes of the file.

    Raises:
        InputError: there is no such file (KG101), it is no regular file (KG102), it
            cannot be opened (KG104), it is larger than ``BYTES`` (KG105) or empty (KG106).
    """
    try:
        raw = _read(source)
    except FileNotFoundError as error:
        raise missing(source) from error
    except OSError as error:
        raise InputError(
            "KG104",
            source.name,
            en=f"cannot be opened ({reason(error).en}); check its permissions",
            fr=f"ne peut pas être ouvert ({reason(error).fr})\u00a0; vérifiez les droits d’accès",
        ) from error
    if not raw:
        raise empty(source)
    return raw


def _read(source: Source) -> bytes:
    # Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
    descriptor = os.open(source.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise InputError("KG102", source.name, en="is not a file", fr="n’est pas un fichier")
        raw = file.read(BYTES + 1)
    if len(raw) > BYTES:
        raise too_large(source, BYTES)
    return raw


def missing(source: Source) -> InputError:
    """Make the error for a file that does not exist (KG101)."""
    return InputError(
        "KG101",
        source.name,
        en="there is no such file; check its name and the folder you are in",
        fr="ce fichier n’existe pas\u00a0; vérifiez son nom et le dossier où vous êtes",
    )


def too_large(source: Source, limit: int) -> InputError:
    """Make the error for a file that is, or unpacks to, more than ``limit`` bytes (KG105)."""
    return InputError(
        "KG105",
        source.name,
        en=f"is larger than {limit // 1_000_000} MB, too large for one statement; split it or extract its text",
        fr=f"dépasse {limit // 1_000_000}\u00a0Mo, c’est trop pour une déclaration\u00a0; "
        "découpez-le ou extrayez-en le texte",
    )


def empty(source: Source) -> InputError:
    """Make the error for a file without any text (KG106)."""
    return InputError(
        "KG106",
        source.name,
        en="holds no text: there is nothing to read; remove it or put the statement in it",
        fr="ne contient aucun texte\u00a0: il n’y a rien à lire\u00a0; supprimez-le ou mettez-y la déclaration",
    )


def locked(source: Source) -> InputError:
    """Make the error for a file that only opens with a password (KG117)."""
    return InputError(
        "KG117",
        source.name,
        en="is locked by a password (or is an old .doc under another name); save it as a new file without password",
        fr="est protégé par un mot de passe (ou est un ancien .doc renommé)\u00a0; "
        "enregistrez-le dans un nouveau fichier sans mot de passe",
    )


def broken(source: Source, kind: str, said: str) -> InputError:
    """Make the error for a file that is not what its name says (KG108).

    Args:
        source: The file.
        kind: Name of the format, such as ``PDF``.
        said: What the parser said, in its own words; cut to one line; may be empty.
    """
    why = f" ({shown})" if (shown := " ".join(said.split())[:120]) else ""
    return InputError(
        "KG108",
        source.name,
        en=f"is not a readable {kind} file{why}; open it in its own program and save it again",
        fr=f"n’est pas un fichier {kind} lisible{why}\u00a0; ouvrez-le dans son logiciel et enregistrez-le à nouveau",
    )


def too_deep(source: Source) -> InputError:
    """Make the error for markup nested more than ``DEPTH`` levels (KG110)."""
    return InputError(
        "KG110",
        source.name,
        en=f"is nested more than {DEPTH} levels deep, no statement is; save it as plain text",
        fr=f"est imbriqué sur plus de {DEPTH} niveaux, aucune déclaration ne l’est\u00a0; enregistrez-le en texte brut",
    )
