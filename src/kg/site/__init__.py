"""The graph as a static site: linked data without a server, in French and English.

Pages for people, JSON-LD inside each, Turtle beside it, rules by which identifiers lead to either.
"""

from kg.site.site import QUOTATION, Built, build_site

__all__ = ["QUOTATION", "Built", "build_site"]
