"""Speech acts: what the participants of a statement do by speaking (``find_acts``), and why not (``Candidate``)."""

from kg.text.acts.context import Candidate
from kg.text.acts.engine import find_acts

__all__ = ["Candidate", "find_acts"]
