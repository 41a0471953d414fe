"""An average against the ends of its row, and against its total and number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from extract.interval import Interval
from extract.nouns import Quantity
from klopt.check.case import Case, exact_value
from klopt.check.finding import Amount, Finding, Level, Look, Words
from klopt.check.marks import in_order
from klopt.check.means import Mean, means_of
from klopt.check.proportion import average_readings, count_readings, narrow, number_readings
from klopt.check.prose import Figure
from klopt.check.registry import message, rule
from klopt.check.repairs import repairs, written
from klopt.check.rows import Bounds, Extreme, bounds_of, extremes_of
from klopt.check.sums import fits, verdict

EXACT = 100
"""Below this an average that does not end in a zero is exact to its last digit."""


@rule("average-range")
def average_range(case: Case) -> Iterator[Finding | Look]:
    """An average below the lowest or above the highest of its row. Slots: average, limit, side."""
    yield from _upside_down(case)
    told: set[int] = set()
    for extreme in extremes_of(case):
        spans = (extreme.average.quantity.span, extreme.limit.quantity.span)
        average = extreme.average.quantity
        stated = average_readings(average)
        if _round(average):
            stated = stated[0], narrow(average)
        level = verdict(
            _allowed(extreme, strict=True),
            _allowed(extreme, strict=False),
            [stated],
            extreme.inferred,
        )
        if level is None:
            yield Look("average-range", spans, "holds")
            continue
        if extreme.average.nr in told:
            continue
        told.add(extreme.average.nr)
        marks = in_order(case, spans)
        unit = extreme.average.unit or extreme.limit.unit
        limit = extreme.strict.low if extreme.side == "low" else extreme.strict.high
        yield Finding(
            "average-range",
            level,
            marks,
            message(
                "average-range",
                average=extreme.average.quantity.span.text,
                limit=extreme.limit.quantity.span.text,
                side=_SIDES[extreme.side],
            ),
            stated=Amount(extreme.average.quantity.strict, unit, extreme.average.quantity.span.text),
            recomputed=Amount(_allowed(extreme, strict=True), unit, extreme.limit.quantity.span.text),
            repairs=repairs(marks, [(extreme.average, limit)], partial(_within, extreme)),
        )


def _within(extreme: Extreme, new: Figure) -> bool:
    """Whether this average lies on the right side of that end of its row."""
    allowed = _allowed(extreme, strict=True), _allowed(extreme, strict=False)
    return fits(verdict(*allowed, [average_readings(new.quantity)], inferred=False))


def _round(average: Quantity) -> bool:
    """Whether an average without a hedge may be rounded further than its last digit: it ends in a zero, or is large."""
    value = exact_value(average)
    return bool(value) and average.hedge is None and (value is None or value % 10 == 0 or value >= EXACT)


def _upside_down(case: Case) -> Iterator[Finding]:
    """A lowest value above the highest."""
    told: set[tuple[int, int]] = set()
    for bounds in bounds_of(case):
        low, high = bounds.low.quantity, bounds.high.quantity
        least, most = exact_value(low), exact_value(high)
        if least is None or most is None or least <= most or (bounds.low.nr, bounds.high.nr) in told:
            continue
        told.add((bounds.low.nr, bounds.high.nr))
        marks = in_order(case, (low.span, high.span))
        yield Finding(
            "average-range",
            "error",
            marks,
            message("average-range", average=low.span.text, limit=high.span.text, side=_SIDES["upside"]),
            stated=Amount(low.strict, bounds.low.unit, low.span.text),
            recomputed=Amount(high.strict, bounds.high.unit, high.span.text),
            repairs=repairs(marks, [(bounds.low, most), (bounds.high, least)], partial(_upright, bounds)),
        )


def _upright(bounds: Bounds, new: Figure) -> bool:
    """Whether the lowest is no more than the highest, with this figure in the place of the one with its number."""
    low, high = (new if figure.nr == new.nr else figure for figure in (bounds.low, bounds.high))
    return (exact_value(low.quantity) or 0) <= (exact_value(high.quantity) or 0)


_SIDES = {
    "upside": Words("als laagste waarde hoger dan de hoogste", "as the lowest value higher than the highest"),
    "low": Words("als gemiddelde lager dan de laagste waarde", "as an average lower than the lowest value"),
    "high": Words(
        "als gemiddelde hoger dan de hoogste waarde", "as an average higher than the highest value"
    ),
}


def _allowed(extreme: Extreme, *, strict: bool) -> Interval:
    """Where an average can lie beside this end of its row."""
    limit = extreme.strict if strict else extreme.lenient
    if extreme.side == "low":
        return Interval(limit.low, None, low_open=limit.low_open)
    return Interval(None, limit.high, high_open=limit.high_open)


@rule("average-total")
def average_total(case: Case) -> Iterator[Finding | Look]:
    """A total over a number against the stated average. Slots: total, number, recomputed, stated."""
    for found in means_of(case):
        average, number, total = found.average.quantity, found.number.quantity, found.total.quantity
        spans = (average.span, number.span, total.span)
        level = _mean_level(found)
        one, many, whole = exact_value(average), exact_value(number), exact_value(total)
        if level is None:
            yield Look("average-total", spans, "holds")
            continue
        if one is None or not many or whole is None:
            continue
        marks, unit = in_order(case, spans), found.average.unit
        right = written(whole / many, unit)
        yield Finding(
            "average-total",
            level,
            marks,
            message(
                "average-total",
                total=total.span.text,
                number=number.span.text,
                recomputed=right,
                stated=average.span.text,
            ),
            stated=Amount(average.strict, unit, average.span.text),
            recomputed=Amount(_mean(found)[0], unit, right.nl),
            repairs=repairs(
                marks,
                [
                    (found.average, whole / many),
                    (found.number, whole / one if one else None),
                    (found.total, one * many),
                ],
                partial(_right_with, found),
            ),
            tied=not found.inferred or found.summed,
        )


def _mean(found: Mean) -> tuple[Interval, Interval]:
    """What the total over the number can be, strict and lenient."""
    numbers, totals = number_readings(found.number.quantity), count_readings(found.total.quantity)
    return totals[0] / numbers[0], totals[1] / numbers[1]


def _mean_level(found: Mean) -> Level | None:
    return verdict(*_mean(found), [average_readings(found.average.quantity)], found.inferred)


def _right_with(found: Mean, new: Figure) -> bool:
    """Whether the sum holds with this figure in the place of the one with its number."""
    average, number, total = (
        new if figure.nr == new.nr else figure for figure in (found.average, found.number, found.total)
    )
    return fits(_mean_level(replace(found, average=average, number=number, total=total)))
