"""The words of a SPARQL query (SPARQL 1.1, section 19.8), told apart from strings, IRIs, comments and names."""

import re
from collections.abc import Iterator

_TOKENS = re.compile(
    r"""(?P<space>\s+|\#[^\n\r]*)
    |(?P<string>\"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><[^<>\"{}|^`\x00-\x20]*>)
    |(?P<variable>[?$]\w+)
    |(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<name>(?:[^\W\d][\w.-]*)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*)
    |(?P<word>\w+)
    |(?P<open>[{(\[])
    |(?P<close>[})\]])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


def tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield every token of ``text`` in order, nothing left out.

    The kind is the ``lastgroup`` of the match: ``space`` (comments too), ``string``, ``iri``, ``variable``, ``tag`` (of
    a language), ``name`` (with a prefix), ``word`` (keywords, functions, numbers), ``open`` and ``close`` (brackets),
    or ``other``.

    >>> [token.lastgroup for token in tokens('?x "}" # }')]
    ['variable', 'space', 'string', 'space', 'space']
    """
    return _TOKENS.finditer(text)
