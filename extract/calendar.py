"""Calendar arithmetic on stretches of days: years, quarters, weeks, seasons, holidays, and steps from one
to the next.

Every function gives None where no calendar has such days (31 April, the year 12000), so that readers never
raise. Weeks are ISO 8601 (Monday first; a week belongs to the month or year that has its Thursday). Seasons
are those of the KNMI (whole months; the winter of 2018 began in December 2017). Centuries count from 1: the
nineteenth is 1801-1900. Easter: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter
8).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

from extract.nouns import Days

Unit = Literal[
    "day",
    "week",
    "weekend",
    "month",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "school",
    "study",
    "sports",
]
Which = Literal["begin", "middle", "end", "first_half", "second_half", "whole"]

MONTHS_IN: dict[Unit, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
MONTHS_IN |= {"school": 12, "study": 12, "sports": 12}
STARTS_IN: dict[Unit, int] = {"school": 8, "study": 9, "sports": 7}
"""Month in which a year that is no calendar year begins: Dutch schools, universities, sports."""


def day(year: int, month: int, number: int) -> Days | None:
    """One day."""
    if not (MINYEAR <= year < MAXYEAR and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return None
    start = date(year, month, number)
    return Days(start, start + timedelta(1))


def months(year: int, month: int, count: int = 1) -> Days | None:
    """`count` months from this one on; `month` may lie outside 1..12 and is counted on from January of
    `year`."""
    first, last = year * 12 + month - 1, year * 12 + month - 1 + count
    if count < 1 or first // 12 < MINYEAR or last // 12 > MAXYEAR:
        return None
    return Days(date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, 1))


def years(first: int, last: int | None = None) -> Days | None:
    """Calendar years, both ends included."""
    return months(first, 1, 12 * ((first if last is None else last) - first + 1))


def quarter(year: int, number: int) -> Days | None:
    """Quarter 1 to 4."""
    return months(year, 3 * number - 2, 3) if 1 <= number <= 4 else None


def half(year: int, number: int) -> Days | None:
    """Half year 1 or 2."""
    return months(year, 6 * number - 5, 6) if 1 <= number <= 2 else None


def season(year: int, number: int) -> Days | None:
    """Winter 0 (December before to February), spring 1, summer 2, autumn 3."""
    return months(year, 3 * number, 3)


def century(number: int) -> Days | None:
    """The nineteenth is 1801-1900."""
    return years(100 * number - 99, 100 * number)


def week(year: int, number: int) -> Days | None:
    """ISO week; None if the year has no such week."""
    if not (MINYEAR < year < MAXYEAR and 1 <= number <= date(year, 12, 28).isocalendar().week):
        return None
    return days_from(date.fromisocalendar(year, number, 1), 7)


def days_from(start: date, count: int) -> Days | None:
    """`count` days from `start` on."""
    end = step(start, "day", count)
    return Days(start, end) if end is not None and end > start else None


def easter(year: int) -> date:
    """Easter Sunday."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * j) // 433
    month = (h + j - 7 * m + 90) // 25
    return date(year, month, (h + j - 7 * m + 33 * month + 19) % 32)


def step(start: date, unit: Unit, count: float) -> date | None:
    """The day `count` units after `start` (before it if negative); the 31st becomes the last day of a
    shorter month."""
    if abs(count) > 4_000_000:
        return None
    if unit in MONTHS_IN:
        whole = start.year * 12 + start.month - 1 + round(count * MONTHS_IN[unit])
        year, month = divmod(whole, 12)
        if not MINYEAR <= year < MAXYEAR:
            return None
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    ordinal = start.toordinal() + round(count * (1 if unit == "day" else 7))
    return date.fromordinal(ordinal) if 1 <= ordinal < date.max.toordinal() else None


def around(moment: date, unit: Unit) -> Days | None:
    """The calendar unit that `moment` lies in; a weekend is the one of its week."""
    if unit == "day":
        return days_from(moment, 1)
    if unit in ("week", "weekend"):
        monday = step(moment, "day", -moment.weekday())
        saturday = monday and step(monday, "day", 5)
        if monday is None or saturday is None:
            return None
        return days_from(monday, 7) if unit == "week" else days_from(saturday, 2)
    if unit == "century":
        return century((moment.year + 99) // 100)
    if unit in STARTS_IN:
        begins = STARTS_IN[unit]
        return months(moment.year - (moment.month < begins), begins, 12)
    size = MONTHS_IN[unit]
    if size > 12:
        return years(moment.year - moment.year % 10, moment.year - moment.year % 10 + 9)
    return months(moment.year, (moment.month - 1) // size * size + 1, size)


def part(days: Days, which: Which) -> Days:
    """The first, middle or last third of a stretch, or one of its halves: whole months where it has whole
    months.

    "begin 2017" is January to April, "half mei" the 11th to the 20th. A stretch that is open or too short
    is left as it is.
    """
    if days.start is None or days.end is None or which == "whole":
        return days
    cuts = 2 if which.endswith("half") else 3
    index = {"begin": 0, "first_half": 0, "middle": 1, "second_half": 1, "end": 2}[which]
    size = (days.end.year - days.start.year) * 12 + days.end.month - days.start.month
    calendar = days.start.day == days.end.day == 1
    if calendar and size >= cuts:
        edges = [months(days.start.year, days.start.month, size * k // cuts) for k in range(1, cuts + 1)]
        ends = [days.start, *(edge.end for edge in edges if edge is not None and edge.end is not None)]
    else:
        length = (days.end - days.start).days
        if length < cuts:
            return days
        steps = (
            [0, 10, 20, length]
            if calendar and size == 1 and cuts == 3
            else [length * k // cuts for k in range(cuts + 1)]
        )
        ends = [days.start + timedelta(k) for k in steps]
    return Days(ends[index], ends[index + 1])
