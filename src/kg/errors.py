"""Every error that ``kg`` raises on purpose.

    KgError
    ├── InputError       KG1xx  a file cannot be read, decoded or parsed
    │   └── ConflictError    KG4xx  it contradicts the graph, or the rules for its names
    ├── LexiconError     KG2xx  a lexicon file breaks its schema
    ├── QueryError       KG5xx  a query or its parameters are wrong
    ├── EndpointError    KG57x, KG58x  a service elsewhere cannot be used
    ├── WorkspaceError   KG6xx  the workspace cannot be used
    └── ContractError    KG900  a stage broke its own promise: a bug in kg, never in the data

A shape that fails is not an error: it is a line in a report. Each error has one message in each language of the
interface; both say what is wrong, where, and what to do, in one line.
"""

import errno
import re
from typing import ClassVar, NamedTuple

# What would break the line or command the terminal: control characters, undecodable bytes, changes of direction.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_QUOTED = re.compile("“([^”]*)”")
_LONGEST = 300


class Reason(NamedTuple):
    """Why the system refused, for a message in each language of the interface."""

    en: str
    fr: str


# The system gives its reasons in English, or in the language of the machine, whatever the user asked for.
_REASONS = {
    errno.ENOENT: Reason("there is no such file or folder", "ce fichier ou dossier n’existe pas"),
    errno.EACCES: Reason("access is denied", "l’accès est refusé"),
    errno.EPERM: Reason("the operation is not permitted", "l’opération n’est pas permise"),
    errno.EISDIR: Reason("it is a folder", "c’est un dossier"),
    errno.ENOTDIR: Reason("part of the path is not a folder", "une partie du chemin n’est pas un dossier"),
    errno.EEXIST: Reason("a file of that name is in the way", "un fichier de ce nom l’empêche"),
    errno.ENOSPC: Reason("the disk is full", "le disque est plein"),
    errno.EDQUOT: Reason("your share of the disk is full", "votre part du disque est pleine"),
    errno.EFBIG: Reason("the file would be too large", "le fichier serait trop grand"),
    errno.EROFS: Reason("the disk is read-only", "le disque est en lecture seule"),
    errno.ENAMETOOLONG: Reason("the name is too long", "le nom est trop long"),
    errno.ELOOP: Reason("its symbolic links lead round in a circle", "ses liens symboliques tournent en rond"),
    errno.EMFILE: Reason("too many files are open", "trop de fichiers sont ouverts"),
    errno.EIO: Reason("the disk failed", "le disque a une défaillance"),
}


def reason(error: OSError) -> Reason:
    """Return why the system refused, without the path; in the system's own words when the reason is a rare one."""
    said = error.strerror or str(error)
    if error.errno is None and "No space left on device" in said:
        # Oxigraph gives the whole story of its files and no number.
        return _REASONS[errno.ENOSPC]
    return _REASONS.get(error.errno or 0, Reason(said, said))


class KgError(Exception):
    r"""Base of every deliberate error.

    Attributes:
        code: ``KGnnn``, stable across releases and languages; cite it in issues and in tests.
        where: The file, query or thing at fault, as the user named it; may be empty.
        en: What is wrong and what to do, in one line of English.
        fr: The same in French.
        exit_code: What the command line returns when this reaches the top.

    >>> error = KgError("KG000", "a.txt", en="is empty", fr="est vide")
    >>> str(error), error.render("fr")
    ('KG000 a.txt: is empty', 'KG000 a.txt\xa0: est vide')
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, where: str, en: str, fr: str) -> None:
        """Keep the fields as arguments too, so that the error survives pickling between processes."""
        super().__init__(code, where, en, fr)
        self.code = code
        self.where = where
        self.en = en
        self.fr = fr

    def render(self, language: str) -> str:
        """Give the error as one line in ``language`` (``fr``, else English)."""
        message, colon = (self.fr, "\u00a0: ") if language == "fr" else (self.en, ": ")
        where = self.where if len(self.where) <= _LONGEST else f"{self.where[:_LONGEST]}…"
        if language == "fr":
            where = quoted_in_french(where)
        line = f"{self.code} {where}{colon}{message}" if where else f"{self.code} {message}"
        return _UNFIT.sub(lambda found: found[0].encode("unicode_escape").decode(), line)

    def __str__(self) -> str:
        """Give the English line."""
        return self.render("en")


def quoted_in_french(words: str) -> str:
    """Return words with the quotation marks of French.

    >>> quoted_in_french("A “June”") == "A «\u00a0June\u00a0»"
    True
    """
    return _QUOTED.sub("«\u00a0\\1\u00a0»", words)


class InputError(KgError):
    """A file cannot be read, decoded or parsed."""


class ConflictError(InputError):
    """A file can be read, and says otherwise than the graph or the rules for its names."""

    exit_code: ClassVar[int] = 3


class LexiconError(KgError):
    """A lexicon file breaks its schema."""


class QueryError(KgError):
    """A query, stored or given, or one of its parameters, is wrong.

    Attributes:
        excerpt: The line of the query that is wrong and, below it, a caret under the place; empty where there is none.
    """

    excerpt = ""


class EndpointError(KgError):
    """A service elsewhere cannot be reached, refuses, or holds something else than was sent."""


class WorkspaceError(KgError):
    """The workspace cannot be used: missing, unwritable, damaged or locked."""


class ContractError(KgError):
    """A stage broke its own promise: a bug in kg, never in the data."""

    exit_code: ClassVar[int] = 70


def unexpected(where: str, error: BaseException) -> ContractError:
    """Make the error for an exception that nobody foresaw (KG999).

    Args:
        where: The text that was read, as the user named it; may be empty.
        error: What was raised.
    """
    said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return ContractError(
        "KG999",
        where,
        en=f"kg itself failed here ({said}), your data is not to blame; please tell its authors, "
        "with this line and what KG_DEBUG=1 adds to it",
        fr=f"kg lui-même a échoué ici ({said}), vos données ne sont pas en cause\u00a0; signalez-le à ses auteurs, "
        "avec cette ligne et ce que KG_DEBUG=1 y ajoute",
    )
