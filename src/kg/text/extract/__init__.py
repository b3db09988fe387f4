"""From what a text names to what it says: the meeting, its hosts and members, who speaks, other meetings."""

from dataclasses import replace

from kg.model.document import Document
from kg.model.facts import Annotations, Diagnostic, Facts, Meeting, Mention, Participation
from kg.model.reference import Reference, Thing
from kg.text.acts import Candidate, find_acts
from kg.text.annotate.recognise import see
from kg.text.annotate.references import find_references
from kg.text.annotate.resolutions import resolutions_of, unknown_resolutions
from kg.text.extract.circumstances import describe_meeting, find_body
from kg.text.extract.hosts import find_hosts
from kg.text.extract.issuers import find_issuers, find_participants
from kg.text.extract.items import connectors_of
from kg.text.extract.levels import with_level
from kg.text.extract.membership import find_count, find_members
from kg.text.extract.others import find_others
from kg.text.extract.reports import find_reports
from kg.text.extract.tables import tables_of
from kg.text.themes import assign_themes

__all__ = ["extract"]


def extract(
    document: Document, annotations: Annotations, reference: Reference, refused: list[Candidate] | None = None
) -> Facts:
    """Return what the text says, each fact with the passage that says it.

    Args:
        document: The text.
        annotations: What ``annotate`` found in it.
        reference: The same as for ``annotate``.
        refused: Receives what might have been an act and is none; see ``find_acts``.

    Returns:
        The facts; the meeting is None when the text reports none, and then nobody hosts.

    Raises:
        LexiconError: a lexicon file of the language is missing or wrong.
    """
    seen = see(document, reference)
    tables = tables_of(seen.lexicon)
    reports = find_reports(seen, annotations, tables)
    meeting = describe_meeting(seen, annotations, reports, reference, tables) if reports else None
    hosts = find_hosts(seen, reports, meeting, tables) if reports else ()
    members = find_members(seen, connectors_of(seen.lexicon), tables)
    others = (*hosts, *(one for one in members if one.role == "observer"))
    participants = find_participants(seen, reports, others, tables) if reports else ()
    if meeting is not None:
        meeting = replace(meeting, body=find_body(seen, reports, (*hosts, *participants), tables))
        meeting = with_level(seen, meeting, reports, (*hosts, *participants), tables)
    issuers = find_issuers(seen, reports, hosts, tables)
    speakers = _speakers(meeting, issuers, (*hosts, *participants))
    further = find_others(seen, annotations, meeting, reports, tables)
    mentions = (*annotations.mentions, *find_references(seen, annotations.mentions, speakers))
    annotations = replace(annotations, mentions=tuple(sorted(mentions, key=lambda one: (one.evidence.span, one.thing))))
    acts = find_acts(document, annotations, seen.lexicon, speakers, refused)
    return Facts(
        document,
        meeting,
        issuers,
        (*hosts, *participants, *members),
        further,
        find_count(seen, tables),
        annotations.mentions,
        annotations.amounts,
        assign_themes(acts, document.text, seen.lexicon),
        (*_diagnose(meeting), *unknown_resolutions(seen.text, resolutions_of(seen.lexicon), reference)),
    )


def _speakers(
    meeting: Meeting | None, issuers: tuple[Mention, ...], parties: tuple[Participation, ...]
) -> frozenset[Thing]:
    """Return the countries and organisations whose acts the statement's acts are."""
    body = (meeting.body,) if meeting and meeting.body else ()
    named = {mention.thing for mention in (*issuers, *body)}
    return frozenset(named | {party.actor for party in parties if party.actor is not None})


def _diagnose(meeting: Meeting | None) -> tuple[Diagnostic, ...]:
    if meeting is None:
        return (
            Diagnostic(
                "KG301",
                "no meeting is reported, so this is kept as a statement of its issuers; nothing to do, unless one is",
                "aucune réunion n’y est rapportée\u00a0: gardé comme déclaration de ses auteurs\u00a0; rien à faire, "
                "sauf s’il y en a une",
            ),
        )
    if meeting.date is None:
        return (
            Diagnostic(
                "KG302",
                "the text does not say when the meeting was; add the publication date to the metadata",
                "le texte ne dit pas quand la réunion a eu lieu\u00a0; ajoutez la date de publication aux métadonnées",
                meeting.evidence.span,
            ),
        )
    return ()
