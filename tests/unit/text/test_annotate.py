"""What the annotator sees: places, resolutions, dates, money. All sentences are ours."""

from collections.abc import Callable
from datetime import date

import pytest

from kg.errors import LexiconError
from kg.graph.reference import load_reference
from kg.model.document import Document, Metadata
from kg.model.facts import Annotations
from kg.text.annotate import annotate
from kg.text.annotate.dates import dates_of
from kg.text.annotate.money import money_of
from kg.text.extract.tables import tables_of
from kg.text.lexicon import Lexicon


def read(language: str, text: str, published: date | None = date(2023, 6, 15)) -> Annotations:
    document = Document(text, language, Metadata("test", published=published))
    return annotate(document, load_reference())


def areas(language: str, text: str) -> list[str]:
    found = {m.thing.key for m in read(language, text).mentions if m.thing.kind in {"country", "region"}}
    return sorted(found)


def resolutions(language: str, text: str) -> list[str]:
    return [m.thing.key for m in read(language, text).mentions if m.thing.kind == "resolution"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Les ministres saluent le peuple syrien et les autorités iraquiennes.", ["IRQ", "SYR"]),
        ("en", "They stand with Iraqi partners and the Ukrainian authorities.", ["IRQ", "UKR"]),
        ("fr", "Les attaques de l’Iran inquiètent les\u00a0Émirats arabes unis.", ["ARE", "IRN"]),
        ("fr", "Le conflit péruano-chilien et les relations franco-allemandes.", ["CHL", "DEU", "FRA", "PER"]),
        ("fr", "La zone indo-pacifique, un sino resté seul.", ["x-indo-pacific"]),
        (
            "en",
            "The Sino-Peruvian border and the Indo-Pacific; General Franco spoke.",
            ["CHN", "PER", "x-indo-pacific"],
        ),
        ("fr", "Réunis à Grenade, ils ont salué la Grenade.", ["GRD"]),
        (
            "fr",
            "La Guinée Equatoriale et les Iles Salomon saluent la République Centrafricaine.",
            ["CAF", "GNQ", "SLB"],
        ),
        ("fr", "La Communauté Economique des Etats de l’Afrique de l’Ouest a salué le plan.", []),
        (
            "fr",
            "M. Roe, ministre de l’Europe et des Affaires Etrangères, et les ministres des Affaires européennes.",
            [],
        ),
        ("en", "The ministers for European affairs saluted Europe.", ["150"]),
        ("fr", "La réunion a porté sur le monde et sur la Réunion des experts.", []),
        ("en", "They ate turkey on fine china, and a chad fell.", []),
        ("fr", "Il y a des menaces en Asie du Sud et centrale.", ["034", "143"]),
        ("fr", "Elles gagnent l’Afrique de l’Ouest, de l’Est, centrale et australe.", ["011", "014", "017", "018"]),
        ("en", "It spreads in East, West and Central Africa and in Southeast Asia.", ["011", "014", "017", "035"]),
        ("en", "Central and South Asian states will meet.", ["034", "143"]),
        ("fr", "La menace grandit au Sahel et dans la Corne de l’Afrique.", ["x-horn-of-africa", "x-sahel"]),
        ("fr", "Les camps du nord-est de la Syrie restent fragiles.", ["SYR", "x-northeast-syria"]),
        ("en", "South Africa, South Sudan and Guinea-Bissau voted.", ["GNB", "SSD", "ZAF"]),
        ("fr", "Les pays d’Europe centrale et orientale investissent.", ["151", "x-central-europe"]),
        ("en", "The countries of Central and Eastern Europe invest.", ["151", "x-central-europe"]),
        (
            "en",
            "The Western Balkan partners and the East Mediterranean",
            ["x-eastern-mediterranean", "x-western-balkans"],
        ),
        ("fr", "La crise libyenne et le conflit soudanais durent.", ["LBY", "SDN"]),
        ("en", "Jordan’s and Lebanon’s efforts matter.", ["JOR", "LBN"]),
        ("fr", "Les ministres français et allemand ont parlé.", ["DEU", "FRA"]),
        ("en", "They noted a rise in Russian attacks and in French Polynesia.", ["PYF", "RUS"]),
        ("en", "Pressure on Kyiv and Baghdad grows.", []),
        ("fr", "L’Amérique du Nord et l’Amérique centrale coopèrent.", ["003", "013"]),
        ("en", "North American leaders met those of Northern America.", ["003", "021"]),
        ("fr", "La paix au Moyen-Orient et en Afrique du Nord.", ["015", "x-middle-east"]),
        ("en", "Peace in the Middle East and North Africa; the MENA region.", ["015", "x-mena", "x-middle-east"]),
        ("en", "Pacific livelihoods and the Pacific Islands.", ["x-pacific"]),
        ("fr", "Un règlement pacifique et la région du Pacifique.", ["x-pacific"]),
        ("en", "They support the European Union and Europe, the Union and Peru.", ["150", "PER"]),
        ("fr", "L’Union européenne et l’Ukraine signeront.", ["UKR"]),
        ("en", "The National Assembly of Peru and the Chile National Assembly voted.", ["CHL", "PER"]),
        ("fr", "L’Assemblée nationale du Togo et la Cour suprême du Bénin.", ["BEN", "TGO"]),
        ("en", "The Special Envoy for Western Sahara and the UN Strategy for the Sahel.", ["ESH", "x-sahel"]),
        ("fr", "La Stratégie intégrée pour le Sahel et l’Envoyé spécial pour la Libye.", ["LBY", "x-sahel"]),
        ("en", "The Friends of Yemen and the UN Mission in South Sudan.", ["SSD", "YEM"]),
        (
            "fr",
            "La Mission des Nations unies au Soudan du Sud et le Forum de dialogue politique libyen.",
            ["LBY", "SSD"],
        ),
        ("en", "A warrant against the President of the Republic of the Sudan.", ["SDN"]),
        ("fr", "Leur gratitude au président du Nigeria.", ["NGA"]),
        (
            "en",
            "The Congolese people of the DRC, the two Koreas and the Niger Delta.",
            ["COD", "KOR", "PRK", "x-niger-delta"],
        ),
        ("en", "The Congolese and Korean people.", []),
        ("fr", "Les autorités congolaises de la RDC et de la République du Congo.", ["COD", "COG"]),
        (
            "fr",
            "Le Burkina-Faso, la Guinée Bissau et l’Afrique du sud ; le bassin du Congo.",
            ["BFA", "GNB", "ZAF", "x-congo-basin"],
        ),
        ("fr", "LA SITUATION EN ETHIOPIE ET EN ÉGYPTE", ["EGY", "ETH"]),
    ],
)
def test_places_that_count(language: str, text: str, expected: list[str]) -> None:
    assert areas(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L’Union africaine et la Coalition pour le Sahel ont répondu."),
        ("en", "The African Union and the Coalition for the Sahel replied."),
        ("en", "The UN Security Council heard the African Development Bank."),
        ("fr", "Le secrétaire d’État américain et la ministre belge des Affaires étrangères ont parlé."),
        ("en", "U.S. Secretary of State Jane Roe and the Italian Minister of Foreign Affairs spoke."),
        ("en", "The envoy Maurice Jordan chaired, and Mr Chad Smith spoke."),
        ("en", "ISIS-Khorasan is the name of that group; so is the Islamic State in Iraq and Syria."),
        ("en", "A report in French costs US$ 20."),
        ("en", "The Gulf Co-operation Council Initiative and the Organization of American States."),
        ("en", "SUMMIT OF THE SOUTHERN\nAFRICAN DEVELOPMENT COMMUNITY"),
        ("fr", "LE MINISTÈRE DE L’EUROPE ET DES AFFAIRES ÉTRANGÈRES"),
        ("fr", "La Communauté\u0301 des États latino-américains a répondu."),
        ("fr", "Il a reçu son homologue britannique et ses collègues italiens."),
        ("en", "They thanked their Japanese colleague and his British counterpart."),
        ("en", "The Euro-Atlantic area and the European perspective."),
        ("en", "The Minister of Foreign Affairs of Kenya spoke."),
        ("en", "The French and English versions, and the Portuguese language, are equal."),
        ("en", "Speakers of French, English and Arabic wrote it in Spanish and French."),
        ("fr", "La langue française, l’enseignement du français, la langue portugaise et le texte en russe."),
        ("es", "La lengua francesa y los textos en francés y en ruso."),
    ],
)
def test_names_that_are_no_places(language: str, text: str) -> None:
    assert areas(language, text) == []


