"""A verdict as JUnit XML: a suite a file, a case a finding; violations fail, the rest is said in passing."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from kg.cli.verdicts.as_text import window
from kg.cli.verdicts.wording import SEVERITY, conclusion, details, suggestion
from kg.graph.verdict import Result, Verdict

# What XML 1.0 cannot hold (section 2.2).
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(verdict: Verdict, severity: str, language: str) -> str:
    """Return the verdict as JUnit XML, its messages in ``language``."""
    shown = verdict.at_least(severity)
    files = dict.fromkeys([*verdict.files, *(each.spot.file for each in shown)])
    root = ET.Element("testsuites", name="kg validate")
    for file in files:
        _suite(root, file, [each for each in shown if each.spot.file == file], verdict, language)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode", xml_declaration=True).replace("'", '"', 6) + "\n"


def _suite(root: ET.Element, file: str, results: Sequence[Result], verdict: Verdict, language: str) -> None:
    failing = [each for each in results if each.severity == "violation"]
    suite = ET.SubElement(root, "testsuite", name=_fit(file))
    cases = len(results) or 1
    unread, failures = (len(failing), 0) if verdict.unread else (0, len(failing))
    for result in results:
        _case(suite, result, language, "error" if verdict.unread else "failure")
    if not results:
        case = ET.SubElement(suite, "testcase", classname=_fit(file), name=conclusion(verdict, language))
        if not verdict.checked and not verdict.unread:
            ET.SubElement(case, "failure", message=conclusion(verdict, language), type="violation")
            failures = 1
    for name, number in (("tests", cases), ("failures", failures), ("errors", unread)):
        suite.set(name, str(number))


def _case(suite: ET.Element, result: Result, language: str, failing: str) -> None:
    name = f"{result.rule} {result.focus.term or result.spot.address}"
    case = ET.SubElement(suite, "testcase", classname=_fit(result.spot.file), name=_fit(name))
    case.set("file", _fit(result.spot.file))
    case.set("line", str(result.spot.line))
    shown, before, length = window(result.spot)
    excerpt = f"{shown}\n{before}{'^' * length}" if shown else ""
    message = f"{result.spot.address}: {result.message.of(language)}"
    text = "\n".join(filter(None, [message, details(result, language), excerpt, suggestion(result, language)]))
    if result.severity == "violation":
        told = ET.SubElement(case, failing, message=_fit(result.message.of(language)), type=result.rule)
    else:
        told = ET.SubElement(case, "system-out")
        text = f"{SEVERITY[result.severity].of(language)} {text}"
    told.text = _fit(text)


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
