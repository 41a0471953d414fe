"""Time expressions that are reckoned from somewhere with the date or year that says the same beside them.

"over drie jaar, in 2019", "vorig jaar (2016)", "Twee weken later, op 12 april", "in 2011, vier jaar geleden".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from corpus.article import Span
from extract.interval import Interval
from extract.nouns import Days, Period, Quantity
from extract.words import table
from klopt.check.case import Case
from klopt.check.nearby import Nearby, words_of

Kind = Literal["distance", "turn", "day"]
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)|['’]\d\d(?!\d)")
_GAP = re.compile(r"\s*[,(–—:]?\s*(?:-\s+)?\Z")
_OCCASION = re.compile(r", (?:bij|tijdens|met|op) (?:de|het|een) (?:[\w'’-]+ ){1,3}(?:van|in|op) \Z")
""" "Vier jaar later, bij de verkiezingen van 2010"."""
_SIDE = {"geleden": -1, "terug": -1, "eerder": -1, "ervoor": -1, "daarvoor": -1, "tevoren": -1}
_LATER = {
    "later": 1,
    "erna": 1,
    "daarna": 1,
    "daarop": 1,
    "nadien": 1,
    "eerder": -1,
    "ervoor": -1,
    "daarvoor": -1,
    "tevoren": -1,
}
BACK = 2
"""Sentences before "twee weken later" in which the date that it counts from may stand."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """A time expression, the date or year beside it, and the days from which it may be counted.

    `count` and `unit` (days in one) are of a distance ("drie jaar geleden": `side` -1), absent for "vorig jaar".
    `anchor` is the date in the text that it counts from; None for the day of publication.
    """

    kind: Kind
    relative: Period
    target: Period
    start: Days
    count: Quantity | None = None
    unit: Decimal = Decimal(1)
    side: int = 0
    anchor: Period | None = None
    others: tuple[Days, ...] = ()
    """Other days in the text that it may be counted from."""


def anchored(case: Case) -> Iterator[Anchored]:
    """The pairs of an article, in reading order."""
    near = Nearby(case)
    periods = case.extraction.periods
    for nr, (one, other) in enumerate(pairwise(periods)):
        if one.span.field != other.span.field or near.nr(one.span) != near.nr(other.span):
            continue
        if not _beside(near, one, other):
            continue
        for relative, target in ((one, other), (other, one)):
            if _named(target) and not _named(relative):
                found = _reckoned(case, near, relative, target, periods[max(0, nr - 8) : nr])
                if found is not None:
                    yield found
                break


_AFTER = re.compile(r" (na|voor) (?:de|het|een|zijn|haar|hun) (?:[\w'’-]+ ){1,5}(?:van|op|in) \Z")


def after_events(case: Case) -> Iterator[Anchored]:
    """ "Tien dagen na de inbraak van 3 april, op 24 april"."""
    near = Nearby(case)
    lengths = [
        q for q in case.extraction.quantities if q.kind == "duration" and isinstance(q.value, Decimal)
    ][:200]
    for one, other in pairwise(case.extraction.periods):
        if not (one.span.field == other.span.field and _named(one) and _named(other) and _bounded(one)):
            continue
        if not re.fullmatch(r",? (?:op|in|begin|eind|dus op) ", near.between(one.span, other.span)):
            continue
        for length in lengths:
            gap = near.between(length.span, one.span) if length.span.field == one.span.field else ""
            match = _AFTER.match(gap) if length.span.end <= one.span.start and len(gap) < 80 else None
            unit = table("spans")["units"].get(length.unit or "")
            value = length.value
            if match is None or unit is None or one.days is None or not isinstance(value, Decimal):
                continue
            side = 1 if match.group(1) == "na" else -1
            expected = moved(one.days.start, Decimal(str(unit)), side * value) if one.days.start else None
            target = _in_year_of(case, other, expected)
            yield Anchored(
                "distance",
                Period(length.span, None, "day"),
                target,
                one.days,
                length,
                Decimal(str(unit)),
                side,
                one,
            )


def _named(period: Period) -> bool:
    """Whether the expression itself says when: a year, or a day of a month."""
    text = period.span.text
    if period.precision != "day" and not _bounded(period):
        return False
    if any(word in table("periods")["turns"] or word in _SIDE or word == "later" for word in words_of(text)):
        return False
    if period.precision in ("decade", "century"):
        return False
    return bool(_YEAR.search(text)) or (period.precision == "day" and any(c.isdigit() for c in text))


def _bounded(period: Period) -> bool:
    return period.days is not None and period.days.start is not None and period.days.end is not None


def _beside(near: Nearby, one: Period, other: Period) -> bool:
    """Whether nothing but a comma, a bracket and words such as "dus in" stand between the two, and nothing is added."""
    gap = near.between(one.span, other.span)
    if len(gap) > 60 or (len(gap) > 30 and not _OCCASION.match(gap)):
        return False
    words = table("spans")["apposition"]["words"]
    marks = "," if _OCCASION.match(gap) else _without_words(gap, words)
    if marks is None or not _GAP.match(marks) or not gap.strip():
        return False
    behind = near.behind(other.span)
    return not re.match(r"\s*(?:,\s*\d|of\b|en (?:in|op)? ?\d|tot\b|t/m\b|-\s*\d|/\s*\d)", behind)


def _without_words(gap: str, words: list[str]) -> str | None:
    """The marks of a gap if all of its words are among these."""
    rest = gap.lower()
    for word in sorted(words, key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", rest)
    return None if re.search(r"\w", rest) else rest


def _reckoned(
    case: Case, near: Nearby, relative: Period, target: Period, earlier: tuple[Period, ...]
) -> Anchored | None:
    words = words_of(relative.span.text)
    quoting = tuple(
        p.days
        for p in earlier
        if p.days is not None and _named(p) and 0 <= near.nr(relative.span) - near.nr(p.span) <= 1
    )
    published = case.published
    today = Days(published, published + timedelta(days=1)) if published else None
    count = _count_in(case, relative)
    unit = next(
        (Decimal(str(table("spans")["units"][w])) for w in words if w in table("spans")["units"]), None
    )
    if count is not None and unit is not None:
        if "geleden" in words or "terug" in words or words[0] == "over" or "over" in words[:2]:
            side = -1 if "geleden" in words or "terug" in words else 1
            return (
                Anchored("distance", relative, target, today, count, unit, side, None, quoting)
                if today
                else None
            )
        side = next((_LATER[w] for w in words if w in _LATER), 0)
        return _counted_from(case, near, relative, target, earlier, count, unit, side) if side else None
    if today is None or relative.days is None:
        return None
    if any(w in table("periods")["turns"] for w in words) and relative.span.end <= target.span.start:
        return Anchored("turn", relative, target, today, others=quoting)
    if words and words[0] in table("periods")["day_words"] and target.precision == "day":
        return Anchored("day", relative, target, today, others=quoting)
    return None


def _count_in(case: Case, period: Period) -> Quantity | None:
    found = [
        q
        for q in case.extraction.quantities
        if q.kind == "duration" and isinstance(q.value, Decimal) and period.span.covers(q.span)
    ]
    if not found and (single := re.search(r"\been (?:eeuw|decennium)\b", period.span.text, re.IGNORECASE)):
        span = case.article.span(
            period.span.field, period.span.start + single.start(), period.span.start + single.end()
        )
        one = Interval(Decimal("0.95"), Decimal("1.05"))
        return Quantity(
            span, "duration", Decimal(1), one, Interval(Decimal("0.85"), Decimal("1.15")), single.group()[4:]
        )
    return found[0] if len(found) == 1 else None


def _counted_from(
    case: Case,
    near: Nearby,
    relative: Period,
    target: Period,
    earlier: tuple[Period, ...],
    count: Quantity,
    unit: Decimal,
    side: int,
) -> Anchored | None:
    """ "Twee weken later, op 12 april": counted from the only date named shortly before."""
    here = near.nr(relative.span)
    dated = [p for p in earlier if p.span.field == relative.span.field and here - near.nr(p.span) <= BACK]
    named = [p for p in dated if _bounded(p) and (_named(p) or p.precision == "day")]
    if not named:
        return None
    anchor = named[-1]
    between = near.between(anchor.span, relative.span)
    passed = [
        q
        for q in case.extraction.quantities
        if q.kind == "duration"
        and q.span.field == anchor.span.field
        and anchor.span.end <= q.span.start < relative.span.start
    ]
    if passed or anchor.days is None or anchor.days.start is None or len(between) > 400:
        return None
    others = tuple(p.days for p in named[:-1] if p.days is not None)
    if not isinstance(count.value, Decimal):
        return None
    target = _in_year_of(case, target, moved(anchor.days.start, unit, side * count.value))
    return Anchored("distance", relative, target, anchor.days, count, unit, side, anchor, others)


def _in_year_of(case: Case, target: Period, expected: date | None) -> Period:
    """A day of a month without a year in the year that brings it nearest to what is expected."""
    if _YEAR.search(target.span.text) or expected is None:
        return target
    written = next(
        (w for w in case.extraction.dates if target.span.covers(w.span) and w.day and w.month), None
    )
    if written is None:
        return target
    near = [
        found
        for year in (-1, 0, 1)
        if (found := _day(expected.year + year, written.month or 1, written.day or 1)) is not None
    ]
    best = min(near, key=lambda one: abs(one - expected), default=None)
    return target if best is None else replace(target, days=Days(best, best + timedelta(days=1)))


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def length_between(start: Days, end: Days) -> tuple[int, int] | None:
    """The least and greatest number of days from a day of the first to a day of the second; None if one is open."""
    if start.start is None or start.end is None or end.start is None or end.end is None:
        return None
    one = timedelta(days=1)
    return (end.start - (start.end - one)).days, ((end.end - one) - start.start).days


def joined(case: Case, one: Span, other: Span, most: int = 14) -> tuple[Span, ...]:
    """Two spans as one where they stand side by side, else both."""
    first, last = sorted((one, other), key=lambda span: span.start)
    if first.field == last.field and last.start - first.end <= most:
        text, end = case.article.field(first.field), max(first.end, last.end)
        closes = "(" in text[first.end : last.start] and text[end : end + 1] == ")"
        return (case.article.span(first.field, first.start, end + closes),)
    return first, last


def moved(day: date, unit: Decimal, count: Decimal) -> date | None:
    """The day so many units later (earlier if negative); None beyond the calendar."""
    if unit == Decimal("365.25") and count == count.to_integral_value():
        try:
            return day.replace(year=day.year + int(count))
        except ValueError:
            return None
    try:
        return day + timedelta(days=round(unit * count))
    except OverflowError:
        return None
