"""Whether two figures are of the same days, also where one article leaves them unsaid."""

from __future__ import annotations

from extract.words import table
from klopt.check.said import Said
from klopt.check.told_when import Range

CLOSE = 21
"""Days between two articles on one event."""
SOON = 3
"""Days between two articles of which one leaves the day unsaid."""
LATER = 60
"""Days between two articles of which the later reports on another round of the series."""


def same_period(one: Said, other: Said, apart: int) -> float | None:
    """Points for the period; None if they are about other days. `apart` is the days between the articles."""
    if one.days and other.days:
        if one.days == other.days:
            return 1.5
        season = _is_season(one) != _is_season(other) and overlapping(one.days, other.days)
        return 0.25 if season or _at_the_end(one.days, other.days) else None
    if one.days or other.days:
        dated, undated = (one, other) if one.days else (other, one)
        return _half_dated(dated, undated, apart)
    if one.claim.period and other.claim.period:
        return 1.0 if one.claim.period.days == other.claim.period.days else 0.25 if apart <= CLOSE else None
    if one.published is None or other.published is None:
        return 0.0  # nobody knows of when either is
    return 0.75 if apart <= CLOSE else None


def _half_dated(dated: Said, undated: Said, apart: int) -> float | None:
    """The same where one has no days that are known. A figure that an article tells without a period is of the year, or
    the season before, in which it came out.
    """
    if dated.days is None:
        return None
    if dated.fresh and apart <= SOON and (dated.claim.period is None or undated.claim.period is None):
        return 0.5
    long = (dated.days[1] - dated.days[0]).days > 31
    if apart <= CLOSE:
        return 0.25 if long else None
    if not long or apart <= LATER or undated.claim.period is not None or undated.published is None:
        return None
    return 0.5 if dated.days[0] <= undated.published < dated.days[1] else None


def _at_the_end(one: Range, other: Range) -> bool:
    """Whether one is the last day of the other: "de teller stopte op oudejaarsdag bij 212.406"."""
    short, long = sorted((one, other), key=lambda days: days[1] - days[0])
    return (short[1] - short[0]).days == 1 and short[1] == long[1]


def _is_season(one: Said) -> bool:
    """Whether the period is a season of which nobody says when it is: that of a park is not that of a theatre."""
    words = one.claim.period.span.text if one.claim.period else ""
    return words.endswith(table("across")["season"]) and not any(sign.isdigit() for sign in words)


def overlapping(one: Range, other: Range) -> bool:
    """Whether the two have a day in common."""
    return one[0] < other[1] and other[0] < one[1]


def season_of(one: Range, other: Range) -> bool:
    """Whether one is a season of the year that the other is: "dit voorjaar" of a report, "vorig jaar" of the next. A
    quarter is no season: who counts by quarters has a figure for the year too.
    """
    inner, outer = sorted((one, other), key=lambda days: days[1] - days[0])
    year = (outer[0].month, outer[0].day, (outer[1] - outer[0]).days >= 365) == (1, 1, True)
    season = inner[0].day == 1 and inner[0].month % 3 == 0 and 80 < (inner[1] - inner[0]).days < 100
    return year and season and outer[0] <= inner[0] and inner[1] <= outer[1]
