"""The JSON-LD context is what the ontology says."""

from tools.context import build

from kg import assets


def test_the_context_is_made_from_the_ontology() -> None:
    written = (assets.ontology() / "context.jsonld").read_text(encoding="utf-8")
    assert written == build(), "run: python -m tools.context"
