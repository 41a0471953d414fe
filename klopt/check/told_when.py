"""The days that a figure is of, as the checks across articles take them, and durations that only say when."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from corpus.article import Span
from extract.nouns import Claim, Period, Quantity
from extract.words import table
from klopt.check.case import Case
from klopt.check.stems import WORD

FRESH = 2
"""Days of a period that may be when a figure was told."""
WEEK = 7
Range = tuple[date, date]


def tells_when(case: Case, figure: Quantity) -> bool:
    """Whether a duration says when: "een jaar eerder", "drie weken na het hoge water", "in drie dagen"."""
    text = case.article.field(figure.span.field)
    behind = WORD.match(text[figure.span.end : figure.span.end + 30].lstrip())
    if behind and behind.group().lower() in table("across")["when"]:
        return True
    return any(
        period.span.field == figure.span.field
        and period.span.start < figure.span.end
        and figure.span.start < period.span.end
        for period in case.extraction.periods
    )


def days_said(case: Case, claim: Claim) -> Range | None:
    """The days of a figure: its own, or those of the only period of its sentence. What it is compared with has others:
    "1,3 miljoen minder dan in 2018". What a change starts from is of the time since when it went on.
    """
    if claim.period is None:
        return _since(case, claim) if claim.role == "from" else _only_days(case, claim)
    if _is_compared(case, claim, claim.period.span):
        return None
    if _before("same_stretch").search(case.article.field(claim.period.span.field)[: claim.period.span.start]):
        return None  # "in dezelfde periode van 2015": a part of the year, of which nobody says which
    return _days_of(claim)


def _since(case: Case, claim: Claim) -> Range | None:
    """The first days of the only period of a sentence, where it is still open: "Sinds 2015 groeide het van 60 naar
    340".
    """
    inside = [period for period in case.extraction.periods if claim.span.covers(period.span)]
    if len(inside) != 1 or inside[0].days is None or inside[0].days.end is not None:
        return _only_days(case, claim)
    first = [days for days in inside[0].alternatives if days.start == inside[0].days.start]
    return (first[0].start, first[0].end) if first and first[0].start and first[0].end else None


def _is_compared(case: Case, claim: Claim, period: Span) -> bool:
    """Whether a period stands behind the figure of a claim and right behind "dan"."""
    figure = claim.quantity.span if claim.quantity else claim.span
    return period.start >= figure.end and bool(
        _before("compared").search(case.article.field(period.field)[: period.start])
    )


def _days_of(claim: Claim) -> Range | None:
    """First day and day after the last of the claim's period; None unless both are known."""
    days = claim.period.days if claim.period else None
    return (days.start, days.end) if days and days.start and days.end else None


def _only_days(case: Case, claim: Claim) -> Range | None:
    """The days of the only period of a claim's sentence, where the claim has none and no other figure behind it has
    the period for its own ("47 procent, waar dat in 2010 nog 51 procent was").
    """
    inside = [
        period
        for period in case.extraction.periods
        if period.span.field == claim.span.field and claim.span.covers(period.span)
    ]
    if (
        len(inside) != 1
        or _is_compared(case, claim, inside[0].span)
        or _is_of_a_later_one(case, claim, inside[0])
    ):
        return None
    days = inside[0].days
    return (days.start, days.end) if days and days.start and days.end else None


def _is_of_a_later_one(case: Case, claim: Claim, period: Period) -> bool:
    """Whether a period stands behind the figure of a claim and is another figure's behind that."""
    own = claim.quantity.span.end if claim.quantity else claim.span.end
    return period.span.start >= own and any(
        other.period == period and other.quantity is not None and other.quantity.span.start > own
        for other in case.extraction.claims
        if other.span == claim.span
    )


def is_fresh(days: Range, published: date | None) -> bool:
    """Whether these days (the first, and the one after the last) are one or two of the week before the publication:
    they may be when the figure was told. False where nobody knows when that was.
    """
    if published is None or (days[1] - days[0]).days > FRESH:
        return False
    return 0 <= (published - days[0]).days <= WEEK


@cache
def _before(words: str) -> re.Pattern[str]:
    """What stands right before a period, a list of words of the table, and small words between."""
    leads = "|".join(map(re.escape, table("across")[words]))
    small = "|".join(map(re.escape, table("across")["small"]))
    return re.compile(rf"\b(?:{leads}) (?:(?:{small}) ){{0,2}}$")
