"""Turns a lexicon file that breaks its schema into one clear error."""

import re
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from kg.errors import LexiconError
from kg.text.lexicon import Lexicon

Arguments = ParamSpec("Arguments")
Table = TypeVar("Table")


def checked(*names: str) -> Callable[[Callable[Arguments, Table]], Callable[Arguments, Table]]:
    """Guard a function that compiles the named files of the lexicon it is given.

    What the decorated function raises for a missing key, a value of the wrong type or a pattern that does not compile
    becomes a ``LexiconError`` (KG204) that names the files.
    """

    def decorate(build: Callable[Arguments, Table]) -> Callable[Arguments, Table]:
        @wraps(build)
        def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Table:
            try:
                return build(*args, **kwargs)
            except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
                language = next(value.language for value in args if isinstance(value, Lexicon))
                where = ", ".join(f"lexicons/{language}/{name}.toml" for name in names)
                said = f"{type(error).__name__} {error}"
                raise LexiconError(
                    "KG204",
                    where,
                    en=f"breaks its schema: {said}; compare with another language's file",
                    fr=f"ne suit pas son schéma\u00a0: {said}\u00a0; comparez avec le fichier d’une autre langue",
                ) from error

        return guarded

    return decorate
