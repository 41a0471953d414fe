"""Stretches of time with a stated length: which length a text gives to which years, days or hours.

"Zes jaar lang, van 1987 tot 1998", "sinds 1998, al twintig jaar", "bestaat vijftig jaar ... opgericht in 1971".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from corpus.article import Span
from extract.interval import Interval
from extract.nouns import Period, Quantity
from extract.numbers import read_folded
from extract.words import table
from klopt.check.case import Case
from klopt.check.nearby import Nearby, ends_with, has_word, starts_with

_YEARS = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
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


def stretches(case: Case) -> Iterator[Stretch]:
    """The stretches of an article whose length the text states."""
    near = Nearby(case)
    lengths = [
        q for q in case.extraction.quantities if q.kind in ("duration", "age") and _days_in(q) is not None
    ]
    ranges = [p for p in case.extraction.periods if (p.precision == "range" and _ends(p)) or _since(near, p)][
        :MOST
    ]
    told: set[Span] = set()
    for period in ranges:
        found = _beside(case, near, period, lengths) or _leaving(case, near, period, lengths, ranges)
        if found is not None:
            told.add(period.span)
            yield found
    for period in ranges:
        if period.span not in told:
            yield from _adjective(case, near, period, lengths, ranges)
    yield from _jubilees(case, near, lengths[:MOST])


def _days_in(quantity: Quantity) -> Decimal | None:
    """Days in one of the units of a length of time."""
    days = table("spans")["units"].get(quantity.unit or "")
    single = isinstance(quantity.value, Decimal)
    return Decimal(str(days)) if days is not None and single else None


def _ends(period: Period) -> bool:
    """Whether both ends stand there: "1987 tot 1998", "3 tot en met 9 juni"; not "de afgelopen vijf jaar"."""
    if period.days is None or period.days.start is None or period.days.end is None:
        return False
    return re.search(r"\w\s*(?:\btot\b|\ben\b|t/m|[-–—/])\s*['’\w]", period.span.text) is not None and bool(
        re.search(r"\d.*\D.*\d", period.span.text)
    )


def _since(near: Nearby, period: Period) -> bool:
    """ "sinds 1998": a written year that is not over yet."""
    return (
        bool(_YEARS.search(period.span.text))
        and period.days is not None
        and period.days.start is not None
        and period.days.end is None
        and ends_with(near.before(period.span), ("sinds", "sedert", "vanaf")) is not None
    )


def _lasting(case: Case, period: Period) -> tuple[Decimal, Decimal] | None:
    """The days that a period can last, with its ends counted or not."""
    days = period.days
    if days is None or days.start is None:
        return None
    by_year = not re.search(r"[a-z]{3,}(?<!tot)(?<!met)", period.span.text) and bool(
        _YEARS.search(period.span.text)
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


def _readings(length: Quantity, unit: Decimal) -> tuple[Interval, Interval]:
    factor = Interval.point(unit)
    return length.strict * factor, length.lenient * factor


def _beside(case: Case, near: Nearby, period: Period, lengths: list[Quantity]) -> Stretch | None:
    """A length right before or behind: "Zes jaar lang, van 1987 tot 1998", "sinds 1998, al twintig jaar"."""
    lasting = _lasting(case, period)
    if lasting is None:
        return None
    for length in lengths:
        if length.span.field != period.span.field or near.nr(length.span) != near.nr(period.span):
            continue
        gap = near.between(length.span, period.span)
        if len(gap) > 40 or period.span.overlaps(length.span) or not _only(gap) or length.kind == "age":
            continue
        if not gap.strip(" ") or _other_length(near, length, period):
            continue
        unit = _days_in(length) or Decimal(1)
        return Stretch(period.span, length.span, *lasting, _readings(length, unit), unit)
    return None


def _only(gap: str) -> bool:
    """Whether a gap holds only marks and the words that tie a length to its years."""
    rest = re.sub(r"[\s,()–—:-]+", " ", gap.lower())
    for word in sorted(
        (*table("spans")["beside"]["words"], "sinds", "sedert", "vanaf"), key=len, reverse=True
    ):
        rest = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", rest)
    return not rest.strip() and not re.search(r"[.;]", gap)


def _other_length(near: Nearby, length: Quantity, period: Period) -> bool:
    words = table("spans")["other_length"]
    return (
        starts_with(near.behind(length.span), words["behind"]) is not None
        or ends_with(near.before(length.span), words["before"]) is not None
        or has_word(near.between(length.span, period.span), words["behind"])
    )


def _leaving(
    case: Case, near: Nearby, period: Period, lengths: list[Quantity], ranges: list[Period]
) -> Stretch | None:
    """ "Na acht jaar neemt zij afscheid. Tussen 2010 en 2018 ...": an office that ends in the year of publication."""
    days, lasting = period.days, _lasting(case, period)
    if days is None or days.end is None or lasting is None or case.published is None:
        return None
    if abs(days.end.year - case.published.year) > 1 or len(ranges) > 1:
        return None
    for length in lengths:
        if length.span.field != period.span.field or abs(near.nr(length.span) - near.nr(period.span)) > 1:
            continue
        sentence = near.sentence(length.span).text
        leaves = has_word(sentence, table("spans")["leaving"]["words"])
        if leaves and ends_with(near.before(length.span), ("na", "na ruim", "na bijna")):
            if starts_with(near.behind(length.span), table("spans")["other_length"]["behind"]):
                continue
            unit = _days_in(length) or Decimal(1)
            return Stretch(period.span, length.span, *lasting, _readings(length, unit), unit, inferred=True)
    return None


def _adjective(
    case: Case, near: Nearby, period: Period, lengths: list[Quantity], ranges: list[Period]
) -> Iterator[Stretch]:
    """ "Het driedaagse toernooi is van 3 tot en met 9 juni"."""
    lasting = _lasting(case, period)
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
            found.append((length.span, _value(length), YEAR))
    if len(found) != 1:
        return
    span, value, unit = found[0]
    half = Decimal("0.5")
    stated = Interval((value - half) * unit, (value + half) * unit)
    yield Stretch(period.span, span, *lasting, (stated, stated), unit, inferred=True)


def _value(quantity: Quantity) -> Decimal:
    return quantity.value if isinstance(quantity.value, Decimal) else Decimal(0)


def _jubilees(case: Case, near: Nearby, lengths: list[Quantity]) -> Iterator[Stretch]:
    """ "bestaat volgend jaar vijftig jaar ... opgericht in 1971"."""
    founded = [p for p in case.extraction.periods if _founding(near, p)][:MOST]
    kept = [length for length in lengths if _jubilee(near, length)]
    for length in kept:
        close = [
            p
            for p in founded
            if p.span.field == length.span.field and abs(near.nr(p.span) - near.nr(length.span)) <= 2
        ]
        others = {other.value for other in kept if other is not length}
        if len(close) != 1 or (others and others != {length.value}):
            continue
        start, moment = close[0].days, _kept_in(case, near, length, close[0])
        if start is None or start.start is None or moment is None:
            continue
        years = moment.year - start.start.year
        stated = (Interval.point(_value(length) * YEAR), Interval(*_around(_value(length) * YEAR)))
        low, high = Decimal(years - 1) * YEAR, Decimal(years) * YEAR
        inferred = near.nr(close[0].span) != near.nr(length.span)
        yield Stretch(close[0].span, length.span, low, high, stated, YEAR, inferred)


def _around(days: Decimal) -> tuple[Decimal, Decimal]:
    return days - YEAR, days + YEAR


def _jubilee(near: Nearby, length: Quantity) -> bool:
    """Whether a length is the age of an institution."""
    words, behind, before = table("spans")["founding"], near.behind(length.span), near.before(length.span)
    if length.unit != "jaar" or length.hedge:
        return False
    if length.span.text.endswith("jarig"):
        return starts_with(behind, words["jubilee"]) is not None
    if length.kind != "duration" or length.span.text.endswith("jarige") or _ELSEWHERE.match(behind):
        return False
    if starts_with(behind, ("geleden", "later", "eerder", "lang")):
        return False
    return has_word(before[-80:], words["exists"]) or starts_with(behind, ("bestaat", "bestaan")) is not None


def _founding(near: Nearby, period: Period) -> bool:
    """Whether a date is that of a beginning."""
    if not _YEARS.search(period.span.text) or period.precision not in ("day", "month", "year"):
        return False
    words = table("spans")["founding"]["words"]
    before, behind = near.before(period.span)[-60:], near.behind(period.span)[:60]
    clause, rest = re.split(r"[,;:]", before)[-1], re.split(r"[,;:]", behind)[0]
    return has_word(clause, words) or has_word(rest, words)


def _kept_in(case: Case, near: Nearby, length: Quantity, founding: Period) -> date | None:
    """The year in which the jubilee is kept: what the sentence says, else the year of publication."""
    here = near.nr(length.span)
    named = [
        p.days.start
        for p in case.extraction.periods
        if p.span.field == length.span.field
        and near.nr(p.span) == here
        and p.span != founding.span
        and p.days is not None
        and p.days.start is not None
        and not p.span.overlaps(length.span)
    ]
    if len({day.year for day in named}) > 1:
        return None
    return named[0] if named else case.published


def reversed_ranges(case: Case) -> Iterator[tuple[Span, bool]]:
    """Periods that end before they begin, and whether the text may mean the month before for the first day."""
    for period in case.extraction.periods:
        if period.precision != "range" or period.days is not None:
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


_BETWEEN = re.compile(r"\b[Tt]ussen ((?:19|20)\d\d) en ((?:19|20)\d\d)(?=[,.;)]| (\w+))")


def _between_years(case: Case) -> Iterator[tuple[Span, bool]]:
    """ "Tussen 2009 en 2003 daalde": no unit and no counted noun behind."""
    verbs = table("periods")["years"]["verbs"]
    for match in _BETWEEN.finditer(case.article.text):
        word = match.group(3)
        verb = word is None or word in verbs or word.endswith(("de", "den", "te", "ten"))
        if int(match.group(1)) > int(match.group(2)) and verb:
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
    if len(pairs) != 1 or len(counted) != 1 or not isinstance(counted[0].value, Decimal):
        return
    (first, last), length = pairs[0], counted[0]
    apart = near.nr(length.span) - near.nr(first.span)
    cues = (
        "geldt",
        "gelden",
        "duurt",
        "duren",
        "dus",
        "per nacht",
        "per etmaal",
        "per dag",
        "oftewel",
        "ofwel",
        "lang",
        "in totaal",
    )
    if length.span.field != first.span.field or not 0 <= apart <= 1 or length.hedge:
        return
    sentence = near.sentence(length.span).text
    if not has_word(sentence, cues) or starts_with(
        near.behind(length.span), ("voor", "na", "van", "eerder", "later")
    ):
        return
    minutes = (last.hour or 0) * 60 + (last.minute or 0) - (first.hour or 0) * 60 - (first.minute or 0)
    span = case.article.span(first.span.field, first.span.start, last.span.end)
    yield Hours(span, length.span, Decimal(minutes % 1440) / 60, length)
