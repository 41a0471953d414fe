"""Whether two articles tell of one count at two moments: an update, or the next round of a figure that comes again."""

from __future__ import annotations

from extract.nouns import Days
from extract.words import table
from klopt.check.case import Case
from klopt.check.evidence import CERTAIN, revised, slip
from klopt.check.group import Pair
from klopt.check.one_period import CLOSE, SOON
from klopt.check.said import Said
from klopt.check.slips import slip_of
from klopt.check.stems import has_words

WEEK = 7
"""Days of a period that comes again and again."""


def update(pair: Pair, mine: Said, yours: Said, *, slipped: bool = False) -> bool:
    """Whether the later article may well have a newer count: not if one is most likely `slipped` from the other."""
    clear = slipped and slip_of(mine.value, yours.value) is not None
    if clear and not (any(map(counts_victims, (mine, yours))) or revised(pair.one) or revised(pair.other)):
        return bool(pair.apart) and (_tells_again(pair, mine) or _went_on(yours, mine))
    tables = table("across")
    if any(has_words(one.claim.span.text, tables["updates"]) for one in (mine, yours)):
        return True
    if revised(pair.one) or revised(pair.other):
        return True
    if pair.apart and _tells_again(pair, mine):
        return True
    if slip(mine, yours) >= CERTAIN and pair.apart <= SOON:
        return False  # what grows has other digits the next day, and not the same in another order
    if pair.apart and (_running(pair.one, mine) or _running(pair.other, yours)):
        return True
    return (
        any(map(counts_victims, (mine, yours)))
        and 0 < pair.apart <= CLOSE
        and yours.value > mine.value
        and _is_event(mine)
    )


def _tells_again(pair: Pair, mine: Said) -> bool:
    """Whether one outlet tells it again, of no days: then it tells of a newer count."""
    outlet = pair.one.article.source
    return bool(outlet) and outlet == pair.other.article.source and mine.days is None


def _went_on(later: Said, earlier: Said) -> bool:
    """Whether the later figure is the larger and its sentence says that the count went on."""
    words = has_words(later.claim.span.text, table("across")["went_on"])
    return bool(words) and later.value > earlier.value


def counts_victims(one: Said) -> bool:
    """Whether what is counted, or its sentence, is of those that an event has made victims or suspects."""
    tables = table("across")
    head = one.thing.head if one.thing else ""
    return head.endswith(tuple(tables["growing"])) or any(
        stem.endswith(tuple(tables["growing_words"])) for stem in one.stems
    )


def other_week(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether the days last named before two figures lie well apart: prices and counts that come every week."""
    here, there = _last_named(pair.one, mine), _last_named(pair.other, yours)
    if here is None or there is None or not (here.start and here.end and there.start and there.end):
        return False
    short = max((here.end - here.start).days, (there.end - there.start).days) <= WEEK
    return short and abs((here.start - there.start).days) > WEEK - 2


def _running(case: Case, one: Said) -> bool:
    """Whether the figure's period, or the last one named before it if it has none, was still going on: such a count
    grows.
    """
    if case.published is None:
        return False
    days = _last_named(case, one)
    if days is None or days.start is None or days.end is None or (days.end - days.start).days < 2:
        return False
    return days.start <= case.published < days.end


def _last_named(case: Case, one: Said) -> Days | None:
    """The days of a figure; of the last period named before it if it has none."""
    period = one.claim.period
    if period is None:
        before = [
            other
            for other in case.extraction.periods
            if other.span.field == one.claim.span.field and other.span.start < one.claim.span.end
        ]
        period = before[-1] if before else None
    return period.days if period else None


def _is_event(one: Said) -> bool:
    """Whether the figure is of an event and not of a month or a year."""
    return one.days is None or (one.days[1] - one.days[0]).days < 8
