"""Dates and times as pages and files write them, as ISO 8601 in their own zone."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

_EXTENDED = re.compile(
    r"(\d{4}-\d\d-\d\d)"  # the day
    r"(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)"  # the time
    r"\s?(Z|[+-]\d\d(?::?\d\d)?)?)?"  # its zone
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


def mail_stamp(written: str) -> str | None:
    """A date as mail, feeds and HTTP write it ("Sun, 23 Sep 2018 10:00:00 +0200", RFC 5322), as ISO 8601;
    None if it is none.
    """
    try:
        return parsedate_to_datetime(written).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
