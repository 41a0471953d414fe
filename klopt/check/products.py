"""A number of things of one size each, with their total: "zeventig turbines van elk tien megawatt, totaal 70"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.interval import Interval
from extract.nouns import Quantity
from extract.words import table
from klopt.check.case import Case, exact_value
from klopt.check.finding import Words
from klopt.check.nearby import Nearby, has_word
from klopt.check.slips import slip_of
from klopt.check.wording import amount, rounded

REACH = 40
"""Characters between the number and the size of each."""


@dataclass(frozen=True, slots=True)
class Product:
    """A number, a size and a total that is a power of ten away from what they make; `right` is what they make, `value`
    as it is written."""

    number: Quantity
    each: Quantity
    total: Quantity
    right: Interval
    value: Decimal
    words: Words


def products(case: Case) -> Iterator[Product]:
    """The totals of an article that are a power of ten off."""
    near = Nearby(case)
    words = table("repeats")["other"]
    figures = [q for q in case.extraction.quantities if exact_value(q) is not None and q.kind != "ordinal"]
    for number, each, total in zip(figures, figures[1:], figures[2:], strict=False):
        if (
            number.kind != "count"
            or each.kind not in ("count", "money", "measure")
            or each.kind != total.kind
        ):
            continue
        if each.unit != total.unit or not number.span.field == each.span.field == total.span.field:
            continue
        if near.nr(number.span) != near.nr(each.span) or near.nr(total.span) - near.nr(each.span) > 1:
            continue
        gap, rest = near.between(number.span, each.span), near.between(each.span, total.span)
        if len(gap) > REACH or not has_word(
            near.before(number.span)[-20:] + gap + near.behind(each.span)[:20], words["each"]
        ):
            continue
        if not has_word(rest + near.behind(total.span)[:20], words["total"]):
            continue
        one, size, whole = (exact_value(q) for q in (number, each, total))
        if one is None or size is None or whole is None or slip_of(one * size, whole) != "power":
            continue
        if number.hedge or each.hedge:
            continue
        right = rounded(one * size)
        text = Words(amount(right, total.unit, "nl"), amount(right, total.unit, "en"))
        yield Product(number, each, total, number.strict * each.strict, one * size, text)
