"""Reads damaged texts: ``python -m tests.development.mutations 100000 [seed [processes]]``.

None may raise, and each offset must be right.

Each text is a few of our own sentences, damaged: characters lost, doubled, swapped or replaced by odd ones, words
moved, case, line ends and normalisation changed. The seed makes a run repeatable.
"""

import random
import sys
import unicodedata
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from tests.development.corpus import parse

from kg.graph.reference import load_reference
from kg.model.document import Document, Metadata
from kg.model.span import Span
from kg.pipeline import understand
from kg.text.acts import Candidate

_ODD = (
    "\u0301\u00a0\u202f\u200b\u00ad\u202e\ufeff\ufb01\t\n\r\f\u2028«»“”’'\"()[]{}.,;:!?…-–—•*#§°%$€/\\|<>&@_0123456789İßǅ"
    "\U0001f30d中א\ud7ff\U00100000"
)
_LONGEST = 6
_SLICE = 1000


def lose(text: str, draw: random.Random) -> str:
    """Drop up to twenty characters in a row."""
    start = draw.randrange(len(text) + 1)
    return text[:start] + text[start + draw.randrange(20) :]


def repeat(text: str, draw: random.Random) -> str:
    """Say a passage again, up to fifty times."""
    start = draw.randrange(len(text) + 1)
    passage = text[start : start + draw.randrange(40)]
    return text[:start] + passage * draw.randrange(50) + text[start:]


def insert(text: str, draw: random.Random) -> str:
    """Put odd characters somewhere."""
    start = draw.randrange(len(text) + 1)
    return text[:start] + "".join(draw.choices(_ODD, k=draw.randrange(1, 6))) + text[start:]


def shuffle(text: str, draw: random.Random) -> str:
    """Move words about."""
    words = text.split(" ")
    start = draw.randrange(len(words))
    part = words[start : start + 12]
    draw.shuffle(part)
    return " ".join([*words[:start], *part, *words[start + 12 :]])


def wrap(text: str, draw: random.Random) -> str:
    """Break lines as a page would, some of them inside words."""
    width = draw.randrange(10, 90)
    cut = draw.choice(["\n", "\r\n", "-\n", "\n\n", "\f", "\n- "])
    return cut.join(text[start : start + width] for start in range(0, len(text), width))


def recase(text: str, draw: random.Random) -> str:
    """Change the case of a passage."""
    start, end = sorted(draw.choices(range(len(text) + 1), k=2))
    return text[:start] + draw.choice([str.upper, str.lower, str.title, str.swapcase])(text[start:end]) + text[end:]


def rewrite(text: str, draw: random.Random) -> str:
    """Write the same letters in another normalisation form."""
    forms: tuple[Literal["NFD", "NFKD", "NFKC"], ...] = ("NFD", "NFKD", "NFKC")
    return unicodedata.normalize(draw.choice(forms), text)


DAMAGES: tuple[Callable[[str, random.Random], str], ...] = (lose, repeat, insert, shuffle, wrap, recase, rewrite)


@cache
def sentences(language: str) -> tuple[str, ...]:
    """Return our own sentences of a language."""
    folder = Path(__file__).parent
    files = (folder / f"{name}{language}.txt" for name in ("", "statements-", "long-", "subjects-"))
    return tuple(entry.text for file in files if file.exists() for entry in parse(file))


def damaged(seed: int) -> tuple[str, str]:
    """Return a damaged text and its language; the same for the same seed."""
    draw = random.Random(seed)
    language = draw.choice(["fr", "en", "es"])
    text = draw.choice([" ", "\n", "\n\n"]).join(draw.choices(sentences(language), k=draw.randrange(1, _LONGEST)))
    for damage in draw.choices(DAMAGES, k=draw.randrange(1, 6)):
        text = damage(text, draw)
    return text, language


def spans(value: object) -> Iterator[Span]:
    """Yield every span in facts."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from spans(item)
    elif is_dataclass(value) and not isinstance(value, Document):
        for each in fields(value):
            yield from spans(getattr(value, each.name))


def check(seed: int) -> int:
    """Read the damaged text of ``seed`` and return how many passages were found.

    Raises:
        AssertionError: a passage is empty, or lies outside the text.
    """
    text, language = damaged(seed)
    refused: list[Candidate] = []
    facts = understand(
        Document(text, language, Metadata("test", title=text[:80], published=date(2022, 1, 31))),
        load_reference(),
        refused,
    )
    found = [*spans(facts), *spans(refused)]
    for span in found:
        assert span.end <= len(text), f"seed {seed}: {span}"
        assert span.of(text).strip(), f"seed {seed}: {span}"
    return len(found)


def slice_of(first: int, number: int) -> int:
    """Check ``number`` texts from the seed ``first`` on and return how many passages were found.

    Raises:
        RuntimeError: reading one of them failed; the message names its seed.
    """
    passages = 0
    for seed in range(first, first + number):
        try:
            passages += check(seed)
        except Exception as error:
            raise RuntimeError(f"seed {seed}: {type(error).__name__}: {error}") from error
    return passages


def main() -> None:
    """Check as many texts as the first argument says, from the seed of the second, in the processes of the third."""
    number, first, processes = (*map(int, sys.argv[1:4]), *(0, 0, 1)[len(sys.argv) - 1 :])
    starts = range(first, first + number, _SLICE)
    passages = 0
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        sizes = [min(_SLICE, first + number - start) for start in starts]
        for start, found in zip(starts, pool.map(slice_of, starts, sizes), strict=True):
            passages += found
            if (start - first) // _SLICE % 10 == 9:
                sys.stderr.write(f"{start - first + _SLICE} texts, {passages} passages\n")
    sys.stdout.write(f"{number} damaged texts read, {passages} passages checked, no error\n")


if __name__ == "__main__":
    main()
