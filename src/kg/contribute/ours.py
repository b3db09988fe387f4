"""Which IRIs people may mint, and whether an IRI fits what it names: `docs/decisions/0001-identifiers.md` as checks."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import ConflictError
from kg.graph import iri, labels
from kg.graph.closure import load_background
from kg.graph.namespaces import BASE, KG, RDF, SCHEMA
from kg.model.facts import ActType

CLASSES: Mapping[str, tuple[ox.NamedNode, ...]] = MappingProxyType(
    {
        "act": tuple(KG.term(kind.value) for kind in ActType),
        "amount": (SCHEMA.MonetaryAmount,),
        "country": (KG.Country,),
        "group": (KG.Actor,),
        "meeting": (KG.Meeting,),
        "membership": (KG.Membership,),
        "organisation": (KG.Organisation,),
        "participation": (KG.Participation,),
        "person": (KG.Person,),
        "place": (KG.Place,),
        "region": (KG.Region,),
        "resolution": (KG.Resolution,),
        "statement": (KG.Statement,),
        "tenure": (KG.Tenure,),
        "text": (KG.StatementText,),
    }
)
"""``{kind in an IRI: classes of the things that are named so}``; a passage is named after its text."""

_OURS = re.compile(rf"{re.escape(BASE)}id/([a-z-]+)/([A-Za-z0-9][A-Za-z0-9._-]*)(#offset_\d+_\d+)?")
_KIND_OF = {each: kind for kind, classes in CLASSES.items() for each in classes}
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=-|$)")


def kind_of(thing: str) -> str:
    """Return the kind that an IRI of ours tells, such as ``meeting`` or ``span``; empty for any other IRI."""
    found = _OURS.fullmatch(thing)
    if not found or found[1] not in CLASSES or (found[3] and found[1] != "text"):
        return ""
    return "span" if found[3] else found[1]


def names(subject: ox.NamedNode, about: Mapping[str, list[ox.Triple]], where: str) -> Iterator[ConflictError]:
    """Yield what is wrong with the name of a thing.

    Args:
        subject: The name.
        about: What the file says of the thing, by property IRI.
        where: The file.
    """
    shown = iri.compact(subject.value)
    if not subject.value.startswith(BASE):
        yield _error("KG411", where, *_foreign(subject.value))
        return
    kind = kind_of(subject.value)
    if not kind or ".." in subject.value:
        yield _error("KG412", where, *_reserved(shown))
        return
    if kind in ("country", "region") and _is_code(subject) and subject not in load_background().triples:
        yield _error(
            "KG442",
            where,
            f"{shown}: no such code in ISO 3166-1 or M49, and codes are not ours to mint; correct it, "
            "or name a customary area region:x-…",
            f"{shown}\u00a0: ce code n’existe pas dans ISO 3166-1 ni M49, et les codes ne s’inventent pas\u00a0; "
            "corrigez-le, ou nommez une région usuelle region:x-…",
        )
    yield from _classes(subject, kind, about, where)
    yield from _keys(subject, kind, about, where)


def _is_code(subject: ox.NamedNode) -> bool:
    return not subject.value.rpartition("/")[2].startswith("x-")


def _classes(
    subject: ox.NamedNode, kind: str, about: Mapping[str, list[ox.Triple]], where: str
) -> Iterator[ConflictError]:
    allowed = (KG.TextSpan,) if kind == "span" else CLASSES[kind]
    for triple in about.get(RDF.type.value, ()):
        found = triple.object
        if isinstance(found, ox.NamedNode) and found not in allowed and (found in _KIND_OF or found == KG.TextSpan):
            shown, wanted = iri.compact(subject.value), _KIND_OF.get(found, "text")
            yield _error(
                "KG413",
                where,
                f"{shown} is the name of a {kind}, yet the file says that it is a {iri.compact(found.value)}; "
                f"name it {wanted}:…, or correct its class",
                f"{shown} est un nom de type «\u00a0{kind}\u00a0», or le fichier dit que c’est un "
                f"{iri.compact(found.value)}\u00a0; nommez la chose {wanted}:…, ou corrigez sa classe",
            )


def _keys(
    subject: ox.NamedNode, kind: str, about: Mapping[str, list[ox.Triple]], where: str
) -> Iterator[ConflictError]:
    """Yield keys that say something else than the thing does: a day, a symbol, a checksum."""
    key, shown = subject.value.rpartition("/")[2], iri.compact(subject.value)
    checks = {
        "meeting": (KG.date, (_DAY.match(key) or [""])[0]),
        "resolution": (KG.symbol, labels.symbol(key)),
        "text": (KG.sha256, key.rpartition("-")[2]),
    }
    if kind not in checks:
        return
    name, expected = checks[kind]
    for triple in about.get(name.value, ()):
        said = triple.object.value if isinstance(triple.object, ox.Literal) else ""
        if expected and not (said.startswith(expected) if kind == "text" else said == expected):
            yield _error(
                "KG413",
                where,
                f"{shown}: its name says {expected}, {iri.compact(name.value)} says {said[:80]}; correct one of them",
                f"{shown}\u00a0: son nom dit {expected}, {iri.compact(name.value)} dit {said[:80]}\u00a0; "
                "corrigez l’un des deux",
            )


def _foreign(name: str) -> tuple[str, str]:
    return (
        (
            f"<{name}> is not ours to describe: only things under {BASE}id/ are described here; describe ours, "
            "and lead from it to the other with skos:exactMatch or dct:source"
        ),
        (
            f"<{name}> n’est pas à décrire ici\u00a0: seules le sont les choses sous {BASE}id/\u00a0; décrivez la "
            "nôtre, et menez d’elle vers l’autre par skos:exactMatch ou dct:source"
        ),
    )


def _reserved(shown: str) -> tuple[str, str]:
    known = ", ".join(f"{kind}:" for kind in CLASSES)
    return (
        (
            f"{shown} is not a name that a contribution may give (vocabulary, code lists, provenance and reviews are "
            f"kept by the project); describe things of these kinds, with keys of letters, digits and hyphens: {known}"
        ),
        (
            f"{shown} n’est pas un nom qu’une contribution peut donner (vocabulaire, listes de codes, provenance et "
            "relectures sont tenus par le projet)\u00a0; décrivez des choses de ces types, avec des clés de "
            f"lettres, chiffres et traits d’union\u00a0: {known}"
        ),
    )


def _error(code: str, where: str, en: str, fr: str) -> ConflictError:
    return ConflictError(code, where, en=en, fr=fr)
