"""The same figures in several articles: other figures for one thing, tied to other periods, of another whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extract.nouns import Claim
from klopt.check.case import Case
from klopt.check.changed_from import Unlike, unlike
from klopt.check.conflicts import Conflict, Kind, Side, conflicts, gathered
from klopt.check.evidence import (
    CLOSE,
    LATER,
    ONE_STORY,
    SOON,
    companions,
    same_counting,
    same_measure,
    same_noun,
    same_place,
)
from klopt.check.finding import Amount, Finding, Marked, Repair
from klopt.check.group import Group, Pair, stems
from klopt.check.marks import figure_mark
from klopt.check.outlets import outlet, told_and_made, told_by
from klopt.check.registry import across_rule, message
from klopt.check.said import Range, Said, overlap, said
from klopt.check.subjects import two_subjects
from klopt.check.wholes_swapped import swapped, whole_of
from klopt.check.wording import margin

PERIOD_NEEDED = 4.5
"""Points that a figure needs to be the same one for another period, with a second figure beside it ..."""
ALONE_NEEDED = 6.5
"""... and without ..."""
ONE_STORY_NEEDED = 5.25
"""... and in two articles of the same days that tell one story."""
DIGITS = 3
"""Digits of a figure that is not the same from one year to the next by chance."""


@across_rule("figure-conflict")
def figure_conflict(group: Group) -> Iterator[Finding]:
    """Articles about one matter give other figures for one thing and period. Slots: measure, period, sides."""
    yield from _told(group, "figure-conflict")
    yield from _from_changes(group, "figure-conflict")


@across_rule("series-break")
def series_break(group: Group) -> Iterator[Finding]:
    """A later article gives another figure for an earlier period than was reported then. Slots: measure, period,
    sides.
    """
    yield from _told(group, "series-break")
    yield from _from_changes(group, "series-break")


@across_rule("source-conflict")
def source_conflict(group: Group) -> Iterator[Finding]:
    """One source is credited with two figures for one thing. Slots: source, measure, period, sides."""
    yield from _told(group, "source-conflict")


@across_rule("period-conflict")
def period_conflict(group: Group) -> Iterator[Finding]:
    """Articles give the same figure for two periods. Slots: value, measure, here, there, one,
    other.

    One shared figure is little evidence: many numbers stay the same from year to year. A second one beside it, that
    both articles give, is much.
    """
    for pair in group.pairs:
        told: set[tuple[str, str, str]] = set()
        for mine, yours in pair.shared:
            sort = (*mine.sort, str(mine.value))
            if sort not in told and _moved(pair, mine, yours):
                told.add(sort)
                yield _for_other_period(pair, mine, yours)


@across_rule("base-swap")
def base_swap(group: Group) -> Iterator[Finding]:
    """One article has a percentage of A that is B, another the same of B that is A. Slots: share, here, there,
    one, other."""
    for pair in group.pairs:
        for mine, yours in pair.shared:
            if mine.value == yours.value and pair.apart <= CLOSE and swapped(mine, yours):
                yield Finding(
                    "base-swap",
                    "warning",
                    (_mark(pair.one, mine.claim), _mark(pair.other, yours.claim)),
                    message(
                        "base-swap",
                        share=mine.quantity.span.text,
                        here=whole_of(mine.claim),
                        there=whole_of(yours.claim),
                        one=outlet(pair.one),
                        other=outlet(pair.other),
                    ),
                )


def _told(group: Group, kind: Kind) -> Iterator[Finding]:
    found = [one for one in conflicts(group) if one.kind == kind]
    for update in (False, True):
        some = [one for one in found if one.update is update]
        for first, sides in gathered(some, group):
            yield _finding(first, sides)


def _from_changes(group: Group, kind: Kind) -> Iterator[Finding]:
    """Where one article gives a figure, and a change that another tells of makes it another one."""
    for pair in group.pairs:
        if (pair.apart > LATER) == (kind == "series-break"):
            yield from (_unlike(found, kind) for found in unlike(pair))


def _unlike(found: Unlike, kind: Kind) -> Finding:
    change = found.change
    marks = (
        _mark(found.case, found.figure.claim),
        _mark(found.other, change.after.claim),
        _mark(found.other, change.size),
    )
    return Finding(
        kind,
        "warning",
        marks,
        message(
            kind,
            measure=_measure(found.figure, change.after),
            period=f" ({_when(found.figure.claim)})",
            sides=told_and_made(found),
        ),
        stated=Amount(
            found.figure.quantity.lenient, found.figure.quantity.unit, found.figure.quantity.span.text
        ),
        recomputed=Amount(
            change.value, change.after.quantity.unit, margin(change.value, change.after.quantity.unit, "nl")
        ),
    )


def _finding(first: Conflict, sides: tuple[Side, ...]) -> Finding:
    marks = tuple(_mark(side.case, side.said.claim) for side in sides)
    words = [side.said.quantity.span.text for side in sides]
    repairs: tuple[Repair, ...] = ()
    if len(sides) == 2:
        repairs = (Repair(0, words[0], words[1]), Repair(1, words[1], words[0]))
    source = first.mine.claim.source
    when = _when(first.mine.claim) or _when(first.yours.claim)
    return Finding(
        first.kind,
        "note" if first.update else "warning",
        marks,
        message(
            first.kind,
            measure=_measure(first.mine, first.yours),
            period=f" ({when})" if when else "",
            sides=told_by(sides),
            source=source.name if source else "",
        ),
        repairs=repairs,
    )


def _moved(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether the two are one figure, each tied to days that the other's are not."""
    here, there = mine.days, yours.days
    if (
        pair.one_page
        or here is None
        or there is None
        or not _disjoint(here, there)
        or not same_counting(mine, yours)
    ):
        return False
    if there in _days(pair.one, mine) or here in _days(pair.other, yours):
        return False  # one of the articles gives the figure for both
    beside = companions(mine, yours, iter(pair.shared))
    alike = same_noun if beside and mine.value == yours.value else same_measure
    ours, theirs = stems(pair.one), stems(pair.other)
    measure, place = alike(mine, yours, ours, theirs), same_place(mine, yours, ours, theirs, tied=beside > 0)
    if measure is None or place is None:
        return False
    points = measure + place + 2 * overlap(mine.stems, yours.stems) + pair.matter
    if beside:
        points += 1.5 + _shifted(pair, mine, yours) - (not mine.telling)
        return points >= PERIOD_NEEDED and not _a_year_on(pair, mine, yours)
    if two_subjects(pair.one, mine, pair.other, yours):
        return False
    digits = sum(sign.isdigit() for sign in format(mine.value.normalize(), "f").rstrip("0"))
    same = mine.value == yours.value and pair.apart <= CLOSE
    if pair.apart <= SOON and pair.alike >= ONE_STORY and mine.telling and _own_period(mine, yours):
        return same and digits >= DIGITS - 1 and points >= ONE_STORY_NEEDED
    return same and digits >= DIGITS and points >= ALONE_NEEDED


