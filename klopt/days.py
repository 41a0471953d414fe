"""Days as a person types them after an option: a day, a month, a year, or from one to another."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extract.nouns import Days

_DAY = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", re.ASCII)


class Backwards(ValueError):
    """The end lies before the begin."""


def day_or_longer(typed: str) -> Days:
    """The day, month or year. Raises ValueError for anything else.

    >>> day_or_longer("2018-02")
    Days(start=datetime.date(2018, 2, 1), end=datetime.date(2018, 3, 1))
    """
    found = _DAY.fullmatch(typed.strip())
    if found is None:
        raise ValueError(typed)
    year, month, day = (None if part is None else int(part) for part in found.groups())
    start = date(year or 0, month or 1, day or 1)
    try:
        if day is not None:
            return Days(start, start + timedelta(days=1))
        if month is not None:
            return Days(start, date(start.year + month // 12, month % 12 + 1, 1))
        return Days(start, date(start.year + 1, 1, 1))
    except OverflowError as error:
        raise ValueError(typed) from error


def stretch(typed: str) -> Days:
    """From the begin of what stands before the colon to the end of what stands behind it; either may be left
    out. Raises ValueError, Backwards where the end is before the begin.

    >>> stretch("2016:2018")
    Days(start=datetime.date(2016, 1, 1), end=datetime.date(2019, 1, 1))
    >>> stretch("2018-05:").end is None
    True
    """
    first, colon, last = typed.partition(":")
    if not colon:
        return day_or_longer(typed)
    if not first.strip() and not last.strip():
        raise ValueError(typed)
    start = day_or_longer(first).start if first.strip() else None
    end = day_or_longer(last).end if last.strip() else None
    if start is not None and end is not None and end <= start:
        raise Backwards(typed)
    return Days(start, end)
