"""The pages in a browser: accessible, complete without script, on a phone, on paper, and deaf to hostile words."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright
from tests.unit.site.example import CRUEL, MEETING, STATEMENT, Example

from kg.site.words import wording

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Every kind of page: a whole text, passages only, long names, a map, a long table.
KINDS = (
    "index.html",
    "meetings.html",
    MEETING,
    STATEMENT,
    CRUEL,
    "country/IRQ.html",
    "resolution/S-RES-2178-2014.html",
    "organisation/harm.html",
    "theme/counter-terrorism.html",
    "regions.html",
    "people.html",
    "questions.html",
    "question/full-chain.html",
    "search.html",
    "about.html",
)
SERIOUS = ("serious", "critical")
PHONE = ViewportSize(width=360, height=760)
WIDTH = "document.documentElement.scrollWidth"
# How many elements hold marks that turn the direction of writing without keeping them to themselves.
LOOSE = """[...document.querySelectorAll("main *")].filter(
    element => !element.closest("bdi, [dir=auto], script") &&
        [...element.childNodes].some(node => node.nodeType === 3 && /[\\u202a-\\u202e]/.test(node.data))
).length"""
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium (Debian package chromium)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def act_page(example: Example, lang: str) -> str:
    found = sorted((example.folder / lang / "act").glob("2024-09-30-gcd-en-*"))
    return found[0].relative_to(example.folder).as_posix()


def show(context: BrowserContext, example: Example, path: str) -> Page:
    """Open a page from disk; a request for anything else, or an error of a script or policy, fails."""
    page = context.new_page()
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith("file://") else None)
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    faults: list[str] = []
    page.goto((example.folder / path).as_uri())
    assert not faults
    return page


def faults_of(page: Page) -> list[str]:
    """Return what axe finds serious or critical."""
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in violations if each["impact"] in SERIOUS]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_pages_are_accessible_and_fit_a_phone(browser: Browser, example: Example, lang: str) -> None:
    context = browser.new_context()
    found: dict[str, list[str]] = {}
    # The page for lost addresses is the welcome page in other words, with links from the root of a server.
    for path in (*(f"{lang}/{kind}" for kind in KINDS), act_page(example, lang), "index.html"):
        page = show(context, example, path)
        found[path] = faults_of(page)
        page.set_viewport_size(PHONE)
        found[path] += [f"{wide} wide" for wide in [page.evaluate(WIDTH)] if wide > PHONE["width"]]
        page.close()
    context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_dark_pages_and_long_names_are_no_worse(browser: Browser, example: Example) -> None:
    context = browser.new_context(color_scheme="dark", viewport=PHONE)
    assert not faults_of(show(context, example, f"en/{STATEMENT}"))
    for path in ("en/organisation/harm.html", "en/question/full-chain.html"):
        assert show(context, example, path).evaluate(WIDTH) == PHONE["width"]
    context.close()


def test_without_script_a_page_says_the_same(browser: Browser, example: Example) -> None:
    plain, full = browser.new_context(java_script_enabled=False), browser.new_context()
    for path in (f"en/{MEETING}", f"fr/{STATEMENT}", f"en/{CRUEL}", "fr/index.html", "en/regions.html"):
        texts = [show(context, example, path).locator("main").inner_text() for context in (plain, full)]
        assert texts[0] == texts[1]
        assert len(texts[0]) > 900
    page = show(plain, example, "en/search.html")
    assert not page.locator("form:visible").count()
    assert page.get_by_role("link", name="Iraq", exact=True).is_visible()
    plain.close()
    full.close()


def test_the_search_finds_by_any_name(browser: Browser, example: Example) -> None:
    context = browser.new_context()
    page = show(context, example, "fr/index.html")
    page.get_by_role("searchbox").fill("republique d’Irak")
    page.get_by_role("button").click()
    page.wait_for_url("**/fr/search.html?q=*")
    assert page.locator("#results a").first.get_attribute("href") == "country/IRQ.html"
    page.locator("#find").fill("2178")
    assert page.locator("#results li").first.inner_text().startswith("Résolution 2178 (2014)")
    page.locator("#find").fill("hommage sont tombés")
    assert "Satisfaction\u00a0:" in page.locator("#results li").first.inner_text()
    page.locator("#find").fill("xyzzy")
    assert page.locator("#found").inner_text() == wording("fr")["search-none"]
    context.close()


def test_the_circles_of_the_map_are_links_with_names(browser: Browser, example: Example) -> None:
    context = browser.new_context(java_script_enabled=False)
    for path in ("fr/index.html", "fr/regions.html"):
        page = show(context, example, path)
        assert page.get_by_role("group", name=wording("fr")["map"]).is_visible()
        page.get_by_role("link", name=re.compile(r"^Irak\s: \d+$")).focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/fr/country/IRQ.html")
    # The number in a circle is that of the list beside it.
    page = show(context, example, "fr/index.html")
    listed = page.locator(".ranked a").all_inner_texts()
    drawn = [(link.get_attribute("aria-label") or "").partition("\u00a0: ")[0] for link in page.locator(".map a").all()]
    numbers = [int(text) for text in page.locator(".map a text").all_text_contents()]
    named = dict(zip(numbers, drawn, strict=True))
    assert {number: named[number] for number in named if number <= len(listed)} == {
        number: name for number, name in enumerate(listed, start=1) if number in named
    }
    assert len(named) > 3
    context.close()


def test_hostile_words_stay_words(browser: Browser, example: Example) -> None:
    context = browser.new_context()
    paths = [f"en/{CRUEL}", f"fr/{CRUEL}", "en/meetings.html", "fr/organisation/harm.html", "en/search.html?q=land"]
    paths += [path.relative_to(example.folder).as_posix() for path in sorted((example.folder / "en").rglob("*~*.html"))]
    assert len(paths) == 10
    for path in paths:
        name, _, query = path.partition("?")
        page = show(context, example, name)
        if query:
            page.goto(f"{page.url}?{query}")
        assert page.evaluate("window.harm") is None
        schemes = page.eval_on_selector_all("a", "links => [...new Set(links.map(link => link.protocol))]")
        assert set(schemes) <= {"file:", "https:", "http:"}
        assert page.evaluate(LOOSE) == 0
        assert not any(sign in page.title() for sign in "\u202e\u202c")
        page.close()
    page = show(context, example, f"en/{CRUEL}")
    assert "</script><script>window.harm = 7</script>" in page.locator("h1").inner_text()
    context.close()


def test_on_paper_there_is_the_text_and_no_furniture(browser: Browser, example: Example) -> None:
    context = browser.new_context(color_scheme="dark")
    page = show(context, example, f"fr/{STATEMENT}")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator(".masthead nav").is_visible()
    assert not page.locator("form.search").is_visible()
    assert page.locator("main p[dir=auto]").first.is_visible()
    colours = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    context.close()


def test_the_keyboard_reaches_the_content_first(browser: Browser, example: Example) -> None:
    context = browser.new_context()
    page = show(context, example, f"en/{MEETING}")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == wording("en")["skip"]
    box = focused.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    context.close()


def test_the_site_is_a_folder_of_files(example: Example) -> None:
    assert {path.name for path in example.folder.iterdir()} == {
        *("en", "fr", "data", "static", "w3id", "index.html", "404.html"),
        *(".htaccess", ".kg-site", "sitemap.xml", "sitemap-1.xml"),
    }
    assert not list(Path(example.folder).rglob("*.new"))
