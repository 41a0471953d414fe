"""Which of two figures is the earlier: by the time expressions beside them, and by words such as "nu" and "toen".

Temporal adverbials that open a Dutch clause hold until the next one takes over: Algemene Nederlandse Spraakkunst, 20.3.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from typing import Literal

from extract.nouns import Period
from extract.words import table
from klopt.check.prose import CLAUSE_ENDS, Figure, Prose, has, words_of

Order = Literal["earlier", "same", "later"]


@dataclass(frozen=True, slots=True)
class Moment:
    """When a figure held: the days, if its own clause names them, and whether its words say then, now or soon."""

    days: tuple[date, date] | None
    period: Period | None
    then: bool
    now: bool
    soon: bool
    """It is still to come: by its words, or by days after publication."""
    still: bool
    """ "nog": the earlier one, if the other is not."""


def days_of(period: Period | None) -> tuple[date, date] | None:
    """The days of a time expression, if both ends are known."""
    if period is None or period.days is None or period.days.start is None or period.days.end is None:
        return None
    return period.days.start, period.days.end


def moment_of(text: Prose, figure: Figure, since: int) -> Moment:
    """The moment of a figure by what stands behind character `since` in its sentence: an earlier figure's time is not
    its own.
    """
    words, period = _spoken(text, figure, since)
    known = table("changes")["moments"]
    then, now = has(words, known["then"]), has(words, known["now"])
    days = days_of(period)
    if then and now:
        then = now = False
    published = text.case.published
    soon = has(words, known["soon"]) or (days is not None and published is not None and days[0] > published)
    return Moment(days, period, then, now, soon, has(words, known["still"]))


def age_of(text: Prose, figure: Figure, since: int) -> int | None:
    """How long ago a figure was by the words beside it: before what was told (-1), then (0) or lately (1), now (2) or
    soon (3); None if they do not say. `since` is as for `moment_of`.
    """
    words, period = _spoken(text, figure, since)
    ages, moments = table("opposed")["ages"], table("changes")["moments"]
    found = [
        age
        for age, phrases in (
            (-1, ages["before"]),
            (0, ages["then"]),
            (2, moments["now"]),
            (3, moments["soon"]),
        )
        if has(words, phrases)
    ]
    if not found and period is not None and period.precision == "year" and period.span.text[-4:].isdigit():
        return 0  # a year by its number is over where another is "vorig jaar"
    if not found and has(words, ages["lately"]):
        return 1
    return found[0] if len(found) == 1 else None


def _spoken(text: Prose, figure: Figure, since: int) -> tuple[tuple[str, ...], Period | None]:
    """The words that can say when a figure was, and the time expression of its own."""
    before = figure.before
    if not figure.first:  # what stands right behind the figure before it is of that figure
        stop = next((nr for nr, word in enumerate(before) if word in CLAUSE_ENDS), -1)
        before = before[stop + 1 :]
    words = (*_without_comparisons(before), "|", *_without_comparisons(_own_clause(text, figure)))
    period = figure.claim.period
    inside = text.spans[figure.sentence]
    if period is not None and not (
        period.span.field == inside.field and max(since, inside.start) <= period.span.start < inside.end
    ):
        period = None
    if period is not None and _OF_OTHER.search(
        text.case.article.field(figure.field)[max(0, period.span.start - 24) : period.span.start]
    ):
        period = None
    if period is None:
        period = _behind(text, figure)
    if period is not None:
        words = (*words, "|", *words_of(period.span.text))  # "een jaar eerder": a figure of its own
    return words, period


def _own_clause(text: Prose, figure: Figure) -> tuple[str, ...]:
    """The words behind a figure in its clause, up to a conjunction if another figure follows: "en is nu 3,1" is not
    said of 4,2.
    """
    words = figure.clause_after()
    last = text.within(figure.sentence)[-1]
    if last.nr == figure.nr or len(words) < len(figure.after):
        return words
    stop = next((nr for nr, word in enumerate(words) if word in _PARTED), len(words))
    return words[:stop]


_PARTED = frozenset(table("changes")["moments"]["parted"])
_OF_OTHER = re.compile(r"\b(?:(?:dan|als)(?: in| de| het| op)*|geboren(?: op| in)?)\s*\Z", re.IGNORECASE)
"""What a time stands behind that is not the figure's own: what it is compared with, or when somebody was born."""


def _behind(text: Prose, figure: Figure) -> Period | None:
    """The only time expression behind the figure in its own clause: "tot 43 miljoen daalde de omzet in 2018"."""
    field, end = figure.field, figure.quantity.span.end
    place = text.case.article.field(field)[end : text.spans[figure.sentence].end]
    stop = next((nr for nr, mark in enumerate(place) if mark in ",;:("), len(place))
    parts = _CONJOINED.search(place[:stop])
    if parts is not None and any(f.nr == figure.nr + 1 for f in text.within(figure.sentence)):
        stop = parts.start()
    stop += end
    known = text.case.extraction.periods
    first = bisect_left(known, (field != "title", end), key=lambda p: (p.span.field != "title", p.span.start))
    found = [p for p in known[first : first + 2] if p.span.field == field and p.span.end <= stop]
    return found[0] if len(found) == 1 else None


_CONJOINED = re.compile(rf"\b(?:{'|'.join(sorted(_PARTED))})\b")


def _without_comparisons(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without "dan vorig seizoen": the time of what is compared with is not the figure's own."""
    kept: list[str] = []
    inside = False
    for word in words:
        inside = word == "dan" or (inside and word not in CLAUSE_ENDS)
        if not inside:
            kept.append(word)
    return tuple(kept)


def order_of(one: Moment, other: Moment) -> Order | None:
    """Whether `one` is earlier or later than `other`, which stands behind it; None if the text does not say."""
    if one.soon != other.soon and (one.now or other.now):
        return "earlier" if other.soon else "later"
    if one.days and other.days:
        this, last = (_opening(moment) for moment in (one, other))
        if {this, last} == {"dit", "vorig"}:
            return "earlier" if this == "vorig" else "later"
        if one.days == other.days:
            return "same"
        if one.days[1] <= other.days[0]:
            return "earlier"
        return "later" if other.days[1] <= one.days[0] else None
    if one.then != other.then or one.now != other.now:
        if one.then and not other.then:
            return "earlier"
        if other.then and not one.then:
            return "later"
        dated = one if other.now else other
        if dated.days or dated.still:
            return "earlier" if other.now else "later"
        return None
    if one.now or one.then:
        return None
    if other.days and not one.days:
        return "later"  # the news first, then what it was; the other way round, one time may hold for both
    if one.still != other.still:
        return "earlier" if one.still else "later"
    return None


def _opening(moment: Moment) -> str:
    """ "Dit" and "vorig" before one season are two of them, whatever a calendar makes of "vorig najaar"."""
    first = moment.period.span.text.lower().split()[:1] if moment.period else []
    known = {"dit": "dit", "deze": "dit", "vorig": "vorig", "vorige": "vorig"}
    return known.get(first[0], "") if first else ""
