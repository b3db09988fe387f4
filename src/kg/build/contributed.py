"""People's own data judged beside what is there, once: a verdict holds until the file or what it leans on changes."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from kg.build import gifts
from kg.build.manifest import tools
from kg.build.parts import triples_of
from kg.errors import InputError, KgError
from kg.graph.around import Around, leans_of
from kg.graph.closure import load_background
from kg.graph.decisions import Decision
from kg.graph.infer import infer
from kg.graph.report import Report
from kg.graph.store import Part, holds, open_index, update_index
from kg.graph.validate import validate
from kg.workspace import Workspace
from kg.workspace import replace as put

FOLDER = "contributed/"
_VERDICTS = "contributed.json"


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What was said of a file.

    Attributes:
        key: Checksum of the file, of the decisions on it, and of the tools.
        leans: IRIs that it names.
        around: Checksum of what the rest of the graph says of these.
        error: Code and words of what keeps it out, or empty.
    """

    key: str
    leans: Sequence[str] = ()
    around: str = ""
    error: Sequence[str] = ()


def settle(
    workspace: Workspace, reviews: Sequence[Decision], key: str, size: int, *, trusted: bool, stale: bool
) -> tuple[int, tuple[KgError, ...]]:
    """Put in the index what people's own files add to it, and only those that conform to what is there.

    Args:
        workspace: Whose index; the rest of it is in step with the files.
        reviews: What people decided.
        key: Checksum of the files.
        size: Quads in the index.
        trusted: Whether the index held what was found to conform the last time.
        stale: Whether the index must be signed with ``key``.

    Returns:
        The size of the index, and why some files are left out of it.
    """
    store = open_index(workspace.index, counted=False)
    before, keys = _load(workspace), _keys(workspace, reviews)
    if trusted and not stale and _unchanged(store, before, keys):
        return size, _errors(workspace, before)
    parts, after = _judge_all(workspace, reviews, store, before, keys)
    fit = {part.name for part in parts if not after[part.name].error}
    come = [_whole(part) for part in parts if part.name in fit and not holds(store, part)]
    gone = [_whole(part) for part in parts if part.name not in fit and holds(store, part)]
    del store
    if come or gone or stale:
        size = update_index(workspace.index, gone, come, key)
    _save(workspace, _around(open_index(workspace.index, counted=False), after))
    return size, _errors(workspace, after)


def judged(
    workspace: Workspace, reviews: Sequence[Decision], store: ox.Store, *, trusted: bool
) -> tuple[tuple[Part, ...], tuple[KgError, ...]]:
    """Return people's own data as far as it conforms to the graph in ``store``, and why the rest does not.

    What is returned is not completed by the rules; ``trusted`` says that ``store`` is the index in step with the files.
    """
    before, keys = _load(workspace), _keys(workspace, reviews)
    if trusted and _unchanged(store, before, keys):
        fit = [name for name in keys if not before[name].error]
        files = gifts.contributed_files(workspace)
        parts = (Part(name, triples_of(files[name.removeprefix(FOLDER)], reviews)) for name in fit)
        return tuple(parts), _errors(workspace, before)
    every, after = _judge_all(workspace, reviews, store, before, keys)
    return tuple(part for part in every if not after[part.name].error), _errors(workspace, after)


def judge(part: Part, others: Iterable[Part], store: ox.Store) -> Report:
    """Return what the shapes find in a person's own data, once it stands in the graph.

    Args:
        part: The data.
        others: Other data of people.
        store: The rest of the graph.
    """
    around = Around(store, part.graph, [each for each in others if each.name != part.name])
    whole = around.completed(part.asserted)
    return validate(whole, around.background(whole))


