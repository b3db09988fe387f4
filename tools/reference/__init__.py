"""Builds ``data/reference/*.ttl`` from the tables of ``data/sources``.

Run ``python -m tools.reference`` at the top of the repository; the same tables give the same bytes.
"""
