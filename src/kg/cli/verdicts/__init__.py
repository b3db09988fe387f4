"""How a verdict is written.

For people (``text``, ``html``), for programs (``json``), for what shows findings where they stand (``sarif``,
``junit``), and as RDF (``turtle``).
"""

from collections.abc import Callable
from importlib import import_module

from kg.graph.verdict import Verdict

FORMATS = ("text", "json", "sarif", "junit", "html", "turtle")

Write = Callable[[Verdict, str, str], str]


def write_verdict(verdict: Verdict, form: str, severity: str, language: str) -> str:
    """Return a verdict in one of ``FORMATS``.

    Args:
        verdict: What validation says.
        form: The format.
        severity: The least severity that is written: ``violation``, ``warning`` or ``info``.
        language: ``en`` or ``fr``.
    """
    write: Write = import_module(f"kg.cli.verdicts.as_{form}").write
    return write(verdict, severity, language)
