"""Detection takes the languages with a lexicon, and neither their neighbours nor a mixture."""

import pytest

from kg.text.language import detect

FRENCH = "Les ministres se sont réunis à Lyon et ont examiné la situation des réfugiés. Ils s’engagent à les soutenir."
ENGLISH = "The ministers met in Lyon and discussed the situation of refugees. They commit to supporting them."
SPANISH = (
    "Los ministros se reunieron en la capital para examinar la situación de los refugiados. Reafirmaron su "
    "compromiso de apoyar a las autoridades locales y pidieron a todos los Estados que respeten las resoluciones."
)
OTHERS = {
    "gl": "Os ministros reuníronse na capital para examinar a situación dos refuxiados. Reafirmaron o seu "
    "compromiso de apoiar ás autoridades locais e pediron a todos os Estados que respecten as resolucións.",
    "ca": "Els ministres es van reunir a la capital per examinar la situació dels refugiats. Van reafirmar el seu "
    "compromís de donar suport a les autoritats locals i van demanar respecte a tots els estats.",
    "it": "I ministri si sono riuniti nella capitale per esaminare la situazione dei rifugiati. Hanno ribadito il "
    "loro impegno a sostenere le autorità locali e hanno chiesto a tutti gli Stati di rispettare le risoluzioni.",
    "pt": "Os ministros reuniram-se na capital para analisar a situação dos refugiados. Reafirmaram o seu "
    "compromisso de apoiar as autoridades locais e pediram a todos os Estados que respeitem as resoluções.",
    "ro": "Miniștrii s-au întâlnit în capitală pentru a examina situația refugiaților. Ei au reafirmat angajamentul "
    "lor de a sprijini autoritățile locale și au cerut tuturor statelor să respecte rezoluțiile.",
    "de": "Die Minister trafen sich in der Hauptstadt, um die Lage der Flüchtlinge zu prüfen. Sie bekräftigten ihre "
    "Zusage, die örtlichen Behörden zu unterstützen.",
    "nl": "De ministers kwamen in de hoofdstad bijeen om de situatie van de vluchtelingen te bespreken. Zij "
    "bevestigden hun inzet om de lokale autoriteiten te steunen.",
    "ru": "Министры встретились в столице и обсудили положение беженцев.",
    "ar": "اجتمع الوزراء في العاصمة لبحث وضع اللاجئين",
}


@pytest.mark.parametrize(
    ("text", "code"),
    [(FRENCH, "fr"), (ENGLISH, "en"), (FRENCH.upper(), "fr"), (SPANISH, "es"), (SPANISH.upper(), "es")],
)
def test_detect_recognises_the_languages_with_a_lexicon(text: str, code: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize("code", OTHERS)
def test_detect_refuses_other_languages(code: str) -> None:
    assert detect(OTHERS[code]) is None


@pytest.mark.parametrize("text", ["", "12 + 30 = 42", FRENCH + " " + ENGLISH, FRENCH + " " + SPANISH])
def test_detect_refuses_what_is_no_prose_or_mixes_two(text: str) -> None:
    assert detect(text) is None
