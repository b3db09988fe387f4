"""From files to documents: ``discover`` finds the statements, ``read`` gives each its canonical text and metadata."""

from kg.text.read.read import media_type, read
from kg.text.read.source import Source, discover, printable

__all__ = ["Source", "discover", "media_type", "printable", "read"]
