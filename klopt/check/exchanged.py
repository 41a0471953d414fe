"""Two figures that each of two articles has, given to one another's groups: "44 procent van de meisjes, 27 procent van
de jongens" and the other way round.

Each figure of its own agrees with one in the other article, so none is looked at as a conflict; that both changed
places is no chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from extract.singular import ground_form
from klopt.check.case import Case
from klopt.check.evidence import Evidence
from klopt.check.group import Pair
from klopt.check.one_period import CLOSE, same_period
from klopt.check.people_groups import groups_in
from klopt.check.said import Said, said
from klopt.check.stems import holds, stems_of

Both = tuple[Said, Said]
ONE_MATTER = 0.0
"""Log-odds of one matter where an exchange is looked for."""
EXCHANGED = Evidence(measure=2.0, words=0.0, period=0.0, place=0.0, matter=0.0, series=3.0, digits=0.0)
"""What speaks for it: the group is the same, and so is the other figure of the row."""


def exchanged(pair: Pair) -> Iterator[Both]:
    """The figures of one group, in the first article and in the other, where another group has them the other way
    round, or the one of the other article is that of another group here: of each exchange one, the same whichever
    article comes first.
    """
    if pair.odds < ONE_MATTER or pair.one_page:
        return
    told = [(mine, yours) for mine, yours in pair.shared if mine.telling and mine.value == yours.value]
    for (mine, yours), (other, others) in combinations(told, 2):
        if (
            mine.sort == other.sort
            and mine.value != other.value
            and _change_places(mine, yours, other, others)
        ):
            first, last = sorted(((mine, others), (other, yours)), key=lambda both: sorted(group_of(both[0])))
            if not _has_both(pair, *first) and not _has_both(pair, *last) and _of_one_time(pair, *first):
                yield first
    for mine, yours in told:
        yield from ((own, yours) for own in _given_away(pair, pair.one, mine, pair.other, yours))
        yield from ((mine, own) for own in _given_away(pair, pair.other, yours, pair.one, mine))


def _change_places(mine: Said, yours: Said, other: Said, others: Said) -> bool:
    """Whether two figures are of two groups in one article, and of one another's in the other, in words that have more
    in common than the groups.
    """
    here, there = group_of(mine), group_of(other)
    if not here or not there or here & there or (here, there) != (group_of(others), group_of(yours)):
        return False
    one, two = (
        frozenset(word for word in said.stems if not groups_in(word) and not _is_place(said, word))
        for said in (mine, others)
    )
    return any(holds(two, word) for word in one)


def _is_place(one: Said, word: str) -> bool:
    return word in stems_of(one.place or "")


def _has_both(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether one of the articles gives that group the other figure too, of something else."""
    return any(
        one.sort == mine.sort and one.value == value and group_of(one) == group_of(mine)
        for case, value in ((pair.one, yours.value), (pair.other, mine.value))
        for one in said(case)
    )


def _given_away(pair: Pair, case: Case, one: Said, other: Case, given: Said) -> Iterator[Said]:
    """The number of a group in an article of which the other gives that group the number of another: "318 mannen en 142
    vrouwen" of 460, and "318 vrouwen" of 460.
    """
    here, there = group_of(one), group_of(given)
    if one.sort != ("count", "") or not here or not there or here & there:
        return
    known = {figure.value for figure in said(other) if figure.sort == one.sort}
    if any(figure.value == one.value and figure is not one for figure in said(case)):
        return
    for own in said(case):
        beside = own.sort == one.sort and own.days == one.days and own.claim.span == one.claim.span
        if (
            beside
            and group_of(own) == there
            and own.value not in known
            and own.value + one.value in known
            and _of_one_time(pair, own, given)
        ):
            yield own


def _of_one_time(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether two figures may be of the same days."""
    if (mine.days is None or yours.days is None) and pair.apart <= CLOSE:
        return True
    return same_period(mine, yours, pair.apart) is not None


def group_of(one: Said) -> frozenset[int]:
    """The groups of people that the words for whom a figure is of name (a number of `groups` in `across.toml`)."""
    return groups_in(_of(one) or "")


def _of(one: Said) -> str | None:
    """Whom a figure is of: what is counted; for a share its group, which is nearer than the whole that its sentence
    begins with ("van de vrouwen 44 procent, van de mannen 27 procent"), or that whole.
    """
    counted = one.thing.head if one.thing and not one.thing.parts else None
    if one.sort[0] != "percent":
        return counted
    words = (one.claim.population or "").lower().split()
    group = next((word for word in words if groups_in(word)), words[0] if words else None)
    return ground_form(group) if group else one.base or counted
