"""What changed from one statement to another: ``compare`` takes two sides and pairs their acts."""

from kg.compare.compare import Comparison, Pair, Statements, compare
from kg.compare.sides import Side, side_of

__all__ = ["Comparison", "Pair", "Side", "Statements", "compare", "side_of"]
