"""Dates and weeks written in digits, possible or not: "18-10-2018", "di 18/10", "week 23"."""

from __future__ import annotations

from corpus.article import Field
from extract.calendar import day, week
from extract.dates import LAST_DAY, weekday_at, written
from extract.meaning import Fixed, InYear, of_month
from extract.nouns import Days
from extract.timewords import APOSTROPHES, Tokens
from extract.years import Found, chars, full_year, year_at, year_behind

LAST_MONTH, LAST_WEEK = 19, 60
"""Higher numbers are no slip of the pen but no date at all."""


def date_in_digits(t: Tokens, i: int, field: Field) -> Found | None:
    """[di] 18-10-2018, 18/10/'18, 18.10.2018, 2018-10-18; with a weekday before it also 18/10."""
    weekday, k = weekday_at(t, i) or (None, i)
    mark = t.word(k + 1)
    if weekday is not None and (short := _day_and_month(t, i, k, weekday, field)) is not None:
        return short
    if (
        not t.word(k).isdecimal()
        or mark not in "-/.–"
        or not all(t.glued(n) for n in range(k + 1, k + 5))
        or mark != t.word(k + 3)
    ):
        return None
    j = k + 5
    if t.word(k + 4) in APOSTROPHES and t.glued(k + 5):
        j = k + 6
    a, b, c = t.word(k), t.word(k + 2), t.word(j - 1)
    if not (a.isdecimal() and b.isdecimal() and c.isdecimal()) or not t.loose(k, j) or len(b) > 2:
        return None
    if len(a) == 4 and mark != "." and len(c) <= 2:
        year, number = int(a), int(c)
    elif len(a) <= 2 and (len(c) == 4 or (len(c) == 2 and (mark != "." or j == k + 6))):
        number, year = int(a), int(c) if len(c) == 4 else full_year(int(c))
    else:
        return None
    month = int(b)
    wild = not 1 <= number <= LAST_DAY or not 1 <= month <= LAST_MONTH or (number > 31 and month > 12)
    if wild or not 1000 <= year <= 2999:
        return None
    meant = day(year, month, number)
    date = written(t, field, i, j, weekday=weekday, day=number, month=month, year=year)
    return Found(i, j, Fixed((meant,), "day") if meant else None, (date,), chars(t, i, j), "day")


def _day_and_month(t: Tokens, i: int, k: int, weekday: int, field: Field) -> Found | None:
    """ "vrijdag 16/6": a day and a month with nothing glued behind."""
    number, month = t.digits(k), t.digits(k + 2)
    if number is None or month is None or t.word(k + 1) != "/" or not t.loose(k, k + 3):
        return None
    if not (t.glued(k + 1) and t.glued(k + 2)) or not 1 <= number <= 31 or not 1 <= month <= 12:
        return None
    if t.word(k + 3) in ("van", "deel", "liter"):
        return None
    meant = InYear(of_month(month, number), "day", None, None, weekday)
    exists = day(2000, month, number) is not None
    date = written(t, field, i, k + 3, weekday=weekday, day=number, month=month)
    return Found(i, k + 3, meant if exists else None, (date,), chars(t, i, k + 3), "day")


def week_number(t: Tokens, i: int, field: Field) -> Found | None:
    """week 23 [van 2018]."""
    number = t.digits(i + 1)
    if number is None or not 0 < number <= LAST_WEEK or not t.loose(i + 1, i + 2):
        return None
    behind = year_behind(t, i + 2)
    j = behind[1] if behind else i + 2
    year = year_at(t, j - 1) if behind and behind[2] else None
    date = written(t, field, i, j, week=number, year=year[0] if year else None)

    def of(y: int) -> Days | None:
        return week(y, number)

    impossible = number > 53 or (year is not None and of(year[0]) is None)
    meant = None if impossible else InYear(of, "week", behind[0] if behind else None)
    return Found(i, j, meant, (date,), chars(t, i, j), "the")
