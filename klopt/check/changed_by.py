"""A change that one article tells of, held against the two values that another gives: "12 procent minder", and 840 in
2015 and 630 in 2016.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import permutations

from extract.interval import Interval
from extract.nouns import Claim
from extract.words import table
from klopt.check.case import Case, exact_value, once
from klopt.check.changes import changes, passed_over
from klopt.check.evidence import LINKED, NEAR, gap, revised
from klopt.check.factors import factor_readings
from klopt.check.group import Pair, stems
from klopt.check.one_count import other_kinds
from klopt.check.one_measure import same_measure
from klopt.check.one_period import CLOSE
from klopt.check.one_place import same_place
from klopt.check.said import Said, said, said_of
from klopt.check.stems import Stems, has_words, holds, stems_of
from klopt.check.subjects import two_subjects
from klopt.check.told_when import Range

ONE_MATTER, SURELY_ONE = 1.0, 2.0
"""Log-odds of one matter from which on a change is held against values of another article, and from which on the words
for what is measured may differ more.
"""
BREAKS = (", ", "; ", ": ", " (")
"""Where a clause ends."""
A_FEW = 3
"""Days by which one year, or quarter, is longer than the next."""
VALUES = frozenset(("level", "from", "to", "total"))
_ONE, _HUNDRED = Interval.point(1), Interval.point(100)


@dataclass(frozen=True, slots=True)
class ToldOtherwise:
    """Two values of one article, the change that another tells of (`size`), and what the two make of it."""

    case: Case
    before: Said
    after: Said
    other: Case
    size: Said
    value: Interval


def told_otherwise(pair: Pair) -> Iterator[ToldOtherwise]:
    """Where the change that one article tells of is not that between the two values of the other."""
    if (
        pair.one_page
        or pair.odds < ONE_MATTER
        or pair.apart > CLOSE
        or revised(pair.one)
        or revised(pair.other)
    ):
        return
    for case, other in ((pair.one, pair.other), (pair.other, pair.one)):
        for size in _sizes(other):
            same = [both for both in _values(case) if _is_of(pair, case, *both, other, size)]
            if len(same) != 1:
                continue
            before, after = same[0]
            value = _reckoned(before, after, size)
            if value is not None and not any(value.overlaps(reading) for reading in _readings(other, size)):
                yield ToldOtherwise(case, before, after, other, size, value)


@once
def _values(case: Case) -> Iterable[tuple[Said, Said]]:
    """Values of one thing at two times, the one right after the other, told beside each other; of a time that has two
    values none.
    """
    told = [
        one for one in said(case) if one.claim.role in VALUES and one.telling and one.sort[0] != "percent"
    ]
    for before, after in permutations(told, 2):
        if _follows(before.days, after.days) and _one_thing(before, after):
            twice = {
                one.value
                for one in told
                if one.sort == after.sort and one.days in (before.days, after.days) and _one_thing(one, after)
            }
            if twice == {before.value, after.value}:
                yield before, after


def _follows(before: Range | None, after: Range | None) -> bool:
    """Whether a stretch of time is the one after another of the same length."""
    if before is None or after is None or before[1] != after[0]:
        return False
    return abs((before[1] - before[0]).days - (after[1] - after[0]).days) <= A_FEW


def _one_thing(one: Said, other: Said) -> bool:
    """Whether two figures of one article are told beside each other of one thing; a second one may leave it unsaid."""
    if one.sort != other.sort or one.claim.span.field != other.claim.span.field or gap(one, other) > NEAR:
        return False
    return one.thing is None or other.thing is None or one.thing.head == other.thing.head


@once
def _sizes(case: Case) -> Iterable[Said]:
    """The changes in percent, or as a factor, of which an article does not give both values itself."""
    told = {id(size) for change in changes(case) if change.before and change.after for size in change.sizes}
    told |= {id(size) for change, _ in passed_over(case) for size in change.sizes}
    for claim in case.extraction.claims:
        quantity = claim.quantity
        if quantity is None or claim.role != "change" or claim.direction is None or id(claim) in told:
            continue
        value = exact_value(quantity)
        if value is not None and quantity.kind in ("percent", "factor"):
            yield said_of(case, claim, quantity, value)


def _is_of(pair: Pair, case: Case, before: Said, after: Said, other: Case, size: Said) -> bool:
    """Whether a change is of that thing between these two times: its sentence names the later one and no third, and its
    clause has nothing that the other article leaves unsaid ("in het centrum", "pogingen"). How it is counted may be
    said of the values alone ("geregistreerd").
    """
    times = set(_times(other, size.claim))
    if after.days not in times or not times <= {before.days, after.days}:
        return False
    ours, theirs = stems(case), stems(other)
    measure = same_measure(after, size, ours, theirs)
    needed = LINKED if pair.odds < SURELY_ONE else LINKED / 2
    if measure is None or measure < needed or same_place(after, size, ours, theirs, tied=False) is None:
        return False
    if {one.claim.modality for one in (before, after, size)} != {"asserted"}:
        return False
    if size.located and size.place and size.place.lower() not in case.article.text.lower():
        return False  # "in Nederland" of a firm that is elsewhere too
    if has_words(size.claim.span.text, table("across")["definitions"]) or not _known_words(ours, other, size):
        return False
    return not (other_kinds(after, size) or two_subjects(case, after, other, size))


def _known_words(ours: Stems, case: Case, size: Said) -> bool:
    """Whether the other article has all words of the clause of a change but those that tell of a change and when."""
    text, at = size.claim.span.text, size.quantity.span.start - size.claim.span.start
    first, last = (max(text.rfind(sign, 0, at) for sign in BREAKS) + 1, len(text))
    last = min((end for sign in BREAKS if (end := text.find(sign, at)) >= 0), default=last)
    clause = stems_of(text[first:last]) - stems_of(size.quantity.span.text) - _words_of_change()
    times = (period.span.text for period in case.extraction.periods if size.claim.span.covers(period.span))
    return all(holds(ours, word) for word in clause - stems_of(" ".join(times)))


@cache
def _words_of_change() -> Stems:
    """Verbs and nouns of going up and down, and what goes with them."""
    tables, words = table("changes"), list(table("across")["of_a_change"])
    for kind in ("verbs", "nouns", "comparatives"):
        words += [*tables[kind]["up"], *tables[kind]["down"]]
    for row in tables["separable"]:
        words += [*row["verb"], *row["up"], *row["down"]]
    return stems_of(" ".join(words))


def _times(case: Case, size: Claim) -> Iterator[Range]:
    """The days of the periods in the sentence of a change."""
    for period in case.extraction.periods:
        days = period.days
        if size.span.covers(period.span) and days and days.start and days.end:
            yield days.start, days.end


def _readings(case: Case, size: Said) -> Iterator[Interval]:
    """What the size of a change can be: "drie keer minder" is a third."""
    if size.quantity.kind == "factor":
        yield from (lenient for _, lenient in factor_readings(case, size.quantity))
    else:
        yield size.quantity.lenient


def _reckoned(before: Said, after: Said, size: Said) -> Interval | None:
    """The change between two values, as the size says it; None where it cannot be reckoned."""
    old, new = before.quantity.lenient, after.quantity.lenient
    if old.low is None or old.low <= 0:
        return None
    ratio = new / old
    if size.quantity.kind == "factor":
        return ratio
    return (ratio - _ONE if size.claim.direction == "up" else _ONE - ratio) * _HUNDRED
