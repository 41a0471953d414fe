"""A list of parts against its total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import combinations

from extract.interval import Interval
from klopt.check.adds_to import is_even
from klopt.check.case import Case, exact_value
from klopt.check.finding import Amount, Finding, Level, Look
from klopt.check.lists import is_kin
from klopt.check.marks import in_order
from klopt.check.other_sums import TELLING, digits, is_sum_of_another, not_all_told
from klopt.check.part_lists import Parts
from klopt.check.parts import parts_of, sum_of
from klopt.check.proportion import granularity, narrow
from klopt.check.prose import Figure, prose
from klopt.check.registry import message, rule
from klopt.check.repairs import repairs, written
from klopt.check.sums import fits, verdict
from klopt.check.sums_up import added_up
from klopt.check.tabled import table_findings

EXACT = 100
"""Up to here a round total of things that were counted one by one is taken as counted, not as rounded."""


@rule("parts-sum")
def parts_sum(case: Case) -> Iterator[Finding | Look]:
    """The parts added up against the stated total. Slots: parts, recomputed, stated."""
    for parts in parts_of(case):
        if not_all_told(prose(case), parts):
            continue
        if is_sum_of_another(prose(case), parts):
            yield Look("parts-sum", tuple(f.quantity.span for f in (*parts.parts, parts.total)), "set-apart")
            continue
        total = parts.total.quantity
        spans = tuple(figure.quantity.span for figure in (*parts.parts, parts.total))
        level = _level(parts)
        if level is None:
            yield Look("parts-sum", spans, "holds")
            continue
        stated, added = exact_value(total), added_up(parts.parts) + parts.extra
        if stated is None:
            continue
        unit = parts.total.unit or next((part.unit for part in parts.parts if part.unit), None)
        marks = in_order(case, spans)
        solved: list[tuple[Figure, Decimal | None]] = [(parts.total, added)]
        for part in parts.parts:
            value = exact_value(part.quantity)
            solved.append((part, None if value is None else stated - added + value))
        yield Finding(
            "parts-sum",
            level,
            marks,
            message(
                "parts-sum",
                parts=" + ".join([*(part.quantity.span.text for part in parts.parts), *["1"] * parts.extra]),
                recomputed=written(added, unit),
                stated=total.span.text,
            ),
            stated=Amount(total.strict, unit, total.span.text),
            recomputed=Amount(_sum(parts.parts, parts.extra, lenient=False), unit, written(added, unit).nl),
            repairs=repairs(marks, solved, partial(_right_with, parts)),
            tied=level == "error" and all(is_kin(part, parts.total) for part in parts.parts),
        )
    yield from table_findings(case, shares=False)


def _right_with(parts: Parts, new: Figure) -> bool:
    """Whether the list adds up with this figure in the place of the one with its number."""
    listed = tuple(new if part.nr == new.nr else part for part in parts.parts)
    total = new if parts.total.nr == new.nr else parts.total
    return fits(_level(replace(parts, parts=listed, total=total, pool=())))


def _counted(parts: Parts) -> bool:
    """Whether these are so few separate things, given without a hedge, that a round total is not a rounded one."""
    figures = [part.quantity for part in (*parts.parts, parts.total)]
    value = exact_value(parts.total.quantity)
    return (
        value is not None and value <= EXACT and all(q.kind == "count" and q.hedge is None for q in figures)
    )


def _level(parts: Parts) -> Level | None:
    """What the sum means; None if the parts as listed, or any other figures near them, do add up."""
    total = parts.total.quantity
    low, high = total.strict, total.strict if _counted(parts) else _rounded(parts)
    if not parts.complete:
        low, high = (Interval(None, end.high, high_open=end.high_open) for end in (low, high))
    choices = [parts.parts]
    if parts.complete and not is_even(parts.parts, parts.total):
        choices += [*_leading(parts), *_selections(parts), *_without_another_matter(parts)]
    levels = [
        verdict(
            _sum(chosen, extra, lenient=False),
            _sum(chosen, extra, lenient=True),
            [(low, high)],
            parts.inferred,
        )
        for chosen in choices
        for extra in {0, parts.extra}
    ]
    if None in levels:
        return None
    return "note" if "note" in levels[:2] else levels[0]


def _rounded(parts: Parts) -> Interval:
    """The total as loosely as its parts are given, and no looser."""
    value = exact_value(parts.total.quantity) or Decimal(0)
    finest = min(granularity(part.quantity) for part in parts.parts)
    return narrow(parts.total.quantity, max(finest, value / 100))


def _leading(parts: Parts) -> Iterator[tuple[Figure, ...]]:
    """The first of the parts: once they make the total, what follows divides one of them ("een derde van de laatste
    groep, 129 mensen").
    """
    for size in range(2, len(parts.parts)):
        yield parts.parts[:size]


def _without_another_matter(parts: Parts) -> Iterator[tuple[Figure, ...]]:
    """The parts without those of one sentence before the last: "haalt 4,1 miljoen uit de reserve. Dijken slokken 78,9
    miljoen op, zuivering 71,2 miljoen. De resterende 18,3 miljoen", of 168,4. Only with figures that come out by no
    chance.
    """
    last = parts.parts[-1].sentence
    if not parts.closed or digits(parts.total) < TELLING:
        return
    for sentence in {part.sentence for part in parts.parts} - {last}:
        kept = tuple(part for part in parts.parts if part.sentence != sentence)
        if len(kept) > 1:
            yield kept


def _selections(parts: Parts) -> Iterator[tuple[Figure, ...]]:
    """Every choice of at least two of the figures near the list; a list that says that it is whole loses none."""
    pool, listed = parts.pool, {part.nr for part in parts.parts}
    for size in range(2, len(pool) + 1):
        for chosen in combinations(pool, size):
            if not (parts.closed and {figure.nr for figure in chosen} < listed):
                yield chosen


def _sum(figures: tuple[Figure, ...], extra: int, *, lenient: bool) -> Interval:
    if not lenient:
        return sum_of([figure.quantity.strict for figure in figures]) + Interval.point(extra)
    finest = min(granularity(figure.quantity) for figure in figures)
    return sum_of([narrow(figure.quantity, finest / 2) for figure in figures]) + Interval.point(extra)
