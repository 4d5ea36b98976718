"""A short course of what `make chaos` does for long."""

from pathlib import Path

import pytest

from tests.cloud.chaos import Plan, run


@pytest.mark.timeout(300)
def test_nothing_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    plan = Plan(seed=20, downloads=10, workers=2, seconds=12.0)
    outcome = run(plan, tmp_path)
    assert outcome.wrong == []
    assert sum(outcome.states.values()) == plan.downloads
    assert sum(outcome.deeds.values()) > 3
