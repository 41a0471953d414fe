"""Meanings that are reckoned from publication ("vorig jaar", "twee weken geleden") or from the period named
last ("een jaar eerder")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from extract.calendar import STARTS_IN, Unit, around, days_from, step
from extract.meaning import PRECISION, Anchor, Meaning, distinct
from extract.nouns import Days

ROLLS_FROM = 4
"""From this month on "het afgelopen jaar" is rather the last twelve months than the last calendar year."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The unit that runs, the one before or the one after: "dit jaar", "vorige week", "afgelopen jaar"
    (`rolling`).

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
            if self.the and self.unit == "year" and now.month >= ROLLS_FROM:
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
    """So far from publication: "twee jaar geleden", "over drie weken". As vague as its unit; the exact day
    is an alternative."""

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
        readings = [
            around(there, unit),
            around(there, "year") if unit == "month" else None,
            around(there, "day"),
        ]
        return Meaning(distinct(readings), PRECISION[unit])


_ORDER: tuple[Unit, ...] = (
    "day",
    "week",
    "weekend",
    "month",
    "quarter",
    "half",
    "year",
    "school",
    "study",
    "sports",
    "decade",
    "century",
)


def _finer(one: Unit, other: Unit) -> Unit:
    return min(one, other, key=_ORDER.index)


@dataclass(frozen=True, slots=True)
class Later:
    """So far from the period that the text named last: "een jaar eerder", "twee weken later"; else from
    publication."""

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
        if ((last.end - last.start).days > 32 and self.unit in ("day", "week", "weekend")) or (
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
    """The unit that the text named last, or the one before or after it: "dat jaar", "het jaar ervoor", "de
    volgende dag"."""

    unit: Unit
    turn: int

    def on(self, anchor: Anchor) -> Meaning:
        """The unit around the last period, else around publication, moved."""
        base = anchor.last.start if anchor.last and anchor.last.start else anchor.published
        there = step(base, self.unit, self.turn) if base else None
        return Meaning(distinct([around(there, self.unit) if there else None]), PRECISION[self.unit])
