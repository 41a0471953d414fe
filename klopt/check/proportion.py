"""Figures that say what part of a whole something is: "40 procent", "een kwart", "vier op de tien", as percentages."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extract.interval import Interval
from extract.nouns import Quantity
from extract.words import table
from klopt.check.case import exact_value
from klopt.check.prose import Figure, has
from klopt.check.sums import HUNDRED

KINDS = ("percent", "fraction", "share")
_NEAR = 3
ROUNDED = Decimal("0.03")
"""How far, as a share of itself, a figure beside its own sum may be rounded."""
COUNTED = 1000
"""Below this a count without a hedge was counted, also when it ends in a zero."""


def is_share(figure: Figure) -> bool:
    """Whether the figure is a share of something: no rate, no change, no comparison."""
    quantity = figure.quantity
    if quantity.kind not in KINDS or exact_value(quantity) is None:
        return False
    if figure.claim.role in ("from", "to"):
        return False
    if quantity.kind == "percent" and (exact_value(quantity) or 0) > 100:
        return False
    words = table("shares")["none"]
    after = figure.clause_after()[:_NEAR]
    near = (*figure.clause_before()[-_NEAR:], "|", *after)
    if _from_a_level(figure.clause_after()[:_NEAR]):
        return False
    over = after in (
        ("meer", "dan"),
        ("minder", "dan"),
    )  # "48 procent meer dan twintig uur": the next figure's own
    return not has(near, words["nouns"]) and (over or not has(after[:2], words["after"]))


def _from_a_level(after: tuple[str, ...]) -> bool:
    """ "67 procent boven normaal", "12 procent onder het gemiddelde": how far something lies from a level."""
    words = table("shares")["none"]
    return has(after[:1], words["from_a_level"]) and has(after[1:], words["levels"])


def is_bounded(figure: Figure) -> bool:
    """Whether the figure can be added up: it has a lower and an upper bound."""
    return figure.quantity.lenient.low is not None and figure.quantity.lenient.high is not None


def percent(quantity: Quantity) -> Decimal:
    """The share in percent as written. The quantity must have one value."""
    value = exact_value(quantity) or Decimal(0)
    return value if quantity.kind == "percent" or quantity.unit == "cent" else value * 100


def readings(quantity: Quantity) -> tuple[Interval, Interval]:
    """What a share can be in percent, strict and lenient; cents are percents of a euro.

    Beside another figure of the same whole nobody rounds 44 to 40, so without a hedge the lenient reading of a
    percentage is that of one that was cut off and not rounded.
    """
    if quantity.unit == "cent":
        return quantity.strict, quantity.strict
    if quantity.kind != "percent":
        return _from_nothing(quantity.strict) * HUNDRED, _from_nothing(quantity.lenient) * HUNDRED
    value = exact_value(quantity)
    if quantity.hedge is not None or value is None:
        return quantity.strict, quantity.lenient
    exponent = value.as_tuple().exponent
    unit = Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))
    return quantity.strict, Interval(value - unit / 2, value + unit, high_open=True)


def _from_nothing(share: Interval) -> Interval:
    """The same from zero on where it has no lower end: "minder dan een tiende" is no share below nothing."""
    return replace(share, low=Decimal(0)) if share.low is None else share


def count_readings(quantity: Quantity) -> tuple[Interval, Interval]:
    """What a count can be, strict and lenient; small ones without a hedge are what they say."""
    value = exact_value(quantity)
    if quantity.hedge is None and quantity.kind == "count" and value is not None and value < COUNTED:
        return quantity.strict, quantity.strict
    return quantity.strict, quantity.lenient


def number_readings(quantity: Quantity) -> tuple[Interval, Interval]:
    """What a number of times can be: "drie dagen" are three, where a duration is otherwise a rounded figure."""
    value = exact_value(quantity)
    if (
        quantity.hedge is None
        and value is not None
        and value < COUNTED
        and value == value.to_integral_value()
    ):
        return Interval.point(value), Interval.point(value)
    return count_readings(quantity)


def average_readings(quantity: Quantity) -> tuple[Interval, Interval]:
    """What an average can be, strict and lenient: also of things that are counted one by one it is a rounded figure."""
    value = exact_value(quantity)
    if quantity.hedge is not None or value is None:
        return quantity.strict, quantity.lenient
    exponent = value.as_tuple().exponent
    unit = Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))
    strict, wide = Interval.around(value, unit), quantity.lenient
    if wide.low is None or wide.high is None or wide.high - wide.low < 2 * unit:
        return strict, Interval(value - unit / 2, value + unit, high_open=True)
    return strict, wide


def narrow(quantity: Quantity, most: Decimal | None = None) -> Interval:
    """The lenient reading, but without a hedge no wider than `most` either way: a figure beside the figures that it is
    made of is not rounded further than they are. Without `most`: three percent of itself.
    """
    value, wide = exact_value(quantity), quantity.lenient
    if value is None or quantity.hedge is not None:
        return wide
    most = max(abs(value) * ROUNDED, Decimal("0.5")) if most is None else most
    low, high = (wide.low if wide.low is not None else value), (wide.high if wide.high is not None else value)
    strict_low, strict_high = quantity.strict.low, quantity.strict.high
    low, high = max(low, value - most), min(high, value + most)
    return Interval(
        low if strict_low is None else min(low, strict_low),
        high if strict_high is None else max(high, strict_high),
    )


def granularity(quantity: Quantity) -> Decimal:
    """What the last digit that is not zero is worth: 10.000 in 350.000."""
    value = exact_value(quantity)
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
