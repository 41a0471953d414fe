"""The single changes that make a change right: another value before, another value after, another size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from extract.nouns import Quantity
from klopt.check.case import exact_value
from klopt.check.finding import Marked, Repair
from klopt.check.marks import index_of
from klopt.check.repairs import mended
from klopt.check.sums import Ends

Fits = Callable[[Ends, Quantity], bool]
"""Whether a size fits two values."""


def end_repairs(
    marks: tuple[Marked, ...], ends: Ends, size: Quantity, others: tuple[Decimal, Decimal], fits: Fits
) -> Iterator[Repair]:
    """`others` are the value before and the value after with which the size would be right."""
    yield from _value(marks, ends.before, others[0], lambda value: fits(replace(ends, before=value), size))
    yield from _value(marks, ends.after, others[1], lambda value: fits(replace(ends, after=value), size))


def size_repairs(
    marks: tuple[Marked, ...], ends: Ends, size: Quantity, exact: Decimal, right: str, fits: Fits
) -> Iterator[Repair]:
    """The size as the two values make it (`exact`, in words `right`); behind a hedge one that the hedge goes with."""
    if size.hedge is None or "procentpunt" in right:
        yield Repair(index_of(marks, size.span), size.span.text, right)
    else:
        yield from _value(marks, size, exact, lambda value: fits(ends, value))


def _value(
    marks: tuple[Marked, ...], quantity: Quantity, value: Decimal, holds: Callable[[Quantity], bool]
) -> Iterator[Repair]:
    """The figure written like the one that stands there: a share of at most all stays one."""
    now = exact_value(quantity)
    if value <= 0 or now is None or (quantity.kind == "percent" and now <= 100 < value):
        return
    after = mended(quantity, value, holds)
    if after is not None:
        yield Repair(index_of(marks, quantity.span), quantity.span.text, after)
