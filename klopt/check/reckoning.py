"""From where a relative time expression is reckoned, and how far: "over drie jaar", "twee weken later"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from extract.interval import Interval
from extract.nouns import Days, Period, Quantity
from extract.words import table
from klopt.check.case import Case
from klopt.check.daycount import moved
from klopt.check.nearby import Nearby, words_of

Kind = Literal["distance", "turn", "day"]


YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)|['’]\d\d(?!\d)")


IT_IS = re.compile(
    r"\b(?:is|was) (?:het|dat)(?: [\w'’]+){0,4} \Z|\b(?:Het|Dat) (?:is|was)(?: [\w'’]+){0,4} \Z",
    re.IGNORECASE,
)
""" "Is het vandaag precies", before "tien jaar geleden"."""


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
    apart: bool = False
    """Whether the date stands in another sentence."""


def named(period: Period) -> bool:
    """Whether the expression itself says when: a year, or a day of a month."""
    text = period.span.text
    if period.precision != "day" and not bounded(period):
        return False
    known = (*table("periods")["turns"], *table("spans")["reckoned"]["back"], "later")
    if any(word in known for word in words_of(text)):
        return False
    if period.precision in ("decade", "century"):
        return False
    return bool(YEAR.search(text)) or (period.precision == "day" and any(c.isdigit() for c in text))


def bounded(period: Period) -> bool:
    """Whether a first and a last day of the period are known."""
    return period.days is not None and period.days.start is not None and period.days.end is not None


def reckoned(
    case: Case, near: Nearby, relative: Period, target: Period, earlier: tuple[Period, ...]
) -> Anchored | None:
    """A relative time ("twee jaar later") with the date that the text gives for it and those it can be counted from;
    None if it is not of the two kinds that can be reckoned. `earlier` are the periods before it.
    """
    words = words_of(relative.span.text)
    quoting = tuple(
        p.days
        for p in earlier
        if p.days is not None and named(p) and 0 <= near.nr(relative.span) - near.nr(p.span) <= BACK
    )
    published = case.published
    today = Days(published, published + timedelta(days=1)) if published else None
    count = count_in(case, relative)
    units = table("spans")["units"]
    own = (
        () if count is None or count.unit is None else (count.unit,)
    )  # "een jaar en vier maanden" is 16 months
    unit = next((Decimal(str(units[w])) for w in (*own, *words) if w in units), None)
    if count is not None and unit is not None:
        ago = any(word in table("spans")["reckoned"]["ago"] for word in words)
        if ago or "over" in words[:2]:
            side = -1 if ago else 1
            return (
                Anchored("distance", relative, target, today, count, unit, side, None, quoting)
                if today
                else None
            )
        side = _side(words)
        return _counted_from(case, near, relative, target, earlier, count, unit, side) if side else None
    if today is None or relative.days is None:
        return None
    turns = any(w in table("periods")["turns"] for w in words)
    if turns and _is_an_event(case, relative):
        return None
    if turns and relative.span.end <= target.span.start:
        return Anchored("turn", relative, target, today, others=quoting)
    if words and words[0] in table("periods")["day_words"] and target.precision == "day":
        return Anchored("day", relative, target, today, others=quoting)
    return None


def _side(words: list[str]) -> int:
    """1 for "later", -1 for "eerder", 0 where no word says which way."""
    known = table("spans")["reckoned"]
    return next(
        (1 if w in known["after"] else -1 for w in words if w in (*known["after"], *known["before"])), 0
    )


def _is_an_event(case: Case, relative: Period) -> bool:
    """ "Twee keer zo veel als bij de vorige avond, op 4 september": what was held, not when."""
    before = words_of(case.article.field(relative.span.field)[: relative.span.start][-30:])
    lead = before[:-1] if before[-1:] == ["de"] else before
    return lead[-1:] in (["bij"], ["tijdens"]) and any(
        word in table("spans")["reckoned"]["held"] for word in words_of(relative.span.text)
    )


def count_in(case: Case, period: Period) -> Quantity | None:
    """The duration in a time expression; None unless there is exactly one."""
    found = [
        q
        for q in case.extraction.quantities
        if q.kind == "duration" and isinstance(q.value, Decimal) and period.span.covers(q.span)
    ]
    single = re.search(r"\been (halve |kwart )?(eeuw|decennium)\b", period.span.text, re.IGNORECASE)
    if not found and single:
        start = period.span.start
        span = case.article.span(period.span.field, start + single.start(), start + single.end())
        size = _PARTS[(single.group(1) or "").strip().lower()]
        one, wide = (Interval(size * low, size * high) for low, high in _ROUNDED)
        return Quantity(span, "duration", size, one, wide, single.group(2).lower())
    return found[0] if len(found) == 1 else None


_PARTS = {"": Decimal(1), "halve": Decimal("0.5"), "kwart": Decimal("0.25")}


_ROUNDED = ((Decimal("0.95"), Decimal("1.05")), (Decimal("0.85"), Decimal("1.15")))


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
    known = [p for p in dated if bounded(p) and (named(p) or p.precision == "day")]
    if not known:
        return None
    anchor = known[-1]
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
    others = tuple(p.days for p in known[:-1] if p.days is not None)
    if not isinstance(count.value, Decimal):
        return None
    target = in_year_of(case, target, moved(anchor.days.start, unit, side * count.value))
    return Anchored("distance", relative, target, anchor.days, count, unit, side, anchor, others)


def in_year_of(case: Case, target: Period, expected: date | None) -> Period:
    """A day of a month without a year in the year that brings it nearest to what is expected."""
    if YEAR.search(target.span.text) or expected is None:
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
