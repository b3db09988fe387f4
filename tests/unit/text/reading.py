"""Reads a sentence for acts without the rest of the pipeline."""

from kg.model.document import Document, Metadata
from kg.model.facts import Act, Annotations, Evidence, Mention
from kg.model.reference import Thing
from kg.model.span import Span
from kg.text.acts import Candidate, find_acts
from kg.text.lexicon import load
from kg.text.segment import segment

FRANCE, NIGER, IRAN = Thing("country", "FRA"), Thing("country", "NER"), Thing("country", "IRN")
CENTRAL_EUROPE = Thing("region", "x-central-europe")
NAMES = {
    "France": FRANCE,
    "Niger": NIGER,
    "Iran": IRAN,
    "Europe centrale": CENTRAL_EUROPE,
    "Central Europe": CENTRAL_EUROPE,
}


def read(
    text: str,
    language: str,
    participants: frozenset[Thing] = frozenset({FRANCE, NIGER}),
    refused: list[Candidate] | None = None,
) -> tuple[Act, ...]:
    """Return the acts of ``text``, in which only three countries and a region are known by name."""
    lexicon = load(language)
    mentions = []
    for name, thing in NAMES.items():
        at = text.find(name)
        while at >= 0:
            mentions.append(Mention(thing, Evidence(Span(at, at + len(name)), "test")))
            at = text.find(name, at + 1)
    mentions.sort(key=lambda mention: mention.evidence.span)
    annotations = Annotations(sentences=segment(text, lexicon), mentions=tuple(mentions))
    return find_acts(Document(text, language, Metadata("test")), annotations, lexicon, participants, refused)
