"""Writes ``data/reference/*.ttl``, or the folder given as the only argument."""

import sys
from pathlib import Path
from typing import Final

from tools.reference import countries, meetings, organisations, persons, places, regions, resolutions
from tools.reference.sources import SOURCES

FILES: Final = {
    "coalition-record": meetings,
    "countries": countries,
    "organisations": organisations,
    "persons": persons,
    "places": places,
    "regions": regions,
    "resolutions": resolutions,
}


def main(folder: Path) -> None:
    """Write every file of the reference data into ``folder``."""
    for name, module in FILES.items():
        text = module.build().render(module.COMMENTS)
        (folder / f"{name}.ttl").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCES.parent / "reference")
