"""Diplomatic statements, in French and English, as a knowledge graph whose every fact cites its words."""

__version__ = "0.1.0"
__all__ = ["__version__"]
