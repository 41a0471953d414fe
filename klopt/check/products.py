"""A number of things of one size each, with their total: "zeventig turbines van elk tien megawatt, totaal 70"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.interval import Interval
from extract.nouns import Quantity
from extract.words import table
from klopt.check.case import Case, exact_value
from klopt.check.conversions import in_other_unit
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
    yield from _of_each(case)
    yield from _on_average(case)


def _of_each(case: Case) -> Iterator[Product]:
    """ "Zeventig turbines van elk tien megawatt, totaal 70 megawatt"."""
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


def _on_average(case: Case) -> Iterator[Product]:
    """ "De 72.000 inwoners leverden gemiddeld vijf kilo in. Al met al goed voor 360 ton": the size may be a mean and in
    another unit than the total, and the number the subject of the sentence. As more may be counted in the total than
    these, its sentence must say that it is of what was just told.
    """
    near, words = Nearby(case), table("repeats")["products"]
    figures = [q for q in case.extraction.quantities if exact_value(q) is not None and q.kind != "ordinal"]
    for number, each, total in zip(figures, figures[1:], figures[2:], strict=False):
        if number.kind != "count" or each.kind not in _SIZES or total.kind not in _SIZES:
            continue
        if not number.span.field == each.span.field == total.span.field:
            continue
        if near.nr(number.span) != near.nr(each.span) or near.nr(total.span) - near.nr(each.span) > 1:
            continue
        gap, rest = near.between(number.span, each.span), near.between(each.span, total.span)
        said = has_word(gap[-20:], words["each"]) or near.before(number.span).lower().endswith(_EACH_OF)
        if len(gap) > WIDE or _parts(gap) or not said:
            continue
        behind = near.before(total.span) if near.nr(total.span) != near.nr(each.span) else rest
        if not has_word(behind, words["told"]) or has_word(rest, words["others"]):
            continue
        if _LONGER.match(near.behind(total.span)):
            continue  # "Goed voor 3.600 ton in tien jaar"
        product = _power_off(number, each, total)
        if product is not None:
            yield product


_EACH_OF = ("elk van de ", "ieder van de ", "elk van die ", "ieder van die ")
_SIZES = ("money", "measure", "rate")
_LONGER = re.compile(
    rf"[^.;:]*\b(?:{'|'.join(table('repeats')['products']['during'])})\s+(?:(?!een\b|één\b)\S+\s+){{1,2}}"
    rf"(?:{'|'.join(table('repeats')['products']['times'])})\b",
    re.IGNORECASE,
)
NEAR = Decimal("0.05")
"""How far from a power of ten what they make may be from the total."""
WIDE = 70
"""Characters between the number and a size that its subject has on average."""


def _parts(gap: str) -> bool:
    """Whether another clause or number stands between a number and the size of each."""
    return any(mark in gap for mark in ",;:.(") or any(sign.isdigit() for sign in gap)


def _power_off(number: Quantity, each: Quantity, total: Quantity) -> Product | None:
    """The product, if only a power of ten more or less makes it the total."""
    unit, theirs = ((q.unit or "").partition(" per ")[0] for q in (each, total))
    scale = Interval.point(1) if unit == theirs else in_other_unit(Interval.point(1), unit, theirs)
    one, size, whole = (exact_value(q) for q in (number, each, total))
    if scale is None or scale.low is None or scale.high is None or not one or not size or not whole:
        return None
    if (number.lenient * each.lenient * scale).overlaps(total.lenient):
        return None
    # A ton is 1.000 kilos, or an English one: the round number is meant.
    rate = min((scale.low, scale.high), key=lambda end: len(end.normalize().as_tuple().digits))
    ratio = max(one * size * rate, whole) / min(one * size * rate, whole)
    if not any(1 - NEAR < ratio / power < 1 + NEAR for power in (10, 100, 1000)):
        return None
    right = rounded(one * size * rate)
    text = Words(amount(right, theirs, "nl"), amount(right, theirs, "en"))
    return Product(number, each, total, number.strict * each.strict * scale, one * size * rate, text)
