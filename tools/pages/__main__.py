"""Write ``ontology.en.html`` and ``ontology.fr.html``: ``python -m tools.pages [FOLDER]``, by default into docs/."""

import sys
from pathlib import Path

from tools.pages.page import page
from tools.pages.vocabulary import read_vocabulary
from tools.pages.words import LANGUAGES


def main() -> None:
    """Write one page a language."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs")
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = read_vocabulary()
    for language in LANGUAGES:
        (folder / f"ontology.{language}.html").write_text(page(vocabulary, language), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
