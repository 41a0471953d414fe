"""The arithmetic that the rules about changes share: which figures a sum is made of, and what its outcome means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from corpus.article import Span
from extract.interval import Interval
from extract.nouns import Claim, Quantity, QuantityKind
from extract.words import table
from klopt.check.case import Case, comparable, exact_value
from klopt.check.changes import Change, changes, passed_over
from klopt.check.conversions import in_other_unit
from klopt.check.finding import Level, Look
from klopt.check.fitting import of_other_base
from klopt.check.prose import prose
from klopt.check.roundings import either, readings_of, strict_beside

ONE = Interval.point(1)
HUNDRED = Interval.point(100)
POINT = "procentpunt"


@dataclass(frozen=True, slots=True)
class Ends:
    """Both ends of a change as claims, with their figures."""

    first: Claim
    last: Claim
    before: Quantity
    after: Quantity

    @property
    def sign(self) -> int:
        """1 for a rise, -1 for a fall, by the values as written."""
        low, high = exact_value(self.before), exact_value(self.after)
        if low is None or high is None:
            low, high = self.before.strict.low, self.after.strict.low
        return 1 if low is None or high is None or high >= low else -1


def ends_of(change: Change) -> Ends | None:
    """Both ends, if they are values of one measure that are not below zero."""
    first, last = change.before, change.after
    if first is None or last is None or first.quantity is None or last.quantity is None:
        return None
    framed = first.frame is not None and first.frame == last.frame
    if not _one_unit(first.quantity, last.quantity, framed=framed):
        return None
    if any(_negative(quantity) for quantity in (first.quantity, last.quantity)):
        return None
    return Ends(first, last, first.quantity, last.quantity)


def _negative(quantity: Quantity) -> bool:
    """Whether it can be below zero; "0 procent" is nothing at all."""
    low = quantity.lenient.low
    return low is not None and low < 0 and exact_value(quantity) != 0


def _one_unit(one: Quantity, other: Quantity, *, framed: bool) -> bool:
    """Whether both have one unit, or one of them leaves it out ("5.230 hectare, nu is dat 4.610"). In "van A naar B"
    (`framed`) that may be what it is per.
    """
    pers = {(quantity.unit or "").partition("per ")[2].strip() for quantity in (one, other)}
    if (
        not framed
        and len(pers) == 2
        and "" in pers
        and not pers & {"", *table("averages")["stretches"]} - {""}
    ):
        return False  # "1,99 euro" for a pack and "11,56 euro per kilo"
    units = {(quantity.unit or "").split("per ")[0].strip() for quantity in (one, other)}
    return comparable(one, other) or "count" in (one.kind, other.kind) or len(units) == 1


def unit_of(ends: Ends) -> str | None:
    """The unit of both values."""
    return ends.before.unit or ends.after.unit


def kind_of(ends: Ends) -> QuantityKind:
    """The kind of both values: of the one with a unit, if the other leaves it out."""
    return ends.after.kind if ends.before.kind == "count" else ends.before.kind


def size_of(change: Change, kind: str) -> Quantity | None:
    """The one figure of this kind that says how big the change is; "50 basispunten" as half a percentage point."""
    sizes = [c.quantity for c in change.sizes if c.quantity is not None and c.quantity.kind == kind]
    if len(sizes) != 1:
        return None
    return in_unit(sizes[0], POINT) if kind == "percentage_point" else sizes[0]


def misdirected(change: Change) -> bool:
    """Whether the values surely go the other way than the word says."""
    ends = ends_of(change)
    if ends is None or change.direction is None:
        return False
    if change.direction == "up":
        return ends.after.lenient.below(ends.before.lenient)
    return ends.before.lenient.below(ends.after.lenient)


def distance(ends: Ends) -> tuple[Interval, Interval]:
    """How far the values are apart, strict and lenient."""
    return _readings(ends, lambda before, after: after - before if ends.sign > 0 else before - after)


def ratio(ends: Ends) -> tuple[Interval, Interval]:
    """The value after divided by the one before, strict and lenient."""
    return _readings(ends, lambda before, after: after / before)


def relative(ends: Ends) -> tuple[Interval, Interval]:
    """The change in percent of the value before, strict and lenient.

    The quotient comes first: subtracting before dividing would count the rounding of the value before twice.
    """

    def change(before: Interval, after: Interval) -> Interval:
        found = after / before
        return ((found - ONE) if ends.sign > 0 else (ONE - found)) * HUNDRED

    return _readings(ends, change)


def _readings(ends: Ends, sum_: Callable[[Interval, Interval], Interval]) -> tuple[Interval, Interval]:
    """What a sum of both values gives, strict and lenient."""
    one, other = (sum_(*values) for values in readings_of(ends.before, ends.after))
    strict = sum_(strict_beside(ends.before, ends.after), strict_beside(ends.after, ends.before))
    return strict, either(one, other)


def verdict(
    strict: Interval, lenient: Interval, stated: list[tuple[Interval, Interval]], inferred: bool
) -> Level | None:
    """What it means that a sum gives these intervals and the text says one of those (strict and lenient readings).

    None: a strict reading fits. Note: only a lenient one does. Else a warning if the link between the figures was
    inferred, an error if the text makes it.
    """
    if any(strict.overlaps(reading) for reading, _ in stated):
        return None
    if any(lenient.overlaps(reading) for _, reading in stated):
        return "note"
    return "warning" if inferred else "error"


def other_base(case: Case, change: Change) -> bool:
    """Whether the size is of something else than the two values: per year, corrected for prices, on average."""
    size = change.sizes[0].quantity
    if size is None:
        return False
    known = prose(case).figures
    place = size.span.field != "title", size.span.start
    at = bisect_left(known, place, key=lambda f: (f.field != "title", f.quantity.span.start))
    return at < len(known) and known[at].quantity is size and of_other_base(known[at])


def percents(size: Quantity) -> tuple[Interval, Interval]:
    """What a percentage or a fraction ("een derde minder") can be in percent, strict and lenient."""
    if size.kind == "fraction":
        return size.strict * HUNDRED, size.lenient * HUNDRED
    return size.strict, size.lenient


def in_unit(size: Quantity, unit: str | None) -> Quantity | None:
    """The size in the unit of the two values: cents in euros, centimetres in metres; None if it is of another kind."""
    if size.unit == unit:
        return size
    if size.unit is None or unit is None:
        return None
    strict, lenient = (in_other_unit(reading, size.unit, unit) for reading in (size.strict, size.lenient))
    if strict is None or lenient is None:
        return None
    now = exact_value(size)
    value = in_other_unit(Interval.point(now), size.unit, unit) if now is not None else None
    return replace(size, strict=strict, lenient=lenient, unit=unit, value=value.low if value else size.value)


def look(rule: str, ends: Ends, size: Quantity | None, why: str) -> Look:
    """That a rule looked at two values and what is said of their difference, and why it reports nothing."""
    return Look(rule, _reading_order(ends.before.span, ends.after.span, *([size.span] if size else ())), why)


def looks_past(case: Case, rule: str, kinds: tuple[QuantityKind, ...]) -> Iterator[Look]:
    """What a rule sees of the changes that are not to be checked or lack a value: those with a size of these kinds."""
    for change, why in passed_over(case):
        size = next((size for kind in kinds if (size := size_of(change, kind))), None)
        ends = [c.quantity.span for c in (change.before, change.after) if c is not None and c.quantity]
        if size is not None and ends:
            yield Look(rule, _reading_order(*ends, size.span), why)
    for change in changes(case):
        size = next((size for kind in kinds if (size := size_of(change, kind))), None)
        if size is not None and ends_of(change) is None:
            yield Look(rule, (size.span,), "incomplete")


def _reading_order(*spans: Span) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: (span.field != "title", span.start)))


def fits(level: Level | None) -> bool:
    """Whether a sum with this outcome is not reported, unless everything is asked for."""
    return level in (None, "note")
