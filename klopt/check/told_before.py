"""The time of a value that the sentence before its own gives: "In het eerste halfjaar van 2018 zijn er minder reeën
aangereden. Het ging om 61 dieren, tegen 88 in het eerste halfjaar van 2018".
"""

from __future__ import annotations

from extract.nouns import Period
from extract.words import table
from klopt.check.case import Case
from klopt.check.moments import days_of
from klopt.check.pairs import Pair
from klopt.check.prose import has, prose


def told_before(case: Case, pair: Pair) -> Period | None:
    """The only time expression of the sentence before, if the value after stands for what that tells and has no time of
    its own; the value before must be the base behind a preposition ("tegen") and have one.
    """
    text, last = prose(case), pair.after
    if pair.framed or pair.first is not last or pair.base is None or pair.base.period is None:
        return None
    lead = last.sentence - 1
    if last.claim.period is not None or not last.first or not text.one_field(lead, last.sentence):
        return None
    known = table("changes")
    based = has(pair.before.before[-3:], known["base"]["before"])
    goes_on = has(last.before[:3], known["back"]["going_on"])
    if not (based and goes_on) or pair.before.sentence != last.sentence:
        return None
    span = text.spans[lead]
    named = [period for period in case.extraction.periods if span.covers(period.span)]
    return named[0] if len(named) == 1 and days_of(named[0]) == pair.base.days else None
