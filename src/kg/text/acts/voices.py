"""Whether a text speaks for its participants: in news and encyclopaedias others act as often as they do."""

from collections.abc import Sequence

from kg.model.document import Document
from kg.model.facts import Act
from kg.model.span import Span
from kg.text.acts.context import Candidate
from kg.text.acts.grammar import Grammar
from kg.text.acts.speakers import Speakers
from kg.text.acts.tokens import fold

VETO = "others act as often in this text, and nothing says that it is a statement"
# Vetoes that say that somebody else performs what a participant might.
_ELSE = frozenset(
    {
        "no participant as subject",
        "no participant to lean on",
        "nobody is known to issue the statement",
        "reported of somebody else",
        "narrative",
        "agent",
    }
)
_PERFORMED = frozenset({"finite", "coordination", "passive"})
_HEADINGS = 3
# Sentences from which on it shows who acts in a text.
_ENOUGH = 4
_SENTENCE_ENDS = (".", "!", "?")


def is_narrative(
    document: Document,
    sentences: Sequence[Span],
    speakers: Speakers,
    found: tuple[Sequence[Act], Sequence[Candidate]],
    grammar: Grammar,
    *,
    met: bool,
) -> bool:
    """Tell whether a text is no statement of the participants, by who acts in it.

    A text that says "we" or that participants met, whose issuers are known, or whose title names a statement is one.
    In any other, fewer performing verbs must have somebody else for subject than have a participant.

    Args:
        document: The text.
        sentences: Its sentences.
        speakers: Who can be meant in it.
        found: Its acts, and what was refused.
        grammar: Its language.
        met: Whether it says that participants met.
    """
    acts, refused = found
    if speakers.first_person or speakers.participants or met or len(sentences) < _ENOUGH:
        return False
    others = sum(one.veto in _ELSE and one.licence in _PERFORMED for one in refused)
    if not others or len(acts) >= others:
        return False
    headings = (span.of(document.text) for span in sentences[:_HEADINGS])
    titles = [document.metadata.title or "", *(line for line in headings if not line.endswith(_SENTENCE_ENDS))]
    words = {word for title in titles for word in grammar.word.findall(fold(title))}
    return grammar.words["statement_titles"].isdisjoint(words)
