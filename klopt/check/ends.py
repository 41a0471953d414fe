"""Ends of periods: periods that end before they begin, and clock times with a number of hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from corpus.article import Span
from extract.nouns import Quantity, WrittenDate
from extract.words import table
from klopt.check.case import Case
from klopt.check.nearby import Nearby, ends_with, has_word, starts_with

_YEARS = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
MOST = 200
"""Clock times of one article that are looked at."""


def reversed_ranges(case: Case) -> Iterator[tuple[Span, bool]]:
    """Periods that end before they begin, and whether the text may mean the month before for the first day."""
    near = Nearby(case)
    for period in case.extraction.periods:
        if period.precision != "range":
            continue
        if period.days is not None:
            dates = [w for w in case.extraction.dates if period.span.covers(w.span) and w.day and w.month]
            months = {w.month for w in dates}
            own = [w for w in dates if re.search(r"[a-z]{3}", w.span.text) and w.year is None]
            backwards = len(months) == 1 and (dates[0].day or 0) > (dates[-1].day or 0)
            if len(own) == 2 and backwards:
                yield period.span, False  # "van 9 november tot 3 november"
            elif len(dates) == 2 and len(own) == 1 and backwards and not _falls(near, period.span):
                yield period.span, _in_month_before(near, period.span, *dates)  # "van 12 tot en met 3 juni"
            continue
        years = _YEARS.findall(period.span.text)
        if len(years) == 2 and int(years[0]) > int(years[1]):
            yield period.span, False
            continue
        dates = [w for w in case.extraction.dates if period.span.covers(w.span) and w.day and w.month]
        if len(dates) != 2:
            continue
        first, last = dates
        whole = first.year is not None and last.year is not None and first.year == last.year
        own_month = re.search(r"[a-z]{3}", first.span.text) is not None
        if first.month == last.month and first.year == last.year and (first.day or 0) > (last.day or 0):
            yield period.span, not own_month and (first.day or 0) >= 24 and (last.day or 0) <= 9
        elif (
            whole and own_month and (first.month or 0) > (last.month or 0) and _YEARS.search(first.span.text)
        ):
            yield period.span, False
    yield from _between_years(case)
    yield from _between_days(case, near)


def _in_month_before(near: Nearby, span: Span, first: WrittenDate, last: WrittenDate) -> bool:
    """Whether the day without a month may be of the month before: "van 28 tot en met 3 juni", or where the text just
    named that month.
    """
    months = list(table("periods")["months"])
    earlier = months[(last.month or 1) - 2]
    here = near.nr(span)
    told = " ".join(
        sentence.text for nr in (here - 1, here) if (sentence := near.numbered(span.field, nr)) is not None
    )
    turn = (first.day or 0) >= TURN and (last.day or 0) <= EARLY
    return turn or first.weekday is not None or has_word(f"{near.title} {told}", (earlier,))


def _falls(near: Nearby, span: Span) -> bool:
    """ "Zakte van 12 tot 3 juni": values on the way down, whatever stands behind them."""
    words = table("changes")["verbs"]["down"]
    return has_word(near.before(span)[-60:], words) or has_word(near.behind(span)[:40], ("terug", "omlaag"))


TURN, EARLY = 24, 9
"""The last days of a month and the first of the next."""
_DAYS = re.compile(
    rf"\b[Tt]ussen (\d{{1,2}}) en ((\d{{1,2}}) ({'|'.join(table('periods')['months'])}))\b(?! ?\d{{1,3}}[.,]\d)"
)


def _between_days(case: Case, near: Nearby) -> Iterator[tuple[Span, bool]]:
    """ "Tussen 25 en 14 mei": the later day first."""
    for match in _DAYS.finditer(case.article.text):
        first, last = int(match.group(1)), int(match.group(3))
        if not first > last > 0 or first > LAST_DAY:
            continue
        span = case.article.span("text", match.start(1), match.end(2))
        dates = [w for w in case.extraction.dates if span.covers(w.span) and w.day and w.month]
        if len(dates) == 1 and not _falls(near, span):
            yield span, _in_month_before(near, span, replace(dates[0], day=first, weekday=None), dates[0])


LAST_DAY = 31


_BETWEEN = re.compile(r"\b[Tt]ussen ((?:19|20)\d\d) en ((?:19|20)\d\d)(?![\d.,]*\d)(?: (\w+))?")


def _between_years(case: Case) -> Iterator[tuple[Span, bool]]:
    """ "Tussen 2009 en 2003 daalde": no unit and no counted noun behind."""
    words = table("periods")["years"]
    for match in _BETWEEN.finditer(case.article.text):
        word = (match.group(3) or "").lower()
        counted = word in words["units"] or word in words["counted"] or word.endswith(tuple(words["plurals"]))
        if int(match.group(1)) > int(match.group(2)) and not (counted and word not in words["no_plurals"]):
            yield case.article.span("text", match.start(1), match.end(2)), False


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours and the like, with the number of hours that the text gives them."""

    when: Span
    length: Span
    hours: Decimal
    stated: Quantity


def opening_hours(case: Case) -> Iterator[Hours]:
    """ "van 22.00 tot 06.00 uur, acht uur per nacht": past midnight as well."""
    near = Nearby(case)
    clocks = [w for w in case.extraction.dates if w.hour is not None and w.day is None][:MOST]
    pairs = []
    for one, other in pairwise(clocks):
        gap = near.between(one.span, other.span) if one.span.field == other.span.field else "."
        if re.fullmatch(r"\s*(?:uur\s*)?(?:tot|en|-|–|t/m|tot en met)\s*", gap):
            pairs.append((one, other))
    counted = [
        q
        for q in case.extraction.quantities
        if q.kind in ("duration", "rate") and " uur" in f" {q.span.text}"
    ]
    if len(pairs) != 1 or not counted or len({q.value for q in counted}) != 1:
        return
    (first, last), length = pairs[0], counted[-1]
    if not isinstance(length.value, Decimal):
        return
    apart = near.nr(length.span) - near.nr(first.span)
    cues = table("spans")["hours"]["cues"]
    if length.span.field != first.span.field or not 0 <= apart <= 1 or length.hedge:
        return
    sentence = near.sentence(length.span).text
    again = ends_with(near.before(length.span), table("spans")["spell"]["again"])
    if not (has_word(sentence, cues) or again) or starts_with(
        near.behind(length.span), ("voor", "na", "van", "eerder", "later")
    ):
        return
    minutes = (last.hour or 0) * 60 + (last.minute or 0) - (first.hour or 0) * 60 - (first.minute or 0)
    span = case.article.span(first.span.field, first.span.start, last.span.end)
    yield Hours(span, length.span, Decimal(minutes % 1440) / 60, length)
