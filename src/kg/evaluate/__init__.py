"""How well kg reads: a build of texts compared with what people found in them."""

from kg.evaluate.evaluate import Evaluation, compare_index, evaluate
from kg.evaluate.measure import MEASURES, Score
from kg.evaluate.reading import load_gold

__all__ = ["MEASURES", "Evaluation", "Score", "compare_index", "evaluate", "load_gold"]
