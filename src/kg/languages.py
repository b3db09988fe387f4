"""The languages of the interface: of every message, label and page that people read."""

LANGUAGES = ("en", "fr")
