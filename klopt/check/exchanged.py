"""Two figures that each of two articles has, given to one another's groups: "44 procent van de meisjes, 27 procent van
de jongens" and the other way round.

Each figure of its own agrees with one in the other article, so none is looked at as a conflict; that both changed
places is no chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from extract.singular import ground_form
from klopt.check.evidence import Evidence
from klopt.check.group import Pair
from klopt.check.one_period import CLOSE, same_period
from klopt.check.said import Said

Both = tuple[Said, Said]
ONE_MATTER = 0.0
"""Log-odds of one matter where an exchange is looked for."""
EXCHANGED = Evidence(measure=2.0, words=0.0, period=0.0, place=0.0, matter=0.0, series=3.0, digits=0.0)
"""What speaks for it: the group is the same, and so is the other figure of the row."""


def exchanged(pair: Pair) -> Iterator[Both]:
    """The figures of one group, in the first article and in the other, where another group has them the other way
    round: of each exchange one.
    """
    if pair.odds < ONE_MATTER:
        return
    told = [(mine, yours) for mine, yours in pair.shared if mine.telling and mine.value == yours.value]
    for (mine, yours), (other, others) in combinations(told, 2):
        if mine.sort != other.sort or mine.value == other.value or mine.days != other.days:
            continue
        here, there = (_of(mine), _of(other)), (_of(yours), _of(others))
        if None in here or here[0] == here[1] or here != there[::-1]:
            continue
        unsaid = (mine.days is None or others.days is None) and pair.apart <= CLOSE
        if unsaid or same_period(mine, others, pair.apart) is not None:
            yield mine, others


def _of(one: Said) -> str | None:
    """Whom a figure is of: the whole of a share, the group of its claim, or what is counted."""
    if one.base:
        return one.base
    group = (one.claim.population or "").split()
    if group:
        return ground_form(group[0].lower())
    return one.thing.head if one.thing and not one.thing.parts else None