def _judge_all(
    workspace: Workspace,
    reviews: Sequence[Decision],
    store: ox.Store,
    before: Mapping[str, _Verdict],
    keys: Mapping[str, str],
) -> tuple[list[Part], dict[str, _Verdict]]:
    """Judge each file with what the graph and the others say; what leans on a bad one is bad too."""
    parts, after = _readable(workspace, reviews, keys)
    candidates = list(parts)
    while True:
        bad = []
        for part in candidates:
            others = [each for each in candidates if each is not part]
            around = Around(store, part.graph, others).fingerprint(after[part.name].leans)
            kept = before.get(part.name)
            if kept and not kept.error and (kept.key, kept.around) == (keys[part.name], around):
                continue
            report = judge(part, others, store)
            if not report.conforms:
                bad.append(part)
                after[part.name] = replace(after[part.name], error=_not_conforming(report))
        if not bad:
            return parts, after
        candidates = [part for part in candidates if part not in bad]


def _readable(
    workspace: Workspace, reviews: Sequence[Decision], keys: Mapping[str, str]
) -> tuple[list[Part], dict[str, _Verdict]]:
    parts: list[Part] = []
    found: dict[str, _Verdict] = {}
    for name, path in gifts.contributed_files(workspace).items():
        part = f"{FOLDER}{name}"
        try:
            gifts.must_be_own(path)
            parts.append(Part(part, triples_of(path, reviews)))
            found[part] = _Verdict(keys[part], leans_of(parts[-1].asserted))
        except KgError as error:
            found[part] = _Verdict(keys[part], error=(error.code, error.en, error.fr))
    return parts, found


def _whole(part: Part) -> Part:
    return replace(part, inferred=infer(part.asserted, load_background()))


def _keys(workspace: Workspace, reviews: Sequence[Decision]) -> dict[str, str]:
    """Return ``{part: checksum of all that it is made of}``."""
    keys = {}
    for name, path in gifts.contributed_files(workspace).items():
        content = b"" if path.is_symlink() or not path.is_file() else path.read_bytes()
        about = [each for each in reviews if each.target.rpartition("/")[2].encode() in content]
        digest = hashlib.sha256(tools().encode() + repr((path.is_symlink(), about)).encode() + content)
        keys[f"{FOLDER}{name}"] = digest.hexdigest()
    return keys


def _unchanged(store: ox.Store, before: Mapping[str, _Verdict], keys: Mapping[str, str]) -> bool:
    return {name: each.key for name, each in before.items()} == keys and _around(store, before) == before


def _around(store: ox.Store, verdicts: Mapping[str, _Verdict]) -> dict[str, _Verdict]:
    return {
        name: replace(each, around=Around(store, Part(name, ()).graph).fingerprint(each.leans))
        for name, each in verdicts.items()
    }


def _errors(workspace: Workspace, verdicts: Mapping[str, _Verdict]) -> tuple[KgError, ...]:
    files = gifts.contributed_files(workspace)
    bad = ((name, each.error) for name, each in sorted(verdicts.items()) if each.error)
    return tuple(
        InputError(error[0], str(files[name.removeprefix(FOLDER)]), en=error[1], fr=error[2]) for name, error in bad
    )


def _load(workspace: Workspace) -> dict[str, _Verdict]:
    """Return the verdicts of the last build; none when there are none or they are damaged: they are only a cache."""
    try:
        plain = json.loads((workspace.cache / _VERDICTS).read_text(encoding="utf-8"))
        return {str(name): _Verdict(**each) for name, each in plain.items() if len(each["error"]) in (0, 3)}
    except (OSError, ValueError, AttributeError, TypeError, KeyError, RecursionError):
        return {}


def _save(workspace: Workspace, verdicts: Mapping[str, _Verdict]) -> None:
    path: Path = workspace.cache / _VERDICTS
    if verdicts or path.exists():
        plain = {name: asdict(each) for name, each in verdicts.items()}
        put(path, (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def _not_conforming(report: Report) -> tuple[str, str, str]:
    first = report.findings[0]
    return (
        "KG403",
        (
            f"does not conform and was kept out of the index: {first.words.en} "
            f"(kg validate shows all {len(report.findings)})"
        ),
        (
            f"n’est pas conforme et reste hors de l’index\u00a0: {first.words.fr} "
            f"(kg validate montre les {len(report.findings)} constats)"
        ),
    )
