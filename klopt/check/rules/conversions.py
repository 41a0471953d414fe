"""An amount against the same amount in another unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.interval import Interval
from klopt.check.case import Case, exact_value
from klopt.check.conversions import (
    Conversion,
    conversions_of,
    converted,
    exchanges_of,
    rate_of,
    unit_of,
    written_again,
)
from klopt.check.finding import Amount, Finding, Look
from klopt.check.marks import in_order
from klopt.check.registry import message, rule
from klopt.check.repairs import repairs, written
from klopt.check.sums import verdict


@rule("unit-conversion")
def unit_conversion(case: Case) -> Iterator[Finding | Look]:
    """An amount in one unit against the same in another. Slots: amount, recomputed, stated."""
    yield from _exchanges(case)
    for found in conversions_of(case):
        one, other = found.amount.quantity, found.again.quantity
        strict = converted(one.strict, unit_of(found.amount), unit_of(found.again))
        lenient = converted(one.lenient, unit_of(found.amount), unit_of(found.again))
        if strict is None or lenient is None:
            continue
        level = verdict(strict, lenient, [(other.strict, written_again(other))], inferred=False)
        if level is None:
            yield Look("unit-conversion", (one.span, other.span), "holds")
            continue
        marks = in_order(case, (one.span, other.span))
        right = _middle(found)
        words = written(right, other.unit)
        yield Finding(
            "unit-conversion",
            level,
            marks,
            message("unit-conversion", amount=one.span.text, recomputed=words, stated=other.span.text),
            stated=Amount(other.strict, other.unit, other.span.text),
            recomputed=Amount(strict, other.unit, words.nl),
            repairs=repairs(marks, [(found.again, right), (found.amount, _back(found))]),
        )


def _middle(found: Conversion) -> Decimal:
    """The amount as written, in the other unit."""
    return _convert(exact_value(found.amount.quantity), unit_of(found.amount), unit_of(found.again))


def _back(found: Conversion) -> Decimal:
    """The amount said again, in the first unit."""
    return _convert(exact_value(found.again.quantity), unit_of(found.again), unit_of(found.amount))


def _convert(value: Decimal | None, unit: str, other: str) -> Decimal:
    interval = converted(Interval.point(value or 0), unit, other)
    low = interval.low if interval is not None else None
    return low if low is not None else Decimal(0)


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
        strict, lenient = (rate_of(one, lenient=wide) * DRIFT for wide in (False, True))
        readings = [(rate_of(other, lenient=False), rate_of(other, lenient=True))]
        level = verdict(strict, lenient, readings, inferred=True)
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
            repairs=repairs(marks, [(other.again, right), (other.amount, again * base / price)]),
        )
