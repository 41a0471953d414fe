"""Whether a stated size can be the one of two values, in any reading: the question that is asked before a rule accuses.

Generous on purpose: a pair that agrees is left alone, so what is only nearly right must count as right here.
"""

from __future__ import annotations

from extract.interval import Interval
from extract.nouns import Direction, Quantity
from klopt.check.conversions import in_other_unit
from klopt.check.pairs import Pair
from klopt.check.roundings import readings_of
from klopt.check.sizes import Size

_ONE, _HUNDRED = Interval.point(1), Interval.point(100)


def agrees(size: Size, pair: Pair) -> bool:
    """Whether the size is the ratio, the relative change or the difference of the two values, going the way it says."""
    if size.figure is None:
        return False
    return fits(size.figure.quantity, size.direction, pair.before.quantity, pair.after.quantity)


def fits(stated: Quantity, way: Direction | None, one: Quantity, other: Quantity) -> bool:
    """The same of a stated size, the way it goes, the value before and the value after."""
    read = stated.lenient * _HUNDRED if stated.kind == "fraction" else stated.lenient
    return any(
        found.overlaps(read)
        for values in readings_of(one, other)
        for found in _sizes(stated, way, *values, one)
    )


def _sizes(
    stated: Quantity, way: Direction | None, one: Interval, other: Interval, value: Quantity
) -> list[Interval]:
    """What the two values give for a size of this kind that goes this way."""
    ways = (
        [(one, other)] if way == "up" else [(other, one)] if way == "down" else [(one, other), (other, one)]
    )
    if stated.kind == "factor":
        ratios = [other / one] if way == "up" else [other / one, one / other]
        return [*ratios, *(ratio - _ONE for ratio in ratios), *(ratio + _ONE for ratio in ratios)]
    differences = [more - less for less, more in ways]
    if stated.kind in ("percent", "fraction"):
        rises = [] if way == "down" else [(other / one - _ONE) * _HUNDRED]
        falls = [] if way == "up" else [(_ONE - other / one) * _HUNDRED]
        return [*rises, *falls, *(differences if value.kind == "percent" else ())]
    if stated.kind == "percentage_point":
        return differences
    if stated.unit != value.unit and stated.unit and value.unit:
        factor = in_other_unit(_ONE, value.unit, stated.unit) or in_other_unit(_ONE, stated.unit, value.unit)
        back = in_other_unit(_ONE, value.unit, stated.unit) is None
        return [] if factor is None else [found / factor if back else found * factor for found in differences]
    return differences
