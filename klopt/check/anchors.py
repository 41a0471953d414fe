"""Time expressions that are reckoned from somewhere with the date or year that says the same beside them.

"over drie jaar, in 2019", "vorig jaar (2016)", "Twee weken later, op 12 april", "in 2011, vier jaar geleden".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    for nr, one in enumerate(periods):
        for other, gap in _followers(near, periods, nr):
            if one.span.field != other.span.field or not _tied(near, one, other, gap):
                continue
            for relative, target in ((one, other), (other, one)):
                if (named(target) and not named(relative)) or _month_beside(relative, target):
                    found = _reckoned(case, near, relative, target, periods[max(0, nr - 8) : nr])
                    if found is not None:
                        yield found
                    break
    yield from _since_then(case)


def _followers(near: Nearby, periods: tuple[Period, ...], nr: int) -> Iterator[tuple[Period, str]]:
    """The time expression behind one, and the next if a month or "dit jaar" alone stands between; with the gaps."""
    one = periods[nr]
    for step in (1, 2):
        if nr + step >= len(periods) or periods[nr + step].span.field != one.span.field:
            return
        gap = near.between(one.span, periods[nr + step].span)
        if step == 2:
            middle = periods[nr + 1].span
            if any(c.isdigit() for c in middle.text) or middle.text.lower() not in _small():
                return
            gap = gap.replace(middle.text, "", 1)
        yield periods[nr + step], gap


def _month_beside(relative: Period, target: Period) -> bool:
    """ "Vorige maand, in juli"."""
    return (
        "maand" in words_of(relative.span.text)
        and target.span.text.lower() in table("periods")["months"]
        and bounded(target)
    )


def _small() -> tuple[str, ...]:
    return (*table("periods")["months"], *table("spans")["apposition"]["now"])


def _tied(near: Nearby, one: Period, other: Period, gap: str) -> bool:
    """Whether two time expressions are of one time: side by side, or the second alone in "Dat was in 2009"."""
    if near.nr(one.span) == near.nr(other.span):
        return _beside(near, other, gap)
    if near.nr(other.span) - near.nr(one.span) != 1 or not _YEAR.search(other.span.text):
        return False
    sentence = near.sentence(other.span)
    lead = sentence.text[: other.span.start - sentence.start]
    ends = re.match(r"\s*(?:[.,;]|toen\b|\Z)", near.behind(other.span)) is not None
    return ends and _THAT_WAS.fullmatch(lead) is not None


_THAT_WAS = re.compile(
    r"\W*(?:Dat|Het) (?:was|is|gebeurde|speelde|moet)(?: toen| dus| al)?(?: in| op)? ?", re.IGNORECASE
)
_SINCE_THEN = re.compile(
    r"\b(?:is het|is dat)(?: nu| vandaag| dit jaar| precies| al| inmiddels| alweer)* geleden (?:dat|sinds)\b"
)


def _since_then(case: Case) -> Iterator[Anchored]:
    """ "Twintig jaar is het nu geleden dat de winkel, in 1991, openging"."""
    if case.published is None:
        return
    today = Days(case.published, case.published + timedelta(days=1))
    for sentence in case.extraction.sentences:
        match = _SINCE_THEN.search(sentence.text)
        if match is None:
            continue
        lead = case.article.span(sentence.field, sentence.start, sentence.start + match.start())
        count = _count_in(case, Period(lead, None, "day"))
        unit = table("spans")["units"].get(count.unit or "") if count is not None else None
        behind = [
            p
            for p in case.extraction.periods
            if sentence.covers(p.span) and p.span.start >= lead.end and named(p)
        ]
        if count is not None and unit is not None and len(behind) == 1:
            relative = Period(count.span, None, "year")
            yield Anchored("distance", relative, behind[0], today, count, Decimal(str(unit)), -1)


def named(period: Period) -> bool:
    """Whether the expression itself says when: a year, or a day of a month."""
    text = period.span.text
    if period.precision != "day" and not bounded(period):
        return False
    if any(word in table("periods")["turns"] or word in _SIDE or word == "later" for word in words_of(text)):
        return False
    if period.precision in ("decade", "century"):
        return False
    return bool(_YEAR.search(text)) or (period.precision == "day" and any(c.isdigit() for c in text))


def bounded(period: Period) -> bool:
    return period.days is not None and period.days.start is not None and period.days.end is not None


def _beside(near: Nearby, other: Period, gap: str) -> bool:
    """Whether nothing but a comma, a bracket and words such as "dus in" stand between the two, and nothing is added."""
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
        if p.days is not None and named(p) and 0 <= near.nr(relative.span) - near.nr(p.span) <= 1
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
