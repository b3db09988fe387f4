"""What a lexical reading finds: triples as they are written, with the offsets of their terms."""

from typing import NamedTuple

import pyoxigraph as ox


class Anonymous:
    """A node without a name in the file: ``[ … ]``, a list, or an object of JSON or XML without an identifier."""

    __slots__ = ()


Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Written = Term | Anonymous


class Mention(NamedTuple):
    """One triple of a file and where it is written.

    Attributes:
        subject: Its subject; nodes without a name are compared by identity.
        predicate: Its predicate.
        object: Its object.
        starts: Offset of the subject, the predicate and the object, in code points from the start of the text.
    """

    subject: Written
    predicate: ox.NamedNode
    object: Written
    starts: tuple[int, int, int]
