"""A hedge on the wrong side of the exact figure: "ruim 37 procent" and 36,7."""

from __future__ import annotations

from collections.abc import Iterator

from klopt.check.case import Case
from klopt.check.finding import Amount, Finding, Look, Repair, Words
from klopt.check.hedged import Hedged, hedged, value_of
from klopt.check.marks import in_order, index_of
from klopt.check.registry import message, rule


@rule("hedge")
def hedge(case: Case) -> Iterator[Finding | Look]:
    """The exact figure against the side of the hedge. Slots: hedge, stated, exact, side."""
    for pair in hedged(case):
        mine, exact = value_of(pair.figure), value_of(pair.exact)
        if mine is None or exact is None:
            continue
        if exact >= mine if pair.side == "above" else exact <= mine:
            yield Look("hedge", (pair.figure.quantity.span, pair.exact.quantity.span), "holds")
            continue
        yield _finding(case, pair)


def _finding(case: Case, pair: Hedged) -> Finding:
    stated, exact = pair.figure.quantity, pair.exact.quantity
    marks = in_order(case, (stated.span, exact.span))
    less = Words("minder", "less") if pair.side == "above" else Words("meer", "more")
    plain = "bijna" if pair.side == "above" else "ruim"
    return Finding(
        "hedge",
        "warning",
        marks,
        message("hedge", hedge=stated.hedge or "", stated=stated.span.text, exact=exact.span.text, side=less),
        stated=Amount(stated.strict, stated.unit, f"{stated.hedge} {stated.span.text}"),
        recomputed=Amount(exact.strict, exact.unit, exact.span.text),
        repairs=(Repair(index_of(marks, stated.span), stated.span.text, f"{plain} {stated.span.text}"),),
    )
