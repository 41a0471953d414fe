"""The value of an earlier time that an article does not give, but that a change it tells of makes: "22.900 ton, 15
procent meer dan in 2017" is about 19.900 in 2017.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extract.interval import Interval
from extract.nouns import Claim
from extract.words import table
from klopt.check.case import Case, once
from klopt.check.evidence import LINKED, NEEDED, by_parts, companions, revised
from klopt.check.group import Pair, stems
from klopt.check.one_count import other_poll
from klopt.check.one_measure import same_measure
from klopt.check.prose import prose
from klopt.check.said import Said, said
from klopt.check.sizes import Size, sizes
from klopt.check.stems import has_words
from klopt.check.subjects import misnamed, two_subjects
from klopt.check.told_when import Range

VALUES = frozenset(("level", "to", "total", "average"))
_ONE, _HUNDRED = Interval.point(1), Interval.point(100)


@dataclass(frozen=True, slots=True)
class ChangedFrom:
    """A value (`after`), the stated change (`size`), the days that it starts from, and what the value was then."""

    after: Said
    size: Claim
    days: Range
    value: Interval


@dataclass(frozen=True, slots=True)
class Unlike:
    """A figure of one article, and what a change in the other makes of those days."""

    case: Case
    figure: Said
    other: Case
    change: ChangedFrom


@once
def changed_from(case: Case) -> Iterable[ChangedFrom]:
    """The changes in percent of which an article gives the value after, and not the one before."""
    for size in sizes(case):
        if size.figure is None or size.figure.quantity.kind != "percent" or size.direction is None:
            continue
        days, after = _base(case, size), _after(case, size)
        if days is None or after is None or after.days is None or days[1] > after.days[0]:
            continue
        if any(one.days == days and one.sort == after.sort for one in said(case)):
            continue
        share = size.figure.quantity.lenient / _HUNDRED
        times = _ONE + share if size.direction == "up" else _ONE - share
        if times.low is not None and times.low > 0:
            yield ChangedFrom(after, size.figure.claim, days, after.quantity.lenient / times)


def _base(case: Case, size: Size) -> Range | None:
    """The days that the change is measured from: the first period behind the size."""
    if not size.than or size.figure is None:
        return None
    sentence = size.figure.claim.span
    behind = [
        period
        for period in case.extraction.periods
        if period.span.field == sentence.field
        and size.figure.quantity.span.end <= period.span.start < sentence.end
    ]
    days = behind[0].days if behind else None
    return (days.start, days.end) if days and days.start and days.end else None


def _after(case: Case, size: Size) -> Said | None:
    """The value that the change led to: the last one before it in its sentence; behind "dat is", in the sentence
    before.
    """
    if size.figure is None:
        return None
    own, at = size.figure.claim.span, size.figure.quantity.span.start
    values = [one for one in said(case) if one.claim.role in VALUES and one.sort[0] != "percent"]
    here = [one for one in values if one.claim.span == own and one.quantity.span.end <= at]
    if here:
        return here[-1]
    spans = prose(case).spans
    before = spans[size.sentence - 1] if size.sentence else own
    words = own.text.lower().split()[:2]
    if words[:1] != ["dat"] or words[1:] not in (["is"], ["zijn"], ["was"], ["waren"]):
        return None
    there = [one for one in values if before.covers(one.quantity.span)]
    return there[0] if len(there) == 1 else None


def unlike(pair: Pair) -> Iterator[Unlike]:
    """Where a figure of one article is not what a change in the other makes of the same days."""
    if pair.one_page or revised(pair.one) or revised(pair.other):
        return
    for case, other in ((pair.one, pair.other), (pair.other, pair.one)):
        for change in changed_from(other):
            same = [figure for figure in said(case) if _same(pair, case, figure, other, change)]
            if len({figure.value for figure in same}) == 1 and not same[0].quantity.lenient.overlaps(
                change.value
            ):
                yield Unlike(case, same[0], other, change)


def _of_days(figure: Said, days: Range) -> bool:
    """Whether a figure is of these days; one without a period, of the days in which it was told."""
    if figure.days is not None or figure.claim.period is not None:
        return figure.days == days
    return figure.published is not None and days[0] <= figure.published < days[1]


def _same(pair: Pair, case: Case, figure: Said, other: Case, change: ChangedFrom) -> bool:
    """Whether a figure is of the same thing and of the days that a change starts from."""
    after = change.after
    if (
        not _of_days(figure, change.days)
        or figure.sort != after.sort
        or figure.claim.role not in VALUES | {"from"}
    ):
        return False
    words = (*table("changes")["other_base"]["words"], *table("changes")["other_base"]["matters"])
    if has_words(change.size.span.text, words) or has_words(figure.claim.span.text, words):
        return False
    measure = same_measure(figure, after, stems(case), stems(other))
    if measure is None or measure < LINKED or misnamed(case, figure) or misnamed(other, after):
        return False
    if other_poll(case, figure, other, after) or two_subjects(case, figure, other, after):
        return False
    found = by_parts(
        figure,
        replace(after, days=change.days),
        ours=stems(case),
        theirs=stems(other),
        apart=pair.apart,
        matter=pair.matter,
        beside=companions(figure, after, pair.shared),
    )
    return found is not None and found.total >= NEEDED
