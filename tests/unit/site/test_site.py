"""The site as files: every link leads somewhere, nothing leads out of the folder, the same bytes every time."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.unit.site.example import CRUEL, MEETING, QUOTE, STATEMENT, Example

from kg.graph.namespaces import KG, OA
from kg.site import build_site
from kg.site.address import address
from kg.site.licence import is_open
from kg.site.words import wording
from kg.workspace import Workspace

ROOT = Path(__file__).parents[3]
ID = "https://w3id.org/statements-kg/id/"


class Links(HTMLParser):
    """Collects the addresses in a page, its identifiers, and the elements that may run something."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []
        self.handlers: list[str] = []
        self.scripts: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        told = dict(attrs)
        self.handlers += [name for name in told if name.startswith("on") or name == "style"]
        self.found += [str(told[name]) for name in ("href", "src", "action") if told.get(name)]
        if told.get("id"):
            self.ids.append(str(told["id"]))
        if tag == "script":
            self.scripts.append(told)


def pages(example: Example) -> list[Path]:
    return sorted(example.folder.rglob("*.html"))


def test_every_link_inside_leads_to_a_file_and_every_anchor_to_an_element(example: Example) -> None:
    read = {path: Links(path.read_text(encoding="utf-8")) for path in pages(example)}
    assert len(read) > 300
    for path, links in read.items():
        assert len(links.ids) == len(set(links.ids)), path
        for link in links.found:
            if re.match(r"https?://", link):
                continue
            assert ":" not in link, f"{path}: {link}"
            place, _, anchor = link.partition("#")
            # The page for lost addresses may be shown anywhere, so its links start at the root of the server.
            base = example.folder if place.startswith("/statements/") else path.parent
            to = (base / place.removeprefix("/statements/")).resolve() if place else path
            assert to.is_file(), f"{path}: {link}"
            if anchor:
                assert anchor in read[to].ids, f"{path}: {link}"


def test_nothing_runs_but_our_script_and_nothing_is_outside_the_folder(example: Example) -> None:
    for path in pages(example):
        links = Links(path.read_text(encoding="utf-8"))
        assert not links.handlers, path
        for script in links.scripts:
            assert script.get("type") in ("application/ld+json", "application/json") or str(script["src"]).endswith(
                "static/site.js"
            )
    assert sorted(path.name for path in example.folder.parent.iterdir()) == ["out", "workspace"]


def test_names_differ_by_more_than_case_and_fit_every_file_system(example: Example) -> None:
    names = [path.relative_to(example.folder).as_posix() for path in example.folder.rglob("*") if path.is_file()]
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9._~/-]+", name) and len(Path(name).name) < 130 for name in names)
    assert address(f"{ID}region/con") != address(f"{ID}region/CON")
    assert not any(Path(name).stem.lower() == "con" for name in names)


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "..%2F..%2Fx", "a/b", "", "é", "con", "x" * 300, ".htaccess", "a b"]
)
def test_no_key_leads_out_of_its_folder(key: str) -> None:
    found = address(f"{ID}region/{key}")
    assert found is None or re.fullmatch(r"[a-z0-9-]*~[0-9a-f]{16}", found.name)


