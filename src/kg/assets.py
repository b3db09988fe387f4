"""Where ``ontology/``, ``queries/`` and ``data/`` lie, in a checkout and in an installed wheel.

Nothing else in the package knows. In a wheel they are under ``kg/_assets`` (see ``force-include`` in
``pyproject.toml``); in a checkout or an editable install they are at the top of the repository.
"""

from functools import cache
from pathlib import Path

from kg.errors import ContractError


@cache
def root() -> Path:
    """Return the folder that holds ``ontology/``, ``queries/`` and ``data/``.

    Raises:
        ContractError: neither place has them, so the installation is broken.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_assets", package.parents[1]):
        if (folder / "ontology" / "kg.ttl").is_file():
            return folder
    raise ContractError(
        "KG900",
        str(package),
        en="the ontology is not installed with the package; reinstall statements-kg",
        fr="l’ontologie n’est pas installée avec le paquet\u00a0; réinstallez statements-kg",
    )


def ontology() -> Path:
    """Return the folder of ``kg.ttl``, ``codelists/``, ``shapes/`` and ``rules/``."""
    return root() / "ontology"


def queries() -> Path:
    """Return the folder of the stored queries (``*.rq``)."""
    return root() / "queries"


def lexicons() -> Path:
    """Return the folder with one lexicon folder per language."""
    return root() / "data" / "lexicons"


def reference() -> Path:
    """Return the folder of the reference data (Turtle)."""
    return root() / "data" / "reference"
