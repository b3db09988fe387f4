"""A verdict as one HTML page: no script, nothing loaded, reads well on a screen, in the dark and on paper."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg import __version__
from kg.cli.verdicts.as_text import window
from kg.cli.verdicts.wording import SEVERITY, called, colon, conclusion, counted, coverage, suggestion
from kg.graph.verdict import Both, Result, Verdict

_WORDS = {
    "title": Both("Validation", "Validation"),
    "thing": Both("thing", "chose"),
    "property": Both("property", "propriété"),
    "value": Both("value", "valeur"),
    "rule": Both("rule", "règle"),
    "why": Both("why", "pourquoi"),
    "unknown": Both("place unknown", "endroit inconnu"),
    "checked": Both("What was checked", "Ce qui a été vérifié"),
    "none": Both("No finding.", "Aucun constat."),
    "line": Both("line", "ligne"),
}


def write(verdict: Verdict, severity: str, language: str) -> str:
    """Return the page, in ``language``."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    shown = verdict.at_least(severity)
    files = dict.fromkeys([*verdict.files, *(each.spot.file for each in shown)])
    return environment.get_template("page.html.jinja").render(
        language=language,
        version=__version__,
        words={name: text.of(language) for name, text in _WORDS.items()},
        colon=colon(language),
        conforms=verdict.conforms,
        conclusion=conclusion(verdict, language),
        counts=[
            (name, verdict.count(name), counted(verdict.count(name), noun, language)) for name, noun in SEVERITY.items()
        ],
        files=[(file, [_row(each, language) for each in shown if each.spot.file == file]) for file in files],
        coverage=coverage(verdict, language),
        shapes=sorted(((shape.rpartition("#")[2], number) for shape, number in verdict.targets.items() if number)),
    )


def _row(result: Result, language: str) -> dict[str, object]:
    shown, before, length = window(result.spot)
    start = len(before)
    facts = [("thing", result.focus), ("property", result.path), ("value", result.value)]
    return {
        "severity": result.severity,
        "noun": SEVERITY[result.severity].of(language),
        "line": result.spot.line,
        "column": result.spot.column,
        "message": result.message.of(language),
        "reason": result.reason.of(language),
        "rule": result.rule,
        "facts": [(name, called(named, language)) for name, named in facts if named.term],
        "excerpt": (shown[:start].lstrip(), shown[start : start + length], shown[start + length :]) if shown else None,
        "suggestion": suggestion(result, language),
    }