def _own_period(*figures: Said) -> bool:
    """Whether each has a period of its own that is not just the day when it was told."""
    return all(one.claim.period is not None and not one.fresh for one in figures)


def _shifted(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether another figure that both give comes before this one in both, or after it in both, each time for other
    days: a row that was moved as a whole is no chance.
    """
    if mine.days is None or yours.days is None:
        return False
    here, there = mine.days[0], yours.days[0]
    return any(
        one.telling
        and one.value != mine.value
        and one.unit == mine.unit
        and one.days is not None
        and other.days is not None
        and one.days != other.days
        and ((one.days[0] < here and other.days[0] < there) or (one.days[0] > here and other.days[0] > there))
        for one, other in pair.shared
    )


def _a_year_on(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether the articles are of two rounds of one series, each with its own last and latest period: then a figure may
    be the same again.
    """
    return pair.apart > 10 * CLOSE and mine.value != yours.value


def _days(case: Case, one: Said) -> set[Range]:
    return {
        other.days
        for other in said(case)
        if other.sort == one.sort and other.value == one.value and other.days
    }


def _disjoint(one: Range, other: Range) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def _for_other_period(pair: Pair, mine: Said, yours: Said) -> Finding:
    when, other_when = _when(mine.claim), _when(yours.claim)
    return Finding(
        "period-conflict",
        "warning",
        (_mark(pair.one, mine.claim), _mark(pair.other, yours.claim)),
        message(
            "period-conflict",
            value=mine.quantity.span.text,
            measure=_measure(mine, yours),
            here=when,
            there=other_when,
            one=outlet(pair.one),
            other=outlet(pair.other),
        ),
        repairs=(Repair(0, when, other_when), Repair(1, other_when, when)),
    )


def _mark(case: Case, claim: Claim) -> Marked:
    return Marked(case.article.id, figure_mark(case, claim))


def _measure(*figures: Said) -> str:
    """What is measured, in the words of the first article that says it; the noun alone if they hold a figure."""
    first = next((one.claim for one in figures if one.claim.measure), None)
    if first is None:
        return "?"
    phrase, noun = first.phrase or "", first.measure or ""
    return noun if not phrase or any(sign.isdigit() for sign in phrase) else phrase


def _when(claim: Claim) -> str:
    """The period as the article writes it, with the year if that does not stand there."""
    start: date | None = claim.period.days.start if claim.period and claim.period.days else None
    if claim.period is None or start is None:
        return ""
    words, year = claim.period.span.text, str(start.year)
    return words if year in words else f"{words} ({year})"
