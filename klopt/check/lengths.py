"""Stretches of time with a stated length: which length a text gives to which years, days or hours.

"Zes jaar lang, van 1987 tot 1998", "sinds 1998, al twintig jaar", "bestaat vijftig jaar ... opgericht in 1971".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.article import Span
from extract.interval import Interval
from extract.nouns import Period, Quantity
from extract.numbers import read_folded
from extract.words import table
from klopt.check.case import Case
from klopt.check.nearby import Nearby, ends_with, has_word, starts_with

YEARS = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_ADJECTIVE = re.compile(r"\b(\w{3,20}?)(daags|weeks|maands)e?\b")
_ADJECTIVE_DAYS = {"daags": Decimal(1), "weeks": Decimal(7), "maands": Decimal("30.44")}
_ELSEWHERE = re.compile(
    r"\s*(?:als|onder|in (?:het|de|deze|dit|zijn|haar|hun)|op (?:deze|de|dezelfde|die)|aan)\b"
)
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
    told: set[Span] = set()
    for period in ranges:
        found = _beside(case, near, period, lengths) or _anaphor(case, near, period, lengths)
        if found is not None:
            told.add(period.span)
            yield found
    for period in ranges:
        if period.span not in told:
            yield from _adjective(case, near, period, lengths, ranges)


def lengths_of(case: Case) -> list[Quantity]:
    """The lengths of time of an article, in reading order."""
    return [
        q for q in case.extraction.quantities if q.kind in ("duration", "age") and days_in(q) is not None
    ][:MOST]


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
    factor = Interval.point(unit)
    return length.strict * factor, length.lenient * factor


def _beside(case: Case, near: Nearby, period: Period, lengths: list[Quantity]) -> Stretch | None:
    """A length right before or behind: "Zes jaar lang, van 1987 tot 1998", "sinds 1998, al twintig jaar"."""
    lasting = lasting_of(case, period)
    if lasting is None:
        return None
    for length in lengths:
        if length.span.field != period.span.field or near.nr(length.span) != near.nr(period.span):
            continue
        gap = near.between(length.span, period.span)
        if len(gap) > 40 or period.span.overlaps(length.span) or not _only(gap) or length.kind == "age":
            continue
        if not gap.strip(" ") or other_length(near, length, period):
            continue
        unit = days_in(length) or Decimal(1)
        return Stretch(period.span, length.span, *lasting, readings_of(length, unit), unit)
    return None


def _only(gap: str) -> bool:
    """Whether a gap holds only marks and the words that tie a length to its years."""
    rest = re.sub(r"[\s,()–—:-]+", " ", gap.lower())
    for word in sorted(
        (*table("spans")["beside"]["words"], "sinds", "sedert", "vanaf"), key=len, reverse=True
    ):
        rest = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", rest)
    return not rest.strip() and not re.search(r"[.;]", gap)


def other_length(near: Nearby, length: Quantity, period: Period) -> bool:
    words = table("spans")["other_length"]
    return (
        starts_with(near.behind(length.span), words["behind"]) is not None
        or ends_with(near.before(length.span), words["before"]) is not None
        or has_word(near.between(length.span, period.span), words["behind"])
    )


def _anaphor(case: Case, near: Nearby, period: Period, lengths: list[Quantity]) -> Stretch | None:
    """ "Tussen 2012 en 2016 ... In die drie jaar": a length that refers back to the period."""
    lasting = lasting_of(case, period)
    if lasting is None or period.days is None or period.days.end is None:
        return None
    for length in lengths:
        away = near.nr(length.span) - near.nr(period.span)
        if (
            length.span.field != period.span.field
            or not 0 <= away <= 1
            or length.span.start < period.span.end
        ):
            continue
        if ends_with(
            near.before(length.span), ("in die", "in deze", "gedurende die", "gedurende deze", "al die")
        ):
            unit = days_in(length) or Decimal(1)
            return Stretch(period.span, length.span, *lasting, readings_of(length, unit), unit, inferred=True)
    return None


def _adjective(
    case: Case, near: Nearby, period: Period, lengths: list[Quantity], ranges: list[Period]
) -> Iterator[Stretch]:
    """ "Het driedaagse toernooi is van 3 tot en met 9 juni"."""
    lasting = lasting_of(case, period)
    here = near.nr(period.span)
    same = [
        other for other in ranges if other.span.field == period.span.field and near.nr(other.span) == here
    ]
    if lasting is None or len(same) > 1 or period.days is None or period.days.end is None:
        return
    found: list[tuple[Span, Decimal, Decimal]] = []
    sentence = near.sentence(period.span)
    for match in _ADJECTIVE.finditer(sentence.text):
        read = read_folded(match.group(1).lower())
        if read is not None and read.form == "cardinal":
            start = sentence.start + match.start()
            span = case.article.span(sentence.field, start, start + len(match.group()))
            found.append((span, Decimal(read.value), _ADJECTIVE_DAYS[match.group(2)]))
    for length in lengths:
        year_long = length.span.text.endswith(("jarige", "jarig")) and not starts_with(
            near.behind(length.span), (*table("spans")["founding"]["jubilee"], "leeftijd")
        )
        if year_long and sentence.covers(length.span) and length.kind == "duration":
            found.append((length.span, value_of(length), YEAR))
    if len(found) != 1:
        return
    span, value, unit = found[0]
    half = Decimal("0.5")
    stated = Interval((value - half) * unit, (value + half) * unit)
    yield Stretch(period.span, span, *lasting, (stated, stated), unit, inferred=True)


def value_of(quantity: Quantity) -> Decimal:
    return quantity.value if isinstance(quantity.value, Decimal) else Decimal(0)
