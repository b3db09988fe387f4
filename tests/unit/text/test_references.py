"""Words that point back to a country or region: each phrase with a text that it is read in and one that it is not in.

All sentences are ours.
"""

import pytest

from kg.graph.reference import load_reference
from kg.model.document import Document, Metadata
from kg.model.facts import Mention
from kg.pipeline import understand
from kg.text.annotate.references import pointers_of
from kg.text.lexicon import load

# {language: {phrase: (text that it is read in, what it means, text in which it means nothing that is sure)}}
EXAMPLES: dict[str, dict[str, tuple[str, list[str], str]]] = {
    "en": {
        "this-country": (
            "The crisis in Mali has grown worse. We call for calm in this country.",
            ["MLI"],
            "Niger helps Mali. We call for calm in this country.",
        ),
        "the-country": (
            "The crisis in Mali has grown worse. We deplore the fighting across the country.",
            ["MLI"],
            "We deplore the fighting in Mali and return to the country of origin.",
        ),
        "this-region": (
            "Attacks in the Sahel go on. We will work for peace in this region.",
            ["x-sahel"],
            "Attacks in the Sahel and the Levant go on. We will work for peace in this region.",
        ),
        "these-countries": (
            "Floods struck Niger and Chad. We will help these countries.",
            ["NER", "TCD"],
            "Floods struck Niger, which had helped Chad. We will help these countries.",
        ),
        "both-countries": (
            "Peru met with Chile. We call on both countries to agree.",
            ["CHL", "PER"],
            "Peru met with Chile and Bolivia. We call on both countries to agree.",
        ),
        "these-regions": (
            "Attacks grow in the Sahel and the Horn of Africa. We will fight them in these regions.",
            ["x-horn-of-africa", "x-sahel"],
            "Attacks grow in the Sahel. We will fight them in these regions.",
        ),
        "there": (
            "They spoke of Mali. We deplore the situation there.",
            ["MLI"],
            "They spoke of Mali. We deplore that the situation there is grave.",
        ),
    },
    "fr": {
        "this-country": (
            "La crise au Mali s’aggrave. Nous appelons au calme dans ce pays.",
            ["MLI"],
            "Le Niger aide le Mali. Nous appelons au calme dans ce pays.",
        ),
        "the-country": (
            "La crise au Mali s’aggrave. Nous saluons les autorités du pays.",
            ["MLI"],
            "La crise au Mali s’aggrave. Nous saluons les autorités du pays hôte.",
        ),
        "the-country-in": (
            "La crise au Mali s’aggrave. Nous déplorons les combats dans le pays.",
            ["MLI"],
            "La crise au Mali s’aggrave. Nous déplorons les combats dans le pays où ils durent.",
        ),
        "this-region": (
            "Les attaques au Sahel durent. Nous œuvrerons pour la paix de cette région.",
            ["x-sahel"],
            "Les attaques au Sahel et au Levant durent. Nous œuvrerons pour la paix de cette région.",
        ),
        "these-countries": (
            "Des crues ont frappé le Niger et le Tchad. Nous aiderons ces pays.",
            ["NER", "TCD"],
            "Des crues ont frappé le Niger, qui avait aidé le Tchad. Nous aiderons ces pays.",
        ),
        "both-countries": (
            "Le Pérou a reçu le Chili. Nous appelons les deux pays à s’entendre.",
            ["CHL", "PER"],
            "Israël et la Palestine négocient. Nous appuyons la solution des deux États.",
        ),
        "these-regions": (
            "Les attaques gagnent le Sahel et la Corne de l’Afrique. Nous les combattrons dans ces régions.",
            ["x-horn-of-africa", "x-sahel"],
            "Les attaques gagnent le Sahel. Nous les combattrons dans ces régions.",
        ),
        "there": (
            "Ils ont parlé du Mali. Nous saluons ceux qui y vivent.",
            ["MLI"],
            "Ils ont parlé du Mali et du Niger. Nous saluons ceux qui y vivent.",
        ),
    },
    "es": {
        "this-country": (
            "La crisis en Malí se agrava. Pedimos calma en este país.",
            ["MLI"],
            "Níger ayuda a Malí. Pedimos calma en este país.",
        ),
        "this-region": (
            "Los ataques en el Sahel continúan. Trabajaremos por la paz en esta región.",
            ["x-sahel"],
            "Los ataques continúan. Trabajaremos por la paz en esta región.",
        ),
        "these-countries": (
            "Las inundaciones golpearon a Níger y a Chad. Ayudaremos a estos países.",
            ["NER", "TCD"],
            "Las inundaciones golpearon a Níger. Ayudaremos a estos países.",
        ),
        "both-countries": (
            "Perú recibió a Chile. Pedimos a ambos países que acuerden.",
            ["CHL", "PER"],
            "Perú recibió a Chile y a Bolivia. Pedimos a ambos países que acuerden.",
        ),
        "these-regions": (
            "Los ataques crecen en el Sahel y el Cuerno de África. Los combatiremos en estas regiones.",
            ["x-horn-of-africa", "x-sahel"],
            "Los ataques crecen en el Sahel. Los combatiremos en estas regiones.",
        ),
    },
}
CASES = [(language, rule, *case) for language, rules in EXAMPLES.items() for rule, case in rules.items()]


def pointed(language: str, text: str) -> list[Mention]:
    facts = understand(Document(text, language, Metadata("test")), load_reference())
    return [mention for mention in facts.mentions if mention.antecedent]


@pytest.mark.parametrize(("language", "rule", "text", "expected", "against"), CASES)
def test_words_that_point_back(language: str, rule: str, text: str, expected: list[str], against: str) -> None:
    found = pointed(language, text)
    assert [mention.thing.key for mention in found] == expected
    assert {mention.evidence.rule.rsplit(".", 1)[-1] for mention in found} == {rule}
    assert all(mention.evidence.inferred and mention.evidence.confidence < 0.7 for mention in found)
    assert all(one.antecedent and one.antecedent.end <= one.evidence.span.start for one in found)
    assert pointed(language, against) == []


@pytest.mark.parametrize("language", sorted(EXAMPLES))
def test_each_phrase_has_examples(language: str) -> None:
    assert {pointer.id for pointer in pointers_of(load(language)).known} == set(EXAMPLES[language])


def test_nothing_is_read_where_the_speakers_may_be_meant() -> None:
    text = (
        "Joint statement of Peru and Chile\n\nThe foreign ministers of Peru and Chile met in Lima on 3 May 2021. "
        "Peru and Chile reaffirm their commitment to strengthen the friendship between the two countries.\n"
    )
    assert pointed("en", text) == []


def test_an_act_takes_the_region_that_its_words_point_to() -> None:
    text = "The crisis in Mali has grown worse. We call for calm in this country."
    facts = understand(Document(text, "en", Metadata("test")), load_reference())
    (act,) = facts.acts
    assert [mention.thing.key for mention in act.mentions] == ["MLI"]
