"""A verdict as SARIF 2.1.0, with what GitHub code scanning asks of it: rules, regions, fingerprints."""

import hashlib
import json
from collections import Counter
from pathlib import Path, PurePath
from urllib.parse import quote

from kg import __version__
from kg.cli.verdicts.wording import details, suggestion
from kg.graph.verdict import Result, Spot, Verdict

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"violation": "error", "warning": "warning", "info": "note"}
_ROOT = "%SRCROOT%"


def write(verdict: Verdict, severity: str, language: str) -> str:
    """Return the verdict as SARIF; its messages are in ``language``."""
    results = verdict.at_least(severity)
    rules = {each.rule: each for each in reversed(results)}
    order = {rule: number for number, rule in enumerate(sorted(rules))}
    seen: Counter[str] = Counter()
    run = {
        "tool": {
            "driver": {
                "name": "kg",
                "version": __version__,
                "semanticVersion": __version__,
                "informationUri": "https://w3id.org/statements-kg/",
                "rules": [_rule(rules[rule], language) for rule in sorted(rules)],
            }
        },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not verdict.unread, "exitCode": verdict.exit_code}],
        "results": [_result(each, order[each.rule], seen, language) for each in results],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(result: Result, language: str) -> dict[str, object]:
    what = result.reason.of(language) or result.message.of(language)
    return {
        "id": result.rule,
        "name": "".join(part[:1].upper() + part[1:] for part in result.rule.replace("_", "-").split("-")),
        "shortDescription": {"text": what},
        "fullDescription": {"text": what},
        "help": {"text": result.message.of(language)},
        "defaultConfiguration": {"level": _LEVELS[result.severity]},
        "properties": {
            "tags": ["data"],
            "problem.severity": _LEVELS[result.severity].replace("note", "recommendation"),
        },
    }


def _result(result: Result, number: int, seen: Counter[str], language: str) -> dict[str, object]:
    said = [result.message.of(language), details(result, language), suggestion(result, language)]
    print_ = _fingerprint(result)
    seen[print_] += 1
    return {
        "ruleId": result.rule,
        "ruleIndex": number,
        "level": _LEVELS[result.severity],
        "message": {"text": "\n".join(filter(None, said))},
        "locations": [{"physicalLocation": _location(result.spot)}],
        "partialFingerprints": {"primaryLocationLineHash": f"{print_}:{seen[print_]}"},
    }


def _fingerprint(result: Result) -> str:
    """Return what stays the same when the finding only moves in its file."""
    told = (
        result.rule,
        result.spot.file,
        result.focus.raw,
        result.path.raw,
        result.value.raw,
        result.spot.text.strip(),
    )
    return hashlib.sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _location(spot: Spot) -> dict[str, object]:
    path = PurePath(spot.file)
    artifact = (
        {"uri": Path(spot.file).as_uri()} if path.is_absolute() else {"uri": quote(path.as_posix()), "uriBaseId": _ROOT}
    )
    line, column = max(1, spot.line), max(1, spot.column)
    region: dict[str, object] = {"startLine": line, "startColumn": column, "endColumn": column + spot.length}
    if spot.text:
        region["snippet"] = {"text": spot.text}
    return {"artifactLocation": artifact, "region": region}