def test_dateline_and_contacts_do_not_count() -> None:
    text = (
        "Rome, Italie, le 28 juin 2021\n\nLes ministres saluent l’aide de la Norvège.\n\nElle continuera.\n\n"
        "Personnes-ressources\n\nAmbassade du Canada\n"
    )
    assert areas("fr", text) == ["NOR"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "conformément aux résolutions 2178, 2396 et 2462",
            ["S-RES-2178-2014", "S-RES-2396-2017", "S-RES-2462-2019"],
        ),
        ("fr", "la résolution n° 2254 (2015) du Conseil de sécurité", ["S-RES-2254-2015"]),
        ("en", "UNSCRs 2254 and 2585", ["S-RES-2254-2015", "S-RES-2585-2021"]),
        ("en", "in line with S/RES/1325 (2000) and A/RES/75/291", ["S-RES-1325-2000", "A-RES-75-291"]),
        ("en", "General Assembly resolution 75/291", ["A-RES-75-291"]),
        ("en", "all relevant resolutions of the Security Council", []),
        ("en", "European Parliament resolution 2254", []),
        ("fr", "la résolution 1325 du Parlement", []),
        (
            "en",
            "UN Security Council Resolutions (UNSCRs) 1267 (1999), 1989 (2011) and 2253 (2015)",
            ["S-RES-1267-1999", "S-RES-1989-2011", "S-RES-2253-2015"],
        ),
    ],
)
def test_resolutions(language: str, text: str, expected: list[str]) -> None:
    assert resolutions(language, text) == expected


