"""A verdict for programs: one JSON object."""

import json

from kg.cli.verdicts.wording import conclusion
from kg.graph.verdict import Named, Result, Spot, Verdict


def write(verdict: Verdict, severity: str, language: str) -> str:
    """Return the verdict as JSON; messages and labels are in ``language``."""
    told = {
        "conforms": verdict.conforms,
        "conclusion": conclusion(verdict, language),
        "files": list(verdict.files),
        "counts": {each: verdict.count(each) for each in ("violation", "warning", "info")},
        "findings": [_finding(each, language) for each in verdict.at_least(severity)],
        "coverage": {
            "checks": verdict.checked,
            "shapes": dict(verdict.targets),
            "unseen": [
                {
                    "class": each.what.raw or None,
                    "things": each.number,
                    "examples": [{"thing": name, **_place(spot)} for name, spot in each.examples],
                }
                for each in verdict.unseen
            ],
            "pyshacl": {shape: why.of(language) for shape, why in verdict.outside.items()},
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _finding(result: Result, language: str) -> dict[str, object]:
    return {
        **_place(result.spot),
        "severity": result.severity,
        "rule": result.rule,
        "shape": result.shape if ":" in result.shape else None,
        "focus": _named(result.focus, language),
        "path": _named(result.path, language),
        "value": _named(result.value, language),
        "message": result.message.of(language),
        "reason": result.reason.of(language),
        "suggestion": _named(result.suggestion, language),
    }


def _place(spot: Spot) -> dict[str, object]:
    return {"file": spot.file, "line": spot.line or None, "column": spot.column or None}


def _named(named: Named, language: str) -> dict[str, str] | None:
    if not named.term:
        return None
    return {
        "term": named.term,
        "label": named.label.of(language),
        "rdf": named.term if named.raw.startswith("_:") else named.raw,
    }
