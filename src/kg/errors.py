"""Every error that ``kg`` raises on purpose.

    KgError
    ├── InputError       KG1xx  a file cannot be read, decoded or parsed
    ├── LexiconError     KG2xx  a lexicon file breaks its schema
    ├── QueryError       KG5xx  a query or its parameters are wrong
    ├── WorkspaceError   KG6xx  the workspace cannot be used
    └── ContractError    KG900  a stage broke its own promise: a bug in kg, never in the data

A shape that fails is not an error: it is a line in a report. Each error has one message in each language of the
interface; both say what is wrong, where, and what to do, in one line.
"""

from typing import ClassVar


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
        return f"{self.code} {self.where}{colon}{message}" if self.where else f"{self.code} {message}"

    def __str__(self) -> str:
        """Give the English line."""
        return self.render("en")


class InputError(KgError):
    """A file cannot be read, decoded or parsed."""


class LexiconError(KgError):
    """A lexicon file breaks its schema."""


class QueryError(KgError):
    """A query, stored or given, or one of its parameters, is wrong."""


class WorkspaceError(KgError):
    """The workspace cannot be used: missing, unwritable, damaged or locked."""


class ContractError(KgError):
    """A stage broke its own promise: a bug in kg, never in the data."""

    exit_code: ClassVar[int] = 70
