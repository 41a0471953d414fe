"""What a time expression means: each kind of expression turns an anchor into stretches of days, the likeliest first.

Reading ("oktober vorig jaar" is month 10 of the year before) is thereby kept apart from reckoning (on an article of 2018 that is October
2017). An expression that the anchor cannot settle has no readings. News looks back: of two days that a text can mean, the past one is the
likelier, unless the other is near ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple, Protocol

from extract.calendar import STARTS_IN, Unit, Which, around, day, days_from, months, part, step
from extract.nouns import Days, Precision

NEAR_AHEAD = timedelta(61)
"""A day without a year that lies at most this far ahead is not ten months ago: that would be said with a year."""
MIN_DISTANCE = 4
"""From this month on "het afgelopen jaar" is rather the last twelve months than the last calendar year."""
Lean = Literal["back", "past", "now", "ahead"]
Side = Literal["from", "after", "until", "through", "before", "strictly before", "on"]

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
    """What an expression is reckoned from: day of publication, the year that the sentence speaks of, the period named last."""

    published: date | None = None
    year: int | None = None
    last: Days | None = None
    precision: Precision = "day"


class Meaning(NamedTuple):
    """The stretches of days that an expression can mean, the likeliest first; none if the anchor does not settle it."""

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
        """In the year that is written, else in the sentence's year, else in the one nearest to publication."""
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
            same = [d for d in every if d.start and d.start.weekday() == self.weekday and abs(d.start - published).days < 366]
            every = same or every
        horizon = published + (NEAR_AHEAD if self.lean in (None, "now") else timedelta(0))
        before = [d for d in every if d.start and d.start <= horizon]
        after = [d for d in every if d.start and d.start > horizon]
        if self.lean == "past":
            before = [d for d in every if d.end and d.end <= published]
        if self.lean == "now":
            mine = [d for d in every if d.end and d.end > published and d.end.year == published.year]
            yield from mine[:1]
        if self.lean == "ahead":
            yield from [d for d in every if d.start and d.start > published][:1]
            return
        yield from before[-1:]
        if self.lean is None:
            yield from after[:1] if not before or (before[-1].start or published) <= published else before[-2:-1]


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
        last, same = _ago(anchor.published, since), since == 0
        before, ahead = _ago(anchor.published, since or 7), _ago(anchor.published, since - 7)
        choices = {None: (last, ahead), "back": (last,), "now": (last, ahead), "past": (before, last if same else None)}
        return Meaning(distinct(choices.get(self.lean, (ahead, last if same else None))), "day")


def _nth_day(week: Days, number: int) -> Days | None:
    return None if week.start is None else _ago(week.start, -((number - week.start.weekday()) % 7))


def _ago(moment: date, count: int) -> Days | None:
    start = step(moment, "day", -count)
    return None if start is None else days_from(start, 1)


@dataclass(frozen=True, slots=True)
class DayWord:
    """gisteren, vandaag, overmorgen."""

    offset: int

    def on(self, anchor: Anchor) -> Meaning:
        """So many days from publication."""
        return Meaning(distinct([_ago(anchor.published, -self.offset)] if anchor.published else ()), "day")


@dataclass(frozen=True, slots=True)
class Turn:
    """The unit that runs, the one before or the one after: "dit jaar", "vorige week", "afgelopen jaar" (`rolling`).

    `the`: with an article, which makes "het afgelopen jaar" rather the last twelve months.
    """

    unit: Unit
    turn: int
    rolling: bool = False
    the: bool = False

    def on(self, anchor: Anchor) -> Meaning:
        """The calendar unit; rolling ones also as the same stretch up to or from publication."""
        now = anchor.published
        if now is None:
            return Meaning((), PRECISION[self.unit])
        turn = self.turn
        if self.unit == "weekend" and self.rolling and turn > 0 and now.weekday() < 5:
            turn = 0
        there = step(now, self.unit, turn)
        readings = [around(there, self.unit) if there else None]
        if self.rolling and self.unit not in ("weekend", *STARTS_IN):
            readings.append(_stretch(now, self.unit, self.turn))
            if self.the and self.unit == "year" and now.month >= MIN_DISTANCE:
                readings.reverse()
        return Meaning(distinct(readings), PRECISION[self.unit])


