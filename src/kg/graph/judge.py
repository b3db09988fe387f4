"""Files judged apart: in the worker that queries run in, without network, within limits."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import InputError, KgError, QueryError, WorkspaceError, unexpected
from kg.graph.examination import Examination
from kg.graph.session import Limits, Session
from kg.graph.verdict import Verdict

DEFAULT_LIMITS = Limits(seconds=120.0, memory=4 * 1024**3, result=256 * 1024**2)


def judge(
    source: Path | Sequence[Path],
    shapes: Sequence[Path] = (),
    *,
    engine: str = "compiled",
    limits: Limits = DEFAULT_LIMITS,
    graph: Path | None = None,
) -> Verdict:
    """Return what shapes say of files or of an index; see ``kg.graph.examine``.

    Args:
        source: RDF files with data, or the folder of an index.
        shapes: RDF files with shapes; those that are shipped when there are none.
        engine: ``compiled`` or ``pyshacl``; an index is judged by the compiled shapes.
        limits: What it may take.
        graph: The folder of the files that the index was made of, in which findings are placed.

    Raises:
        InputError: the shapes make no sense, or judging took too long (KG161), too much memory (KG162), found too
            much (KG163), or made the engine fail (KG164).
        WorkspaceError: the index is missing or damaged (KG611).
    """
    began = time.monotonic()
    files, index = ((), source) if isinstance(source, Path) else (tuple(source), None)
    asked = Examination(files, tuple(shapes), index, engine, max(1, round(limits.seconds)), limits.result, graph)
    where = ", ".join(map(str, shapes or files or (index,)))
    with Session((), limits) as session:
        try:
            head, result = session.exchange(asked, where, began)
        except QueryError as stopped:
            raise _stopped(stopped.code, where, limits) from None
    if not head["ok"]:
        raise _failure(head, where, limits)
    return Verdict.from_json(result)


def _failure(head: Mapping[str, Any], where: str, limits: Limits) -> KgError:
    message = str(head["message"])
    if head["reason"] == "data":
        code, place = head["of"]
        return (WorkspaceError if code == "KG611" else InputError)(code, place, en=message, fr=head["fr"])
    if head["reason"] == "bug":
        return unexpected(where, RuntimeError(message))
    if head["reason"] == "memory":
        return _stopped("KG508", where, limits)
    if head["reason"] == "size":
        return InputError(
            "KG163",
            where,
            en="finds so much that no report can hold it; judge fewer files at once",
            fr="trouve tant de choses qu’aucun rapport ne peut les contenir\u00a0; jugez moins de fichiers à la fois",
        )
    return _fragile(where, message)


def _stopped(code: str, where: str, limits: Limits) -> KgError:
    """Say in the words of validation why the worker was stopped: KG507 is time, KG508 memory, KG502 the stack."""
    if code == "KG507":
        return InputError(
            "KG161",
            where,
            en=f"took more than {limits.seconds:g} seconds to judge and was stopped; simplify the shapes (sh:pattern, "
            "sh:sparql), judge fewer files at once, or raise --seconds",
            fr=f"demande plus de {limits.seconds:g}\u00a0secondes, validation arrêtée\u00a0; simplifiez les formes "
            "(sh:pattern, sh:sparql), jugez moins de fichiers à la fois, ou relevez --seconds",
        )
    if code == "KG508":
        return InputError(
            "KG162",
            where,
            en=f"needed more than {limits.memory / 1024**3:g} GB of memory to judge and was stopped; judge fewer files "
            "at once, or simplify the shapes",
            fr=f"demande plus de {limits.memory / 1024**3:g}\u00a0Go de mémoire, validation arrêtée\u00a0; jugez moins "
            "de fichiers à la fois, ou simplifiez les formes",
        )
    return _fragile(where, code)


def _fragile(where: str, message: str) -> InputError:
    said = " ".join(message.split())[:160]
    return InputError(
        "KG164",
        where,
        en=f"made the engine fail ({said}); simplify the shapes",
        fr=f"a fait échouer le moteur ({said})\u00a0; simplifiez les formes",
    )
