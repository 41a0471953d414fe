"""Whether a change that an article tells of makes one figure of the other: a price at the end of the day and the day
before, "13,10 euro, 2,2 procent lager dan een dag eerder" and 13,40 euro.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.interval import Interval
from extract.nouns import Quantity
from klopt.check.case import Case
from klopt.check.evidence import NEAR
from klopt.check.said import Said
from klopt.check.sizes import Size, sizes

_ONE, _HUNDRED = Interval.point(1), Interval.point(100)


def before_and_after(case: Case, one: Said, other: Said) -> bool:
    """Whether the other figure is what `one`, a figure of this article, was before a change told beside it, or what
    became of it.
    """
    own = one.claim.span
    if one.claim.role == "change":
        return False
    for size in sizes(case):
        if (
            size.figure is None
            or size.figure.claim is one.claim
            or size.direction is None
            or size.figure.claim.span.field != own.field
        ):
            continue
        told = size.figure.claim.span
        if max(told.start, own.start) - min(told.end, own.end) < NEAR and any(
            value.overlaps(other.quantity.lenient) for value in _ends(one.quantity, size)
        ):
            return True
    return False


def _ends(value: Quantity, size: Size) -> Iterator[Interval]:
    """What a value was before a change, and what it is after it."""
    change = size.figure.quantity if size.figure else value
    if change.kind == "percent" and value.kind != "percent":
        share = change.lenient / _HUNDRED
        times = _ONE + share if size.direction == "up" else _ONE - share
        if times.low is not None and times.low > 0:
            yield value.lenient / times
        yield value.lenient * times
    elif change.kind == value.kind and change.unit == value.unit:
        yield value.lenient - change.lenient
        yield value.lenient + change.lenient
