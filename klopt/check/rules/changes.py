"""A value before, a value after, and what is said about the change between them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from corpus.article import Span
from extract.interval import Interval
from extract.nouns import Claim, Quantity
from extract.words import table
from klopt.check.case import Case, Change, comparable, exact_value
from klopt.check.finding import Amount, Finding, Level, Marked, Repair, Words
from klopt.check.marks import figure_mark, in_order, index_of
from klopt.check.registry import message, rule
from klopt.check.wording import amount, rounded

_ONE = Interval.point(1)
_HUNDRED = Interval.point(100)


@rule("same-period")
def same_period(case: Case) -> Iterator[Finding]:
    """Both ends of one change carry the same time expression. Slots: before, after, period."""
    for change in case.changes:
        ends = _ends(change)
        if ends is None or change.inferred:
            continue
        before, after = ends
        one, other = before.period, after.period
        if (
            one is None
            or other is None
            or one.span == other.span
            or one.days is None
            or one.days != other.days
        ):
            continue
        if one.span.text.casefold() != other.span.text.casefold():
            continue  # "begin 2017" and "eind 2017", "2017" and "vorig jaar": two ways to say two moments
        if _value(before) == _value(after):
            continue
        marks = in_order(case, (figure_mark(case, before), figure_mark(case, after), one.span, other.span))
        marks = _without_covered(marks)
        yield Finding(
            "same-period",
            "error",
            marks,
            message("same-period", before=_written(before), after=_written(after), period=one.span.text),
            repairs=(
                *_year_repair(marks, one.span, -1),
                *_year_repair(marks, other.span, +1),
            ),
        )


def _year_repair(marks: tuple[Marked, ...], span: Span, step: int) -> Iterator[Repair]:
    """The time expression one year earlier or later, if it names a year."""
    words = [word for word in span.text.split() if word.isdigit() and len(word) == 4]
    if len(words) == 1:
        yield Repair(index_of(marks, span), words[0], str(int(words[0]) + step))


@rule("change-factor")
def change_factor(case: Case) -> Iterator[Finding]:
    """The later value divided by the earlier one against "verdubbeld", "drie keer zo veel". Slots: before,
    after, recomputed, stated.
    """
    for change in case.changes:
        ends, size = _ends(change), _size(change, "factor")
        if ends is None or size is None or _misdirected(change):
            continue
        before, after = _quantity(ends[0]), _quantity(ends[1])
        if before is None or after is None:
            continue
        ratio = after.strict / before.strict
        level = _verdict(ratio, after.lenient / before.lenient, _factors(case, size), change.inferred)
        if level is None:
            continue
        x, y = _value(ends[0]), _value(ends[1])
        stated = exact_value(size)
        if not x or y is None or not stated:
            continue
        exact = y / x
        marks = in_order(case, (size.span, figure_mark(case, ends[0]), figure_mark(case, ends[1])))
        yield Finding(
            "change-factor",
            level,
            marks,
            message(
                "change-factor",
                before=_written(ends[0]),
                after=_written(ends[1]),
                recomputed=_amount_words(rounded(exact), "keer"),
                stated=size.span.text,
            ),
            stated=Amount(size.strict, "keer", size.span.text),
            recomputed=Amount(ratio, "keer", amount(rounded(exact), "keer", "nl")),
            repairs=(
                *_value_repair(marks, ends[0], y / stated),
                *_value_repair(marks, ends[1], x * stated),
                Repair(index_of(marks, size.span), size.span.text, amount(rounded(exact), "keer", "nl")),
            ),
        )


def _factors(case: Case, size: Quantity) -> list[tuple[Interval, Interval]]:
    """The readings of a factor, strict and lenient: "drie keer minder" divides, "drie keer meer" is three
    or four times.
    """
    text = case.article.field(size.span.field)[size.span.end :].split(maxsplit=1)
    following = text[0].strip(".,;").lower() if text else ""
    strict, lenient = size.strict, size.lenient
    comparatives = table("changes")["comparatives"]
    if following in (*comparatives["down"], "weinig"):
        return [(_ONE / strict, _ONE / lenient)]
    if following in comparatives["up"]:
        return [(strict, lenient), (strict + _ONE, lenient + _ONE)]
    return [(strict, lenient)]


@rule("change-percent")
def change_percent(case: Case) -> Iterator[Finding]:
    """The relative difference against the stated percentage. Slots: before, after, recomputed, stated."""
    for change in case.changes:
        ends, size = _ends(change), _size(change, "percent")
        if ends is None or size is None or _misdirected(change) or _other_base(case, change):
            continue
        before, after, stated = _quantity(ends[0]), _quantity(ends[1]), exact_value(size)
        x, y = _value(ends[0]), _value(ends[1])
        if (
            before is None
            or after is None
            or not x
            or y is None
            or stated is None
            or before.kind == "percent"
        ):
            continue
        sign = 1 if y >= x else -1
        strict = _percent(before.strict, after.strict, sign)
        lenient = _percent(before.lenient, after.lenient, sign)
        level = _verdict(strict, lenient, [(size.strict, size.lenient)], change.inferred)
        if level is None:
            continue
        exact = abs(y - x) / x * 100
        marks = in_order(case, (size.span, figure_mark(case, ends[0]), figure_mark(case, ends[1])))
        share = sign * stated / 100
        yield Finding(
            "change-percent",
            level,
            marks,
            message(
                "change-percent",
                before=_written(ends[0]),
                after=_written(ends[1]),
                recomputed=_amount_words(rounded(exact), "procent"),
                stated=size.span.text,
            ),
            stated=Amount(size.strict, "procent", size.span.text),
            recomputed=Amount(strict, "procent", amount(rounded(exact), "procent", "nl")),
            repairs=(
                *(_value_repair(marks, ends[0], y / (1 + share)) if share != -1 else ()),
                *_value_repair(marks, ends[1], x * (1 + share)),
                Repair(index_of(marks, size.span), size.span.text, amount(rounded(exact), "procent", "nl")),
            ),
        )


def _percent(before: Interval, after: Interval, sign: int) -> Interval:
    """The change in percent of the value before; one value divides by itself, so the quotient comes first."""
    ratio = after / before
    return ((ratio - _ONE) if sign > 0 else (_ONE - ratio)) * _HUNDRED


def _other_base(case: Case, change: Change) -> bool:
    """Whether the percentage is of something else: per year, corrected for prices, on average."""
    sentence = change.sizes[0].span
    return case.says(sentence, tuple(table("changes")["other_base"]["words"]))


@rule("change-direction")
def change_direction(case: Case) -> Iterator[Finding]:
    """Words of rise or fall against the two values. Slots: before, after, recomputed, stated."""
    for change in case.changes:
        ends = _ends(change)
        if ends is None or change.cue is None or change.inferred or not _misdirected(change):
            continue
        if (ends[1].measure or "") in table("changes")["ranks"]["words"]:
            continue
        falls = change.direction == "up"
        marks = in_order(case, (change.cue, figure_mark(case, ends[0]), figure_mark(case, ends[1])))
        x, y = _written(ends[0]), _written(ends[1])
        yield Finding(
            "change-direction",
            "error",
            marks,
            message(
                "change-direction",
                before=x,
                after=y,
                recomputed=Words("een daling", "a fall") if falls else Words("een stijging", "a rise"),
                stated=change.cue.text,
            ),
            repairs=(
                Repair(index_of(marks, change.cue), change.cue.text, "daling" if falls else "stijging"),
            ),
        )


def _ends(change: Change) -> tuple[Claim, Claim] | None:
    """Both ends, if they are values of one measure above zero."""
    before, after = change.before, change.after
    if before is None or after is None or not comparable(before.quantity, after.quantity):
        return None
    low = [claim.quantity.lenient.low for claim in (before, after) if claim.quantity]
    return (before, after) if all(bound is None or bound >= 0 for bound in low) else None


def _misdirected(change: Change) -> bool:
    """Whether the values surely go the other way than the word says."""
    before, after = (_quantity(change.before), _quantity(change.after))
    if before is None or after is None or change.direction is None:
        return False
    if change.direction == "up":
        return after.lenient.below(before.lenient)
    return before.lenient.below(after.lenient)


def _size(change: Change, kind: str) -> Quantity | None:
    """The one figure of this kind that says how big the change is."""
    sizes = [q for q in map(_quantity, change.sizes) if q is not None and q.kind == kind]
    return sizes[0] if len(sizes) == 1 else None


def _verdict(
    strict: Interval | None, lenient: Interval | None, stated: list[tuple[Interval, Interval]], inferred: bool
) -> Level | None:
    """None if a strict reading fits, note if only a lenient one does, else warning or error (RULES:
    verdicts).
    """
    if strict is None or lenient is None or any(strict.overlaps(s) for s, _ in stated):
        return None
    if any(lenient.overlaps(s) for _, s in stated):
        return "note"
    return "warning" if inferred else "error"


def _value_repair(marks: tuple[Marked, ...], claim: Claim, value: Decimal) -> Iterator[Repair]:
    """The figure that would make the sum right, written like the one that stands there."""
    quantity = _quantity(claim)
    if quantity is None or value <= 0:
        return
    right = value.quantize(Decimal(1)) if quantity.kind == "count" else rounded(value)
    if right > 0 and right != exact_value(quantity):
        yield Repair(index_of(marks, quantity.span), quantity.span.text, amount(right, quantity.unit, "nl"))


def _amount_words(value: Decimal, unit: str | None) -> Words:
    return Words(amount(value, unit, "nl"), amount(value, unit, "en"))


def _quantity(claim: Claim | None) -> Quantity | None:
    return claim.quantity if claim is not None else None


def _value(claim: Claim) -> Decimal | None:
    return exact_value(claim.quantity)


def _written(claim: Claim) -> str | Words:
    value = _value(claim)
    if claim.quantity is None or value is None:
        return claim.quantity.span.text if claim.quantity else ""
    return _amount_words(value, claim.quantity.unit)


def _without_covered(marks: tuple[Marked, ...]) -> tuple[Marked, ...]:
    """Marks that do not lie inside another."""
    return tuple(
        mark
        for mark in marks
        if not any(other is not mark and other.span.covers(mark.span) for other in marks)
    )
