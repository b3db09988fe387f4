"""How many values the property tests try: a hundred each by default, 10,000 each with ``--hypothesis-profile=many``."""

from hypothesis import settings

settings.register_profile("many", max_examples=10_000, deadline=None)
