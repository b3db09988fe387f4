"""How fast texts are read, in seconds of CPU time, and that the time grows as the length does."""

import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.graphs import documents
from kg import assets
from kg.graph.identity import identify
from kg.graph.reference import load_reference, read_reference
from kg.graph.turtle import write_turtle
from kg.model.document import Document, Metadata
from kg.pipeline import represent, understand
from kg.text import lexicon
from kg.text.acts import find_acts
from kg.text.annotate import annotate
from kg.text.annotate.recognise import see

_SIZES = (1, 4, 16)
_SHORT = 20_000
_LONG = 10_000_000
_WORDS = 1_200
# Words that open more than they close: lists, hosts, meetings, quotations, auxiliaries, a line a word, one long word.
_ADVERSARIAL = (
    "we will: ", "thank Morocco and ", "the next meeting ", "“A. B” ", "and Central ", "U.S. ", "France, ",
    "nous : ", "remercient le Maroc et ", "la prochaine réunion ", "« A. B » ", "et centrale ", "ont et ne pas ",
    "a\n", "A\n", "1/", "a-", "a–", "A", " ", "\n",
)  # fmt: skip


def speeds() -> Iterator[str]:
    """Yield words a second for the acts alone and for the whole reading, in each language."""
    for language in lexicon.languages():
        text = "\n\n".join(each.text for each in documents() if each.language == language)
        if text:
            words, document = len(text.split()), _document(text, language)
            annotations, own = annotate(document, load_reference()), lexicon.load(language)
            alone = _best(partial(find_acts, document, annotations, own))
            yield _line(f"acts alone, {language}", words / alone, "words/s", "budget: 60,000", f"{words} words")
            whole = _best(partial(_read, document))
            yield _line(f"whole reading, {language}", words / whole, "words/s", "budget: 30,000", f"{words} words")


def graphs() -> Iterator[str]:
    """Yield how many statements of 1,200 words a second go from text to validated graph."""
    for document in documents():
        _graph(document)
    taken = sum(_best(partial(_graph, document)) for document in documents())
    words = sum(len(document.text.split()) for document in documents())
    note = f"{len(documents())} texts, {words} words"
    yield _line("text to validated graph", words / _WORDS / taken, "a second", "budget: 20 of 1,200 words", note)


def data() -> Iterator[str]:
    """Yield the time that reading the shipped reference data takes a process."""
    files = sorted(assets.reference().glob("*.ttl"))
    yield f"{'reference data':42} {_best(partial(read_reference, files)):9.4f} s"


def growth() -> Iterator[str]:
    """Yield the time for 1, 4 and 16 times a text, plain and adversarial; of the latter the one that grows most."""
    for language in lexicon.languages():
        plain = " ".join(each.text for each in documents() if each.language == language)
        if plain:
            yield _growth(f"length, plain, {language}", plain[:_SHORT], language)
        worst = max(_ADVERSARIAL, key=partial(_longest, language))
        yield _growth(f"length, {worst!r}, {language}", worst * (_SHORT // len(worst)), language)


def long_text() -> Iterator[str]:
    """Yield the time and memory for an adversarial text of 10 MB, read in a process of its own."""
    for language in lexicon.languages():
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            taken, peak = pool.apply(read_long, (language,))
        yield _line(f"adversarial, 10 MB, {language}", taken, "s", "budget: linear", f"peak memory {peak:.0f} MB")


def read_long(language: str) -> tuple[float, float]:
    """Read 10 MB of everything adversarial in one text; return seconds, and the peak of the memory in MB."""
    share = _LONG // len(_ADVERSARIAL)
    text = "".join(unit * (share // len(unit)) for unit in _ADVERSARIAL)
    taken = _seconds(partial(_read, _document(text, language)))
    return taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _growth(name: str, text: str, language: str) -> str:
    # What a process does once (reading and compiling the lexicon) is no part of the growth.
    _read(_document(text, language))
    times = _times(text, language)
    shown = " ".join(f"{size}: {taken:.3f} s" for size, taken in zip(_SIZES, times, strict=True))
    return f"{name:42} {shown}; 16 times the text takes {times[-1] / times[0]:.1f} times as long"


def _times(text: str, language: str) -> list[float]:
    return [_seconds(partial(_read, _document(text * size, language))) for size in _SIZES]


def _longest(language: str, unit: str) -> float:
    return _seconds(partial(_read, _document(unit * (_SIZES[1] * _SHORT // len(unit)), language)))


def _line(name: str, figure: float, unit: str, budget: str, note: str) -> str:
    return f"{name:42} {figure:9.0f} {unit:10} {budget}; {note}"


def _document(text: str, language: str) -> Document:
    return Document(text, language, Metadata("benchmark"))


def _read(document: Document) -> None:
    see.cache_clear()
    understand(document, load_reference())


def _graph(document: Document) -> None:
    see.cache_clear()
    facts = understand(document, load_reference())
    write_turtle(represent(facts, identify(facts), load_reference()).asserted)


def _best(action: Callable[[], object]) -> float:
    action()
    return min(_seconds(action) for _ in range(5))


def _seconds(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start
