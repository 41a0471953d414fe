"""klopt killed at random moments: ten rounds of what `python -m bench.faults` does two hundred times."""

from pathlib import Path

import pytest

from bench.faults import faults


@pytest.mark.model
def test_kills_at_random_moments_lose_nothing_and_break_nothing(tmp_path: Path) -> None:
    assert faults(tmp_path, rounds=10, seed=11, articles=20) == []
