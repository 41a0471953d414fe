"""Days between two dates of which only the month or year may be known, and days so many units later."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from corpus.article import Span
from extract.nouns import Days
from klopt.check.case import Case


def length_between(start: Days, end: Days) -> tuple[int, int] | None:
    """The least and greatest number of days from a day of the first to a day of the second; None if one is open."""
    if start.start is None or start.end is None or end.start is None or end.end is None:
        return None
    one = timedelta(days=1)
    return (end.start - (start.end - one)).days, ((end.end - one) - start.start).days


def joined(case: Case, one: Span, other: Span, most: int = 14) -> tuple[Span, ...]:
    """Two spans as one where they stand side by side, else both."""
    first, last = sorted((one, other), key=lambda span: span.start)
    between = case.article.field(first.field)[first.end : last.start] if first.field == last.field else "."
    if first.field == last.field and last.start - first.end <= most and not re.search(r"[.!?] ", between):
        text, end = case.article.field(first.field), max(first.end, last.end)
        closes = "(" in text[first.end : last.start] and text[end : end + 1] == ")"
        return (case.article.span(first.field, first.start, end + closes),)
    return first, last


def moved(day: date, unit: Decimal, count: Decimal) -> date | None:
    """The day so many units later (earlier if negative); None beyond the calendar."""
    if unit == Decimal("365.25") and count == count.to_integral_value():
        try:
            return day.replace(year=day.year + int(count))
        except ValueError:
            return None
    try:
        return day + timedelta(days=round(unit * count))
    except OverflowError:
        return None
