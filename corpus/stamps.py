"""Dates and times as pages and files write them, as ISO 8601 in their own zone."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

_EXTENDED = re.compile(
    r"(\d{4}-\d\d-\d\d)"  # the day
    r"(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)"  # the time
    r"\s?(Z|[+-]\d\d(?::?\d\d)?)?)?"  # its zone
    r"(?: ?[A-Z]{3,5}|\[[A-Za-z/_]{3,40}\])?"  # the zone once more by name, as some systems append
)


def iso_stamp(written: str) -> str | None:
    """The stamp as ISO 8601 with its zone as given, None if it is no date of the calendar.

    Only the form with dashes: "20180923" and "2018-W38" are numbers and weeks to a newspaper reader.

    >>> iso_stamp("2018-09-23 10:00:00+0200"), iso_stamp("2018-02-30")
    ('2018-09-23T10:00:00+0200', None)
    """
    found = _EXTENDED.fullmatch(written.strip())
    if found is None:
        return None
    day, time, zone = found.groups()
    stamp = day if time is None else f"{day}T{time.replace(',', '.')}{zone or ''}"
    try:
        datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return stamp


def first_day_in(written: str) -> str | None:
    """The first day in a line as Dutch sites write it ("dinsdag 9 juni 2015, 08:21", "11 feb. 2020", "29-4-2019"),
    as ISO 8601; None if there is none.

    >>> first_day_in("Geplaatst op 11 feb. 2020"), first_day_in("29-4-2019 00:00"), first_day_in("31 juni 2020")
    ('2020-02-11', '2019-04-29', None)
    """
    found = _WRITTEN.search(written)
    if found is None:
        return None
    day, month, year = found[1] or found[4], found[2] or found[5], found[3] or found[6]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower().replace("maa", "mrt")) + 1
    return iso_stamp(f"{year}-{number:02}-{int(day):02}")


_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_WRITTEN = re.compile(
    r"\b(\d{1,2}) (jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?"
    r"|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? (\d{4})\b|\b(\d{1,2})-(\d{1,2})-(\d{4})\b",
    re.IGNORECASE,
)


def mail_stamp(written: str) -> str | None:
    """A date as mail, feeds and HTTP write it ("Sun, 23 Sep 2018 10:00:00 +0200", RFC 5322), as ISO 8601;
    None if it is none.
    """
    try:
        return parsedate_to_datetime(written).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
