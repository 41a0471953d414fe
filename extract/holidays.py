"""Seasons and holidays: days that come back every year, by name (`words/periods.toml`, [seasons] and
[holidays])."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from extract.calendar import around, day, days_from, easter, season
from extract.nouns import Days
from extract.timewords import WORDS, Tokens

OfYear = Callable[[int], Days | None]

_SEASONS: dict[str, int] = WORDS["seasons"]


def season_of(word: str) -> OfYear | None:
    """The season of that name in any year."""
    number = _SEASONS.get(word)
    return None if number is None else partial(_season, number)


def _season(number: int, year: int) -> Days | None:
    return season(year, number)


def _fixed(month_day: str, year: int) -> Days | None:
    """A day of the year; King's Day on a Sunday is kept on the Saturday before it."""
    month, number = map(int, month_day.split("-"))
    found = day(year, month, number)
    if month_day == "04-27" and found and found.start and found.start.weekday() == 6:
        return day(year, month, number - 1)
    return found


def _from_easter(offset: int, year: int) -> Days | None:
    if not 1583 <= year < 9999:  # the computus is Gregorian
        return None
    return days_from(easter(year) + timedelta(offset), 1)


def _nth(month: int, weekday: int, number: int, year: int) -> Days | None:
    first = day(year, month, 1)
    if first is None or first.start is None:
        return None
    return around(first.start + timedelta((weekday - first.start.weekday()) % 7 + 7 * (number - 1)), "day")


_NAMES: dict[tuple[str, ...], OfYear] = {
    **{tuple(name.split()): partial(_fixed, at) for name, at in WORDS["holidays"]["fixed"].items()},
    **{tuple(name.split()): partial(_from_easter, at) for name, at in WORDS["holidays"]["easter"].items()},
    **{tuple(name.split()): partial(_nth, *at) for name, at in WORDS["holidays"]["nth"].items()},
}
FIRST_WORDS = frozenset(name[0] for name in _NAMES)


def holiday_at(t: Tokens, i: int) -> tuple[OfYear, int] | None:
    """A holiday at token `i` in any year, and the index behind it; the longest name wins."""
    for size in (2, 1):
        of = _NAMES.get(tuple(t.word(i + k) for k in range(size)))
        if of is not None:
            return of, i + size
    return None
