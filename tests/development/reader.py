"""Holds the reader against the development set.

::

    python -m tests.development.reader                 # figures of each set and language
    python -m tests.development.reader --errors fr     # and what was missed or found in excess, of one language
    python -m tests.development.reader --write         # store the figures as the floor that the tests hold

The errors of the held-out sentences are never printed: rules are not to be written on them.
"""

import sys
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from tests.development.corpus import Entry, Expected, parse
from tests.development.measure import NAMES, Tally

from kg.graph.reference import load_reference
from kg.model.document import Document, Metadata
from kg.model.reference import Reference, Thing
from kg.text import lexicon
from kg.text.acts import find_acts
from kg.text.annotate import annotate

FOLDER = Path(__file__).parent
FLOOR = FOLDER / "floor.toml"
LANGUAGES = ("en", "es", "fr")
SETS = ("development", "vocabulary", "held-out", "held-out-statements")


def entries(name: str, language: str) -> tuple[Entry, ...]:
    """Return the entries of a set in a language; what is in no file of another set is the set ``development``."""
    files = sorted(path for path in FOLDER.glob("*.txt") if path.stem.rsplit("-", 1)[-1] == language)
    sets = {path: path.stem.removesuffix(f"-{language}") for path in files}
    return tuple(
        entry for path in files if (sets[path] if sets[path] in SETS else SETS[0]) == name for entry in parse(path)
    )


def read(entry: Entry) -> tuple[Expected, ...]:
    """Return the acts that the reader finds in an entry."""
    document = Document(entry.text, entry.language, Metadata(identifier="development"))
    participants = frozenset(Thing("country", code) for code in entry.participants)
    acts = find_acts(document, annotate(document, _reference()), lexicon.load(entry.language), participants)
    return tuple(Expected(act.type, act.trigger, act.span, optional=False) for act in acts)


def measure(name: str, language: str) -> tuple[Tally, tuple[str, ...]]:
    """Return the counts of a set, and one line for each act missed or found in excess."""
    tally, errors = Tally(), list[str]()
    for entry in entries(name, language):
        for one in tally.add(read(entry), entry.acts):
            words = f"{one.act.trigger.of(entry.text)}|{one.act.span.of(entry.text)[:60]}"
            errors.append(f"{entry.file}:{entry.line}: {one.kind} {one.act.type} {words!r} ({entry.phenomenon})")
    return tally, tuple(errors)


def false_alarms(language: str) -> tuple[int, int, tuple[str, ...]]:
    """Read the prose that is no statement: acts found, words read, and one line for each act."""
    lines: list[str] = []
    words = 0
    for entry in parse(FOLDER / "prose" / f"{language}.txt"):
        words += len(entry.text.split())
        lines += [f"prose:{entry.line}: {act.type} {act.span.of(entry.text)[:80]!r}" for act in read(entry)]
    return len(lines), words, tuple(lines)


def floor() -> dict[str, dict[str, dict[str, float]]]:
    """Return the stored figures: set, language, type of act, F1."""
    return tomllib.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.is_file() else {}


def present() -> tuple[tuple[str, str], ...]:
    """Return the sets that have entries, each with its language."""
    return tuple((name, language) for name in SETS for language in LANGUAGES if entries(name, language))


def _lines(tallies: dict[tuple[str, str], Tally]) -> Iterator[str]:
    yield "# F1 of the reader, by set, language and type of act; a test fails when a figure drops by more than .01."
    yield "# And the number of acts found in prose that holds none, which must not grow."
    yield "# Written by: python -m tests.development.reader --write"
    for (name, language), tally in tallies.items():
        yield f"\n[{name}.{language}]"
        yield from (f"{kind} = {tally.f1(kind):.3f}" for kind in NAMES)
    for language in LANGUAGES:
        yield f"\n[prose.{language}]\nacts = {false_alarms(language)[0]}"


@cache
def _reference() -> Reference:
    return load_reference()


def main(arguments: Sequence[str]) -> int:
    """Run as the module's description says; return an exit code."""
    if unknown := set(arguments) - {"--errors", "--write", *LANGUAGES}:
        sys.stderr.write(f"unknown: {' '.join(sorted(unknown))}\n{__doc__}\n")
        return 2
    chosen = [language for language in LANGUAGES if language in arguments]
    languages = chosen if chosen and "--write" not in arguments else list(LANGUAGES)
    tallies: dict[tuple[str, str], Tally] = {}
    for name, language in present():
        if language in languages:
            tallies[name, language], errors = measure(name, language)
            sys.stdout.write(f"{name} {language}\n{tallies[name, language].table()}\n\n")
            if "--errors" in arguments and name == "development":
                sys.stdout.write("\n".join(errors) + "\n\n")
    for language in languages:
        acts, words, lines = false_alarms(language)
        sys.stdout.write(f"prose {language}: {acts} acts in {words} words, {1000 * acts / words:.1f} a thousand\n")
        if "--errors" in arguments:
            sys.stdout.write("\n".join(lines) + "\n")
    if "--write" in arguments:
        FLOOR.write_text("\n".join(_lines(tallies)) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
