"""``build_site``: the whole site from the graph, page after page, so that memory does not grow with its size."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
from markupsafe import Markup

from kg import assets
from kg.graph.query import stored_queries
from kg.languages import LANGUAGES
from kg.site.acts import act_page
from kg.site.address import Address
from kg.site.cards import Page, Text
from kg.site.data import documents_of, triples_of
from kg.site.edition import Edition
from kg.site.inventory import inventory, texts
from kg.site.lists import home_page, list_pages, survey
from kg.site.meetings import meeting_pages
from kg.site.publish import Draft, publishing
from kg.site.questions import question_pages
from kg.site.redirects import checked_url, prefix_of, site_rules, w3id_rules
from kg.site.render import Renderer, welcome
from kg.site.search import by_letter, entries
from kg.site.sitemap import sitemaps
from kg.site.statements import checked, statement_pages
from kg.site.things import thing_pages
from kg.site.view import View
from kg.site.words import wording
from kg.workspace import Workspace, writing

QUOTATION = 300
"""Longest quotation from a text whose terms do not let it be shown whole, in characters, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was written.

    Attributes:
        pages: Pages in both languages.
        files: All files.
        whole: Texts shown whole.
        quoted: Texts shown by their passages, because their terms do not allow more.
        missing: Texts shown by their passages, because the workspace does not hold them unaltered.
    """

    pages: int
    files: int
    whole: int
    quoted: int
    missing: int


def build_site(store: ox.Store, workspace: Workspace, folder: Path, *, url: str = "", limit: int = QUOTATION) -> Built:
    """Write the site of a graph into ``folder``, in French and English; the same graph gives the same bytes.

    Args:
        store: The index, or any store that holds the graph in its default graph.
        workspace: Holds the canonical texts.
        folder: Missing, empty, or an earlier site, which is replaced in one step.
        url: Where the site will be (http or https); empty when that is not known: then without sitemap, canonical
            addresses and rules for w3id.org.
        limit: Longest quotation from a text whose terms do not let it be shown whole, in characters.

    Raises:
        WorkspaceError: the address is none (KG641), the folder holds files that are not ours (KG642), or the disk
            refuses (KG602).
    """
    address = checked_url(url)
    view = View(store)
    known = {iri: replace(text, whole=_read(workspace, text) is not None) for iri, text in texts(view).items()}
    pages = inventory(view)
    editions = [Edition(view, wording(lang), pages, known, limit) for lang in LANGUAGES]
    with writing(folder), publishing(folder) as draft:
        count = _Writer(draft, editions, address, lambda text: _read(workspace, text)).run()
    whole = sum(text.whole for text in known.values())
    quoted = sum(not text.open for text in known.values())
    return Built(count, len(draft.files), whole, quoted, len(known) - whole - quoted)


def _canonical(workspace: Workspace, text: Text) -> Path:
    """Return where the canonical text of a text is: ``<statement>.<language>.txt``, from its IRI."""
    key = text.iri.value.rpartition("/")[2]
    statement = key.removesuffix(f"-{text.sha256[:8]}").removesuffix(f"-{text.lang}")
    return workspace.graph / f"{statement}.{text.lang}.txt"


def _read(workspace: Workspace, text: Text) -> str | None:
    """Return the canonical text when it may be shown and is held unaltered."""
    path = _canonical(workspace, text)
    return checked(text, path.read_bytes()) if text.open and path.is_file() else None


class _Writer:
    """Writes every file of a site."""

    def __init__(
        self, draft: Draft, editions: list[Edition], url: str, canonical: Callable[[Text], str | None]
    ) -> None:
        self._draft = draft
        self._editions = editions
        self._pages: Mapping[str, Address] = editions[0].pages
        self._url = url
        self._canonical = canonical
        self._queries = stored_queries()
        self._renderers = {edition.lang: Renderer(edition, url) for edition in editions}
        self._written: list[tuple[str, str]] = []

    def run(self) -> int:
        """Write everything and return the number of pages."""
        for edition in self._editions:
            self._lists(edition)
            for query in self._queries:
                self._all(edition, question_pages(edition, query))
        for iri in self._pages:
            self._thing(ox.NamedNode(iri))
        self._frame()
        return len(self._written)

    def _lists(self, edition: Edition) -> None:
        acts = [ox.NamedNode(iri) for iri, place in self._pages.items() if place.kind == "act"]
        seen = survey(edition, acts)
        self._page(edition, home_page(edition, seen, self._queries))
        self._all(edition, list_pages(edition, seen, self._queries))
        found = entries(edition)
        kinds = {kind: edition.wording[kind] for kind in sorted({each[1] for each in found})}
        title = edition.list_link("search").words
        page = Page("search", "search.html", title, context={"letters": by_letter(found)})
        self._page(edition, page, entries=found, kinds=kinds)

    def _thing(self, thing: ox.NamedNode) -> None:
        """Write the pages and the data of one thing."""
        place = self._pages[thing.value]
        documents = documents_of(triples_of(self._editions[0], thing))
        self._draft.write(f"data/{place.path}.ttl", documents.turtle)
        self._draft.write(f"data/{place.path}.jsonld", documents.jsonld)
        for edition in self._editions:
            for page in self._pages_of(edition, thing, place.kind):
                self._page(edition, page, documents.script)

    def _pages_of(self, edition: Edition, thing: ox.NamedNode, kind: str) -> Iterator[Page]:
        if kind == "meeting":
            return meeting_pages(edition, thing)
        if kind == "statement":
            return statement_pages(edition, thing, self._canonical)
        return iter([act_page(edition, thing)]) if kind == "act" else thing_pages(edition, thing)

    def _frame(self) -> None:
        """Write what is not in one language, and what servers and search engines read."""
        for path in sorted(files("kg.site").joinpath("static").iterdir(), key=lambda each: each.name):
            self._draft.write(f"static/{path.name}", path.read_bytes())
        self._draft.write("data/def.ttl", (assets.ontology() / "kg.ttl").read_bytes())
        for query in self._queries:
            self._draft.write(f"data/question/{query.id}.rq", query.text.encode())
        self._draft.write("index.html", welcome("site", "tagline", ""))
        self._draft.write("404.html", welcome("lost", "lost-text", prefix_of(self._url)))
        self._draft.write(".htaccess", site_rules(self._pages.items(), self._url).encode())
        if self._url:
            self._draft.write("w3id/statements-kg/.htaccess", w3id_rules(self._pages.items(), self._url).encode())
            for name, content in sitemaps(self._url, self._written):
                self._draft.write(name, content)

    def _all(self, edition: Edition, pages: Iterator[Page]) -> None:
        for page in pages:
            self._page(edition, page)

    def _page(self, edition: Edition, page: Page, document: Markup | str = "", **more: object) -> None:
        content = self._renderers[edition.lang].html(page, document, **more)
        self._draft.write(f"{edition.lang}/{page.path}", content)
        self._written.append((f"{edition.lang}/{page.path}", page.first))
