# Everything here is one command that can be typed; `make docs` writes the pages that are made from the Turtle.
PYTHON ?= python

.PHONY: docs test check
docs: ## docs/ontology.en.html and docs/ontology.fr.html, from ontology/*.ttl
	PYTHONPATH=src $(PYTHON) -m tools.pages docs

test:
	PYTHONPATH=src $(PYTHON) -m pytest --numprocesses auto --dist loadfile

check:
	ruff format --check . && ruff check . && mypy && lint-imports
