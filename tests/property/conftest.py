"""How many values the property tests try: a hundred each by default, 10,000 each with ``--hypothesis-profile=many``.

How fast values are made depends on the machine and what else it does, so that no test fails for it.
"""

from hypothesis import HealthCheck, settings

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("many", settings.get_profile("default"), max_examples=10_000)
