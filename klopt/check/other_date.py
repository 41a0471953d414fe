"""One event on two dates: "sluit op 1 juli 2025" and "op 1 juli 2026 de deuren sluit".

No figure ties the two dates together, so what happened must: the same kind of event, words that both sentences have,
and figures beside both. A date that the other article has too, for whatever, is none of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from klopt.check.case import Case, once
from klopt.check.dated import Dated, dated
from klopt.check.group import Pair
from klopt.check.moved import moved
from klopt.check.one_event import called, points
from klopt.check.one_period import CLOSE
from klopt.check.told_when import Range

ONE_MATTER = 2.0
"""Log-odds of one matter from which on two dates are compared."""
NEEDED = 3.0
"""Points that two dates need to be taken for dates of one event."""


@dataclass(frozen=True, slots=True)
class OtherDate:
    """An event on one date in the first article of the pair, and on another in the second; what each calls it, where
    a word for it is known.
    """

    pair: Pair
    mine: Dated
    yours: Dated
    called: tuple[str, str] | None


@once
def other_dates(pair: Pair) -> Iterator[OtherDate]:
    """The events of two articles on one matter that stand with two dates; each date in one of them at most. Where no
    word says what happened and a figure stands with both, another rule tells of that (`klopt.check.moved`).
    """
    if pair.one_page or pair.odds < ONE_MATTER or pair.apart > CLOSE:
        return
    mine = [one for one in dated(pair.one) if not _has(pair.other, one)]
    yours = [one for one in dated(pair.other) if not _has(pair.one, one)]
    scored = [
        (found, one, other)
        for one in mine
        for other in yours
        if one.precision == other.precision
        and (called(one, other) or not _is_of_a_figure(pair, one, other))
        and (found := points(pair, one, other)) >= NEEDED
    ]
    told: set[tuple[Range, Range]] = set()
    for found, one, other in sorted(scored, key=lambda at: -at[0]):
        rivals = any(
            some >= found and (a.days == one.days) != (b.days == other.days) for some, a, b in scored
        )
        if not rivals and (one.days, other.days) not in told:
            told.add((one.days, other.days))
            yield OtherDate(pair, one, other, called(one, other))


def _is_of_a_figure(pair: Pair, one: Dated, other: Dated) -> bool:
    """Whether a figure that both articles give is found to stand with these two dates."""
    return any(
        mine.days == one.days and yours.days == other.days and moved(pair, mine, yours)
        for mine, yours in pair.shared
    )


def _has(case: Case, one: Dated) -> bool:
    """Whether an article has a day of this date, or a day in this year, as well."""
    if any(some.days == one.days for some in dated(case)):
        return True
    return any(
        period.days is not None
        and period.days.start is not None
        and period.days.end is not None
        and period.days.start < one.days[1]
        and one.days[0] < period.days.end
        and (one.precision == "year" or period.precision == "day")
        for period in case.extraction.periods
    )
