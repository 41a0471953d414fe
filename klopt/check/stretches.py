"""The stretch of time that a superlative holds for: "sinds 2012", "in tien jaar", "ooit"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from extract.nouns import Period
from extract.words import table
from klopt.check.case import exact_value
from klopt.check.prose import Figure, has

REACH = 10
"""Words between a superlative and the stretch of time that it holds for."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where the stretch of time ends in the text, and its first day; `years` back from the figure's own time instead,
    or neither: all time.
    """

    end: int
    since: date | None = None
    years: Decimal | None = None


Token = tuple[str, int, int]
"""A word in lower case, and its first and last character."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as tokens, with the time expressions and figures in it."""

    tokens: Sequence[Token]
    periods: Sequence[Period]
    figures: Sequence[Figure]


def find(tokens: Sequence[Token], phrases: Sequence[str]) -> tuple[int, int] | None:
    """The first of these phrases among the tokens, the longest where two begin: its first token and the one behind."""
    split = sorted((phrase.split() for phrase in phrases), key=len, reverse=True)
    for at in range(len(tokens)):
        for phrase in split:
            if [word for word, *_ in tokens[at : at + len(phrase)]] == phrase:
                return at, at + len(phrase)
    return None


def stretch_from(sentence: Sentence, at: int, stop: int | None = None) -> Stretch | None:
    """The stretch of time named within a few words from token `at` on."""
    tokens = sentence.tokens
    window = tokens[at : min(at + REACH, len(tokens) if stop is None else stop)]
    if not window:
        return None
    known = table("records")
    if (found := find(window, known["ever"]["words"])) is not None:
        return Stretch(window[found[1] - 1][2])
    start, end = window[0][1], window[-1][2]
    for period in sentence.periods:
        if period.days is None or period.days.start is None or not start <= period.span.start < end:
            continue
        before = [word for word, _, stops in tokens if stops <= period.span.start][-1:]
        if period.days.end is None and before in (["sinds"], ["sedert"]):
            return Stretch(period.span.end, since=_behind(period))
        if has(tuple(period.span.text.lower().split()), known["stretch"]["now"]):
            return Stretch(period.span.end, since=period.days.start)
    return _years(sentence, window, known["stretch"]["before"])


def _behind(period: Period) -> date | None:
    """The first day behind the year, month or day of "sinds 2012": that one is what it is compared with."""
    first = period.days.start if period.days else None
    if first is None:
        return None
    if period.precision == "year":
        return date(first.year + 1, 1, 1)
    if period.precision == "month":
        return date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first + timedelta(days=1) if period.precision == "day" else None


def _years(sentence: Sentence, window: Sequence[Token], before: Sequence[str]) -> Stretch | None:
    """ "In tien jaar", "van de afgelopen 5 jaar"."""
    for figure in sentence.figures:
        span, years = figure.quantity.span, exact_value(figure.quantity)
        if figure.quantity.kind != "duration" or figure.unit != "jaar" or years is None:
            continue
        if not window[0][1] <= span.start < window[-1][2]:
            continue
        lead = " ".join(word for word, _, end in window if end <= span.start)
        if any(f" {lead}".endswith(f" {words}") for words in before):
            tail = next((token for token in sentence.tokens if token[1] >= span.end), None)
            return Stretch(tail[2] if tail and tail[0] == "tijd" else span.end, years=years)
    return None


def first_day(stretch: Stretch, last: date | None) -> date | None:
    """The first day of a stretch that ends before `last`; None for all time."""
    if stretch.years is None:
        return stretch.since
    if last is None:
        return date.max
    return date(max(1, last.year - int(stretch.years)), last.month, min(last.day, 28))


def of_one_length(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Whether the one is at most half as long again: a year and a season are of one sort, a quarter is not."""
    mine, theirs = (one[1] - one[0]).days, (other[1] - other[0]).days
    return 2 * mine <= 3 * theirs and 2 * theirs <= 3 * mine
