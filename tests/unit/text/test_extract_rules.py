"""Every rule of the meeting has a sentence that it reads and one that it must not. All sentences are ours."""

import re
from collections.abc import Iterator

import pytest

from kg.text.annotate.normal import normal
from kg.text.extract.tables import tables_of
from kg.text.lexicon import load

EXAMPLES: dict[str, dict[str, tuple[str, str]]] = {
    "fr": {
        "meeting.met": ("Les ministres se sont réunis à Oslo.", "Les ministres se réuniront à Oslo."),
        "meeting.meet-now": ("Nous nous réunissons aujourd’hui", "Ils réunissent aujourd’hui des fonds"),
        "meeting.concluded": ("Ils ont achevé les travaux de la session", "Ils ont achevé les travaux du port"),
        "meeting.participle": ("Réunis à Oslo, les ministres", "Les experts réunis par la Norvège, par le Canada"),
        "meeting.held": ("Le Ghana a organisé hier une conférence", "Le Ghana a organisé des élections"),
        "meeting.took-place": ("La réunion des ministres s’est tenue à Oslo", "La foire s’est tenue à Oslo"),
        "meeting.took-place-inverted": ("Hier s’est tenue à Oslo une réunion", "Hier s’est tenue à Oslo une foire"),
        "meeting.in-session": ("Ils étaient hier en réunion à Oslo", "Ils étaient hier en voyage à Oslo"),
        "meeting.took-part": ("Elles ont participé à la conférence", "Elles ont participé à la récolte"),
        "meeting.received-peers": (
            "Le ministre a réuni à Oslo ses homologues",
            "Le ministre a réuni à Oslo ses affaires",
        ),
        "meeting.receiving-peers": ("Il a accueilli ses homologues", "Il a accueilli ses enfants"),
        "meeting.as-chair-of-the-year": (
            "En tant que président de la Ligue, le Chili a publié",
            "En tant que président de la Ligue, le Chili a salué",
        ),
        "meeting.visit": ("Il a effectué une visite officielle à Oslo", "Il effectuera une visite officielle à Oslo"),
        "meeting.visit-occasion": ("À l’occasion de sa visite officielle à Oslo", "À l’occasion de sa fête à Oslo"),
        "meeting.visit-received": ("Il a reçu M. Roe en visite officielle", "Il a reçu M. Roe en grande pompe"),
        "meeting.visit-receiving": ("Il a reçu M. Roe en visite officielle", "Il a reçu M. Roe en grande pompe"),
        "meeting.talked": ("Ils se sont entretenus par téléphone", "Ils se sont entretenus de la pêche"),
        "meeting.as-hosts": ("Le Togo et le Bénin, en qualité de coprésidents de la réunion", "en qualité de voisins"),
        "meeting.in-capacity": ("M. Roe, en sa qualité de président de la session", "M. Roe, en sa qualité de maire"),
        "meeting.presidency-over": ("à l’issue de la présidence du Togo", "à l’issue de la récolte du Togo"),
        "meeting.spoken-by-hosts": ("Déclaration des coprésidents : le Togo", "Déclaration des pêcheurs : le Togo"),
        "meeting.occasion": ("À l’issue de la réunion, les ministres", "À l’issue de la récolte, les paysans"),
        "meeting.thanked": ("Ils l’ont remercié d’avoir accueilli cette réunion", "d’avoir accueilli cette famille"),
        "meeting.heading": ("Communiqué de la réunion de Lomé", "Communiqué de la société Untel"),
        "meeting.invitation": ("à l’invitation conjointe du Togo", "l’invitation est partie"),
        "meeting.host-of": ("le Togo, hôte de la conférence,", "le Togo, hôte de marque,"),
        "meeting.invited": (
            "à l’invitation du Togo, les ministres ont examiné",
            "à l’invitation du Togo, ils ont dîné",
        ),
        "meeting.serving-as-chair": ("Le Togo a assuré la présidence", "Le Togo a assuré la sécurité"),
        "meeting.around": ("réunis à Lomé autour du Président", "un mur autour du parc"),
        "meeting.auspices": ("sous les auspices du Togo", "sous la pluie du Togo"),
        "meeting.hosts-named": ("les coprésidents, le Togo et le Bénin", "les coprésidents ont parlé"),
        "meeting.thanked-welcome": ("Ils ont remercié le Togo", "Ils ont quitté le Togo"),
        "meeting.request": ("réunis à la demande du Togo", "L’armée est là à la demande du Togo"),
        "meeting.co-chairmanship": ("une session coprésidée par le Togo", "une session présidée par le Togo"),
        "meeting.chairmanship": ("une session présidée par le Togo", "une session coprésidée par le Togo"),
        "meeting.co-hosted": ("un sommet coorganisé par le Togo", "un sommet organisé par le Togo"),
        "meeting.hosted": ("un sommet organisé à Lomé par le Togo", "un sommet organisé par visioconférence"),
        "meeting.co-hosting": ("Le Togo et le Bénin ont co-organisé une réunion", "Ils ont organisé une réunion"),
        "meeting.co-chairing": ("Le Togo et le Bénin ont coprésidé la réunion", "Ils ont présidé la réunion"),
        "meeting.with-partners": ("en liaison avec le Togo, il a tenu une réunion", "en liaison avec le Togo, il agit"),
        "meeting.as-co-chairs": ("avec le Togo et le Bénin comme coprésidents", "avec le Togo comme ami"),
        "meeting.relative": ("la session que le Togo a présidée", "la session que le Togo a suivie"),
        "meeting.marked": ("le Togo (présidence)", "le Togo (ouest)"),
        "meeting.it-took-place": ("Ils sont là. Elle a eu lieu à Lomé", "Ils sont là. Elle a lieu de se réjouir"),
        "meeting.travelled": ("s’est rendu à Lomé pour participer au sommet", "s’est rendu à Lomé pour le voir"),
        "meeting.hosting-it": ("Le Togo l’a présidée", "Le Togo l’a aidée"),
        "meeting.hosting": ("Le Togo a accueilli la conférence", "Le Togo a accueilli des réfugiés"),
        "meeting.chairing": ("Le Togo a présidé la session", "Le Togo a présidé aux destinées du pays"),
        "meeting.chaired-with": ("M. Roe a coprésidé la réunion avec le Togo", "M. Roe a dîné avec le Togo"),
        "meeting.thanked-host": ("Ils ont remercié le Togo", "Ils ont quitté le Togo"),
        "meeting.next": ("la prochaine réunion ministérielle", "la dernière réunion ministérielle"),
        "meeting.will-meet": ("Ils se réuniront à Lomé", "Ils se sont réunis à Lomé"),
        "meeting.will-be-held": ("La conférence de Lomé aura lieu en mai", "La conférence de Lomé a eu lieu en mai"),
        "meeting.will-host": ("Le Togo accueillera la conférence", "Le Togo accueillera des réfugiés"),
        "meeting.intends-to-hold": ("l’intention de tenir une réunion", "l’intention de tenir parole"),
        "member.new-as": ("le Togo en tant que nouveau membre", "le Togo en tant que membre"),
        "member.new-list": ("trois nouveaux membres : le Togo", "trois membres : le Togo"),
        "member.joined-list": (
            "les pays qui ont rejoint le groupe cette année : le Togo",
            "les pays du groupe : le Togo",
        ),
        "member.ordinal": ("le Togo, 86e membre", "le Togo, membre"),
        "member.adhesion": ("l’adhésion du Togo", "le retrait du Togo"),
        "member.observers-as": ("le Togo en tant qu’observateur", "le Togo en tant que membre"),
        "member.observers-list": ("des observateurs : le Togo", "des membres : le Togo"),
        "member.count-brought-to": ("ce qui porte le nombre de membres à 86,", "ce qui porte le taux à 86 %"),
        "member.count-possessed": ("La Coalition compte 86 membres", "les 15 membres du Conseil de sécurité"),
        "member.count-ordinal": ("le 86e membre", "le 86e jour"),
    },
    "en": {
        "meeting.met": ("The Ministers met in Oslo.", "The Ministers met their commitments."),
        "meeting.meet-now": ("We meet here today", "They meet the criteria"),
        "meeting.participle": ("Ministers meeting in Oslo agreed", "A meeting was dull"),
        "meeting.held": ("Ghana hosted a conference", "A conference was hosted by Ghana"),
        "meeting.took-place": ("The session of the group took place in Oslo", "The fair took place in Oslo"),
        "meeting.took-part": ("They attended the conference", "They attended the concert"),
        "meeting.held-when": (
            "Ghana hosted on 3 May in Accra the annual summit",
            "Ghana hosted on 3 May in Accra a fair",
        ),
        "meeting.received-peers": ("She hosted the Foreign Ministers of Chad", "She hosted the famous singers of Chad"),
        "meeting.receiving-peers": ("She hosted her Chadian counterpart", "She was received by her counterpart"),
        "meeting.honoured-to-host": (
            "had the honour to co-chair the conference",
            "had the honour to co-chair the choir",
        ),
        "meeting.honoured": (
            "had the honour to co-chair the conference",
            "had the honour to co-chair the choir",
        ),
        "meeting.visit": ("She paid an official visit to Oslo", "She will pay an official visit to Oslo"),
        "meeting.preambular": ("GHANA; MEETING the 3rd May in Lima;", "The pilots were MEETING ships"),
        "meeting.released-by-hosts": (
            "The statement was released by Peru and Chile as the Co-chairs of the meeting",
            "The statement was released by Peru and Chile on Monday",
        ),
        "meeting.as-organisers": (
            "Peru and Chile as organisers, together with",
            "Peru and Chile as organisers of fairs",
        ),
        "meeting.as-chair-of-the-year": (
            "As Chair of the League for 2023, Chile issued",
            "As Chair of the League, Chile wishes",
        ),
        "meeting.convening-others": (
            "The League convened pilots and partners to discuss",
            "The League convened today to discuss",
        ),
        "meeting.visit-occasion": ("On the occasion of his state visit to Oslo", "On the occasion of his birthday"),
        "meeting.presidency": ("met under the Ghanaian Presidency", "met under the open sky"),
        "meeting.visit-received": ("She received Mr Roe for an official visit", "She received Mr Roe in her garden"),
        "meeting.having-met": ("We, the ministers, having met in Lima", "Having met the criteria, the ministers"),
        "meeting.opening-chair": (
            "opening remarks by Ms Roe of Peru, Chair of the council",
            "opening remarks by Ms Roe of Peru, head of the school",
        ),
        "meeting.presiding": ("with Foreign Minister Jane Doe presiding.", "a presiding officer"),
        "meeting.hosting-when": ("Norway convened on 3 May a meeting", "The group convened on 3 May for a meeting"),
        "meeting.received-by": ("He was received by the King for a visit", "He was received by the fishermen"),
        "meeting.joined-in-hosting": ("Ms Roe joined Mr Doe in co-hosting a", "Ms Roe joined Mr Doe in the garden"),
        "meeting.joining-in-hosting": ("Ms Roe joined Mr Doe in co-hosting a", "Ms Roe joined Mr Doe in the garden"),
        "meeting.convening-peers": ("convened in Lima the ministers of", "convened in Lima on Monday"),
        "meeting.hosting-owner": ("praised Peru's hosting of this meeting", "praised Peru's hosting of the games"),
        "meeting.host-titled": ("by the host President, Jon Roe", "by the host of the show"),
        "meeting.bracketed-host": ("Chile, Peru (host country) and Ghana", "Chile, Peru (host of the show)"),
        "meeting.visit-receiving": ("She received Mr Roe for an official visit", "She received Mr Roe in her garden"),
        "meeting.talked": ("They spoke by telephone", "They spoke by turns"),
        "meeting.as-hosts": ("Ghana and Togo, as co-chairs of the meeting", "Ghana and Togo, as neighbours"),
        "meeting.in-capacity": ("Mr Roe, in his capacity as Chair of the Forum", "Mr Roe, in his capacity as mayor"),
        "meeting.presidency-over": ("at the end of Ghana’s Chairmanship", "at the end of Ghana’s harvest"),
        "meeting.spoken-by-hosts": ("Statement by the co-chairs, Ghana", "Statement by the fishermen, Ghana"),
        "meeting.occasion": ("Following the meeting, they agreed", "Following the harvest, they agreed"),
        "meeting.thanked": ("They thanked Ghana for hosting this conference", "for hosting the refugees"),
        "meeting.heading": ("Statement of the Ministerial Meeting", "Statement of a witness"),
        "meeting.invitation": ("at the kind invitation of Ghana", "an invitation came"),
        "meeting.host-of": ("the President and host of the summit", "the host of many guests"),
        "meeting.invited": ("at the invitation of Ghana, they considered", "at the invitation of Ghana, they dined"),
        "meeting.serving-as-chair": ("Ghana and Togo served as co-chairs", "Ghana served as a model"),
        "meeting.auspices": ("under the auspices of Ghana", "under the skies of Ghana"),
        "meeting.invitation-owner": ("at President Mahama's invitation", "at the invitation of Ghana"),
        "meeting.hosts-named": ("the co-chairs, Ghana and Togo", "the co-chairs agreed"),
        "meeting.thanked-welcome": ("They thanked Ghana", "They left Ghana"),
        "meeting.request": ("They met at the request of Ghana", "The force is there at the request of Ghana"),
        "meeting.co-chairmanship": ("a session co-chaired by Ghana", "a session chaired by Ghana"),
        "meeting.chairmanship": ("a session chaired by Ghana", "a session co-chaired by Ghana"),
        "meeting.co-hosted": ("a summit co-hosted by Ghana", "a summit hosted by Ghana"),
        "meeting.hosted": ("a summit convened in Accra by Ghana", "a summit convened in Accra"),
        "meeting.co-hosting": ("Ghana and Togo co-hosted a summit", "Ghana hosted a summit"),
        "meeting.co-chairing": ("Ghana and Togo co-chaired a summit", "Ghana chaired a summit"),
        "meeting.with-partners": ("jointly with Togo, he held a meeting", "jointly with Togo, he acted"),
        "meeting.as-co-chairs": ("with Togo and Benin as co-chairs", "with Togo as a friend"),
        "meeting.in-the-chair": ("with Togo in the chair", "with Togo in the room"),
        "meeting.relative": ("the session which Togo chaired", "the session which Togo left"),
        "meeting.marked": ("Togo (Chair)", "Togo (west)"),
        "meeting.it-took-place": ("They came. It took place in Accra", "They came. It took Togo by surprise"),
        "meeting.travelled": ("travelled to Accra to attend the summit", "travelled to Accra to see it"),
        "meeting.hosting": ("Ghana hosted a summit", "Ghana hosted many refugees"),
        "meeting.chairing": ("Ghana chaired the session", "Ghana co-chaired the session"),
        "meeting.chaired-with": ("Mr Roe co-chaired the session with Ghana", "Mr Roe dined with Ghana"),
        "meeting.thanked-host": ("They thanked Ghana", "They left Ghana"),
        "meeting.next": ("the next ministerial meeting", "the last ministerial meeting"),
        "meeting.will-meet": ("They will meet in Accra", "They will meet their commitments"),
        "meeting.will-be-held": ("The summit of Accra will take place in May", "The summit took place in May"),
        "meeting.will-host": ("Ghana will host the conference", "Ghana will host refugees"),
        "meeting.intends-to-hold": ("They intend to hold a meeting", "They intend to hold firm"),
        "member.new-as": ("welcomed Ghana as a new member", "saw Ghana as a member"),
        "member.new-list": ("welcomed new members: Ghana", "welcomed members: Ghana"),
        "member.new-directly": ("welcomed new members Ghana and Togo", "welcomed all members"),
        "member.joined-list": ("countries that have joined this year: Ghana", "countries this year: Ghana"),
        "member.accession": ("the accession of Ghana", "the withdrawal of Ghana"),
        "member.observers-as": ("Ghana attended as an observer", "Ghana attended as a member"),
        "member.observers-list": ("observers: Ghana", "members: Ghana"),
        "member.count-brought-to": ("which brings the Coalition to 86 members", "which brings the rate to 86 %"),
        "member.count-possessed": ("The Coalition has 86 members", "the 15 members of the Security Council"),
        "member.count-ordinal": ("welcomed Ghana as the 86th member", "on the 86th day"),
    },
}


def patterns(language: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    tables = tables_of(load(language))
    yield from ((rule.id, rule.pattern) for rule in tables.reports)
    yield from ((rule.id, rule.pattern) for rule in tables.hosts)
    yield from ((rule.id, rule.pattern) for rule in tables.thanks)
    yield from ((rule.id, rule.pattern) for rule in tables.lists)
    yield from tables.announced
    for name, pattern, _ in tables.counts:
        yield name, pattern


@pytest.mark.parametrize("language", EXAMPLES)
def test_every_rule_has_examples(language: str) -> None:
    assert {name for name, _ in patterns(language)} == set(EXAMPLES[language])


@pytest.mark.parametrize(
    ("language", "rule"), [(language, rule) for language, rules in EXAMPLES.items() for rule in rules]
)
def test_rule(language: str, rule: str) -> None:
    (pattern,) = (pattern for name, pattern in patterns(language) if name == rule)
    positive, negative = EXAMPLES[language][rule]
    assert pattern.search(normal(positive).text)
    assert not pattern.search(normal(negative).text)
