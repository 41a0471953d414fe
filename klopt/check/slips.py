"""What a slip of the pen makes of a number: a power of ten more or less, or digits that changed places."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from extract.interval import Interval

Slip = Literal["digits", "power"]
FARTHEST = 20
"""How many times one figure may be the other when it should be the same: beyond, only a power of ten is a slip."""
DIGIT, FEW = 10, 2
"""Up to where a figure has one digit, and how far off it may be."""
_NEAR = Decimal("0.02")
_POWERS = (10, 100, 1000)


def slip_of(one: Decimal, other: Decimal) -> Slip | None:
    """What a slip of the pen makes of a number: a power of ten, or digits that changed places."""
    low, high = sorted((one, other))
    if low <= 0 or low == high:
        return None
    if high / low in _POWERS:
        return "power"
    mine, yours = (format(v, "f").replace(".", "") for v in (low, high))
    same_size = low.adjusted() == high.adjusted()
    return "digits" if same_size and len(mine) > 1 and sorted(mine) == sorted(yours) else None


def is_slip(was: Decimal, right: Decimal) -> bool:
    """Whether a slip makes `was` of `right`: those of `slip_of`, a digit typed for another, one left out or too many, a
    small number that is a little off.

    >>> is_slip(Decimal(454), Decimal(336)), is_slip(Decimal(454), Decimal(484))
    (False, True)
    """
    if slip_of(was, right) is not None or drops_a_digit(*sorted((was, right))):
        return True
    if max(was, right) < DIGIT and abs(was - right) <= FEW:
        return True
    if was.adjusted() != right.adjusted():
        return False
    last = was.adjusted() - max(2, len(was.normalize().as_tuple().digits)) + 1
    one, other = (f"{round(value.scaleb(-last))}" for value in (was, right))
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= 1


def is_of_another_order(one: Decimal, other: Decimal, farthest: int = FARTHEST) -> bool:
    """Whether two figures that should be equal lie so far apart, and by no power of ten, that they are of two things.

    >>> is_of_another_order(Decimal(2_451_000), Decimal(95)), is_of_another_order(Decimal(4000), Decimal("4.02"))
    (True, False)
    """
    if one <= 0 or other <= 0:
        return one != other
    ratio = max(one, other) / min(one, other)
    leading = ratio.scaleb(-ratio.adjusted())
    return ratio > farthest and not (leading < 1 + _NEAR or leading > 10 * (1 - _NEAR))


def lie_apart(one: Interval, other: Interval, farthest: Decimal) -> bool:
    """Whether all that the one can be is more than `farthest` times all that the other can be, or less, and no slip of
    the pen makes the one of the other. Open intervals lie beside anything.

    >>> lie_apart(Interval.point(50), Interval.point(486), Decimal(2))
    True
    >>> lie_apart(Interval.point(50), Interval.point(500), Decimal(2))
    False
    >>> lie_apart(Interval.point(5), Interval.point(25), Decimal(4))
    False
    """
    less, more = sorted((one, other), key=lambda reading: reading.low or 0)
    if less.low is None or less.high is None or more.low is None or more.high is None or less.low <= 0:
        return False
    if more.low <= less.high * farthest:
        return False
    middles = (less.low + less.high) / 2, (more.low + more.high) / 2
    return (
        slip_of(*middles) is None
        and not drops_a_digit(*middles)
        and is_of_another_order(*middles, farthest=0)
    )


def drops_a_digit(low: Decimal, high: Decimal) -> bool:
    """Whether a digit was dropped from the one, or typed into the other: 5 for 25, 130 for 30. Whole numbers only."""
    if any(abs(round(value) - value) > _NEAR * value for value in (low, high)):
        return False
    less, more = (format(round(value), "d") for value in (low, high))
    return any(more[:at] + more[at + 1 :] == less for at in range(len(more)))
