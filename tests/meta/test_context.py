"""The JSON-LD context and frame are what the ontology says."""

from tools import frame
from tools.context import build

from kg import assets


def test_the_context_is_made_from_the_ontology() -> None:
    written = (assets.ontology() / "context.jsonld").read_text(encoding="utf-8")
    assert written == build(), "run: python -m tools.context"


def test_the_frame_is_made_from_the_ontology() -> None:
    written = (assets.ontology() / "frame.jsonld").read_text(encoding="utf-8")
    assert written == frame.build(), "run: python -m tools.frame"
