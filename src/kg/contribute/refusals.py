"""Why contributions are refused or cannot go, each with what to do."""

from collections.abc import Iterable
from pathlib import Path

from kg.errors import ConflictError, InputError
from kg.graph import iri


def bad_name(path: Path, name: str) -> InputError:
    """Make the error for a contribution that cannot be called so (KG408)."""
    return InputError(
        "KG408",
        str(path),
        en=f"cannot be called “{name}” here: a name has small letters, digits and hyphens, and each file its own; "
        "add the files one by one with --name",
        fr=f"ne peut pas s’appeler ici «\u00a0{name}\u00a0»\u00a0: un nom est fait de petites lettres, de chiffres et "
        "de traits d’union, et chaque fichier a le sien\u00a0; ajoutez les fichiers un par un avec --name",
    )


def in_the_way(file: Path, name: str, by: str, day: str) -> ConflictError:
    """Make the error for a contribution of the same name and other content (KG419)."""
    who_en, who_fr = (f" (by {by}, {day})", f" (par {by}, {day})") if by else ("", "")
    return ConflictError(
        "KG419",
        str(file),
        en=f"differs from the contribution {name} that is there{who_en}; --replace puts this one in its place, "
        "--name gives it another name",
        fr=f"diffère de la contribution {name} qui est là{who_fr}\u00a0; --replace met celle-ci à sa place, "
        "--name lui donne un autre nom",
    )


def absent(name: str, there: Iterable[str]) -> InputError:
    """Make the error for a contribution that does not exist (KG409)."""
    known = ", ".join(there)
    en, fr = (f"these are there: {known}", f"voici celles qui sont là\u00a0: {known}")
    if not known:
        en, fr = "there are none here", "il n’y en a aucune ici"
    return InputError(
        "KG409",
        name,
        en=f"is not the name of a contribution; {en}",
        fr=f"n’est pas le nom d’une contribution\u00a0; {fr}",
    )


def leant_on(name: str, subject: str, user: str) -> InputError:
    """Make the error for a contribution on which another file leans (KG418)."""
    thing = iri.compact(subject)
    return InputError(
        "KG418",
        name,
        en=f"describes {thing}, on which graph/{user}.ttl leans; remove that first, or both at once",
        fr=f"décrit {thing}, sur quoi s’appuie graph/{user}.ttl\u00a0; retirez d’abord celui-ci, ou les deux ensemble",
    )
