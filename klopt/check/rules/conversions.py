"""An amount against the same amount in another unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from extract.interval import Interval
from klopt.check.case import Case, exact_value
from klopt.check.conversions import (
    Conversion,
    Exchange,
    conversions_of,
    converted,
    exchanges_of,
    rate_of,
    unit_of,
    written_again,
)
from klopt.check.finding import Amount, Finding, Level, Look
from klopt.check.marks import in_order
from klopt.check.prose import Figure
from klopt.check.registry import message, rule
from klopt.check.repairs import repairs, written
from klopt.check.sums import fits, verdict


@rule("unit-conversion")
def unit_conversion(case: Case) -> Iterator[Finding | Look]:
    """An amount in one unit against the same in another. Slots: amount, recomputed, stated."""
    yield from _exchanges(case)
    for found in conversions_of(case):
        one, other = found.amount.quantity, found.again.quantity
        strict, value, again = _strict(found), exact_value(one), exact_value(other)
        level = _level(found)
        if strict is None or value is None or again is None:
            continue
        if level is None:
            yield Look("unit-conversion", (one.span, other.span), "holds")
            continue
        marks = in_order(case, (one.span, other.span))
        right, back = _meant(found, value, again)
        words = written(right, other.unit)
        yield Finding(
            "unit-conversion",
            level,
            marks,
            message("unit-conversion", amount=one.span.text, recomputed=words, stated=other.span.text),
            stated=Amount(other.strict, other.unit, other.span.text),
            recomputed=Amount(strict, other.unit, words.nl),
            repairs=repairs(
                marks,
                [(found.again, right), (found.amount, back)],
                partial(_right_with, found),
            ),
        )


def _strict(found: Conversion) -> Interval | None:
    """The amount in the other unit, strictly read."""
    return converted(found.amount.quantity.strict, unit_of(found.amount), unit_of(found.again))


def _level(found: Conversion) -> Level | None:
    """What it means that the amount is so much in the other unit, and the text says how much."""
    strict, other = _strict(found), found.again.quantity
    lenient = converted(found.amount.quantity.lenient, unit_of(found.amount), unit_of(found.again))
    if strict is None or lenient is None:
        return None
    return verdict(strict, lenient, [(other.strict, written_again(other))], inferred=False)


def _with(found: Conversion, new: Figure) -> Conversion:
    """The conversion with this figure in the place of the one with its number."""
    one, other = (new if figure.nr == new.nr else figure for figure in (found.amount, found.again))
    return Conversion(one, other)


def _meant(found: Conversion, value: Decimal, again: Decimal) -> tuple[Decimal, Decimal]:
    """The amount in the other unit, and what is said again in the first. A unit with more than one meaning (a mile at
    sea, a mile on land) has the one that comes nearest to what the text says.
    """
    units = unit_of(found.amount), unit_of(found.again)
    right, back = (
        [end for end in (interval.low, interval.high) if end is not None] if interval is not None else []
        for interval in (
            converted(Interval.point(value), *units),
            converted(Interval.point(again), *reversed(units)),
        )
    )
    return (
        min(right, key=lambda end: abs(end - again), default=Decimal(0)),
        min(back, key=lambda end: abs(end - value), default=Decimal(0)),
    )


def _right_with(found: Conversion, new: Figure) -> bool:
    return fits(_level(_with(found, new)))


def _fair_with(found: Exchange, new: Figure) -> bool:
    return fits(_drifted(Exchange(found.first, _with(found.second, new))))


DRIFT = Interval(Decimal("0.87"), Decimal("1.15"))
"""How far apart two rates of one article can be and still be those of different days."""


def _exchanges(case: Case) -> Iterator[Finding | Look]:
    """Two amounts changed at two rates: "100 dollar (90 euro) ... 5.000 dollar (7.500 euro)"."""
    for found in exchanges_of(case):
        one, other = found.first, found.second
        figures = [one.amount, one.again, other.amount, other.again]
        spans = tuple(figure.quantity.span for figure in figures)
        amount, again = exact_value(other.amount.quantity), exact_value(other.again.quantity)
        base, price = exact_value(one.amount.quantity), exact_value(one.again.quantity)
        level = _drifted(found)
        if level is None:
            yield Look("unit-conversion", spans, "holds")
            continue
        if amount is None or again is None or base is None or price is None:
            continue
        marks, unit = in_order(case, spans), other.again.quantity.unit
        right = amount * price / base
        yield Finding(
            "unit-conversion",
            level,
            marks,
            message(
                "unit-conversion",
                amount=other.amount.quantity.span.text,
                recomputed=written(right, unit),
                stated=other.again.quantity.span.text,
            ),
            stated=Amount(other.again.quantity.strict, unit, other.again.quantity.span.text),
            recomputed=Amount(
                rate_of(one, lenient=False) * other.amount.quantity.strict, unit, written(right, unit).nl
            ),
            repairs=repairs(
                marks,
                [(other.again, right), (other.amount, again * base / price)],
                partial(_fair_with, found),
            ),
        )


def _drifted(found: Exchange) -> Level | None:
    """What it means that one article changes at these two rates."""
    strict, lenient = (rate_of(found.first, lenient=wide) * DRIFT for wide in (False, True))
    stated = rate_of(found.second, lenient=False), rate_of(found.second, lenient=True)
    return verdict(strict, lenient, [stated], inferred=True)
