"""What a figure can mean, written with the half that rounding leaves."""

from decimal import Decimal

import pytest

from extract.interval import Interval
from klopt.check.wording import margin


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        ("49.5", "50.5", "procent", "49,5 tot 50,5 procent"),
        ("99.5", "100.5", "procent", "99,5 tot 100,5 procent"),
        ("149.5", "150.5", "procent", "149,5 tot 150,5 procent"),
        ("100.45", "100.55", "procent", "100,45 tot 100,55 procent"),
        ("11999.5", "12000.5", "EUR", "11.999,5 tot 12.000,5 euro"),
        ("150500000", "151500000", "EUR", "150,5 tot 151,5 miljoen euro"),
        ("950000", "1050000", None, "950.000 tot 1,05 miljoen"),
        ("999500000", "1000500000", None, "999,5 miljoen tot 1 miljard"),
        ("36.7346", "36.7412", "procent", "36,7 procent"),
        ("1710.833", "1711.944", "kilometer", "1.711 tot 1.712 kilometer"),
        ("2", None, "keer", "minstens 2 keer"),
        (None, "149.5", "procent", "hooguit 149,5 procent"),
        (None, None, "keer", "?"),
    ],
)
def test_margin_keeps_the_half_of_rounding(
    low: str | None, high: str | None, unit: str | None, words: str
) -> None:
    """The ends of 150 are 149,5 and 150,5; what a sum gives has as many digits as before."""
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert margin(Interval(*ends), unit, "nl") == words
