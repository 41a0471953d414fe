"""What two values of one measure can be, where one sum is made of both.

Beside 660 nobody means 550 by 600: two values that are compared are rounded alike, so neither is rounded further than
the last digit that the other shows. And that both were rounded as far as they can be, each the other way, is no reading
that anybody gives them: at most one is read so, unless a hedge says so of both.
"""

from __future__ import annotations

from decimal import Decimal

from extract.interval import Interval
from extract.nouns import Quantity
from klopt.check.case import exact_value

COUNTED = 1000
"""Below this a count without a hedge was counted, unless it is compared in hundreds."""
_ROUND = Decimal(100)
Values = tuple[Interval, Interval]


def readings_of(one: Quantity, other: Quantity) -> tuple[Values, ...]:
    """The lenient readings of two values, one of them at its widest in each."""
    wide = _beside(one, other), _beside(other, one)
    first = one.lenient if one.hedge is not None else strict_beside(one, other)
    second = other.lenient if other.hedge is not None else strict_beside(other, one)
    return (wide[0], second), (first, wide[1])


def strict_beside(quantity: Quantity, other: Quantity) -> Interval:
    """The strict reading of a value beside another: as fine as the other is written ("1 euro" beside "1,10 euro")."""
    value, strict, theirs = exact_value(quantity), quantity.strict, other.strict
    if value is None or quantity.hedge is not None or other.hedge is not None:
        return strict
    if None in (strict.low, strict.high, theirs.low, theirs.high) or strict.low_open or strict.high_open:
        return strict
    width = (theirs.high or Decimal(0)) - (theirs.low or Decimal(0))
    mine = (strict.high or Decimal(0)) - (strict.low or Decimal(0))
    return Interval.around(value, width) if 0 < width < mine else strict


def _beside(quantity: Quantity, other: Quantity) -> Interval:
    """The widest reading of a value beside another: a figure without a hedge is rounded no further than that one, and a
    small count is what it says unless both are round.
    """
    value, theirs = exact_value(quantity), exact_value(other)
    wide, strict = quantity.lenient, strict_beside(quantity, other)
    if quantity.hedge is not None or not value or not theirs or other.hedge is not None:
        return wide
    finest = min(last_place(value), last_place(theirs))
    counted = quantity.kind == "count" or (quantity.unit or "").startswith("per ")
    if finest < _ROUND and counted and value < COUNTED:
        return strict
    low = value - finest / 2 if wide.low is None else max(wide.low, value - finest / 2)
    high = value + finest / 2 if wide.high is None else min(wide.high, value + finest / 2)
    return Interval(
        low if strict.low is None else min(low, strict.low),
        high if strict.high is None else max(high, strict.high),
    )


def last_place(value: Decimal) -> Decimal:
    """What the last digit that is not zero is worth: 10 in 660."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def either(one: Interval, other: Interval) -> Interval:
    """All that either of two readings with something in common allows."""
    lows, highs = (one.low, other.low), (one.high, other.high)
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    return Interval(
        low,
        high,
        low_open=all(i.low_open for i in (one, other) if i.low == low),
        high_open=all(i.high_open for i in (one, other) if i.high == high),
    )
