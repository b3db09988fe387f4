"""The pages that explain the ontology to people, one a language, made from its Turtle (``python -m tools.pages``)."""
