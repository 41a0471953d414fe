"""Stretches of time with a stated length: which length a text gives to which years, days or hours.

"Zes jaar lang, van 1987 tot 1998", "sinds 1998, al twintig jaar", "bestaat vijftig jaar ... opgericht in 1971".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.article import Span
from extract.interval import Interval
from extract.nouns import Period, Quantity
from extract.words import table
from klopt.check.case import Case
from klopt.check.nearby import Nearby, ends_with, has_word, starts_with

YEARS = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
MOST = 200
"""Stretches of one article that are looked at."""
YEAR = Decimal("365.25")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch with a stated length. `low` and `high` are the days that it can last, `stated` its readings in days.

    `unit`: days in one of the units that the length is written in. `inferred`: stated in another sentence.
    """

    when: Span
    length: Span
    low: Decimal
    high: Decimal
    stated: tuple[Interval, Interval]
    unit: Decimal
    inferred: bool = False
    until: Span | None = None
    """Where the end stands, if not in `when`."""


def stretches(case: Case) -> Iterator[Stretch]:
    """The stretches of an article whose length the text states."""
    near = Nearby(case)
    lengths = lengths_of(case)
    ranges = [
        p for p in case.extraction.periods if (p.precision == "range" and two_ended(p)) or _since(near, p)
    ][:MOST]
    for period in ranges:
        found = _beside(case, near, period, lengths)
        if found is not None:
            yield found


def lengths_of(case: Case) -> list[Quantity]:
    """The lengths of time of an article, in reading order."""
    found = [_in_seasons(case, q) for q in case.extraction.quantities]
    return [q for q in found if q.kind in ("duration", "age") and days_in(q) is not None][:MOST]


def _in_seasons(case: Case, quantity: Quantity) -> Quantity:
    """ "vier seizoenen": as many years; other figures as they are."""
    behind = case.article.field(quantity.span.field)[quantity.span.end : quantity.span.end + 12]
    season = re.match(r" (?:seizoenen|schooljaren)\b", behind)
    if quantity.kind != "count" or season is None:
        return quantity
    span = quantity.span
    wide = case.article.span(span.field, span.start, span.end + season.end())
    return replace(quantity, span=wide, kind="duration", unit="jaar")


def days_in(quantity: Quantity) -> Decimal | None:
    """Days in one of the units of a length of time."""
    days = table("spans")["units"].get(quantity.unit or "")
    single = isinstance(quantity.value, Decimal)
    return Decimal(str(days)) if days is not None and single else None


def two_ended(period: Period) -> bool:
    """Whether both ends stand there: "1987 tot 1998", "3 tot en met 9 juni"; not "de afgelopen vijf jaar"."""
    if period.days is None or period.days.start is None or period.days.end is None:
        return False
    text = period.span.text
    tied = re.search(r"\w\s*(?:\btot\b|\ben\b|t/m|[-–—/])\s*['’\w]", text) is not None
    return tied and bool(re.search(r"\d.*\D.*\d", text) or re.search(r"dag\b.*dag\b", text))


def _since(near: Nearby, period: Period) -> bool:
    """ "sinds 1998": a written year that is not over yet."""
    return (
        bool(YEARS.search(period.span.text))
        and period.days is not None
        and period.days.start is not None
        and period.days.end is None
        and ends_with(near.before(period.span), ("sinds", "sedert", "vanaf")) is not None
    )


def lasting_of(case: Case, period: Period) -> tuple[Decimal, Decimal] | None:
    """The days that a period can last, with its ends counted or not."""
    days = period.days
    if days is None or days.start is None:
        return None
    by_year = not re.search(r"[a-z]{3,}(?<!tot)(?<!met)", period.span.text) and bool(
        YEARS.search(period.span.text)
    )
    if days.end is None:
        if case.published is None or days.start > case.published:
            return None
        until = Decimal((case.published - days.start).days)
        width = {"year": 366, "month": 31}.get(period.precision, 1)
        return max(until - width, Decimal(0)), until + 1
    readings = [r for r in (days, *period.alternatives) if r.start == days.start and r.end is not None]
    longest = Decimal(max((r.end - days.start).days for r in readings if r.end is not None))
    by_month = not by_year and len(re.findall(r"\d+", period.span.text.replace(str(days.start.year), ""))) < 2
    slack = Decimal(732) if by_year else Decimal(62) if by_month else Decimal(1)
    return max(longest - slack, Decimal(0)), longest


def readings_of(length: Quantity, unit: Decimal) -> tuple[Interval, Interval]:
    """The strict and the lenient reading of a duration, in days; `unit` is one of its unit in days."""
    factor = Interval.point(unit)
    return length.strict * factor, length.lenient * factor


def _beside(case: Case, near: Nearby, period: Period, lengths: list[Quantity]) -> Stretch | None:
    """A length right before or behind: "Zes jaar lang, van 1987 tot 1998", "sinds 1998, al twintig jaar"."""
    lasting = lasting_of(case, period)
    # "van 2016-2017 tot en met 2018-2019": the first school year is not the whole
    if lasting is None or starts_with(near.behind(period.span), ("tot", "t/m")) is not None:
        return None
    for length in lengths:
        if length.span.field != period.span.field or near.nr(length.span) != near.nr(period.span):
            continue
        gap = near.between(length.span, period.span)
        stayed = length.span.end < period.span.start and _stayed(near.before(length.span), gap)
        if period.span.overlaps(length.span) or length.kind == "age":
            continue
        if not stayed and (len(gap) > 40 or not _only(gap)):
            continue
        if not gap.strip(" ") or other_length(near, length, period):
            continue
        unit = days_in(length) or Decimal(1)
        return Stretch(period.span, length.span, *lasting, readings_of(length, unit), unit)
    return None


def _stayed(before: str, gap: str) -> bool:
    """ "Hij zat acht jaar in de raad, van 2002 tot 2014": how long somebody was something, and from when to when."""
    return _STAY.search(before[-60:]) is not None and _POST.fullmatch(gap) is not None


_STAY = re.compile(
    rf"\b(?:{'|'.join(table('spans')['stays']['verbs'])})\b(?: \w+)?(?: (?:al|precies|ruim|bijna|in totaal))? \Z",
    re.IGNORECASE,
)
_POST = re.compile(
    r" (?:(?:in|bij|op|aan|als|voor) (?:(?:de|het|een|zijn|haar) )?)?[\w'’-]+"
    r"(?: (?:van|in|bij) (?:(?:de|het) )?[\w'’-]+)?, (?:van |tussen |in de jaren )?"
)


def _only(gap: str) -> bool:
    """Whether a gap holds only marks and the words that tie a length to its years."""
    rest = re.sub(r"[\s,()–—:-]+", " ", gap.lower())
    for word in sorted(
        (*table("spans")["beside"]["words"], "sinds", "sedert", "vanaf"), key=len, reverse=True
    ):
        rest = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", rest)
    return not rest.strip() and not re.search(r"[.;]", gap)


def other_length(near: Nearby, length: Quantity, period: Period) -> bool:
    """Whether the words around say that the duration is not that of the period ("langer", "geleden", "per")."""
    words = table("spans")["other_length"]
    return (
        starts_with(near.behind(length.span), words["behind"]) is not None
        or ends_with(near.before(length.span), words["before"]) is not None
        or has_word(near.between(length.span, period.span), words["behind"])
    )


def value_of(quantity: Quantity) -> Decimal:
    """The value as written, in the quantity's own unit; 0 if it is no single number."""
    return quantity.value if isinstance(quantity.value, Decimal) else Decimal(0)
