"""Ages against births."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from extract.interval import Interval
from extract.nouns import Days
from klopt.check.ages import OLDEST
from klopt.check.case import Case
from klopt.check.finding import Amount, Finding, Look, Repair, Words
from klopt.check.leap_days import leap_birthdays, leap_day_of
from klopt.check.marks import in_order, index_of
from klopt.check.people import Life, lives
from klopt.check.registry import message, rule

CENTURY = 100
"""Years that a slip in a year of birth may be: 1876 for 1976."""


@rule("age-birth")
def age_birth(case: Case) -> Iterator[Finding | Look]:
    """The age of a person against the birth and the day on which the age held. Slots: birth, age, recomputed."""
    for life in lives(case):
        readings = [
            reading
            for moment in life.age.moments
            if (reading := ages_on(life.birth.days, moment, life.age.unit)) is not None
        ]
        if not readings:
            continue
        stated = life.age.years
        if all(low > OLDEST and abs(low - stated - CENTURY) > 2 for low, _ in readings):
            continue  # of somebody who died long ago the age is of a time that the text does not name
        spans = (life.birth.span, life.age.span)
        if any(low <= stated <= high + life.age.turning for low, high in readings):
            yield Look("age-birth", spans, "holds")
            continue
        if _in_leap_days(case, life):
            yield Look("age-birth", spans, "holds")
            continue
        held = [
            r
            for moment in life.age.held
            if (r := ages_on(life.birth.days, moment, life.age.unit)) is not None
        ]
        if held:
            yield _finding(case, life, held[-1])
        else:
            yield Look("age-birth", spans, "incomplete")


def _in_leap_days(case: Case, life: Life) -> bool:
    """Whether the age is that of somebody born on 29 February, counted in leap days: "pas vijfentwintig"."""
    born = leap_day_of(case, life.birth)
    counts = [leap_birthdays(born, moment) for moment in life.age.moments] if born else []
    return any(count and count[0] <= life.age.years <= count[1] + life.age.turning for count in counts)


def ages_on(born: Days, moment: Days, unit: str = "jaar") -> tuple[int, int] | None:
    """Least and greatest age in whole years (months) of somebody born on one of these days, on one of those."""
    if born.start is None or born.end is None or moment.start is None or moment.end is None:
        return None
    months = unit == "maand"
    low = _whole(born.end - timedelta(days=1), moment.start, months)
    high = _whole(born.start, moment.end - timedelta(days=1), months)
    return None if high < 0 else (max(low, 0), high)


def _whole(born: date, on: date, months: bool) -> int:
    count = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    return count if months else count // 12


def _finding(case: Case, life: Life, right: tuple[int, int]) -> Finding:
    low, high = right
    marks = in_order(case, (life.birth.span, life.age.span))
    start = life.birth.days.start
    said = str(life.age.years)
    between = Words(str(low), str(low)) if low == high else Words(f"{low} of {high}", f"{low} or {high}")
    if high - low > 1:
        between = Words(f"{low} tot {high}", f"{low} to {high}")
    repairs = [
        Repair(index_of(marks, life.age.span), life.age.span.text, f"{between.nl} {life.age.noun}".rstrip())
    ]
    if start is not None:
        year = str(start.year)
        other = str(start.year + high - int(life.age.years))
        if year in life.birth.span.text and life.age.unit == "jaar":
            repairs.insert(0, Repair(index_of(marks, life.birth.span), year, other))
    return Finding(
        "age-birth",
        "warning" if life.inferred else "error",
        marks,
        message("age-birth", birth=life.birth.span.text, age=said, recomputed=between),
        stated=Amount(Interval.point(life.age.years), "jaar", life.age.span.text),
        recomputed=Amount(Interval(Decimal(low), Decimal(high)), "jaar", between.nl),
        repairs=tuple(repairs),
    )
