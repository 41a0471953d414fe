"""Conflicts that share a figure as one, with every article that gives one of their figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klopt.check.case import Case
from klopt.check.conflicts import Conflict
from klopt.check.exchanged import group_of
from klopt.check.group import Group
from klopt.check.linked import Linked
from klopt.check.said import Said

Spot = tuple[str | int, str, int]


@dataclass(frozen=True, slots=True)
class Side:
    """A figure of one article in a conflict."""

    case: Case
    said: Said

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return spot(self.case, self.said)


def spot(case: Case, one: Said) -> Spot:
    """The article, the field and the place of a figure."""
    return case.article.id, one.quantity.span.field, one.quantity.span.start


def gathered(found: Sequence[Conflict], group: Group) -> Iterator[tuple[Conflict, tuple[Side, ...]]]:
    """Conflicts that share a figure as one, with every article of the group that gives one of the figures."""
    linked = Linked[Spot]()
    sides: dict[Spot, Side] = {}
    for one in found:
        for case, figure in ((one.pair.one, one.mine), (one.pair.other, one.yours)):
            sides.setdefault(spot(case, figure), Side(case, figure))
        linked.join(spot(one.pair.one, one.mine), spot(one.pair.other, one.yours))
    for pair in group.pairs:
        for mine, yours in pair.shared:
            here, there = Side(pair.one, mine), Side(pair.other, yours)
            groups = group_of(mine), group_of(yours)
            if groups[0] and groups[1] and groups[0] != groups[1]:
                continue  # one value, of two groups that changed places
            if mine.days == yours.days and mine.telling and (here.spot in linked) != (there.spot in linked):
                known, new = (here, there) if here.spot in linked else (there, here)
                sides.setdefault(new.spot, new)
                linked.join(known.spot, new.spot)
    clusters: dict[Spot, list[Side]] = defaultdict(list)
    for at, side in sides.items():
        clusters[linked.root(at)].append(side)
    told: set[Spot] = set()
    for one in found:
        at = linked.root(spot(one.pair.one, one.mine))
        if at not in told:
            told.add(at)
            yield one, _one_each(clusters[at], group)


def _one_each(sides: Sequence[Side], group: Group) -> tuple[Side, ...]:
    """One figure of each article, in the order of publication."""
    order = {case.article.id: nr for nr, case in enumerate(group.cases)}
    sides = sorted(
        sides,
        key=lambda side: (
            str(side.case.published or ""),
            order[side.case.article.id],
            side.spot[1] == "title",
            side.spot,
        ),
    )
    first: dict[str | int, Side] = {}
    for side in sides:
        first.setdefault(side.case.article.id, side)
    return tuple(first.values())
