"""A release for a linked-data portal: data, vocabulary, catalogue and papers in one folder (``write_release``)."""

from kg.release.fetch import fetch_shapes
from kg.release.release import Order, Released, write_release
from kg.release.settings import Settings, read_settings

__all__ = ["Order", "Released", "Settings", "fetch_shapes", "read_settings", "write_release"]
