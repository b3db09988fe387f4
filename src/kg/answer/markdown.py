"""An answer as a table of Markdown (GitHub's), for reports and issues."""

import re
from collections.abc import Iterator, Mapping

from kg.answer.grid import Grid
from kg.answer.words import cell, link, one_line
from kg.graph.answers import Term

# What could start a piece of markup, wherever it stands (CommonMark 0.31, section 2.4).
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&#$]|!(?=\[)|:(?=//)|@|(?<=www)\.")


def write_markdown(grid: Grid, language: str, labels: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines: the title, then a row a line. Only http and https addresses become links."""
    if grid.title:
        yield f"**{escape(grid.title)}**\n"
    yield _line([escape(heading) for heading in grid.headings])
    yield _line(["---"] * len(grid.headings))
    for row in grid.rows:
        yield _line([_cell(term, language, labels) for term in row])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(term: Term | None, language: str, labels: Mapping[str, str]) -> str:
    words, address = escape(cell(term, language, labels)), link(term)
    return f"[{words}](<{address}>)" if address and "|" not in address else words


def escape(text: str) -> str:
    r"""Return the text so that Markdown shows it as it is.

    >>> escape("a|b *c*")
    'a\\|b \\*c\\*'
    """
    return _MARKUP.sub(lambda found: f"\\{found[0]}" if found[0] != "@" else "&#64;", one_line(text))
