"""The table ``[release]`` of ``kg.toml``: what a portal wants to know and no text says."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import WorkspaceError
from kg.languages import LANGUAGES

AUTHORITY = "http://publications.europa.eu/resource/authority/"
"""Where the European Union's Publications Office keeps its code lists; DCAT-AP 3.0.1 section 9 demands them."""

_KEY = re.compile(r"[A-Za-z0-9_-]+")
_HTTP = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_TEXTS = ("title", "description")
_WORDS = {
    "title": {"en": "Diplomatic statements as linked data", "fr": "Déclarations diplomatiques en données liées"},
    "description": {
        "en": "Meetings, hosts, commitments, resolutions and regions of diplomatic statements, each fact with the "
        "passage that says it.",
        "fr": "Réunions, hôtes, engagements, résolutions et régions de déclarations diplomatiques, chaque fait avec le "
        "passage qui l’énonce.",
    },
}
_KEYWORDS = {
    "en": ("diplomacy", "statement", "commitment", "resolution", "linked data"),
    "fr": ("diplomatie", "déclaration", "engagement", "résolution", "données liées"),
}
# Key: what it must be, and whether a release can do without.
_PLAIN = {
    "version": (str, True),
    "issued": (date, True),
    "homepage": (str, True),
    "download": (str, True),
    "landing_page": (str, False),
    "endpoint": (str, False),
    "licence": (str, True),
    "themes": (list, False),
    "frequency": (str, False),
    "access": (str, False),
    "availability": (str, False),
    "status": (str, False),
    "quotation": (int, False),
}
_TABLES = {
    "publisher": {"en", "fr", "iri", "type", "homepage"},
    "contact": {"name", "email", "page"},
    "title": set(LANGUAGES),
    "description": set(LANGUAGES),
    "keywords": set(LANGUAGES),
}
_ADDRESSES = ("homepage", "download", "landing_page", "endpoint")


