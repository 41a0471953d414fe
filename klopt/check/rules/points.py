"""Differences in the unit of the values themselves, and percentages of percentages."""

from __future__ import annotations

from collections.abc import Iterator

from extract.interval import Interval
from extract.nouns import Quantity
from klopt.check.case import Case, exact_value
from klopt.check.change_repairs import end_repairs, size_repairs
from klopt.check.changes import changes
from klopt.check.finding import Amount, Finding, Level, Look, Marked, Repair, Words
from klopt.check.finish_times import finishes, margins
from klopt.check.marks import figure_mark, in_order, index_of
from klopt.check.prose import prose
from klopt.check.registry import message, rule
from klopt.check.sums import (
    Ends,
    distance,
    ends_of,
    fits,
    in_unit,
    kind_of,
    look,
    looks_past,
    misdirected,
    other_base,
    relative,
    size_of,
    unit_of,
    verdict,
)
from klopt.check.wording import amount, rounded


@rule("change-difference")
def change_difference(case: Case) -> Iterator[Finding | Look]:
    """The later value minus the earlier one against the stated difference. Slots: before, after, recomputed, stated."""
    for change in changes(case):
        ends = ends_of(change)
        if ends is None or kind_of(ends) in ("percent", "percentage_point") or misdirected(change):
            continue
        size = size_of(change, kind_of(ends))
        size = in_unit(size, unit_of(ends)) if size is not None else None
        if size is None:
            continue
        if other_base(case, change):
            yield look("change-difference", ends, size, "other-base")
            continue
        level = verdict(*distance(ends), [(size.strict, size.lenient)], change.inferred)
        if level:
            yield _finding("change-difference", level, case, ends, size, distance(ends)[0])
        else:
            yield look("change-difference", ends, size, "holds")
    yield from _finished(case)


def _finished(case: Case) -> Iterator[Finding | Look]:
    """Two finish times against the margin that the text gives."""
    for margin in margins(case):
        spans = (margin.first.span, margin.stated.span, margin.last.span)
        if margin.holds or margin.set_apart(finishes(case)):
            yield Look("change-difference", spans, "holds" if margin.holds else "set-apart")
            continue
        marks, right = in_order(case, spans), margin.words
        yield Finding(
            "change-difference",
            "warning" if margin.inferred else "error",
            marks,
            message(
                "change-difference",
                before=margin.first.span.text,
                after=margin.last.span.text,
                recomputed=right,
                stated=margin.stated.span.text,
            ),
            repairs=(Repair(index_of(marks, margin.stated.span), margin.stated.span.text, right.nl),),
        )


@rule("percent-points")
def percent_points(case: Case) -> Iterator[Finding | Look]:
    """The change of a percentage, in points or in percent. Slots: before, after, recomputed, stated."""
    yield from looks_past(case, "percent-points", ("percentage_point",))
    for change in changes(case):
        ends = ends_of(change)
        if ends is None or kind_of(ends) != "percent" or misdirected(change):
            continue
        points, percent = size_of(change, "percentage_point"), size_of(change, "percent")
        size = points or percent
        if size is None or (points and percent):
            continue
        if other_base(case, change):
            yield look("percent-points", ends, size, "other-base")
            continue
        stated = [(size.strict, size.lenient)]
        level = verdict(*distance(ends), stated, change.inferred)
        if percent and level:
            level = verdict(*relative(ends), stated, change.inferred)
        elif percent and not level:
            # Points called percent: everybody does it, and it is still another figure.
            level = "warning" if verdict(*relative(ends), stated, change.inferred) else None
        if level and points and _is_of_two_before(case, points, ends):
            level = None
        if level:
            yield _finding("percent-points", level, case, ends, size, distance(ends)[0])
        else:
            yield look("percent-points", ends, size, "holds")


def _is_of_two_before(case: Case, size: Quantity, ends: Ends) -> bool:
    """Whether a difference is that of two other percentages right before it: "57 procent, in de steden 44. De kloof van
    13 procentpunt is gegroeid: in 2013 ging het om 55 tegen 46".
    """
    figures = prose(case).figures
    at = next((nr for nr, figure in enumerate(figures) if figure.quantity.span == size.span), 0)
    two = [figure.quantity for figure in figures[max(0, at - 2) : at]]
    mine = {ends.before.span, ends.after.span}
    if len(two) < 2 or any(one.kind != "percent" or one.span in mine for one in two):
        return False
    one, other, stated = (exact_value(quantity) for quantity in (*two, size))
    return one is not None and other is not None and abs(one - other) == stated


def _finding(name: str, level: Level, case: Case, ends: Ends, size: Quantity, found: Interval) -> Finding:
    unit = "procentpunt" if name == "percent-points" else size.unit
    marks = in_order(case, (size.span, figure_mark(case, ends.first), figure_mark(case, ends.last)))
    x, y = exact_value(ends.before), exact_value(ends.after)
    exact = abs(y - x) if x is not None and y is not None else None
    right = rounded(exact) if exact is not None else None
    words = (
        Words(amount(right, unit, "nl"), amount(right, unit, "en")) if right is not None else Words("", "")
    )
    return Finding(
        name,
        level,
        marks,
        message(
            name,
            before=ends.before.span.text,
            after=ends.after.span.text,
            recomputed=words,
            stated=size.span.text,
        ),
        stated=Amount(size.strict, size.unit, size.span.text),
        recomputed=Amount(found, unit, words.nl),
        repairs=(
            *_repairs(marks, ends, size),
            *(size_repairs(marks, ends, size, exact, words.nl, _fits) if exact is not None else ()),
        ),
    )


def _repairs(marks: tuple[Marked, ...], ends: Ends, size: Quantity) -> Iterator[Repair]:
    """The value before and the value after that would make the sum right: the size taken from one, added to the other.

    Only where the size is in the values' own unit: points called percent leave open which of two sums is meant.
    """
    stated, x, y = exact_value(size), exact_value(ends.before), exact_value(ends.after)
    if stated is None or x is None or y is None or size.kind == "percent":
        return
    step = ends.sign * stated
    yield from end_repairs(marks, ends, size, (y - step, x + step), _fits)


def _fits(ends: Ends, size: Quantity) -> bool:
    return fits(verdict(*distance(ends), [(size.strict, size.lenient)], inferred=False))
