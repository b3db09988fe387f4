"""A sample of the damaged texts; ``python -m tests.development.mutations 100000`` reads many more."""

import pytest
from tests.development.mutations import check, damaged


@pytest.mark.parametrize("seed", range(0, 4000, 40))
def test_a_damaged_text_is_read(seed: int) -> None:
    check(seed)


def test_the_same_seed_gives_the_same_text() -> None:
    assert damaged(7) == damaged(7)
    assert len({damaged(seed)[0] for seed in range(50)}) == 50