def test_each_page_has_its_twin_its_language_and_its_data(example: Example) -> None:
    for kind in ("meeting/2024-09-30-gcd", "country/IRQ", "resolution/S-RES-2178-2014", "theme/counter-terrorism"):
        for lang, other in (("en", "fr"), ("fr", "en")):
            text = example.page(f"{lang}/{kind}.html")
            assert f'<html lang="{lang}">' in text
            assert f'hreflang="{other}" href="https://example.org/statements/{other}/{kind}.html"' in text
            (embedded,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
            beside = json.loads((example.folder / "data" / f"{kind}.jsonld").read_text(encoding="utf-8"))
            assert json.loads(embedded) == beside
        turtle = (example.folder / "data" / f"{kind}.ttl").read_bytes()
        linked = (example.folder / "data" / f"{kind}.jsonld").read_bytes()
        assert {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == {
            quad.triple for quad in ox.parse(linked, format=ox.RdfFormat.JSON_LD)
        }


def test_the_chain_can_be_followed(example: Example) -> None:
    text = example.page(f"en/{MEETING}")
    chain = text[text.index('<ol class="chain">') :].partition("</ol>")[0]
    for place in ("../country/USA.html", "#commitments", "../resolution/S-RES-2178-2014.html", "../country/IRQ.html"):
        assert f'href="{place}"' in chain
    act = re.search(r'href="\.\./(act/2024-09-30-gcd-en-[^"]+)"', text)
    assert act is not None
    assert f'href="../{STATEMENT}#2024-09-30-gcd-en-' in example.page(f"en/{act[1]}")


def test_a_text_with_an_open_licence_is_whole_and_unchanged(example: Example) -> None:
    (path,) = example.workspace.graph.glob("2024-09-30-gcd.fr.txt")
    text = example.page(f"fr/{STATEMENT}")
    shown = "".join(re.findall(r'<p dir="auto">(.*?)</p>', text.split('class="text"')[1], flags=re.DOTALL))
    plain = re.sub(r'<span class="hidden">.*?</span>|<[^>]+>|&#8288;|\u2060', "", shown)
    assert re.sub(r"\s", "", plain) == re.sub(r"\s", "", path.read_text(encoding="utf-8"))
    assert 'lang="en"' in text


def test_a_text_without_licence_is_quoted_and_no_more(example: Example) -> None:
    assert example.built.quoted == 1
    assert example.built.whole == 4
    page = example.page(f"en/{CRUEL}")
    assert wording("en")["withheld-terms"] in page
    whole = QUOTE.rstrip()[-200:]
    assert not any(whole in path.read_text(encoding="utf-8") for path in example.folder.rglob("*") if path.is_file())
    data = ox.Store()
    data.load(path=str(example.folder / "data/act/cruel-words-en-00000000-a0.ttl"), format=ox.RdfFormat.TURTLE)
    said = [quad.object for quad in data.quads_for_pattern(None, OA.exact, None)]
    assert said == [ox.Literal("condemn")]
    assert len(list(data.quads_for_pattern(None, OA.end, None))) == 2


def test_a_text_that_was_altered_is_not_shown_as_the_text(example: Example, tmp_path: Path) -> None:
    store, empty = ox.Store(), Workspace.create(tmp_path / "w")
    store.extend(quad for quad in example.store if "2024-09-30" in str(quad) and "2021" not in str(quad))
    (empty.graph / "2024-09-30-gcd.fr.txt").write_text("Autre chose.", encoding="utf-8")
    built = build_site(store, empty, tmp_path / "out")
    assert (built.whole, built.quoted, built.missing) == (0, 0, 2)
    page = (tmp_path / "out" / "fr" / STATEMENT).read_text(encoding="utf-8")
    assert wording("fr")["withheld-missing"] in page
    assert "Autre chose" not in page
    assert not (tmp_path / "out" / "sitemap.xml").exists()


def test_the_same_bytes_under_any_hash_seed(example: Example, tmp_path: Path) -> None:
    store = ox.Store()
    store.extend(quad for quad in example.store if "2024-09-30" in str(quad) or "cruel" in str(quad))
    (tmp_path / "small.nq").write_bytes(store.dump(format=ox.RdfFormat.N_QUADS) or b"")
    program = (
        "import sys, pyoxigraph as ox; from pathlib import Path; from kg.site import build_site;"
        "from kg.workspace import Workspace; store = ox.Store();"
        "store.load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS);"
        "build_site(store, Workspace(Path(sys.argv[2])), Path(sys.argv[3]), url='https://example.org')"
    )
    sites = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        command = [sys.executable, "-c", program, str(tmp_path / "small.nq"), str(example.workspace.root), str(out)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")})
        sites.append({path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()})
    assert len(sites[0]) > 150
    assert sites[0] == sites[1]


def test_sitemap_lists_every_page_with_its_twin(example: Example) -> None:
    text = (example.folder / "sitemap-1.xml").read_text(encoding="utf-8")
    listed = set(re.findall(r"<loc>https://example\.org/statements/(.*?)</loc>", text))
    written = {
        path.relative_to(example.folder).as_posix()
        for lang in ("en", "fr")
        for path in (example.folder / lang).rglob("*.html")
    }
    assert listed == written
    assert len(listed) == example.built.pages
    assert f'hreflang="fr" href="https://example.org/statements/fr/{MEETING}"' in text


def test_long_lists_go_on_over_pages(tmp_path: Path) -> None:
    store = ox.Store()
    base = "https://w3id.org/statements-kg/"
    lines = [
        f"<{base}id/statement/s> a kg:Statement .",
        f"<{base}id/text/s-en-00000000> a kg:StatementText ; kg:textOf <{base}id/statement/s> ; kg:sha256 '00' .",
        f"<{base}id/country/FRA> a kg:Country ; rdfs:label 'France'@en .",
    ]
    for start in range(0, 2500, 10):
        span = f"<{base}id/text/s-en-00000000#offset_{start}_{start + 5}>"
        lines += [
            f"<{base}id/act/s-en-00000000-a{start}> a kg:Call ; kg:expressedIn <{base}id/statement/s> ;",
            f" kg:region <{base}id/country/FRA> ; kg:trigger {span} ; kg:evidence {span} .",
            f"{span} oa:start {start} ; oa:end {start + 5} ; oa:exact 'call' ;",
            f" kg:inText <{base}id/text/s-en-00000000> .",
        ]
    prefixes = (
        f"@prefix kg: <{KG.namespace}> . @prefix oa: <{OA.namespace}> . "
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
    )
    store.load(f"{prefixes}\n{chr(10).join(lines)}".encode(), format=ox.RdfFormat.TURTLE)
    build_site(store, Workspace.create(tmp_path / "w"), tmp_path / "out")
    parts = [tmp_path / "out" / "fr" / "country" / name for name in ("FRA.html", "FRA.p2.html", "FRA.p3.html")]
    shown = [part.read_text(encoding="utf-8").count('class="entry ') for part in parts]
    assert shown == [100, 100, 50]
    assert not (tmp_path / "out" / "fr" / "country" / "FRA.p4.html").exists()
    assert 'rel="next" href="../country/FRA.p2.html"' in parts[0].read_text(encoding="utf-8")
    assert (tmp_path / "out" / "en" / "statement" / "s.p3.html").is_file()


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("Apache-2.0, like the project", True),
        ("CC BY-SA 4.0", True),
        ("https://creativecommons.org/licenses/by/4.0/", True),
        ("http://publications.europa.eu/resource/authority/licence/CC_BY_4_0", True),
        ("Licence Ouverte 2.0 (Etalab)", True),
        ("", False),
        ("© Ministère, tous droits réservés", False),
        ("CC BY-NC-SA 4.0", False),
        ("CC BY-ND 4.0", False),
        ("https://creativecommons.org/licenses/by-nc/4.0/", False),
        ("CC BY 4.0 except photographs", False),
        ("This text is not licensed under CC BY 4.0", False),
        ("Terms: see CC0 page; non-commercial use only", False),
    ],
)
def test_only_a_licence_that_is_named_opens_a_text(terms: str, *, expected: bool) -> None:
    assert is_open(terms) is expected


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("name", ["index.html", "regions.html"])
def test_a_map_says_what_it_counts_once_and_its_numbers_stand_beside_it(example: Example, lang: str, name: str) -> None:
    page = (example.folder / lang / name).read_text(encoding="utf-8")
    measure = wording(lang)["map-measure"]
    assert page.count(f'<p class="note">{measure}</p><svg class="map"') == page.count('<svg class="map"') == 1
    drawn = page[page.index('<svg class="map"') : page.index("</svg>")]
    told = re.search(r"<desc[^>]*>(.*?)</desc>", drawn)
    assert told is not None
    assert told[1].startswith(f"{measure}. ")
    # Every circle leads to a page of the site, and what it stands for is in the words of the map.
    links = re.findall(r'<a [^>]*href="([^"]+)"', drawn)
    assert links
    assert all((example.folder / lang / link).is_file() for link in links)
    assert page.index(measure) < page.index("Iraq" if lang == "en" else "Irak", page.index("</svg>"))


@pytest.mark.parametrize(("lang", "heading"), [("en", "Meeting"), ("fr", "Réunion")])
def test_what_the_heading_of_a_column_says_is_not_said_again_in_each_row(
    example: Example, lang: str, heading: str
) -> None:
    page = (example.folder / lang / "index.html").read_text(encoding="utf-8")
    cells = re.findall(rf'<td data-label="{heading}">.*?<bdi>(.*?)</bdi>', page, re.DOTALL)
    assert cells
    assert not any(cell.startswith(heading) for cell in cells)
    # A day keeps its month on one line.
    assert all(re.search(r"\d\u00a0\w+ \d{4}", cell) for cell in cells)
