"""The rules for Apache: an identifier leads to its page, in the reader's language, or to its data, as is asked.

Two files come of the same rules. One lies in the site itself and works wherever the site is put; the other is for
w3id.org, which sends people from the identifiers to the site. A server that knows no such rules serves the pages and
the data all the same, under their own addresses.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from kg.errors import WorkspaceError
from kg.site.address import KINDS, PLAIN, PLAIN_KEY, Address, key_of

_HERE = "%{ENV:KG_HERE}"
_URL = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~/-]*)?")
_LEAD = """\
# Written by statements-kg.
AddType text/turtle .ttl
AddType application/ld+json .jsonld
AddType application/sparql-query .rq
AddType image/svg+xml .svg
AddCharset UTF-8 .html .ttl .jsonld .rq .txt .css .js .svg .xml
DirectoryIndex index.html
ErrorDocument 404 {prefix}404.html
<IfModule mod_headers.c>
Header always set X-Content-Type-Options nosniff
Header always set Content-Security-Policy "frame-ancestors 'none'"
Header set Access-Control-Allow-Origin "*" "expr=%{{REQUEST_URI}} =~ m#\\.(ttl|jsonld)$#"
</IfModule>
"""
_CHOICE = """\
<IfModule mod_headers.c>
Header always merge Vary "Accept, Accept-Language" "expr=%{REQUEST_STATUS} in {'302', '303'}"
</IfModule>
RewriteEngine On
# The language: English, unless French is asked for and English is not asked for before it.
RewriteRule ^ - [E=KG_LANG:en]
RewriteCond %{HTTP:Accept-Language} ^(?!.*\\ben\\b.*\\bfr\\b).*\\bfr\\b(?!-?[a-z]*\\s*;\\s*q=0(\\.0*)?(,|\\s|$)) [NC]
RewriteRule ^ - [E=KG_LANG:fr]
# The form: the page, unless Turtle or JSON-LD is asked for and HTML is not liked better; of two, the one named first.
RewriteRule ^ - [E=KG_FORM:html]
RewriteCond %{HTTP:Accept} (?:^|,)\\s*text/turtle(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)) [NC]
RewriteRule ^ - [E=KG_FORM:ttl]
RewriteCond %{HTTP:Accept} (?:^|,)\\s*application/ld\\+json(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)) [NC]
RewriteCond %{HTTP:Accept} !text/turtle.*application/ld\\+json [NC]
RewriteRule ^ - [E=KG_FORM:jsonld]
RewriteCond %{HTTP:Accept} (?:text/turtle|application/ld\\+json)[^,]*;\\s*q=0 [NC]
RewriteCond %{HTTP:Accept} (?:^|,)\\s*(?:text/html|application/xhtml\\+xml)\\s*(?:,|$|;\\s*q=1) [NC]
RewriteRule ^ - [E=KG_FORM:html]
"""
_WHERE = """\
# Where this folder is on the server.
RewriteCond %{REQUEST_URI}::$1 ^(.*?/)(.*)::\\2$
RewriteRule ^(.*)$ - [E=KG_HERE:%1]
"""
_ROLES = "host|co-host|chair|co-chair|participant|observer|new-member"


def site_rules(pages: Iterable[tuple[str, Address]], url: str) -> str:
    """Return ``.htaccess`` for the site's own folder.

    Args:
        pages: IRI and place of every thing with a page.
        url: Where the site will be; empty when that is not known, and then the root of a server.
    """
    lead = _LEAD.format(prefix=prefix_of(url))
    return "".join((lead, _CHOICE, _WHERE, *_rules(pages, _HERE)))


def w3id_rules(pages: Iterable[tuple[str, Address]], url: str) -> str:
    """Return ``.htaccess`` for the folder ``statements-kg`` of w3id.org: the same, leading to ``url``."""
    return "".join(("# Written by statements-kg for w3id.org.\n", _CHOICE, *_rules(pages, url)))


def prefix_of(url: str) -> str:
    """Return the path of the site on its server, with a slash at both ends."""
    return urlsplit(url).path or "/" if url else "/"


def checked_url(url: str) -> str:
    """Return the address of the site with a slash at its end.

    Raises:
        WorkspaceError: it is no plain http or https address (KG641).
    """
    if url and not _URL.fullmatch(url):
        raise WorkspaceError(
            "KG641",
            url,
            en="is not the address of a site; write it as https://example.org/statements/, without query or escapes",
            fr="n’est pas l’adresse d’un site\u00a0; écrivez-la comme https://example.org/declarations/, "
            "sans requête ni échappement",
        )
    return f"{url.rstrip('/')}/" if url else ""


def _rules(pages: Iterable[tuple[str, Address]], target: str) -> Iterator[str]:
    yield f"RewriteRule ^$ {target}%{{ENV:KG_LANG}}/index.html [R=302,L]\n"
    yield from _lead_to("^def$", "about", "def", target)
    # Before the rest: a key that only a reserved name of Windows makes odd is plain to the patterns below.
    for iri, place in pages:
        path = unquote(key_of(iri))
        if not place.plain and path and "\0" not in path:
            yield from _lead_to(f"^id/{place.kind}/{_bytes(path)}$", place.path, place.path, target)
    by_key: dict[str, list[str]] = {}
    for kind in KINDS:
        by_key.setdefault(PLAIN.get(kind, PLAIN_KEY), []).append(kind)
    for key, kinds in by_key.items():
        yield from _lead_to(f"^id/({'|'.join(kinds)})/({key})$", "$1/$2", "$1/$2", target)
    # What has no page of its own leads to the page that shows it.
    for pattern, page in (
        (f"^id/text/({PLAIN_KEY})-[a-z]{{2,3}}-[0-9a-f]{{8}}$", "statement/$1"),
        (f"^id/amount/({PLAIN_KEY})-[a-z]{{2,3}}-[0-9a-f]{{8}}-[a-z]?[0-9]+$", "statement/$1"),
        (f"^id/participation/([a-z0-9][a-z0-9_-]{{0,98}}?)-(?:{_ROLES})-.+$", "meeting/$1"),
    ):
        yield from _lead_to(pattern, page, page, target)


def _lead_to(pattern: str, page: str, data: str, target: str) -> Iterator[str]:
    for form in ("ttl", "jsonld"):
        yield f"RewriteCond %{{ENV:KG_FORM}} ={form}\nRewriteRule {pattern} {target}data/{data}.{form} [R=303,L]\n"
    yield f"RewriteRule {pattern} {target}%{{ENV:KG_LANG}}/{page}.html [R=303,L]\n"


def _bytes(path: str) -> str:
    r"""Return a pattern that matches ``path`` and holds no sign with a meaning of its own.

    >>> _bytes("a b\n")
    'a\\x20b\\x0a'
    """
    return "".join(
        chr(byte) if chr(byte).isascii() and chr(byte).isalnum() else f"\\x{byte:02x}" for byte in path.encode()
    )
