"""What a factor can be: "drie keer zo veel", "drie keer minder", "bijna gehalveerd"."""

from __future__ import annotations

from decimal import Decimal

from extract.interval import Interval
from extract.nouns import Quantity
from extract.words import table
from klopt.check.case import Case, exact_value
from klopt.check.sums import ONE


def factor_readings(case: Case, size: Quantity) -> list[tuple[Interval, Interval]]:
    """The readings of a factor, strict and lenient: "drie keer minder" divides, "drie keer meer" is three or four
    times.
    """
    text = case.article.field(size.span.field)[size.span.end :].split(maxsplit=1)
    following = text[0].strip(".,;").lower() if text else ""
    strict, lenient = size.strict, size.lenient
    value = exact_value(size)
    if value is not None and value < 1 and size.hedge is not None:
        strict, lenient = _mirrored(strict, value), _mirrored(lenient, value)
    comparatives = table("changes")["comparatives"]
    if following in (*comparatives["down"], *table("factors")["comparing"]["few"]):
        return [(ONE / strict, ONE / lenient)]
    if following in comparatives["up"]:
        return [(strict, lenient), (strict + ONE, lenient + ONE)]
    return [(strict, lenient)]


def _mirrored(reading: Interval, value: Decimal) -> Interval:
    """ "Bijna gehalveerd" is a little more than half, "ruim gehalveerd" a little less."""
    twice = Interval.point(2 * value)
    return twice - reading
