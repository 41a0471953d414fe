"""Birthdays of somebody born on 29 February, of whom a text may count the leap days only.

"Ze werd op 29 februari 1920 geboren en viert morgen haar vijfentwintigste verjaardag": a hundred years, 25 leap days.
"""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

from extract.nouns import Days
from extract.words import table
from klopt.check.births import Birth
from klopt.check.case import Case
from klopt.check.nearby import Nearby, has_word


def leap_day_of(case: Case, birth: Birth) -> date | None:
    """The 29 February on which somebody was born: the date itself, or the year where the text speaks of a leap day."""
    start, end = birth.days.start, birth.days.end
    if start is None or end is None or not isleap(start.year):
        return None
    day = date(start.year, 2, 29)
    if not start <= day < end:
        return None
    if end - start == timedelta(days=1):
        return day
    near = Nearby(case)
    nr, field = near.nr(birth.span), birth.span.field
    around = [span.text for step in (-1, 0, 1) if (span := near.numbered(field, nr + step)) is not None]
    told = has_word(" ".join((near.title, *around)), table("lives")["leap"]["words"])
    return day if told else None


def leap_birthdays(born: date, moment: Days) -> tuple[int, int] | None:
    """How many leap days somebody has had since birth, at the beginning and at the end of these days."""
    if moment.start is None or moment.end is None or moment.end <= born:
        return None
    return _passed(born, moment.start), _passed(born, moment.end - timedelta(days=1))


def _passed(born: date, on: date) -> int:
    """Leap days behind `born`, up to and including `on`."""
    last = on.year if on >= date(on.year, 2, 28) + timedelta(days=1) else on.year - 1
    return sum(isleap(year) for year in range(born.year + 1, last + 1))
