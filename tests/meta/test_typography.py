"""French that people read is set as French is: no-break spaces, guillemets, typographic apostrophes.

Every label, message, heading and help text is looked at: ontology, code lists, shapes, stored queries, command line,
errors, and the French pages.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.query import stored_queries

ROOT = Path(__file__).parents[2]
# An RDF literal that a message of a shape gives as an example.
LITERAL = re.compile(r'"[^"]*"(?:\^\^[\w:]+|@\w+)?')
FAULTS = {
    "breaking space before a double sign": re.compile(r"[^\s] [:;!?»](?=\s|$|[.,)])"),
    "no space before a double sign": re.compile(
        r"[^\s\u00a0\u202f:;!?(.…][;!?](?=\s|$|»)|[^\s\u00a0\u202f:](?<!://):(?=\s|$)"
    ),
    "breaking or no space in guillemets": re.compile(r"«[^\u00a0\u202f]|[^\u00a0\u202f]»"),
    "straight apostrophe or quotation mark": re.compile(r"\w'\w|(?<!=)\"\w|\w\"(?!>)"),
    "three dots": re.compile(r"\.\.\."),
}


def of_turtle(language: str) -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "ontology").rglob("*.ttl")):
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            if isinstance(quad.object, ox.Literal) and quad.object.language == language:
                yield path.name, LITERAL.sub("X", quad.object.value)


def of_queries(language: str) -> Iterator[tuple[str, str]]:
    for query in stored_queries():
        parameters, columns = (each.labels for each in query.parameters), (each.labels for each in query.columns)
        labels = [query.titles, query.descriptions, *parameters, *columns]
        yield from ((query.id, each[language]) for each in labels)


def words(node: ast.expr | None) -> str:
    """Return a string constant, or what an f-string says with X for what it fills in; empty for other expressions."""
    if isinstance(node, ast.JoinedStr):
        return "".join(words(part) if isinstance(part, ast.Constant) else "X" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def of_code(language: str) -> Iterator[tuple[str, str]]:
    """Yield what is given as ``en=`` or ``fr=``, or stands in its place of a ``Text`` or ``Diagnostic``."""
    position = ("en", "fr").index(language)
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                named = {each.arg: each.value for each in node.keywords}
                place = position + {"Text": 0, "Reason": 0, "Diagnostic": 1}.get(getattr(node.func, "id", ""), 99)
                given = node.args[place] if len(node.args) > place else None
                for said in (words(named.get(language)), words(given)):
                    if said.strip(" :;\u00a0"):
                        yield f"{path.name}:{node.lineno}", said.removeprefix("kg: ")


def of_pages(language: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of the pages of a language, without what is code or an address."""
    for path in sorted([*ROOT.glob(f"*.{language}.md"), *(ROOT / "docs").glob(f"*.{language}.md")]):
        text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r"`[^`\n]+`|\]\([^)]*\)|<[^>\n]+>|https?://\S+|^\|[ :|-]+\|$", "X", text, flags=re.MULTILINE)
        yield from ((f"{path.name}", line) for line in text.splitlines())


def of_papers(language: str) -> Iterator[tuple[str, str]]:
    """Yield the French half of the guide for contributors, and the lines of the templates that people read in French.

    A line in both languages is left to the eye, but where a French word stands before the sign.
    """
    assert language == "fr"
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("\n## Contribuer")[2]
    papers = [("CONTRIBUTING.md", guide)]
    for path in sorted((ROOT / "src").rglob("*.j2")):
        if ".fr." in path.name:
            papers.append((path.name, path.read_text(encoding="utf-8")))
        elif path.suffixes[0] != ".en":
            text = re.sub(r"\{%.*?%\}", "", path.read_text(encoding="utf-8"))
            halves = [line.partition(" / ")[2] for line in text.splitlines()]
            papers.append((path.name, "\n".join(halves)))
    for name, text in papers:
        plain = re.sub(r"`[^`\n]+`|\]\([^)]*\)|<[^>\n]+>|\{\{.*?\}\}|https?://\S+|^\|[ :|-]+\|$", "X", text, flags=re.M)
        plain = re.sub(r"\{%.*?%\}", "", plain)
        yield from ((name, line) for line in plain.splitlines())


SOURCES: dict[str, Callable[[str], Iterator[tuple[str, str]]]] = {
    "turtle": of_turtle,
    "queries": of_queries,
    "code": of_code,
    "pages": of_pages,
    "papers": of_papers,
}


@pytest.mark.parametrize("source", SOURCES)
def test_french_is_set_as_french(source: str) -> None:
    texts = list(SOURCES[source]("fr"))
    assert len(texts) > 40
    found = [
        f"{where}: {fault}: {text}" for where, text in texts for fault, sign in FAULTS.items() if sign.search(text)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("source", ["turtle", "queries", "code"])
def test_english_is_set_as_english(source: str) -> None:
    texts = list(SOURCES[source]("en"))
    found = [f"{where}: {text}" for where, text in texts if re.search(r"\w [:;!?](\s|$)|\u00a0[:;!?]|«|»", text)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "wrong", ["Que faire ?", "Que faire?", "ainsi: rien", "«oui»", "« oui »", "l'acte", 'un "mot"', "et..."]
)
def test_each_fault_is_seen(wrong: str) -> None:
    assert any(sign.search(wrong) for sign in FAULTS.values())
