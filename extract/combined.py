"""Meanings made of other meanings: a part, the n-th of something, from one to another, open to one side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from extract.calendar import Unit, Which, around, part, step
from extract.meaning import PRECISION, Anchor, InYear, Meaning, Node, Weekday, days_ago, distinct
from extract.nouns import Days, Precision

Side = Literal["from", "after", "until", "through", "before", "strictly before", "on"]


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
            off = (
                0
                if wanted is None
                else ((wanted - edge.weekday()) % 7 if first else -((edge.weekday() - wanted) % 7))
            )
            there = step(edge, "day", off + size * (self.number - 1 if first else self.number + 1))
        else:
            there = step(edge, self.unit, self.number - 1 if first else self.number + 1)
        if there is None or not whole.start <= there < whole.end:
            return None
        return around(there, self.unit)


@dataclass(frozen=True, slots=True)
class Around:
    """The whole unit around something shorter: "de week van 10 september"."""

    unit: Unit
    day: Node

    def on(self, anchor: Anchor) -> Meaning:
        """Around the beginning of every reading."""
        found = self.day.on(anchor).readings
        return Meaning(
            distinct(around(days.start, self.unit) for days in found if days.start), PRECISION[self.unit]
        )


@dataclass(frozen=True, slots=True)
class FirstOf:
    """The first (or last: `sign` -1) so many units of something longer: "de eerste negen maanden van
    2019"."""

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

    `until`: the end was written with "tot" or as the second of "tussen", so that it may be meant to be left
    out.
    """

    first: Node
    last: Node
    until: bool = False

    def on(self, anchor: Anchor) -> Meaning:
        """Both ends included, also without the last; days and months that "tot" ends are left out first."""
        last, first = self.last, _month_in(self.first)
        if isinstance(last, InYear) and last.year is None and first is not None:
            last = replace(last, year=first.year)
        ends = last.on(anchor)
        readings: list[Days | None] = []
        for end in ends.readings:
            for start in self._starts(end, anchor):
                readings.extend(self._pairs(start, end, ends.precision))
        return Meaning(distinct(readings), "range")

    def _starts(self, end: Days, anchor: Anchor) -> tuple[Days, ...]:
        """What the first half can mean before this end: without a year of its own it has the end's."""
        if _open_year(self.first) and end.start:
            return distinct([_in_year(self.first, end.start.year)])
        return self.first.on(anchor).readings[:1]

    def _pairs(self, start: Days, end: Days, precision: Precision) -> Iterator[Days | None]:
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


def _month_in(node: Node) -> InYear | None:
    """The month, season or day of a year that `node` is or is a part of ("eind maart")."""
    whole = node.whole if isinstance(node, Part) else node
    return whole if isinstance(whole, InYear) else None


def _open_year(node: Node) -> bool:
    """Whether `node` has a place in a year and no year of its own."""
    inner = _month_in(node)
    return inner is not None and inner.year is None


def _in_year(node: Node, year: int) -> Days | None:
    """What `node` is in that year."""
    inner = _month_in(node)
    days = inner.of(year) if inner else None
    return part(days, node.which) if days and isinstance(node, Part) else days


def _year_over(start: Days, end: Days, first: Node, last: Node) -> tuple[Days, Days] | None:
    """ "november tot maart": the start a year earlier if its year is not written, else the end a year
    later."""
    if _open_year(first) and end.start:
        earlier = _in_year(first, end.start.year - 1)
        return (earlier, end) if earlier else None
    if _open_year(last) and start.start:
        later = _in_year(last, start.start.year + 1)
        return (start, later) if later else None
    if isinstance(first, Weekday) and first.week is None and end.start and start.start:
        earlier = days_ago(end.start, (end.start.weekday() - start.start.weekday()) % 7)
        return (earlier, end) if earlier else None
    return None


@dataclass(frozen=True, slots=True)
class Open:
    """sinds, na, tot, voor ... something: open on one side. "voor 2019" may be for 2019: before it is an
    alternative."""

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
