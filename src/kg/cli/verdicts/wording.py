"""The words that all forms of a verdict share."""

from collections.abc import Mapping, Sequence

from kg.graph.iri import local_name
from kg.graph.verdict import Both, Named, Result, Verdict

SEVERITY = {
    "violation": Both("violation", "violation"),
    "warning": Both("warning", "avertissement"),
    "info": Both("remark", "remarque"),
}
_COLON = Both(":", "\u00a0:")


def colon(language: str) -> str:
    """Return a colon as the language sets it."""
    return _COLON.of(language)


def counted(number: int, one: Both, language: str, many: Both | None = None) -> str:
    r"""Return a number with its noun; by default the plural ends in s.

    >>> counted(0, Both("thing", "chose"), "fr"), counted(0, Both("thing", "chose"), "en")
    ('0\xa0chose', '0 things')
    """
    single = number == 1 or (number == 0 and language == "fr")
    noun = one.of(language) if single else many.of(language) if many else f"{one.of(language)}s"
    return f"{number}\u00a0{noun}" if language == "fr" else f"{number} {noun}"


def called(named: Named, language: str) -> str:
    """Return a term with its label."""
    label = named.label.of(language)
    return f"{named.term} ({label})" if label else named.term


def suggestion(result: Result, language: str) -> str:
    """Return the question whether something else was meant, or nothing."""
    if not result.suggestion.term:
        return ""
    meant = called(result.suggestion, language)
    return Both(f"Did you mean {meant}?", f"Vouliez-vous dire {meant}\u00a0?").of(language)


def summary(verdict: Verdict, language: str) -> str:
    """Return how many findings of each severity there are, in how many files."""
    parts = [counted(verdict.count(severity), noun, language) for severity, noun in SEVERITY.items()]
    if verdict.is_index:
        return ", ".join(parts)
    files = counted(len(verdict.files), Both("file", "fichier"), language)
    return ", ".join(parts) + Both(f" in {files}", f" dans {files}").of(language)


def conclusion(verdict: Verdict, language: str) -> str:
    """Return what the exit code says, in words."""
    if verdict.unread:
        return Both(
            "not judged: correct what could not be read", "non jugé\u00a0: corrigez ce qui n’a pas pu être lu"
        ).of(language)
    if not verdict.checked:
        return Both("nothing was checked", "rien n’a été vérifié").of(language)
    return (
        Both("conforms", "conforme").of(language)
        if verdict.conforms
        else Both("does not conform", "non conforme").of(language)
    )


def coverage(verdict: Verdict, language: str) -> Sequence[str]:
    """Return sentences about what was looked at and what was not."""
    if verdict.unread:
        return ()
    lines = []
    used = {shape: number for shape, number in verdict.targets.items() if number}
    if used:
        idle = len(verdict.targets) - len(used)
        shapes = counted(idle, Both("shape", "forme"), language)
        nothing = Both(f"; {shapes} found nothing to look at", f"\u00a0; {shapes} sans rien à regarder").of(language)
        rest = nothing if idle else ""
        things = ", ".join(_families(used))
        lines.append(
            Both(
                f"Things that each shape looked at: {things}{rest}.",
                f"Choses regardées par chaque forme\u00a0: {things}{rest}.",
            ).of(language)
        )
    for unseen in verdict.unseen:
        things = counted(unseen.number, Both("thing", "chose"), language)
        where = ", ".join(f"{name} ({spot.address})" for name, spot in unseen.examples)
        more = "…" if unseen.number > len(unseen.examples) else ""
        kind = called(unseen.what, language)
        en = f"No shape is about {kind}" if kind else "No shape looked at things without a class"
        fr = f"Aucune forme ne porte sur {kind}" if kind else "Aucune forme n’a regardé les choses sans classe"
        found = f"{things}, {where}{more}" if where else things
        lines.append(f"{Both(en, fr).of(language)}{colon(language)} {found}")
    for shape, why in verdict.outside.items():
        lines.append(Both(f"pySHACL judged {shape}: {why.en}", f"pySHACL a jugé {shape}\u00a0: {why.fr}").of(language))
    return lines


def _families(used: Mapping[str, int]) -> Sequence[str]:
    """Return each shape with its number; those of one family (Act, Act-theme-list) that have the same number once."""
    found: dict[tuple[str, int], str] = {}
    for shape, number in sorted(used.items()):
        name = local_name(shape) or shape
        found.setdefault((name.partition("-")[0], number), f"{name}\u00a0{number}")
    return list(found.values())


def details(result: Result, language: str) -> str:
    """Return the thing, the property and the value at fault, with their labels."""
    parts = [result.focus, result.path]
    if result.value.raw != result.focus.raw:
        parts.append(result.value)
    return " · ".join(called(each, language) for each in parts if each.term)