def _stretch(now: date, unit: Unit, count: float) -> Days | None:
    start = now if count < 0 else now + timedelta(1)
    other = step(start, unit, count)
    if other is None or other == start:
        return None
    return Days(min(start, other), max(start, other))


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many units up to publication (negative) or from it: "de afgelopen vijf jaar"; no count, no days."""

    count: float | None
    unit: Unit
    sign: int

    def on(self, anchor: Anchor) -> Meaning:
        """The days that rolled by, and the whole calendar units as an alternative."""
        now = anchor.published
        if now is None or self.count is None:
            return Meaning((), "range")
        calendar = None
        here, there = around(now, self.unit), step(now, self.unit, self.sign * self.count)
        far = around(there, self.unit) if there else None
        if here and far and here.start and far.start and here.end and far.end and here != far:
            calendar = Days(far.start, here.start) if self.sign < 0 else Days(here.end, far.end)
        return Meaning(distinct([_stretch(now, self.unit, self.sign * self.count), calendar]), "range")


@dataclass(frozen=True, slots=True)
class Distance:
    """So far from publication: "twee jaar geleden", "over drie weken". As vague as its unit; the exact day is an alternative."""

    parts: tuple[tuple[float | None, Unit], ...]
    sign: int

    def on(self, anchor: Anchor) -> Meaning:
        """The unit around that day, and the day."""
        there: date | None = anchor.published
        unit: Unit = "century"
        for count, named in self.parts:
            there = step(there, named, self.sign * count) if there and count is not None else None
            unit = _finer(unit, "month" if count is not None and count % 1 and named == "year" else named)
        if unit in ("decade", "century", "half", "weekend", *STARTS_IN):
            unit = "year" if unit not in ("half", "weekend") else ("month" if unit == "half" else "week")
        if there is None:
            return Meaning((), PRECISION[unit])
        readings = [around(there, unit), around(there, "year") if unit == "month" else None, around(there, "day")]
        return Meaning(distinct(readings), PRECISION[unit])


_ORDER: tuple[Unit, ...] = ("day", "week", "weekend", "month", "quarter", "half", "year", "school", "study", "sports", "decade", "century")


def _finer(one: Unit, other: Unit) -> Unit:
    return min(one, other, key=_ORDER.index)


@dataclass(frozen=True, slots=True)
class Later:
    """So far from the period that the text named last: "een jaar eerder", "twee weken later"; else from publication."""

    count: float | None
    unit: Unit
    sign: int

    def on(self, anchor: Anchor) -> Meaning:
        """The last period moved; the calendar year that it falls in as an alternative."""
        if self.count is None:
            return Meaning((), PRECISION[self.unit])
        last = anchor.last
        if last is None or last.start is None or last.end is None:
            return Distance(((self.count, self.unit),), self.sign).on(anchor)
        if (last.end - last.start).days > 32 and self.unit in ("day", "week", "weekend") or (
            (last.end - last.start).days > 366 and anchor.precision not in ("decade", "century")
        ):
            return Meaning((), PRECISION[self.unit])
        start = step(last.start, self.unit, self.sign * self.count)
        if start is None:
            return Meaning((), anchor.precision)
        long = (last.end - last.start).days
        end = step(last.end, self.unit, self.sign * self.count) if last.start.day == last.end.day else None
        moved = Days(start, end) if end and end > start else days_from(start, long)
        wide = around(start, "year") if self.unit in ("year", "decade", "century") else None
        return Meaning(distinct([moved, wide]), anchor.precision)


@dataclass(frozen=True, slots=True)
class Back:
    """The unit that the text named last, or the one before or after it: "dat jaar", "het jaar ervoor", "de volgende dag"."""

    unit: Unit
    turn: int

    def on(self, anchor: Anchor) -> Meaning:
        """The unit around the last period, else around publication, moved."""
        base = anchor.last.start if anchor.last and anchor.last.start else anchor.published
        there = step(base, self.unit, self.turn) if base else None
        return Meaning(distinct([around(there, self.unit) if there else None]), PRECISION[self.unit])


@dataclass(frozen=True, slots=True)
class Part:
    """begin, eind, eerste helft ... of what follows."""

    which: Which
    whole: Node

    def on(self, anchor: Anchor) -> Meaning:
        """That part of every reading."""
        meaning = self.whole.on(anchor)
        precision: Precision = meaning.precision if self.which == "whole" else "range"
        if self.which.endswith("half") and meaning.precision == "year":
            precision = "half"
        return Meaning(distinct(part(r, self.which) for r in meaning.readings), precision)


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th (or last: -1) day, week, weekday (`weekday`) or other unit of something longer."""

    number: int
    unit: Unit
    whole: Node
    weekday: int | None = None

    def on(self, anchor: Anchor) -> Meaning:
        """That one of every reading."""
        precision = PRECISION[self.unit]
        return Meaning(distinct(self._of(r) for r in self.whole.on(anchor).readings), precision)

    def _of(self, whole: Days) -> Days | None:
        if whole.start is None or whole.end is None:
            return None
        first = self.number > 0
        edge = whole.start if first else whole.end - timedelta(1)
        if self.unit in ("day", "week"):
            wanted = 3 if self.unit == "week" else self.weekday
            size = 1 if wanted is None else 7
            off = 0 if wanted is None else ((wanted - edge.weekday()) % 7 if first else -((edge.weekday() - wanted) % 7))
            there = step(edge, "day", off + size * (self.number - 1 if first else self.number + 1))
        else:
            there = step(edge, self.unit, self.number - 1 if first else self.number + 1)
        if there is None or not whole.start <= there < whole.end:
            return None
        return around(there, self.unit)


