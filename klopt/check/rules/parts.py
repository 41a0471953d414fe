"""A list of parts against its total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.interval import Interval
from klopt.check.case import Case, exact_value
from klopt.check.finding import Amount, Finding, Look
from klopt.check.marks import in_order
from klopt.check.parts import Parts, added_up, parts_of, sum_of
from klopt.check.prose import Figure
from klopt.check.registry import message, rule
from klopt.check.repairs import repairs, written
from klopt.check.sums import verdict

EXACT = 100
"""Up to here a round total of things that were counted one by one is taken as counted, not as rounded."""


@rule("parts-sum")
def parts_sum(case: Case) -> Iterator[Finding | Look]:
    """The parts added up against the stated total. Slots: parts, recomputed, stated."""
    for parts in parts_of(case):
        total = parts.total.quantity
        spans = tuple(figure.quantity.span for figure in (*parts.parts, parts.total))
        readings = [(total.strict, total.strict if _counted(parts) else total.lenient)]
        extras = {0, parts.extra}
        levels = [
            verdict(
                sum_of(parts, lenient=False) + Interval.point(extra),
                sum_of(parts, lenient=True) + Interval.point(extra),
                readings,
                parts.inferred,
            )
            for extra in extras
        ]
        if None in levels:
            yield Look("parts-sum", spans, "holds")
            continue
        level = "note" if "note" in levels else levels[0]
        stated, added = exact_value(total), added_up(parts.parts) + parts.extra
        if level is None or stated is None:
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
            recomputed=Amount(sum_of(parts, lenient=False), unit, written(added, unit).nl),
            repairs=repairs(marks, solved),
        )


def _counted(parts: Parts) -> bool:
    """Whether these are so few separate things, given without a hedge, that a round total is not a rounded one."""
    figures = [part.quantity for part in (*parts.parts, parts.total)]
    value = exact_value(parts.total.quantity)
    return (
        value is not None and value <= EXACT and all(q.kind == "count" and q.hedge is None for q in figures)
    )
