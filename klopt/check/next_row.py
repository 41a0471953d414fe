"""A figure that one article has in one row and the other in the next: "in 2023 212.000 bezoekers, onder het record van
2019, 264.000" and "in 2023 264.000 bezoekers".

The figure itself is in both articles, so it is not looked at as a conflict. That the second gives it for the very days,
group or place for which the first has another is no chance, if it has many digits.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.words import table
from klopt.check.case import Case
from klopt.check.evidence import NEAR, gap
from klopt.check.exchanged import group_of
from klopt.check.group import Pair, stems
from klopt.check.moved import moved
from klopt.check.one_count import same_counting
from klopt.check.one_measure import same_noun
from klopt.check.one_place import is_in_article
from klopt.check.said import Said, said
from klopt.check.stems import has_words, overlap

ONE_MATTER = 1.0
"""Log-odds of one matter from which on the next row is looked at."""
SAME_THING = 1.75
"""Points for what is measured where both call it so."""
DIGITS = 2
"""Digits of a figure that is not in two rows by chance."""
SOME_WORDS = 0.25
"""Of the words of the shorter sentence, that both sentences have."""
Both = tuple[Said, Said]


def next_row(pair: Pair) -> Iterator[Both]:
    """The figure of a row in one article and the one that the other article has for that row, where that is the figure
    of another row in the first: that of the first article of the pair before the other. A figure that is told to stand
    with two periods (`klopt.check.moved`) is not told again.
    """
    if pair.odds < ONE_MATTER or pair.one_page:
        return
    found = (
        *_slipped(pair.one, pair.other),
        *((mine, yours) for yours, mine in _slipped(pair.other, pair.one)),
    )
    shifted = {
        (mine.value, mine.unit) for mine, yours in (pair.shared if found else ()) if moved(pair, mine, yours)
    }
    for mine, yours in found:
        if not {(mine.value, mine.unit), (yours.value, yours.unit)} & shifted:
            yield mine, yours


def _slipped(case: Case, other: Case) -> Iterator[Both]:
    """What `case` has for a row for which `other` has the figure of another row of `case`."""
    for theirs in said(other):
        if not theirs.telling or len(theirs.digits) < DIGITS:
            continue
        rows = [own for own in said(case) if own.value == theirs.value and own.unit == theirs.unit]
        for own in said(case) if rows else ():
            if (
                own.unit == theirs.unit
                and own.telling
                and own.value != theirs.value
                and not any(_is_also(figure, own) for figure in said(other))
                and all(_one_table(own, row) and _of_another(own, row, theirs, other) for row in rows)
                and _one_thing(own, theirs, case, other)
            ):
                yield own, theirs


def _is_also(figure: Said, own: Said) -> bool:
    return figure.unit == own.unit and figure.quantity.lenient.overlaps(own.quantity.lenient)


def _one_table(own: Said, row: Said) -> bool:
    """Whether two figures of one article are told beside each other."""
    return own.claim.span.field == row.claim.span.field and gap(own, row) < NEAR


def _of_another(own: Said, row: Said, theirs: Said, other: Case) -> bool:
    """Whether the figure is said to be of the same days, group or place as the first, and of other ones than its equal
    in the first article.
    """
    if own.days and own.days == theirs.days and row.days and not (own.fresh or row.fresh):
        first, last = sorted((own.days, row.days))
        if first[1] <= last[0] and own.claim.period and theirs.claim.period:
            return True
    groups = group_of(own), group_of(row), group_of(theirs)
    if groups[0] and groups[0] == groups[2] and groups[1] and not groups[0] & groups[1]:
        return True
    if not (own.place and row.place and row.located) or own.place == row.place:
        return False
    there = stems(other)
    return is_in_article(own.place, there) and not is_in_article(row.place, there)


def _one_thing(own: Said, theirs: Said, case: Case, other: Case) -> bool:
    """Whether both are of one thing, told in words that have something in common."""
    ours, there = stems(case), stems(other)
    if overlap(own.stems, theirs.stems) < SOME_WORDS or not same_counting(own, theirs, ours, there):
        return False
    wider = table("across")["wider"]
    if has_words(own.claim.span.text, wider) != has_words(theirs.claim.span.text, wider):
        return False
    measure = same_noun(own, theirs, ours, there)
    return measure is not None and measure >= SAME_THING
