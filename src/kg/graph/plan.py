"""How the engine goes about a query: its plan, with rows and times.

The Python library of Oxigraph tells nothing of this; its command line program, ``oxigraph``, does, on the same files.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.graph.asked_graphs import check_dataset
from kg.graph.endpoint import declared
from kg.graph.failures import big, slow
from kg.graph.iri import compact
from kg.graph.namespaces import PREFIXES
from kg.graph.refuse import check_query
from kg.graph.session import Limits, death, engine_environment
from kg.graph.store import open_index, quads_of

_STEP = 0.02
_NO_ROOM = 71
_BECOME = f"""
import os, sys
from kg.graph.bounds import bounded
bounded(int(sys.argv[1]))
try:
    os.execv(sys.argv[2], sys.argv[2:])
except (OSError, MemoryError):
    os._exit({_NO_ROOM})
"""


def plan(index: Path | None, text: str, limits: Limits) -> Iterator[str]:
    """Yield the lines of the plan: a step a line, with its rows and its time, what it needs indented below it.

    Args:
        index: The index; None for files and endpoints, which have no plan to show.
        text: A query.
        limits: Time and memory that it may take; the answer is thrown away.

    Raises:
        QueryError: the program is not installed, or there is no index (KG551); or see ``run_query``.
    """
    if index is None:
        raise _without(
            "only the index of a workspace can be explained", "seul l’index d’un espace de travail s’explique"
        )
    program = shutil.which(
        "oxigraph", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    )
    if program is None:
        raise _without(
            "Oxigraph's Python library shows no plan; for one, install its program: pip install oxigraph",
            "la bibliothèque Python d’Oxigraph ne montre pas de plan\u00a0; pour en voir un, installez son "
            "programme\u00a0: pip install oxigraph",
        )
    check_query(text)
    check_dataset(text, PREFIXES, "", open_index(index, counted=False).contains_named_graph)
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "plan.json"
        where = ["--location", str(quads_of(index)), "--explain-file", str(told), "--stats"]
        _run([program, "query", *where, "--query", declared(text), "--results-format", "json"], limits)
        if not told.is_file():
            raise _without("the engine cannot run this query", "le moteur ne peut pas exécuter cette requête")
        yield from _lines(json.loads(told.read_text(encoding="utf-8"))["plan"], 0)


def _run(command: list[str], limits: Limits) -> None:
    """Run a program to its end within limits, what it writes thrown away; kill it when its time is over."""
    nothing = [(os.POSIX_SPAWN_OPEN, file, os.devnull, os.O_RDWR, 0) for file in (0, 1, 2)]
    # The limit is set in a process that then becomes the program: this one may be larger than the limit itself.
    command = [sys.executable, "-S", "-P", "-c", _BECOME, str(limits.memory), *command]
    environment = {**engine_environment(), "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    process = os.posix_spawn(sys.executable, command, environment, file_actions=nothing)
    end = time.monotonic() + limits.seconds
    while not (ended := os.waitpid(process, os.WNOHANG))[0]:
        if time.monotonic() > end:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            raise slow("", limits.seconds)
        time.sleep(_STEP)
    if os.WIFSIGNALED(ended[1]):
        raise death(os.WTERMSIG(ended[1]), "", limits)
    if os.WEXITSTATUS(ended[1]) == _NO_ROOM:
        raise big("", limits.memory)


def _lines(node: Mapping[str, Any], depth: int) -> Iterator[str]:
    words = "".join(compact(part[1:-1]) if part.startswith("<") else part for part in _parts(str(node.get("name", ""))))
    counts = [f"{node['number of results']} ×"] if "number of results" in node else []
    if "duration in seconds" in node:
        counts.append(f"{float(node['duration in seconds']) * 1000:.3f} ms")
    yield f"{'  ' * depth}{words}{'  [' + ', '.join(counts) + ']' if counts else ''}"
    for child in node.get("children", ()):
        yield from _lines(child, depth + 1)


def _parts(name: str) -> Iterator[str]:
    """Cut a name at the IRIs in it."""
    rest = name
    while "<http" in rest:
        before, _, rest = rest.partition("<http")
        iri, _, rest = rest.partition(">")
        yield before
        yield f"<http{iri}>"
    yield rest


def _without(en: str, fr: str) -> QueryError:
    return QueryError("KG551", "--explain", en=en, fr=fr)
