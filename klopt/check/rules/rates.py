"""A rate times a number against the total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from extract.interval import Interval
from extract.words import table
from klopt.check.case import Case, exact_value
from klopt.check.finding import Amount, Finding, Level, Look
from klopt.check.marks import in_order
from klopt.check.prose import Figure, has, prose
from klopt.check.rated import rated_of
from klopt.check.rates import Rated, figures_around, rate_readings, total_readings
from klopt.check.registry import message, rule
from klopt.check.repairs import repairs, written
from klopt.check.sums import fits, verdict
from klopt.check.wording import number


@rule("rate-total")
def rate_total(case: Case) -> Iterator[Finding | Look]:
    """A rate times how often or for how many it holds, against the total. Slots: rate, times, recomputed, stated."""
    for found in rated_of(case):
        total = found.total.quantity
        figures = [figure for figure in (found.rate, found.number, found.total) if figure is not None]
        spans = (*(figure.quantity.span for figure in figures), *([found.every] if found.every else []))
        strict = rate_readings(found)[0] * found.times[0]
        level = _level(found)
        if level is None:
            yield Look("rate-total", spans, "holds")
            continue
        value, whole = exact_value(found.rate.quantity) if found.rate else Decimal(1), exact_value(total)
        if value is None or whole is None:
            continue
        if _with_another(case, found, abs(whole - value * found.exactly)):
            yield Look("rate-total", spans, "set-apart")
            continue
        marks, unit = in_order(case, spans), found.total.unit
        right = written(value * found.exactly, unit)
        name = found.rate.quantity.span.text if found.rate else found.every.text if found.every else ""
        each = name.partition(" per ")[0]  # of the total it is no longer per anything
        yield Finding(
            "rate-total",
            level,
            marks,
            message(
                "rate-total",
                rate=each,
                times=number(round(found.shown or found.exactly, 2), "nl"),
                recomputed=right,
                stated=total.span.text,
            ),
            stated=Amount(total.strict, unit, total.span.text),
            recomputed=Amount(strict, unit, right.nl),
            repairs=repairs(marks, _solved(found, value, whole), partial(_right_with, found)),
        )


def _with_another(case: Case, found: Rated, rest: Decimal) -> bool:
    """Whether a third sum beside them makes up the rest: "20 euro per week, plus eenmalig 15 euro: 75 euro voor drie
    weken"; or the total is what is lent, of which so much is paid.
    """
    text = prose(case)
    if has(found.total.before[-4:], table("rates")["lent"]["words"]):
        return True
    mine = {figure.nr for figure in (found.rate, found.number, found.total) if figure is not None}
    return any(
        figure.nr not in mine and figure.unit == found.total.unit and exact_value(figure.quantity) == rest
        for figure in figures_around(text, found.total)
    )


def _level(found: Rated) -> Level | None:
    """What the sum means, by the reading of the number that fits best."""
    rate, stated = rate_readings(found), total_readings(found)
    levels = [
        verdict(rate[0] * found.times[0], rate[1] * times, [stated], found.inferred) for times in found.times
    ]
    if None in levels:
        return None
    return "note" if "note" in levels else levels[0]


def _right_with(found: Rated, new: Figure) -> bool:
    return fits(_level(_with(found, new)))


def _with(found: Rated, new: Figure) -> Rated:
    """The sum with this figure in the place of the one with its number; what it holds for grows with the number."""
    if found.total.nr == new.nr:
        return replace(found, total=new)
    if found.rate is not None and found.rate.nr == new.nr:
        return replace(found, rate=new)
    was, now = (exact_value(figure.quantity) if figure else None for figure in (found.number, new))
    grown = Interval.point((now or Decimal(0)) / was) if was else Interval.point(1)
    return replace(found, number=new, times=tuple(times * grown for times in found.times))


def _solved(found: Rated, rate: Decimal, total: Decimal) -> Iterator[tuple[Figure, Decimal | None]]:
    """Each figure of the sum, and the value that would make the sum right."""
    yield found.total, rate * found.exactly
    if found.rate is not None and found.exactly:
        yield found.rate, total / found.exactly
    if found.number is not None and found.rate is not None:
        times = exact_value(found.number.quantity)
        yield found.number, total / rate * times / found.exactly if times and found.exactly else None