_CREATIVE = "https://creativecommons.org/"
# By key of the EU's list: name in the list of SPDX, page for people.
_PAGES = {
    "CC0": ("CC0-1.0", f"{_CREATIVE}publicdomain/zero/1.0/"),
    "CC_BY_4_0": ("CC-BY-4.0", f"{_CREATIVE}licenses/by/4.0/"),
    "CC_BYSA_4_0": ("CC-BY-SA-4.0", f"{_CREATIVE}licenses/by-sa/4.0/"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What accompanies a release.

    Attributes:
        version: Of the data, as people cite it.
        issued: Day of the first release.
        homepage: Address of the catalogue's page.
        download: Address of the folder in which the files of the release will lie, with a final slash.
        landing_page: Address of the data set's page; the homepage when none is given.
        endpoint: Address of a SPARQL endpoint, or empty.
        licence: IRI of the licence.
        themes: IRIs of the EU's list of data themes.
        frequency: IRI of the EU's list of frequencies.
        access: IRI of the EU's list of access rights.
        availability: IRI of the EU's list of planned availabilities.
        status: IRI of the EU's list of distribution statuses.
        quotation: Longest quotation, in code points; longer ones are cut.
        titles: ``{language: title}``.
        descriptions: ``{language: description}``.
        keywords: ``{language: keywords}``.
        publisher: ``{language: name}``.
        publisher_iri: IRI of the publisher, or empty.
        publisher_type: IRI of the list of publisher types of ADMS.
        publisher_page: Address of the publisher's page, or empty.
        contact: Name, address for mail and page of the contact; empty where none is given.
    """

    version: str
    issued: date
    homepage: str
    download: str
    landing_page: str
    endpoint: str
    licence: str
    themes: tuple[str, ...]
    frequency: str
    access: str
    availability: str
    status: str
    quotation: int
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    keywords: Mapping[str, tuple[str, ...]]
    publisher: Mapping[str, str]
    publisher_iri: str
    publisher_type: str
    publisher_page: str
    contact: tuple[str, str, str]

    @property
    def licence_page(self) -> str:
        """Where people read the licence."""
        return _PAGES.get(self.licence.removeprefix(f"{AUTHORITY}licence/"), ("", self.licence))[1]

    @property
    def licence_spdx(self) -> str:
        """Its name in the list of SPDX, which citations use; empty where we do not know it."""
        return _PAGES.get(self.licence.removeprefix(f"{AUTHORITY}licence/"), ("", ""))[0]

    @property
    def licence_name(self) -> str:
        """Name of a licence of the EU's list, as people write it (CC BY 4.0); the IRI of any other."""
        key = self.licence.removeprefix(f"{AUTHORITY}licence/")
        return key if key == self.licence else re.sub(r"(?<=\d)_(?=\d)", ".", key).replace("_", " ")

    def publisher_in(self, language: str) -> str:
        """Return the publisher's name in a language, in another one when there is none in this."""
        return self.publisher.get(language) or next(iter(self.publisher.values()))


def read_settings(path: Path) -> Settings:
    """Return the table ``[release]`` of a TOML file.

    Raises:
        WorkspaceError: the file is no TOML (KG620), the table lacks something that a catalogue must have (KG621), or
            holds a key or a value that does not belong there (KG622).
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("release", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        said = " ".join(str(error).split())
        raise WorkspaceError(
            "KG620",
            str(path),
            en=f"cannot be read as TOML ({said}); correct it",
            fr=f"ne peut pas être lu comme TOML ({said})\u00a0; corrigez-le",
        ) from error
    _check(table, path)
    return _settings(table)


def _check(table: Mapping[str, Any], path: Path) -> None:
    for key, value in table.items():
        if key in _TABLES:
            _check_table(key, value, path)
        elif key not in _PLAIN:
            raise _wrong(
                path, key, en=f"is no setting; there are {_known()}", fr=f"n’existe pas\u00a0; il y a {_known()}"
            )
        elif type(value) is not _PLAIN[key][0]:
            kind = _PLAIN[key][0].__name__
            raise _wrong(path, key, en=f"must be of type {kind}", fr=f"doit être de type {kind}")
    for key in (key for key in _ADDRESSES if key in table):
        if not _HTTP.fullmatch(table[key]):
            raise _wrong(path, key, en="must be an http(s) address", fr="doit être une adresse http(s)")
    missing = [key for key, (_, needed) in _PLAIN.items() if needed and key not in table]
    missing += ["publisher.en"] if not {*LANGUAGES} & {*table.get("publisher", {})} else []
    missing += ["contact.email"] if not {"email", "page"} & {*table.get("contact", {})} else []
    if missing:
        names = ", ".join(missing)
        raise WorkspaceError(
            "KG621",
            str(path),
            en=f"lacks under [release]: {names}; a portal refuses a catalogue without them (see docs/releasing.md)",
            fr=f"ne donne pas, sous [release]\u00a0: {names}\u00a0; un portail refuse un catalogue qui ne les a pas "
            "(voir docs/releasing.fr.md)",
        )


def _check_table(key: str, value: object, path: Path) -> None:
    """Check a table of ``[release]`` whose values are strings, or lists of them for keywords."""
    allowed = ", ".join(sorted(_TABLES[key]))
    if not isinstance(value, dict) or set(value) - _TABLES[key]:
        raise _wrong(path, key, en=f"is a table that takes {allowed}", fr=f"est une table qui accepte {allowed}")
    kind = list if key == "keywords" else str
    for name, each in value.items():
        if not isinstance(each, kind) or not each:
            where = f"{key}.{name}"
            raise _wrong(path, where, en=f"must be of type {kind.__name__}", fr=f"doit être de type {kind.__name__}")
        if name in ("iri", "homepage", "page") and not _HTTP.fullmatch(str(each)):
            where = f"{key}.{name}"
            raise _wrong(path, where, en="must be an http(s) address", fr="doit être une adresse http(s)")


def _known() -> str:
    return ", ".join(sorted([*_PLAIN, *_TABLES]))


def _wrong(path: Path, key: str, en: str, fr: str) -> WorkspaceError:
    return WorkspaceError("KG622", f"{path} [release] {key}", en=en, fr=fr)


def _settings(table: Mapping[str, Any]) -> Settings:
    publisher, contact = table["publisher"], table["contact"]
    texts = {key: {**_WORDS[key], **table.get(key, {})} for key in _TEXTS}
    keywords = {code: tuple(map(str, table.get("keywords", {}).get(code, _KEYWORDS[code]))) for code in LANGUAGES}
    return Settings(
        version=table["version"],
        issued=table["issued"],
        homepage=table["homepage"],
        download=table["download"].rstrip("/") + "/",
        landing_page=table.get("landing_page", table["homepage"]),
        endpoint=table.get("endpoint", ""),
        licence=_entry("licence", table["licence"]),
        themes=tuple(_entry("data-theme", str(each)) for each in table.get("themes", ["INTR"])),
        frequency=_entry("frequency", table.get("frequency", "IRREG")),
        access=_entry("access-right", table.get("access", "PUBLIC")),
        availability=_entry("planned-availability", table.get("availability", "STABLE")),
        status=_entry("distribution-status", table.get("status", "COMPLETED")),
        quotation=table.get("quotation", 300),
        titles=texts["title"],
        descriptions=texts["description"],
        keywords=keywords,
        publisher={code: publisher[code] for code in LANGUAGES if code in publisher},
        publisher_iri=publisher.get("iri", ""),
        publisher_type=f"http://purl.org/adms/publishertype/{publisher.get('type', 'NonProfitOrganisation')}",
        publisher_page=publisher.get("homepage", ""),
        contact=(contact.get("name", ""), contact.get("email", ""), contact.get("page", "")),
    )


def _entry(scheme: str, key: str) -> str:
    """Return the IRI of an entry of an EU list from its key; an IRI stays."""
    return f"{AUTHORITY}{scheme}/{key}" if _KEY.fullmatch(key) else key
