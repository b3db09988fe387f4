"""The map of the site for search engines: every page with its twin in the other language (sitemaps.org)."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from kg.languages import LANGUAGES

_MOST = 25_000
"""Entries to a file; the protocol allows 50,000 and 50 MB."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemaps(url: str, paths: Sequence[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file: an index, and as many lists as are needed.

    Args:
        url: Where the site will be, with a slash at its end.
        paths: Path of each page below the folder of its language, and the path that both languages have.
    """
    ordered = sorted(set(paths))
    count = max(1, -(-len(ordered) // _MOST))
    lines = (f"<sitemap><loc>{escape(url)}sitemap-{number}.xml</loc></sitemap>\n" for number in range(1, count + 1))
    yield "sitemap.xml", f'{_HEAD}<sitemapindex xmlns="{_SPACE}">\n{"".join(lines)}</sitemapindex>\n'.encode()
    for number in range(count):
        share = "".join(_entry(url, *each) for each in ordered[number * _MOST : (number + 1) * _MOST])
        head = f'{_HEAD}<urlset xmlns="{_SPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        yield f"sitemap-{number + 1}.xml", f"{head}{share}</urlset>\n".encode()


def _entry(url: str, path: str, twin: str) -> str:
    lang, _, own = path.partition("/")
    places = ((each, escape(own if each == lang else twin)) for each in LANGUAGES)
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{each}" href="{escape(url)}{each}/{place}"/>' for each, place in places
    )
    return f"<url><loc>{escape(url)}{escape(path)}</loc>{others}</url>\n"
