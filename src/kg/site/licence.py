"""Whether the terms of a text let it be shown whole: only a licence that is known by name does.

Silence, a bare copyright notice and a licence that forbids changes or commercial use do not: such a text is shown by
the passages that state facts, each no longer than a set length.
"""

import re

_OPEN = re.compile(
    r"\b(?:"
    r"CC0|CC[- ]BY(?:[- ]SA)?(?![- ](?:NC|ND))|creativecommons\.org/(?:licenses/by(?:-sa)?/|publicdomain/)"
    r"|authority/licence/(?:CC0|CC_BY(?:SA)?(?:_4_0)?)\b"
    r"|Apache[- ]2(?:\.0)?|MIT Licen[cs]e"
    r"|public domain|domaine public"
    r"|Licence Ouverte|Open Licence|etalab-2\.0|Open Government Licence|OGL[- ]UK|ODC[- ]By|EUPL"
    r")",
    re.IGNORECASE,
)
_RESERVED = re.compile(
    r"all rights reserved|tous droits réservés|non[- ]?commercial|no[- ]?deriv|pas de modification|\bN[CD]\b"
    r"|\b(?:except|excepting|unless|sauf|hormis|à l’exception|à l'exception)\b"
    r"|\b(?:not|non|pas) (?:under|licen[cs]ed|covered|sous|couverte?s?|soumis(?:es?)?)\b",
    re.IGNORECASE,
)


def is_open(terms: str) -> bool:
    """Tell whether ``terms`` name a licence under which anybody may show the whole text.

    >>> is_open("CC BY 4.0"), is_open("© Ministère"), is_open("CC BY-NC 4.0"), is_open("not under CC BY")
    (True, False, False, False)
    """
    return _OPEN.search(terms) is not None and _RESERVED.search(terms) is None
