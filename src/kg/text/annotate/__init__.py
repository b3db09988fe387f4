"""From a text to what it names: sentences, places, organisations, resolutions, dates, sums of money."""

from kg.model.document import Document
from kg.model.facts import Annotations
from kg.model.reference import Reference
from kg.text.annotate.dates import dates_of, find_dates
from kg.text.annotate.money import find_amounts, money_of
from kg.text.annotate.recognise import find_places, see
from kg.text.annotate.resolutions import find_resolutions, resolutions_of
from kg.text.annotate.zones import anchor_of

__all__ = ["annotate"]


def annotate(document: Document, reference: Reference) -> Annotations:
    """Return what the text names, each with its passage, in text order.

    Args:
        document: The text; its language names the lexicon folder.
        reference: What texts may name. Names of the lexicon whose thing it does not know are used all the same.

    Returns:
        Sentences; mentions (countries, regions, places, organisations, resolutions), of which one may contain
        another (the country in « nord-est de la Syrie »); dates; amounts. Offsets are code points, half-open.

    Raises:
        LexiconError: there is no lexicon for the language, or one of its files breaks its schema.
    """
    seen = see(document, reference)
    mentions = [*find_places(seen), *find_resolutions(seen.text, resolutions_of(seen.lexicon), reference)]
    mentions.sort(key=lambda mention: (mention.evidence.span, mention.thing))
    return Annotations(
        seen.sentences,
        tuple(mentions),
        find_dates(seen.text, dates_of(seen.lexicon), anchor_of(document, seen.zones)),
        find_amounts(seen.text, money_of(seen.lexicon)),
    )
