"""A value before, a value after, and what is said about the change between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from corpus.article import Span
from extract.cues import noun_direction
from extract.interval import Interval
from extract.nouns import Claim, Quantity
from extract.words import table
from klopt.check.case import Case, exact_value, has_millions
from klopt.check.change_repairs import Fits, end_repairs, size_repairs
from klopt.check.changes import Change, changes
from klopt.check.directions import ways
from klopt.check.factors import factor_readings
from klopt.check.finding import Amount, Finding, Level, Look, Marked, Repair, Words
from klopt.check.marks import figure_mark, in_order, index_of
from klopt.check.otherwise import told_otherwise
from klopt.check.outturns import outturns
from klopt.check.places import are_places
from klopt.check.prose import prose
from klopt.check.registry import message, rule
from klopt.check.repairs import as_written, written
from klopt.check.sums import (
    HUNDRED,
    Ends,
    ends_of,
    fits,
    kind_of,
    look,
    looks_past,
    misdirected,
    other_base,
    percents,
    ratio,
    relative,
    size_of,
    verdict,
)


@rule("change-factor")
def change_factor(case: Case) -> Iterator[Finding | Look]:
    """The later value divided by the earlier one against "verdubbeld", "drie keer zo veel". Slots: before, after,
    recomputed, stated.
    """
    yield from looks_past(case, "change-factor", ("factor",))
    for change in changes(case):
        ends, size = ends_of(change), size_of(change, "factor")
        if ends is None or size is None or misdirected(change):
            continue
        strict, lenient = ratio(ends)
        level = verdict(strict, lenient, factor_readings(case, size), change.inferred)
        x, y, stated = exact_value(ends.before), exact_value(ends.after), exact_value(size)
        if level is None or not x or y is None or not stated:
            yield look("change-factor", ends, size, "approximate" if level else "holds")
            continue
        others = y / stated, x * stated
        yield _finding(
            "change-factor", level, case, ends, size, strict, y / x, others, partial(_fits_factor, case)
        )


def _fits_factor(case: Case, ends: Ends, size: Quantity) -> bool:
    return fits(verdict(*ratio(ends), factor_readings(case, size), inferred=False))


@rule("change-percent")
def change_percent(case: Case) -> Iterator[Finding | Look]:
    """The relative difference against the stated percentage. Slots: before, after, recomputed, stated."""
    yield from looks_past(case, "change-percent", ("percent", "fraction"))
    for change in changes(case):
        ends, size = ends_of(change), size_of(change, "percent") or size_of(change, "fraction")
        if ends is None or size is None or misdirected(change):
            continue
        if kind_of(ends) == "percent" and size.kind == "percent":
            continue  # a percentage of a percentage, or points: another rule's question
        if other_base(case, change):
            yield look("change-percent", ends, size, "other-base")
            continue
        strict, lenient = relative(ends)
        level = verdict(strict, lenient, [percents(size)], change.inferred)
        x, y, stated = exact_value(ends.before), exact_value(ends.after), exact_value(size)
        stated = stated * 100 if stated is not None and size.kind == "fraction" else stated
        if level is None or not x or y is None or stated is None:
            yield look("change-percent", ends, size, "approximate" if level else "holds")
            continue
        whole = 1 + ends.sign * stated / 100
        others = (y / whole if whole else Decimal(0), x * whole)
        exact = abs(y - x) / x * 100
        named = change.cue is not None and noun_direction(change.cue.text.lower()) is not None
        if level == "note" and (named or not change.inferred) and _of_the_later(ends, size, exact):
            level = "warning" if change.inferred else "error"
        found = _finding("change-percent", level, case, ends, size, strict, exact, others, _fits_percent)
        yield replace(found, tied=True) if _mistaken(ends, size, strict, abs(y - x)) else found


def _fits_percent(ends: Ends, size: Quantity) -> bool:
    return fits(verdict(*relative(ends), [percents(size)], inferred=False))


def _mistaken(ends: Ends, size: Quantity, found: Interval, difference: Decimal) -> bool:
    """Whether the percentage is what a known mistake makes of these values: the index ("van 100 naar 110, een stijging
    van 110 procent") or the difference itself ("van 950 naar 1.000, een stijging van 50 procent").
    """
    stated = percents(size)[0]
    index = ends.sign > 0 and stated.overlaps(found + HUNDRED)
    return index or stated.overlaps(Interval.point(difference))


def _of_the_later(ends: Ends, size: Quantity, exact: Decimal) -> bool:
    """Whether a percentage is to the unit that of the price after, and no rounding of the right one: 400 of 2.000 euro
    is 20 percent, and a quarter more than 1.600 is not. What one pays is told as it is; what else is round may be
    rounded.
    """
    before, after, stated = exact_value(ends.before), exact_value(ends.after), exact_value(size)
    if before is None or not after or stated is None or size.hedge is not None or size.kind != "percent":
        return False
    rounded = any(end.hedge is not None or has_millions(end) for end in (ends.before, ends.after))
    paid = kind_of(ends) == "money" and not rounded
    return (
        paid
        and abs(after - before) * 100 == stated * after
        and not size.lenient.overlaps(Interval.point(exact))
    )


def _finding(
    name: str,
    level: Level,
    case: Case,
    ends: Ends,
    size: Quantity,
    found: Interval,
    exact: Decimal,
    others: tuple[Decimal, Decimal],
    fits_with: Fits,
) -> Finding:
    """A size that does not fit its two values. `others` are the value before and after that would fit it."""
    marks = in_order(case, (size.span, figure_mark(case, ends.first), figure_mark(case, ends.last)))
    unit = "procent" if size.kind == "fraction" else size.unit
    right = written(exact, unit)
    return Finding(
        name,
        level,
        marks,
        message(
            name,
            before=as_written(ends.before),
            after=as_written(ends.after),
            recomputed=right,
            stated=size.span.text,
        ),
        stated=Amount(percents(size)[0], unit, size.span.text),
        recomputed=Amount(found, unit, right.nl),
        repairs=(
            *end_repairs(marks, ends, size, others, fits_with),
            *(
                size_repairs(marks, ends, size, exact, right.nl, fits_with)
                if size.kind == "percent"
                else [Repair(index_of(marks, size.span), size.span.text, _said_anew(size, right.nl))]
            ),
        ),
    )


def _said_anew(size: Quantity, right: str) -> str:
    """What may stand for the size: for a word that holds the number itself ("verdubbelde") with what it is of."""
    return (
        f"{right} zo veel" if size.kind == "factor" and not size.span.text.lower().endswith(_TIMES) else right
    )


_TIMES = ("keer", "maal", "x")


@rule("change-direction")
def change_direction(case: Case) -> Iterator[Finding | Look]:
    """Words of rise or fall against the two values. Slots: before, after, recomputed, stated."""
    told: set[tuple[int, int]] = set()
    for change in _directed(case):
        ends = ends_of(change)
        if ends is None or change.cue is None or change.direction is None:
            continue
        if not misdirected(change):
            yield look("change-direction", ends, None, "holds")
            continue
        if are_places(case, ends):
            continue
        key = (ends.before.span.start, ends.after.span.start)
        if key in told:
            continue
        told.add(key)
        falls = change.direction == "up"
        marks = in_order(case, (change.cue, figure_mark(case, ends.first), figure_mark(case, ends.last)))
        if not any(mark.span == change.cue for mark in marks):
            continue
        yield Finding(
            "change-direction",
            "warning" if change.inferred else "error",
            marks,
            message(
                "change-direction",
                before=as_written(ends.before),
                after=as_written(ends.after),
                recomputed=Words("een daling", "a fall") if falls else Words("een stijging", "a rise"),
                stated=change.cue.text,
            ),
            repairs=tuple(_direction_repairs(marks, change.cue)),
        )


def _directed(case: Case) -> Iterator[Change]:
    """Changes that a word gives a direction: with a size or an end tied to it, or said of a pair near it."""
    yield from changes(case)
    for way in ways(case):
        found = Change(way.pair.before.claim, way.pair.after.claim, (), way.direction, way.cue, way.inferred)
        if not told_otherwise(case, replace(found, sizes=_size_behind(case, way.cue))):
            yield found
    for pair, size in outturns(case):
        yield Change(pair.before.claim, pair.after.claim, (), size.direction, size.cue, inferred=True)


def _size_behind(case: Case, cue: Span) -> tuple[Claim, ...]:
    """The share or factor right behind a word of change: "de toename is 10 procent"."""
    for figure in prose(case).figures:
        span = figure.quantity.span
        if span.field == cue.field and 0 < span.start - cue.end <= NEAR:
            return (figure.claim,) if figure.quantity.kind in ("percent", "fraction", "factor") else ()
    return ()


NEAR = 25
"""Characters between a word of change and its size."""


def _direction_repairs(marks: tuple[Marked, ...], cue: Span) -> Iterator[Repair]:
    """The opposite of a noun of change; for a verb only an editor can say which form fits."""
    opposite = table("changes")["opposites"].get(cue.text.lower())
    if opposite:
        yield Repair(index_of(marks, cue), cue.text, opposite)
