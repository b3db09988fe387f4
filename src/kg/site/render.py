"""Turns pages into HTML: templates with autoescape, words set as each language sets them, data inside each page."""

import re
from collections.abc import Mapping
from types import MappingProxyType

import jinja2
from markupsafe import Markup

import kg
from kg.languages import LANGUAGES
from kg.site.cards import Page
from kg.site.edition import Edition
from kg.site.words import Wording, wording

# What HTML forbids; the rest of the control characters steer programs that nobody asked.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# A day, and its month and year, as they follow each other in French and in English.
_DAY = re.compile(r"\b(\d{1,2}(?:er)?) ([^\W\d_]{3,} \d{4})\b")
# What turns the direction of writing: isolated by <bdi> in a page, taken out where no element can stand.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_QUOTES = MappingProxyType({"fr": ("«\u00a0", "\u00a0»"), "es": ("«", "»"), "de": ("„", "“")})
_ENGLISH = ("“", "”")
SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "Commitment": "M6 0 12 6 6 12 0 6Z",
        "Call": "M1 0 12 6 1 12Z",
        "Endorsement": "M4 0H8V4H12V8H8V12H4V8H0V4H4Z",
        "Welcome": "M6 0A6 6 0 1 1 6 12A6 6 0 1 1 6 0Z",
        "Condemnation": "M2.5 0 6 3.5 9.5 0 12 2.5 8.5 6 12 9.5 9.5 12 6 8.5 2.5 12 0 9.5 3.5 6 0 2.5Z",
        "Concern": "M6 0 12 11.5H0Z",
        "Emphasis": "M0 2H12V5H0ZM0 7H12V10H0Z",
        "Act": "M3 3H9V9H3Z",
    }
)
"""The shape that stands before each type of act, in a square of 12: types are told apart without colour."""


class Renderer:
    """Writes the pages of one language."""

    def __init__(self, edition: Edition, url: str) -> None:
        """Write for ``edition``; ``url`` is where the site will be, with a slash at its end, or empty."""
        self._edition = edition
        self._environment = environment()
        words = edition.wording
        self._environment.globals.update(
            w=words,
            lang=edition.lang,
            other=next(each for each in LANGUAGES if each != edition.lang),
            url=url,
            colon="\u00a0:" if edition.lang == "fr" else ":",
            version=kg.__version__,
            shapes=SHAPES,
            plural=lambda key, number: words.count(f"n-{key}", number).partition("\u00a0")[2],
            forms=lambda key: words[key].partition("|")[::2],
            text_name=lambda lang: _of_language(words, "text", lang),
            language_name=lambda lang: _of_language(words, "lang", lang),
            open_quote=lambda lang: _QUOTES.get(lang, _ENGLISH)[0],
            close_quote=lambda lang: _QUOTES.get(lang, _ENGLISH)[1],
        )

    def html(self, page: Page, document: Markup | str = "", **more: object) -> bytes:
        """Return a page as HTML; ``document`` is its JSON-LD, safe inside a script."""
        place = self._edition.pages.get(page.thing.value) if page.thing is not None else None
        up = "../" * page.path.count("/")
        text = self._environment.get_template(f"{page.template}.html").render(
            page=page,
            up=up,
            root=f"{up}../",
            twin=page.first,
            data=place.path if place else "",
            jsonld=document,
            **page.context,
            **more,
        )
        return text.encode("utf-8")


def welcome(heading: str, told: str, prefix: str) -> bytes:
    """Return a page in both languages: the first one, or the one for addresses that do not exist.

    Args:
        heading: Key of its heading.
        told: Key of the line below.
        prefix: What leads to the root of the site.
    """
    both = [wording(lang) for lang in LANGUAGES]
    title = " – ".join(each[heading] for each in both)
    template = environment().get_template("welcome.html")
    return template.render(both=both, heading=heading, told=told, prefix=prefix, title=title).encode("utf-8")


def environment() -> jinja2.Environment:
    """Return the templates, which escape all that they are given and stop at a name that nobody gave."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("kg.site"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters.update(flat=flat, joined=joined, under=under)
    # For script elements: jinja writes <, >, & and ' as escapes, so that nothing inside can close the element.
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return made


def flat(text: str) -> str:
    """Return text for a place without elements, such as a title: nothing in it turns the direction of writing."""
    return _TURNING.sub("", text)


def joined(text: str) -> str:
    """Keep a day with its month on one line.

    >>> joined("1er octobre 2024") == "1er\N{NO-BREAK SPACE}octobre 2024"
    True
    """
    return _DAY.sub("\\1\u00a0\\2", text)


def under(text: str, heading: str) -> str:
    """Leave out the kind that a label begins with when the heading above it says the same.

    >>> under("Meeting: Oslo, 2024", "Meeting"), under("Meeting: Oslo, 2024", "Recalls")
    ('Oslo, 2024', 'Meeting: Oslo, 2024')
    """
    for mark in (": ", "\u00a0: "):
        if heading and text.startswith(f"{heading}{mark}"):
            return text.removeprefix(f"{heading}{mark}")
    return text


def _shown(value: object) -> object:
    """Replace what no HTML may hold, whatever a template shows; what is markup was looked at before it became so."""
    return _CONTROL.sub("\ufffd", value) if type(value) is str and not value.isprintable() else value


def _of_language(words: Wording, what: str, lang: str) -> str:
    return words.words.get(f"{what}-{lang}", words[f"{what}-other"])
