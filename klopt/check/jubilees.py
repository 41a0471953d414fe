"""The age of an institution or a marriage against the year in which it began."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from extract.interval import Interval
from extract.nouns import Period, Quantity
from extract.words import table
from klopt.check.begun import begun_near, founded_later
from klopt.check.case import Case
from klopt.check.lengths import MOST, YEAR, YEARS, Stretch, lengths_of, value_of
from klopt.check.named_lengths import is_jubilee, is_round, named_lengths
from klopt.check.nearby import Nearby, ends_with, has_word, starts_with

_ELSEWHERE = re.compile(
    r"\s*(?:als|onder|in (?:het|de|deze|dit|zijn|haar|hun)|op (?:deze|de|dezelfde|die)|aan)\b"
)


def jubilees(case: Case) -> Iterator[Stretch]:
    """ "bestaat volgend jaar vijftig jaar ... opgericht in 1971"."""
    near = Nearby(case)
    ordinals = [q for q in case.extraction.quantities if q.kind == "ordinal" and isinstance(q.value, Decimal)]
    lengths = [*lengths_of(case), *ordinals[:MOST], *named_lengths(case, near)[:MOST]]
    founded = [p for p in case.extraction.periods if _founding(near, p)][:MOST]
    kept = [length for length in lengths if _jubilee(near, length)]
    for length in kept:
        close = [
            p
            for p in founded
            if p.span.field == length.span.field and abs(near.nr(p.span) - near.nr(length.span)) <= 2
        ]
        others = {other.value for other in kept if other is not length}
        if not close and (begun := begun_near(case, near, length)) is not None:
            close = [begun]
        if len(close) != 1 or (others and others != {length.value}):
            continue
        start, moment = close[0].days, _kept_in(case, near, length, close[0])
        if start is None or start.start is None or moment is None:
            continue
        years = moment.year - start.start.year
        if _of_somebody(case, near, length) and not _wedding(near, close[0]):
            continue
        if years < 1 or _began_twice(case, length, close[0], moment):
            continue
        stated = (length.strict * Interval.point(YEAR), Interval(*_around(value_of(length) * YEAR)))
        if is_round(length):
            stated = (stated[0], stated[0])
        low, high = Decimal(years - 1) * YEAR, Decimal(years) * YEAR
        inferred = near.nr(close[0].span) != near.nr(length.span)
        yield Stretch(close[0].span, length.span, low, high, stated, YEAR, inferred)


def _of_somebody(case: Case, near: Nearby, length: Quantity) -> bool:
    """Whether a jubilee may be that of a person: "Pastoor Jansen vierde zijn gouden jubileum"."""
    before, behind = near.before(length.span), near.behind(length.span)
    if not is_jubilee(length) and starts_with(behind, ("jubileum",)) is None:
        return False
    clause = re.split(r"[,;:]|\bdat\b", before)[-1]
    rest = re.split(r"[,;:]", behind)[0]
    if has_word(f"{clause} {rest}", _PEOPLE):
        return True
    start, end = length.span.start - len(clause), length.span.end + len(rest)
    return any(
        m.kind == "person" and m.span.field == length.span.field and start <= m.span.start < end
        for m in case.extraction.mentions
    )


_PEOPLE = (*table("titles")["functions"], *table("lives")["visitors"]["offices"], "hij", "zij", "ze")


def _wedding(near: Nearby, period: Period) -> bool:
    """Whether a date is that of a wedding, which is the beginning of what people keep the jubilee of."""
    return has_word(near.sentence(period.span).text, table("spans")["founding"]["wedding"])


def _began_twice(case: Case, length: Quantity, founding: Period, kept: date) -> bool:
    """Whether another year makes the jubilee: "in 1952 liepen zij hun eerste tocht, in 1958 kwam er een club"."""
    years = {day.year - value_of(length) for day in (kept, case.published) if day is not None}
    began = [founding.days.start.year] if founding.days and founding.days.start else []
    if any(founded_later(case, Nearby(case), began, year) for year in years):
        return True
    return any(
        p.days is not None
        and p.days.start is not None
        and p.days.start.year in years
        and p.span != founding.span
        and p.span.field == founding.span.field
        and YEARS.search(p.span.text)
        for p in case.extraction.periods
    )


def _around(days: Decimal) -> tuple[Decimal, Decimal]:
    return days - YEAR, days + YEAR


def _jubilee(near: Nearby, length: Quantity) -> bool:
    """Whether a length is the age of an institution."""
    words, behind, before = table("spans")["founding"], near.behind(length.span), near.before(length.span)
    if length.kind == "ordinal":
        return starts_with(behind, ("verjaardag", "bestaansjaar", "jubileum")) is not None
    if is_jubilee(length):
        return _ELSEWHERE.match(behind) is None  # "haar gouden jubileum als dirigent"
    if length.unit != "jaar" or length.hedge:
        return False
    if length.span.text.endswith("jarig"):
        return starts_with(behind, words["jubilee"]) is not None
    if length.kind != "duration" or length.span.text.endswith("jarige") or _ELSEWHERE.match(behind):
        return False
    if starts_with(behind, words["sharing"]) is None and starts_with(
        behind, ("geleden", "later", "eerder", "lang")
    ):
        return False
    if starts_with(behind, words["sharing"]):
        return True
    return has_word(before[-80:], words["exists"]) or starts_with(behind, ("bestaat", "bestaan")) is not None


def _founding(near: Nearby, period: Period) -> bool:
    """Whether a date is that of a beginning."""
    if not YEARS.search(period.span.text) or period.precision not in ("day", "month", "year"):
        return False
    words = table("spans")["founding"]["words"]
    if ends_with(near.before(period.span), ("vanaf", "na", "voor", "tot", "sinds", "over")):
        return has_word(near.before(period.span)[-30:], ("bestaat sinds", "bestaan sinds"))
    before, behind = near.before(period.span)[-60:], near.behind(period.span)[:60]
    weak = table("spans")["founding"]["weak"]
    clause, rest = re.split(r"[,;:]", before)[-1], re.split(r"[,;:]", behind)[0]
    firsts = has_word(near.sentence(period.span).text, table("spans")["founding"]["firsts"])
    told = [*words, *weak] if firsts else words
    if has_word(f"{clause} {rest}", table("spans")["founding"]["own_life"]):
        return False  # "Oprichter Jan Pol begon in 1981 als arts"
    return has_word(clause, told) or has_word(rest, told)


def _behind(day: date, founding: Period) -> bool:
    """Whether a day is of a later year than the founding, which may be told more than once."""
    began = founding.days.start if founding.days else None
    return began is None or day.year > began.year


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
        and p.precision != "range"  # "van 1998 tot 2016": nobody keeps a jubilee all that time
        and _behind(p.days.start, founding)
    ]
    if len({day.year for day in named}) > 1:
        return None
    behind = re.split(r"[,;:.]", near.behind(length.span)[:60])[0]
    words = table("spans")["founding"]["kept_before"]
    past = has_word(near.before(length.span)[-40:], words["with"]) or has_word(behind, words["verbs"])
    return named[0] if named else None if past else case.published