@dataclass(frozen=True, slots=True)
class FirstOf:
    """The first (or last: `sign` -1) so many units of something longer: "de eerste negen maanden van 2019"."""

    count: float
    unit: Unit
    whole: Node
    sign: int = 1

    def on(self, anchor: Anchor) -> Meaning:
        """Of every reading."""
        return Meaning(distinct(self._of(r) for r in self.whole.on(anchor).readings), "range")

    def _of(self, whole: Days) -> Days | None:
        if whole.start is None or whole.end is None:
            return None
        other = step(whole.start if self.sign > 0 else whole.end, self.unit, self.sign * self.count)
        if other is None or not whole.start <= other <= whole.end:
            return None
        start, end = (whole.start, other) if self.sign > 0 else (other, whole.end)
        return Days(start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class Between:
    """From one expression to another. What only one of them says of the year holds for both.

    `until`: the end was written with "tot" or as the second of "tussen", so that it may be meant to be left out.
    """

    first: Node
    last: Node
    until: bool = False

    def on(self, anchor: Anchor) -> Meaning:
        """Both ends included, also without the last; days and months that "tot" ends are left out first."""
        first, last = self.first, self.last
        if isinstance(last, InYear) and last.year is None and isinstance(first, InYear):
            last = replace(last, year=first.year)
        ends = last.on(anchor)
        readings: list[Days | None] = []
        for end in ends.readings:
            for start in self._starts(end, anchor):
                readings.extend(self._pairs(start, end, first, last, ends.precision))
        return Meaning(distinct(readings), "range")

    def _starts(self, end: Days, anchor: Anchor) -> tuple[Days, ...]:
        """What the first half can mean before this end: without a year of its own it has the end's."""
        if isinstance(self.first, InYear) and self.first.year is None and end.start:
            return distinct([self.first.of(end.start.year)])
        return self.first.on(anchor).readings[:1]

    def _pairs(self, start: Days, end: Days, first: Node, last: Node, precision: Precision) -> Iterator[Days | None]:
        if start.start is None or end.start is None or end.end is None:
            return
        if start.start > end.start:
            moved = _year_over(start, end, self.first, self.last)
            if moved is None:
                return
            start, end = moved
        if start.start is None or end.start is None or end.end is None or start.start > end.start:
            return
        whole = Days(start.start, end.end)
        without = Days(start.start, end.start) if self.until and start.start < end.start else None
        yield from (without, whole) if without and precision in ("day", "month") else (whole, without)


def _year_over(start: Days, end: Days, first: Node, last: Node) -> tuple[Days, Days] | None:
    """ "november tot maart": the start a year earlier if its year is not written, else the end a year later."""
    if isinstance(first, InYear) and first.year is None and end.start:
        earlier = first.of(end.start.year - 1)
        return (earlier, end) if earlier else None
    if isinstance(last, InYear) and last.year is None and start.start:
        later = last.of(start.start.year + 1)
        return (start, later) if later else None
    if isinstance(first, Weekday) and first.week is None and end.start and start.start:
        earlier = _ago(end.start, (end.start.weekday() - start.start.weekday()) % 7)
        return (earlier, end) if earlier else None
    return None


@dataclass(frozen=True, slots=True)
class Open:
    """sinds, na, tot, voor ... something: open on one side. "voor 2019" may be for 2019: before it is an alternative."""

    side: Side
    edge: Node

    def on(self, anchor: Anchor) -> Meaning:
        """Open to one side; the named stretch itself as an alternative."""
        meaning = self.edge.on(anchor)
        main: list[Days | None] = []
        other: list[Days | None] = []
        for r in meaning.readings:
            since = Days(r.start, None) if r.start else None
            after = Days(r.end, None) if r.end else None
            before = Days(None, r.start) if r.start else None
            through = Days(None, r.end) if r.end else None
            orders: dict[Side, tuple[Days | None, ...]] = {
                "from": (since, r),
                "after": (after, since, r),
                "until": (before, through, r),
                "through": (through, r),
                "before": (r, before),
                "strictly before": (before, r),
                "on": (r, since),
            }
            main.append(orders[self.side][0])
            other.extend(orders[self.side][1:])
        return Meaning(distinct([*main, *other]), meaning.precision)


def of_month(month: int, number: int | None = None) -> Callable[[int], Days | None]:
    """A month, or a day of it, in any year."""
    return (lambda year: months(year, month)) if number is None else (lambda year: day(year, month, number))
