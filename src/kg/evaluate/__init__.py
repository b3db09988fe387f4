"""How well kg reads: a build of texts compared with what people found in them."""

from kg.evaluate.evaluate import Evaluation, compare_index, evaluate
from kg.evaluate.measure import MEASURES, Score, interval
from kg.evaluate.mistakes import Mistake
from kg.evaluate.reading import load_gold

__all__ = ["MEASURES", "Evaluation", "Mistake", "Score", "compare_index", "evaluate", "interval", "load_gold"]
