"""Relative time expressions against the dates beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

from corpus.article import Span
from extract.interval import Interval
from extract.nouns import Days, Period, WrittenDate
from extract.words import table
from klopt.check.anchors import anchored
from klopt.check.anniversaries import anniversaries
from klopt.check.case import Case
from klopt.check.daycount import joined, length_between, moved
from klopt.check.events import after_events
from klopt.check.finding import Finding, Level, Look, Repair, Words
from klopt.check.marks import in_order, index_of
from klopt.check.named_lengths import unit_of
from klopt.check.nearby import Nearby, ends_with, has_word
from klopt.check.reckoning import YEAR as WRITTEN_YEAR
from klopt.check.reckoning import Anchored
from klopt.check.registry import message, rule
from klopt.check.sums import verdict
from klopt.check.wording import day, number

TURN = timedelta(days=21)
"""So long after the turn of the year "vorig jaar" may still be said as in December."""
WEEK_SLACK = timedelta(days=3)
NEAREST = 150
"""Days within which a date without a year is surely the nearest one."""
YEAR = 366
"""Days in the longest unit that is counted to the half."""
TODAY = Words("de publicatie", "publication")


@rule("relative-time")
def relative_time(case: Case) -> Iterator[Finding | Look]:
    """A relative time expression against the date or year beside it. Slots: stated, recomputed, anchor, target."""
    told: list[Span] = []
    for pair in (*anchored(case), *after_events(case), *anniversaries(case)):
        if pair.apart and any(span.overlaps(pair.relative.span) for span in told):
            continue
        told.append(pair.relative.span)
        spans = (pair.relative.span, pair.target.span)
        level = _distance(pair) if pair.kind == "distance" else _turned(case, pair)
        if level is None:
            yield Look("relative-time", spans, "holds")
        elif case.quoted(pair.relative.span) and pair.others:
            yield Look("relative-time", spans, "quoted")
        else:
            yield _finding(case, pair, level)
    yield from _leaning(case)


def _distance(pair: Anchored) -> Level | None:
    """What the count of units makes of the days between the anchor and the date beside it."""
    count, target = pair.count, pair.target.days
    if count is None or target is None or not isinstance(count.value, Decimal):
        return None
    half = Decimal("0.5") if count.value >= 1 else Decimal("0.25")
    if pair.unit > YEAR:
        half = count.value / 10  # a century is not rounded to the century
    around = Interval(count.value - half, count.value + half)
    longer = Interval(count.value - half, count.value + half * Decimal("1.5"))
    stated = [(_both(count.strict, around), _both(count.lenient, longer))]
    levels = []
    targets = (target, *_other_years(pair.target))
    for start, end in product((pair.start, *pair.others), targets):
        between = length_between(start, end)
        if between is None:
            continue
        low, high = between if pair.side > 0 else (-between[1], -between[0])
        slack = Decimal("0.5") if pair.unit == 1 else Decimal(0)
        found = Interval(Decimal(low) / pair.unit - slack, Decimal(high) / pair.unit + slack)
        levels.append(verdict(found, found, stated, inferred=pair.apart or bool(pair.others)))
    if not levels or None in levels or "note" in levels:
        return "note" if levels and None not in levels else None
    return levels[0]


def _other_years(period: Period) -> Iterator[Days]:
    """The same day a year before and after, where no year is written: "over tien weken: op 25 mei" is still to come."""
    days = period.days
    if period.precision != "day" or days is None or days.start is None or days.end is None:
        return
    if any(word.isdigit() and len(word) == 4 for word in period.span.text.split()):
        return
    for years in (-1, 1):
        try:
            first = days.start.replace(year=days.start.year + years)
        except ValueError:  # 29 February
            continue
        yield Days(first, first + (days.end - days.start))


def _both(one: Interval, other: Interval) -> Interval:
    """The interval that holds both; a side that is open stays open."""
    lows, highs = (one.low, other.low), (one.high, other.high)
    return Interval(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )


def _turned(case: Case, pair: Anchored) -> Level | None:
    """Whether "vorig jaar", "deze maand", "gisteren" can be the date or year beside it."""
    target, relative, published = pair.target.days, pair.relative.days, case.published
    if (
        target is None
        or relative is None
        or published is None
        or target.start is None
        or relative.start is None
    ):
        return None
    text = pair.relative.span.text.lower()
    if any(word in text for word in table("periods")["long_years"]["words"]):
        wrong = target.start.year != relative.start.year
        return "error" if wrong and published.month not in (6, 7, 8, 9) else None
    slack = timedelta(days=1) if pair.kind == "day" else WEEK_SLACK if "jaar" not in text else timedelta(0)
    if "jaar" in text and (published.month == 1 and published.day <= TURN.days):
        slack = TURN
    for meant in (relative, *pair.relative.alternatives):
        for named in (target, *pair.target.alternatives):
            if named.overlaps(_widened(meant, slack)):
                return None
    if any(abs(other.start.year - target.start.year) <= 1 for other in pair.others if other.start):
        return None
    return "error"


def _widened(days: Days, slack: timedelta) -> Days:
    return Days(days.start and days.start - slack, days.end and days.end + slack)


def _finding(case: Case, pair: Anchored, level: Level) -> Finding:
    here = joined(case, pair.relative.span, pair.target.span)
    anchor = (pair.anchor.span,) if pair.anchor else ()
    marks = in_order(case, (*anchor, *here))
    right = _right(pair)
    target = pair.target.span
    repairs = []
    if right is not None:
        repairs.append(Repair(index_of(marks, target), target.text, _instead(pair, right)))
    number_of = _stated_right(pair)
    if number_of is not None and pair.count is not None:
        repairs.append(Repair(index_of(marks, pair.count.span), pair.count.span.text, number_of.nl))
    found = Words("", "")
    if right is not None:
        exact = pair.target.precision == "day" or (pair.unit < 300 and pair.kind == "distance")
        found = (
            Words(day(right, "nl"), day(right, "en")) if exact else Words(str(right.year), str(right.year))
        )
    from_ = Words(pair.anchor.span.text, pair.anchor.span.text) if pair.anchor else TODAY
    return Finding(
        "relative-time",
        level,
        marks,
        message(
            "relative-time",
            stated=pair.relative.span.text,
            recomputed=found,
            anchor=from_,
            target=target.text,
        ),
        repairs=tuple(repairs),
    )


def _instead(pair: Anchored, right: date) -> str:
    """What to write for a date that does not fit: as much of a date as it is, "maart 2014" for "maart 2021"."""
    said, written = pair.target.span.text, day(right, "nl")
    if pair.target.precision == "day":
        return written
    if pair.target.precision == "month" and pair.unit < 300:
        month = written.split(" ", 1)[1]
        return month if WRITTEN_YEAR.search(said) else month.rsplit(" ", 1)[0]
    return (
        WRITTEN_YEAR.sub(str(right.year), said) if len(WRITTEN_YEAR.findall(said)) == 1 else str(right.year)
    )


def _right(pair: Anchored) -> date | None:
    """The day that the relative expression comes out at."""
    if pair.kind == "distance" and pair.count is not None and isinstance(pair.count.value, Decimal):
        return moved(pair.start.start, pair.unit, pair.side * pair.count.value) if pair.start.start else None
    return pair.relative.days.start if pair.relative.days else None


def _stated_right(pair: Anchored) -> Words | None:
    """The length that would fit the date beside it, in the unit of the text."""
    if pair.count is None or pair.target.days is None:
        return None
    between = length_between(pair.start, pair.target.days)
    if between is None:
        return None
    middle = abs(Decimal(between[0] + between[1]) / 2 / pair.unit).quantize(Decimal(1))
    unit = unit_of(pair.count.span.text)
    return Words(f"{number(middle, 'nl')} {unit}", f"{number(middle, 'en')} {unit}") if middle > 0 else None


def _leaning(case: Case) -> Iterator[Finding]:
    """ "18 september a.s.", "komende zaterdag 20 oktober" that lie behind, "3 mei jl." that lies ahead."""
    if case.published is None:
        return
    near = Nearby(case)
    sides = table("periods")["after_date"]
    ahead = tuple(word.replace(" ", "") for word in sides["future"])
    back = tuple(word.replace(" ", "") for word in sides["past"])
    for written in case.extraction.dates:
        if written.day is None or written.month is None or written.year is not None:
            continue
        nearest = _nearest(written, case.published)
        if nearest is None or not 2 <= abs((nearest - case.published).days) <= NEAREST:
            continue
        lead = ends_with(near.before(written.span), _LEADS)
        future = written.span.text.lower().replace(" ", "").endswith(ahead) or lead in _AHEAD
        past = written.span.text.lower().replace(" ", "").endswith(back) or lead in _BACK
        gone = nearest < case.published
        if future == past or (future and not gone) or (past and gone) or case.quoted(written.span):
            continue
        if has_word(near.sentence(written.span).text, ("geleden", "destijds", "toen")):
            continue
        lead_span = _with_lead(case, written, lead)
        yield Finding(
            "relative-time",
            "warning",
            in_order(case, (lead_span,)),
            message(
                "relative-time",
                stated=lead_span.text,
                recomputed=_AHEAD_OF if future else _BEHIND,
                anchor=TODAY,
                target=Words(day(nearest, "nl"), day(nearest, "en")),
            ),
        )


_AHEAD = tuple(table("weekdays")["leads"]["ahead"])
_BACK = tuple(table("weekdays")["leads"]["back"])
_LEADS = (*_AHEAD, *_BACK)
_AHEAD_OF = Words("een dag die nog komt", "a day to come")
_BEHIND = Words("een dag die voorbij is", "a day gone by")


def _with_lead(case: Case, written: WrittenDate, lead: str | None) -> Span:
    if lead is None:
        return written.span
    text = case.article.field(written.span.field)
    start = text.lower().rfind(lead, 0, written.span.start)
    return case.article.span(written.span.field, start, written.span.end)


def _nearest(written: WrittenDate, published: date) -> date | None:
    """The date in the year that puts it nearest to publication."""
    found = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            found.append(date(year, written.month or 1, written.day or 1))
        except ValueError:
            continue
    return min(found, key=lambda one: abs(one - published), default=None)
