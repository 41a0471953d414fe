"""Both ends of one change at one and the same time."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.article import Span
from extract.nouns import Claim, Period, Quantity
from extract.words import table
from klopt.check.against_itself import against_itself
from klopt.check.case import Case, exact_value
from klopt.check.changes import changes
from klopt.check.finding import Finding, Look, Marked, Repair
from klopt.check.marks import figure_mark, in_order, index_of
from klopt.check.pairs import pairs
from klopt.check.registry import message, rule
from klopt.check.repairs import as_written
from klopt.check.same_time import same_time
from klopt.check.set_against import set_against
from klopt.check.sums import (
    ends_of,
)
from klopt.check.told_before import told_before
from klopt.check.wording import fill
from klopt.check.wording import within as said


@rule("same-period")
def same_period(case: Case) -> Iterator[Finding | Look]:
    """Both ends of one change carry the same time expression. Slots: change, period."""
    told: set[Span] = set()
    for found in (*_of_two_values(case), *_of_one_time(case)):
        spans = {mark.span for mark in found.spans} if isinstance(found, Finding) else set()
        if not spans or not spans <= told:
            yield found
        told |= spans
    yield from _of_one_size(case)


def _of_two_values(case: Case) -> Iterator[Finding | Look]:
    for first, last, one, other in _same_ends(case):
        if (
            first.quantity is None
            or last.quantity is None
            or one is None
            or other is None
            or one.span == other.span
        ):
            continue
        if one.days and other.days and one.days != other.days:
            yield Look("same-period", (one.span, other.span), "holds")
        if (
            one.days is None
            or one.days != other.days
            or not any(mark.isdigit() for mark in f"{one.span.text}{other.span.text}")
        ):
            continue  # "op maandag" twice may be two Mondays
        if _bare_time(one.span.text) != _bare_time(other.span.text):
            continue  # "begin 2017" and "eind 2017", "2017" and "vorig jaar": two ways to say two moments
        if exact_value(first.quantity) == exact_value(last.quantity) or _put_right(case, first):
            continue
        yield _finding(case, (first, last), (one, other), (first.quantity, last.quantity), -1)


def _of_one_time(case: Case) -> Iterator[Finding]:
    """Values that the text compares as if they were of two times: "een vooruitgang, want in 2023 bleef de teller"."""
    for first, last, one, other in same_time(case):
        values = (last.quantity, first.quantity)
        yield _finding(case, (first.claim, last.claim), (one, other), values, +1)


def _finding(
    case: Case,
    ends: tuple[Claim, Claim],
    times: tuple[Period, Period],
    values: tuple[Quantity, Quantity],
    step: int,
) -> Finding:
    """Two values with one and the same time: `values` in the order of their change, `step` the years by which the first
    time would have to be another (the second is then other by as much the other way).
    """
    one, other = (period.span for period in times)
    marks = _without_covered(in_order(case, (*(figure_mark(case, end) for end in ends), one, other)))
    before, after = map(as_written, values)
    return Finding(
        "same-period",
        "error",
        marks,
        message("same-period", change=fill(said("ends"), before=before, after=after), period=one.text),
        repairs=(*_year_repair(marks, one, step), *_year_repair(marks, other, -step)),
    )


def _of_one_size(case: Case) -> Iterator[Finding]:
    """ "In 2016 was de opbrengst vier ton. Dat is een kwart minder dan in 2016": a size of its own period."""
    for found in against_itself(case):
        size = found.size.quantity
        if _bare_time(found.own.span.text) != _bare_time(found.than.span.text):
            continue
        if any(_put_right(case, figure.claim) for figure in (found.size, found.value) if figure is not None):
            continue
        figures = [figure.quantity.span for figure in (found.value, found.size) if figure is not None]
        marks = _without_covered(in_order(case, (*figures, found.own.span, found.than.span)))
        yield Finding(
            "same-period",
            "error",
            marks,
            message(
                "same-period", change=fill(said("size"), size=size.span.text), period=found.than.span.text
            ),
            repairs=(*_year_repair(marks, found.own.span, +1), *_year_repair(marks, found.than.span, -1)),
        )


def _same_ends(case: Case) -> Iterator[tuple[Claim, Claim, Period | None, Period | None]]:
    """Both ends of the changes that a sentence states, and pairs that the text sets against each other: "nog 312 ...,
    maar 287".
    """
    for change in changes(case):
        ends = ends_of(change)
        if ends is not None and not change.inferred:
            yield ends.first, ends.last, ends.first.period, ends.last.period
    for pair in pairs(case):
        if pair.same and pair.base and pair.last_moment and set_against(case, pair):
            yield pair.before.claim, pair.after.claim, pair.base.period, pair.last_moment.period
        elif (told := told_before(case, pair)) is not None and pair.base:
            yield pair.before.claim, pair.after.claim, told, pair.base.period


def _bare_time(text: str) -> str:
    """A time expression without its article."""
    return " ".join(word for word in text.casefold().split() if word not in ("het", "de", "in"))


def _put_right(case: Case, claim: Claim) -> bool:
    """Whether the text quotes the figures of somebody else or says that they were wrong."""
    words = tuple(table("changes")["corrected"]["words"])
    return case.says(claim.span, words) or case.quoted(claim.quantity.span if claim.quantity else claim.span)


def _year_repair(marks: tuple[Marked, ...], span: Span, step: int) -> Iterator[Repair]:
    """The time expression one year earlier or later, if it names a year."""
    words = [word for word in span.text.split() if word.isdigit() and len(word) == 4]
    if len(words) == 1:
        yield Repair(index_of(marks, span), words[0], str(int(words[0]) + step))


def _without_covered(marks: tuple[Marked, ...]) -> tuple[Marked, ...]:
    """Marks that do not lie inside another."""
    return tuple(mark for mark in marks if not any(o is not mark and o.span.covers(mark.span) for o in marks))
