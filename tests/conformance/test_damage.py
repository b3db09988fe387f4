"""The compiled shapes and pySHACL find the same in damaged statements; ``tests.conformance.damage`` tries thousands."""

import pytest
from tests.conformance.damage import damaged, difference

from kg.graph.closure import load_background
from kg.graph.validate import validate


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
@pytest.mark.parametrize("seed", range(0, 2000, 80))
def test_engines_agree(seed: int) -> None:
    found = difference(damaged(seed))
    assert (found.ours, found.theirs) == ((), ())


def test_damage_is_found() -> None:
    assert all(validate(damaged(seed), load_background()).findings for seed in range(10))
    assert damaged(3) == damaged(3)
