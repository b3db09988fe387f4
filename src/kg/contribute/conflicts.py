"""What a contribution says otherwise than the graph does, each with what to do: the shapes cannot know who is right."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.contribute.numbers import whole_number
from kg.contribute.ours import kind_of, names
from kg.errors import ConflictError
from kg.graph import iri
from kg.graph.around import Around
from kg.graph.decisions import version_of
from kg.graph.namespaces import KG, OA, OWL, RDFS
from kg.graph.shapes import load_shapes

About = Mapping[str, list[ox.Triple]]
_ACT = re.compile(r".*-a(\d+)")
_TO_FILL = re.compile(r"\bTODO\b")
_LONGEST = 80


def conflicts(
    triples: Iterable[ox.Triple],
    around: Around,
    text_of: Callable[[str], str | None],
    place_of: Callable[[ox.Triple], str],
) -> Iterator[ConflictError]:
    """Yield why a contribution cannot stand beside what is there.

    Args:
        triples: The contribution.
        around: The graph without it.
        text_of: Gives the canonical text of a text's IRI, or None when the workspace does not hold it.
        place_of: Says where a triple stands, for messages.
    """
    told: dict[object, dict[str, list[ox.Triple]]] = {}
    for triple in triples:
        told.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple)
    for subject, about in told.items():
        if not isinstance(subject, ox.NamedNode):
            yield _nameless(about, place_of(next(iter(about.values()))[0]))
            continue
        where = place_of(next(iter(about.values()))[0])
        wrong = [*_unfilled(subject, about, where), *_same_as(subject, about, where)]
        # What the graph says already explains more than what a name should look like.
        wrong += [*_other_values(subject, about, around, place_of)] or [*names(subject, about, where)]
        yield from wrong
        if not wrong:
            if kind_of(subject.value) == "span":
                yield from _quotations(subject, about, text_of, where)
            if kind_of(subject.value) == "act":
                yield from _triggers(subject, about, told, where)


def texts_in(folder: Path) -> Callable[[str], str | None]:
    """Return a function that gives a text of ``graph/`` by its IRI."""

    @cache
    def text_of(text: str) -> str | None:
        statement, _, language = version_of(text).rpartition("-")
        path = folder / f"{statement}.{language}.txt"
        content = path.read_bytes() if statement and path.is_file() and not path.is_symlink() else b""
        same = hashlib.sha256(content).hexdigest().startswith(text.rpartition("-")[2])
        return content.decode("utf-8") if content and same else None

    return text_of


def _error(code: str, where: str, en: str, fr: str) -> ConflictError:
    return ConflictError(code, where, en=en, fr=fr)


def _nameless(about: About, where: str) -> ConflictError:
    said = ", ".join(sorted(iri.compact(name) for name in about)[:3])
    return _error(
        "KG410",
        where,
        f"holds a thing without a name ([…] or _:x, with {said}); give it an IRI: nobody could correct it otherwise",
        f"contient une chose sans nom ([…] ou _:x, avec {said})\u00a0; donnez-lui une IRI\u00a0: personne ne pourrait "
        "la corriger sinon",
    )


def _unfilled(subject: ox.NamedNode, about: About, where: str) -> Iterator[ConflictError]:
    left = sorted(
        iri.compact(name)
        for name, triples in about.items()
        if any(_TO_FILL.search(str(triple.object)) for triple in triples)
    )
    if left or _TO_FILL.search(subject.value):
        shown = ", ".join(left) or "IRI"
        yield _error(
            "KG417",
            where,
            f"{iri.compact(subject.value)}: TODO is still to be filled in ({shown})",
            f"{iri.compact(subject.value)}\u00a0: TODO reste à remplir ({shown})",
        )


def _same_as(subject: ox.NamedNode, about: About, where: str) -> Iterator[ConflictError]:
    if OWL.sameAs.value in about:
        yield _error(
            "KG411",
            where,
            f"{iri.compact(subject.value)}: owl:sameAs would merge two things for reasoners; use skos:exactMatch",
            f"{iri.compact(subject.value)}\u00a0: owl:sameAs confondrait deux choses pour tout raisonneur\u00a0; "
            "écrivez skos:exactMatch",
        )


@cache
def _single() -> tuple[frozenset[str], frozenset[str]]:
    """Return the properties with one value, and those with one value a language, by the shapes that are shipped."""
    shapes = load_shapes()
    one, by_language = {KG.date.value, KG.approximateDate.value}, set()
    for node in shapes.triples:
        paths = [path.value for path in shapes.values(node, "path") if isinstance(path, ox.NamedNode)]
        if any(isinstance(most, ox.Literal) and most.value == "1" for most in shapes.values(node, "maxCount")):
            one.update(paths)
        if shapes.values(node, "uniqueLang"):
            by_language.update(paths)
    return frozenset(one), frozenset(by_language)


def _other_values(
    subject: ox.NamedNode, about: About, around: Around, place_of: Callable[[ox.Triple], str]
) -> Iterator[ConflictError]:
    known = around.told(subject)
    one, by_language = _single()
    for name, triples in sorted(about.items(), key=lambda each: (each[0] not in one, each[0])):
        there = {old: file for old, file in known.items() if old.predicate.value == name}
        for new in triples:
            if not there or new in there:
                continue
            rivals = there if name in one else {}
            if name in by_language:
                rivals = {old: file for old, file in there.items() if _tag(old) == _tag(new)}
            for old, file in list(rivals.items())[:1]:
                yield _rival(new, old, file, place_of(new))
                if kind_of(subject.value) == "act":
                    # One act is read once: whatever else differs follows from that.
                    return


def _tag(triple: ox.Triple) -> str | None:
    return triple.object.language if isinstance(triple.object, ox.Literal) else None


def _rival(new: ox.Triple, old: ox.Triple, file: str, where: str) -> ConflictError:
    subject, name = iri.compact(str(new.subject).strip("<>")), iri.compact(new.predicate.value)
    ours, theirs = _shown(old.object), _shown(new.object)
    place_en = f" in graph/{file}.ttl" if file and file != "reference" else " in the reference data" if file else ""
    place_fr = f" dans graph/{file}.ttl" if file and file != "reference" else " dans les données de référence"
    place_fr = place_fr if file else ""
    label = new.predicate == RDFS.label
    do_en, do_fr = _remedy(new, label=label, read="." in file)
    return _error(
        "KG415" if label else "KG414",
        where,
        f"{subject} has {name} {ours}{place_en}; this file says {theirs}; {do_en}",
        f"{subject} a pour {name} {ours}{place_fr}\u00a0; ce fichier dit {theirs}\u00a0; {do_fr}",
    )


def _remedy(new: ox.Triple, *, label: bool, read: bool) -> tuple[str, str]:
    subject = iri.compact(str(new.subject).strip("<>"))
    if label:
        return (
            "remove that line, or give the other name as skos:altLabel",
            "ôtez cette ligne, ou donnez l’autre nom par skos:altLabel",
        )
    if read and new.predicate not in (OA.start, OA.end, OA.exact, KG.inText, KG.trigger):
        command = f"kg review correct {subject} --set {iri.compact(new.predicate.value).partition(':')[2]}=…"
        return (
            f"remove that line; if the graph is wrong, correct it: {command}",
            f"ôtez cette ligne\u00a0; si c’est le graphe qui se trompe, corrigez-le\u00a0: {command}",
        )
    return (
        "remove that line, or name another thing",
        "ôtez cette ligne, ou nommez une autre chose",
    )


def _shown(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return iri.compact(term.value)
    text = term.value if isinstance(term, ox.Literal) else str(term)
    tag = f"@{term.language}" if isinstance(term, ox.Literal) and term.language else ""
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}”{tag}"


def _quotations(
    subject: ox.NamedNode, about: About, text_of: Callable[[str], str | None], where: str
) -> Iterator[ConflictError]:
    """Yield a passage that does not quote its text, or whose name has other offsets."""
    text = text_of(subject.value.partition("#")[0])
    values = [_one(about, name) for name in (OA.start, OA.end, OA.exact)]
    start, end, exact = whole_number(values[0]), whole_number(values[1]), values[2]
    if text is None or start is None or end is None or not exact:
        return
    shown = iri.compact(subject.value)
    if text[start:end] != exact:
        there = text.find(exact)
        at_en = f"; these words stand at {there}–{there + len(exact)}" if there >= 0 else "; the text has them nowhere"
        at_fr = (
            f"\u00a0; ces mots sont en {there}–{there + len(exact)}"
            if there >= 0
            else "\u00a0; le texte ne les a nulle part"
        )
        yield _error(
            "KG416",
            where,
            f"{shown}: the text has “{_cut(text[start:end])}” there, not “{_cut(exact)}”{at_en}",
            f"{shown}\u00a0: le texte porte là «\u00a0{_cut(text[start:end])}\u00a0», "
            f"et non «\u00a0{_cut(exact)}\u00a0»{at_fr}",
        )
    elif not subject.value.endswith(f"#offset_{start}_{end}"):
        yield _error(
            "KG443",
            where,
            f"{shown}: oa:start and oa:end say {start} and {end}; name the passage #offset_{start}_{end}",
            f"{shown}\u00a0: oa:start et oa:end disent {start} et {end}\u00a0; nommez le passage #offset_{start}_{end}",
        )


def _one(about: About, name: ox.NamedNode) -> str:
    return next((each.object.value for each in about.get(name.value, ()) if isinstance(each.object, ox.Literal)), "")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _triggers(subject: ox.NamedNode, about: About, told: Mapping[object, About], where: str) -> Iterator[ConflictError]:
    """Yield an act whose name has another offset than the words that perform it."""
    found = _ACT.fullmatch(subject.value)
    for triple in about.get(KG.trigger.value, ()):
        start = _one(told.get(triple.object, {}), OA.start)
        if start and (not found or found[1] != start):
            text = str(triple.object).strip("<>").partition("#")[0].rpartition("/")[2]
            yield _error(
                "KG413",
                where,
                f"{iri.compact(subject.value)}: an act is named after the offset of its trigger, which is {start}; "
                f"name it act:{text}-a{start}",
                f"{iri.compact(subject.value)}\u00a0: un acte porte la position de son déclencheur, qui est {start}"
                f"\u00a0; nommez-le act:{text}-a{start}",
            )
