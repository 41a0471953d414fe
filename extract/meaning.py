"""What a time expression means: each kind of expression turns an anchor into stretches of days, the
likeliest first.

Reading ("oktober vorig jaar" is month 10 of the year before) is thereby kept apart from reckoning (on an
article of 2018 that is October 2017). An expression that the anchor cannot settle has no readings. News
looks back: of two days that a text can mean, the past one is the likelier, unless the other is near ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple, Protocol

from extract.calendar import Unit, day, days_from, months, step
from extract.nouns import Days, Precision

NEAR_AHEAD = timedelta(61)
"""A day without a year that lies at most this far ahead is not ten months ago: that would be said with a
year."""
SEASON_BEGUN = timedelta(21)
"""Seasons of whole months begin three weeks before those of the sun: "komend najaar" is said until then."""
Lean = Literal["back", "past", "now", "ahead"]

PRECISION: dict[Unit, Precision] = {
    "day": "day",
    "week": "week",
    "weekend": "range",
    "month": "month",
    "quarter": "quarter",
    "half": "half",
    "year": "year",
    "decade": "decade",
    "century": "century",
    "school": "range",
    "study": "range",
    "sports": "range",
}


class Anchor(NamedTuple):
    """What an expression is reckoned from: day of publication, the year that the sentence speaks of, the
    period named last."""

    published: date | None = None
    year: int | None = None
    last: Days | None = None
    precision: Precision = "day"


class Meaning(NamedTuple):
    """The stretches of days that an expression can mean, the likeliest first; none if the anchor does not
    settle it."""

    readings: tuple[Days, ...]
    precision: Precision


class Node(Protocol):
    """A time expression as read, not yet reckoned."""

    def on(self, anchor: Anchor) -> Meaning:
        """What it means on this anchor."""


def distinct(readings: Iterable[Days | None]) -> tuple[Days, ...]:
    """The readings that exist, each once, in order."""
    return tuple(dict.fromkeys(r for r in readings if r is not None))


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days that need no anchor."""

    readings: tuple[Days, ...]
    precision: Precision

    def on(self, anchor: Anchor) -> Meaning:  # noqa: ARG002
        """The same on every anchor."""
        return Meaning(self.readings, self.precision)


@dataclass(frozen=True, slots=True)
class InYear:
    """Days that come back every year: a day of a month, a month, a quarter, a season, a holiday."""

    of: Callable[[int], Days | None]
    precision: Precision
    year: Node | None = None
    lean: Lean | None = None
    weekday: int | None = None

    def on(self, anchor: Anchor) -> Meaning:
        """In the year that is written, else in the sentence's year, else in the one nearest to
        publication."""
        if self.year is not None:
            given = self.year.on(anchor).readings
            return Meaning(distinct(self.of(r.start.year) for r in given if r.start), self.precision)
        first = self.of(anchor.year) if anchor.year is not None and self.lean is None else None
        return Meaning(distinct([first, *self._near(anchor.published)]), self.precision)

    def _near(self, published: date | None) -> Iterator[Days]:
        if published is None:
            return
        low, high = max(1, published.year - 8), min(9990, published.year + 8)
        every = [d for y in range(low, high + 1) if (d := self.of(y)) is not None and d.start and d.end]
        if self.weekday is not None:
            same = [
                d
                for d in every
                if d.start and d.start.weekday() == self.weekday and abs(d.start - published).days < 366
            ]
            every = same or every
        horizon = published + (NEAR_AHEAD if self.lean in (None, "now") else timedelta(0))
        before = [d for d in every if d.start and d.start <= horizon]
        after = [d for d in every if d.start and d.start > horizon]
        if self.lean == "past":
            before = [d for d in every if d.end and d.end <= published]
        if self.lean == "now":
            mine = [d for d in every if published.year in (d.start and d.start.year, d.end and d.end.year)]
            yield from sorted(mine, key=lambda d: _gap(d, published))[:1]
        if self.lean == "ahead":
            since = published - (SEASON_BEGUN if self.precision == "season" else timedelta(0))
            yield from [d for d in every if d.start and d.start > since][:1]
            return
        yield from before[-1:]
        if self.lean is None:
            yield from (
                after[:1] if not before or (before[-1].start or published) <= published else before[-2:-1]
            )


def _gap(days: Days, moment: date) -> int:
    """How many days `moment` lies before or behind a stretch; 0 inside it."""
    if days.start is None or days.end is None:
        return 0
    return max((days.start - moment).days, (moment - days.end).days, 0)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week: of a week that is named, else the nearest."""

    number: int
    lean: Lean | None = None
    week: Node | None = None

    def on(self, anchor: Anchor) -> Meaning:
        """Without more: the last one, the day of publication included; the next one as an alternative."""
        if self.week is not None:
            weeks = self.week.on(anchor).readings
            return Meaning(distinct(_nth_day(r, self.number) for r in weeks), "day")
        if anchor.published is None:
            return Meaning((), "day")
        since = (anchor.published.weekday() - self.number) % 7
        last, same = days_ago(anchor.published, since), since == 0
        before, ahead = days_ago(anchor.published, since or 7), days_ago(anchor.published, since - 7)
        choices = {
            None: (last, ahead),
            "back": (last,),
            "now": (last, ahead),
            "past": (before, last if same else None),
        }
        return Meaning(distinct(choices.get(self.lean, (ahead, last if same else None))), "day")


def _nth_day(week: Days, number: int) -> Days | None:
    return None if week.start is None else days_ago(week.start, -((number - week.start.weekday()) % 7))


def days_ago(moment: date, count: int) -> Days | None:
    """The day so many days before `moment`; None if the calendar does not reach so far back."""
    start = step(moment, "day", -count)
    return None if start is None else days_from(start, 1)


@dataclass(frozen=True, slots=True)
class DayWord:
    """gisteren, vandaag, overmorgen."""

    offset: int

    def on(self, anchor: Anchor) -> Meaning:
        """So many days from publication."""
        return Meaning(
            distinct([days_ago(anchor.published, -self.offset)] if anchor.published else ()), "day"
        )


def of_month(month: int, number: int | None = None) -> Callable[[int], Days | None]:
    """A month, or a day of it, in any year."""
    return (lambda year: months(year, month)) if number is None else (lambda year: day(year, month, number))
