"""The official shapes of DCAT-AP, from the network when a person asks for them: nothing else here uses it."""

from pathlib import Path

import urllib3

from kg.errors import InputError
from kg.release.check import OFFICIAL
from kg.workspace import replace, writing

ADDRESS = "https://raw.githubusercontent.com/SEMICeu/DCAT-AP/master/releases/3.0.1/html/shacl/"
_SECONDS = 30
_BYTES = 5_000_000
_TRIES = 2
_FOUND = 200


def fetch_shapes(folder: Path, address: str = ADDRESS) -> Path:
    """Bring the official files into ``folder``, those that are there already aside, and return it.

    Args:
        folder: Where they are kept.
        address: Where they are published, with a final slash.

    Raises:
        InputError: a file cannot be had (KG166).
        WorkspaceError: the folder cannot be written (KG602).
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name in OFFICIAL:
            if not (folder / name).is_file():
                replace(folder / name, _content(address + name))
    return folder


def _content(address: str) -> bytes:
    try:
        answer = urllib3.request(
            "GET",
            address,
            timeout=_SECONDS,
            retries=_TRIES,
            preload_content=False,
            headers={"Accept": "text/turtle, */*"},
        )
        content = answer.read(_BYTES + 1)
    except urllib3.exceptions.HTTPError as error:
        said = " ".join(str(error).split())
        raise _unavailable(address, said, said) from error
    if answer.status != _FOUND:
        raise _unavailable(address, f"the server answers {answer.status}", f"le serveur répond {answer.status}")
    if len(content) > _BYTES:
        raise _unavailable(address, "the answer is too long", "la réponse est trop longue")
    return content


def _unavailable(address: str, en: str, fr: str) -> InputError:
    return InputError(
        "KG166",
        address,
        en=f"cannot be fetched ({en}); try again, or give a folder with --dcat-shapes",
        fr=f"n’a pas pu être récupéré ({fr})\u00a0; réessayez, ou donnez un dossier par --dcat-shapes",
    )
