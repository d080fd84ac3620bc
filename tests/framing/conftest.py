"""What several tests ask of the gold, which takes a while: scored once."""

from pathlib import Path

import pytest

from analysis.framing.gold import SPOT, naming_scores


@pytest.fixture(scope="session")
def scores_of_dev() -> dict[str, float]:
    """How well naming is read on a sixth of the events that rules are made on."""
    return naming_scores(Path(__file__).parent / "cases", "dev", SPOT)