def test_year_of_a_bare_number_is_inferred() -> None:
    (bare,) = (m for m in read("en", "They cite resolution 2254.").mentions if m.thing.kind == "resolution")
    assert bare.evidence.inferred
    (full,) = (m for m in read("en", "They cite resolution 2254 (2015).").mentions if m.thing.kind == "resolution")
    assert not full.evidence.inferred


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("fr", "le 1er octobre 2024", date(2024, 10, 1), None),
        ("fr", "du 9 au 10 juin 2022", date(2022, 6, 9), date(2022, 6, 10)),
        ("fr", "les 29\u00a0et\u00a030 juin 2021", date(2021, 6, 29), date(2021, 6, 30)),
        ("fr", "le 21 janvier", date(2023, 1, 21), None),
        ("fr", "le 21 décembre", date(2022, 12, 21), None),
        ("fr", "aujourd’hui", date(2023, 6, 15), None),
        ("fr", "lundi", date(2023, 6, 12), None),
        ("en", "July 15-16, 2021", date(2021, 7, 15), date(2021, 7, 16)),
        ("en", "30 November to 1 December 2022", date(2022, 11, 30), date(2022, 12, 1)),
        ("en", "on the 3rd of May 2021", date(2021, 5, 3), None),
        ("en", "March 11", date(2023, 3, 11), None),
        ("en", "yesterday", date(2023, 6, 14), None),
    ],
)
def test_dates(language: str, text: str, start: date, end: date | None) -> None:
    (found,) = read(language, text).dates
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize("text", ["31 février 2021", "le 12 du mois", "la résolution 2254", "le 5 mai"])
def test_no_date_is_made_up(text: str) -> None:
    assert read("fr", text, published=None).dates == ()


def test_today_is_the_day_of_the_dateline() -> None:
    found = read("en", "Rome, 28 June 2021\n\nThe Ministers met today.\n").dates
    assert [dated.start for dated in found] == [date(2021, 6, 28)] * 2


@pytest.mark.parametrize(
    ("language", "text", "value", "currency", "bound"),
    [
        ("fr", "plus de 200 millions de dollars", "200000000", "USD", "more-than"),
        ("fr", "1,3 milliard d’euros", "1300000000", "EUR", "exact"),
        ("fr", "un billion d’euros", "1000000000000", "EUR", "exact"),
        ("fr", "jusqu’à deux cents millions de livres sterling", "200000000", "GBP", "up-to"),
        ("fr", "10 000 dollars canadiens", "10000", "CAD", "exact"),
        ("en", "$394 million", "394000000", "USD", "exact"),
        ("en", "up to €2.5 billion", "2500000000", "EUR", "up-to"),
        ("en", "nearly 1,250,000 U.S. dollars", "1250000", "USD", "about"),
        ("en", "at least NOK 3 million", "3000000", "NOK", "at-least"),
    ],
)
def test_amounts(language: str, text: str, value: str, currency: str, bound: str) -> None:
    (found,) = read(language, text).amounts
    assert (str(found.value), found.currency, found.bound) == (value, currency, bound)


@pytest.mark.parametrize(
    "text", ["nearly eight million people", "87 members", "resolution 2254 and 10 million vaccines"]
)
def test_numbers_without_currency_are_no_amounts(text: str) -> None:
    assert read("en", text).amounts == ()


@pytest.mark.parametrize(
    ("compiled", "broken"),
    [
        (dates_of, {"dates": {"months": {}}}),
        (money_of, {"money": {"scales": 3}}),
        (tables_of, {"meeting": {"nouns": "("}, "membership": {}}),
    ],
)
def test_broken_lexicon_is_one_clear_error(
    compiled: Callable[[Lexicon], object], broken: dict[str, dict[str, object]]
) -> None:
    with pytest.raises(LexiconError, match=r"KG204 lexicons/xx/.*breaks its schema"):
        compiled(Lexicon("xx", broken, ""))
