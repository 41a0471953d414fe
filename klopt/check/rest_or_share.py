"""Whether a third figure makes the one of two figures of the other: the whole and what is left of it, "3.400 bomen
geplant, 1.150 gekapt, per saldo 2.250 erbij"; the part that a share makes of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.interval import Interval
from extract.nouns import Quantity
from klopt.check.case import Case, exact_value, once
from klopt.check.group import Pair
from klopt.check.said import Said, said

SHARES = ("percent", "fraction", "share")
DIGITS = 2
"""Digits that say something, of a difference that is not one by chance."""
_HUNDRED = Interval.point(100)


def is_rest_or_share(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether a figure of either article is the difference of the two, or a share in it makes the one of the other."""
    if mine.sort[0] not in ("count", "money", "measure"):
        return False
    less, more = sorted((mine, yours), key=lambda one: one.value)
    left, whole, part = (
        more.quantity.strict - less.quantity.strict,
        more.quantity.strict,
        less.quantity.strict,
    )
    return any(
        any(rest.overlaps(left) for rest in _rests(case, mine, yours))
        or any((whole * share).overlaps(part) for share in _shares(case)[0])
        for case in (pair.one, pair.other)
    )


def _rests(case: Case, mine: Said, yours: Said) -> Iterator[Interval]:
    """The other figures of that unit, as they are written."""
    for one in said(case):
        alike = one.unit == mine.unit and one.value not in (mine.value, yours.value)
        bounded = None not in (one.quantity.strict.low, one.quantity.strict.high)
        if alike and bounded and one.quantity.hedge is None and one.telling and len(one.digits) >= DIGITS:
            yield one.quantity.strict


@once
def _shares(case: Case) -> Iterable[tuple[Interval, ...]]:
    """The shares of an article, 0 to 1; not those by which something changed, nor "meer dan 20 procent"."""
    changed = {
        claim.quantity.span for claim in case.extraction.claims if claim.quantity and claim.role == "change"
    }
    found = (
        _share(one) for one in case.extraction.quantities if one.kind in SHARES and one.span not in changed
    )
    yield tuple(share for share in found if None not in (share.low, share.high))


def _share(quantity: Quantity) -> Interval:
    value = exact_value(quantity)
    if quantity.kind == "percent":
        return quantity.strict / _HUNDRED
    return quantity.strict if value is None else Interval.point(value)
