"""The official shapes of DCAT-AP, from the network when a person asks for them: nothing else here uses it."""

from pathlib import Path

from kg.errors import EndpointError
from kg.release.check import OFFICIAL
from kg.wire.address import address
from kg.wire.client import Client
from kg.workspace import replace, writing

ADDRESS = "https://raw.githubusercontent.com/SEMICeu/DCAT-AP/master/releases/3.0.1/html/shacl/"
_CLIENT = Client(seconds=30, tries=3, most=5_000_000)


def fetch_shapes(folder: Path, base: str = ADDRESS) -> Path:
    """Bring the official files into ``folder``, those that are there already aside, and return it.

    Args:
        folder: Where they are kept.
        base: Where they are published, with a final slash.

    Raises:
        EndpointError: a file cannot be had; see ``Client.send``.
        WorkspaceError: the folder cannot be written (KG602).
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name in OFFICIAL:
            if not (folder / name).is_file():
                replace(folder / name, _content(base + name))
    return folder


def _content(url: str) -> bytes:
    try:
        return _CLIENT.send("GET", address(url), {"Accept": "text/turtle, */*"}).content
    except EndpointError as error:
        raise EndpointError(
            error.code,
            error.where,
            en=f"{error.en}; or give a folder with --dcat-shapes",
            fr=f"{error.fr}\u00a0; ou donnez un dossier par --dcat-shapes",
        ) from error
