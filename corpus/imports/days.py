"""Dates as tables and exports write them: "woensdag 30 november 2011", "12-3-2018", "March 5, 2018 Monday"."""

from __future__ import annotations

import re
import warnings
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from corpus.stamps import iso_stamp

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

LONGEST = 60
"""Characters of the longest date: what is longer is a sentence."""
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def written_day(words: str) -> str | None:
    """The date as ISO 8601, with the time of day if one is given; None if it is no whole date.

    Day before month, as in Dutch. A year of two digits is not taken: nobody knows which of the three it is.

    >>> written_day("woensdag 30 november 2011"), written_day("March 5, 2018 Monday"), written_day("3/4/2019")
    ('2011-11-30', '2018-03-05', '2019-04-03')
    >>> written_day("maart 2018"), written_day("18-09-23"), written_day("gisteren")
    (None, None, None)
    """
    words = " ".join(words.split())
    if stamp := iso_stamp(words):
        return stamp
    if len(words) > LONGEST or not _YEAR.search(words):
        return None
    found = _parsed(words)
    if found is None:
        return None
    return found.isoformat() if ":" in words else found.date().isoformat()


def _parsed(words: str) -> datetime | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of dateparser's own use of the standard library
        found: datetime | None = _parser().get_date_data(words).date_obj
    return found


@cache
def _parser() -> DateDataParser:
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=["nl", "en", "de", "fr"],  # the languages in which Nexis writes its lines
        settings={
            "DATE_ORDER": "DMY",
            "PREFER_LOCALE_DATE_ORDER": False,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
            "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 - no date is to depend on the clock
        },
    )
