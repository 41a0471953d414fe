"""What is worth checking comes first."""

from __future__ import annotations

import pytest

from bench.worth import average_precision, orders
from extract.words import table
from extract.worth import features, worth_of


@pytest.mark.model
def test_the_score_orders_better_than_a_figure_does() -> None:
    """On sentences of our own; the weights were set with them in view."""
    found = orders()
    assert found["by worth"] > found["with a figure first"] > found["as they stand"]


def test_average_precision() -> None:
    """All first is 1, and nothing wanted is 0."""
    assert average_precision([True, True, False]) == 1.0
    assert average_precision([False]) == 0.0


def test_every_feature_has_a_weight() -> None:
    """The words of the table are those of the weights; the score is a sum of them."""
    tables = table("worth")
    assert set(tables["words"]) <= set(tables["weights"])
    assert features.__doc__
    assert worth_of.__doc__
