"""Articles about one matter: of the candidates (`klopt.check.candidates`) those that their words and figures show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from klopt.check.candidates import BARELY, Index, Numbers, likeness, weights
from klopt.check.case import Case
from klopt.check.linked import Linked
from klopt.check.prose import once
from klopt.check.said import Said, Stems, said, stems_of

ALIKE = 0.25
"""Least cosine of two articles about one matter; articles on different matters stay below .15 on our
samples.
"""
ROUNDED = Decimal("0.15")
"""How far apart two figures can be as parts of the larger that rounding alone explains: "honderd" is no 60."""
ROUNDED_SHARE = Decimal("0.03")
"""The same for percentages: 92 is no "honderd procent"."""


@dataclass(frozen=True)
class Pair:
    """Two articles about one matter, the earlier first. `alike` is the cosine, `shared` are the figures that agree."""

    one: Case
    other: Case
    alike: float
    shared: tuple[tuple[Said, Said], ...]

    @property
    def apart(self) -> int:
        """Days between their publication; 0 if one has no date."""
        days = self.one.published, self.other.published
        return abs((days[1] - days[0]).days) if days[0] and days[1] else 0

    @property
    def one_page(self) -> bool:
        """Whether the two are one page at two moments: what differs is a revision, not a conflict."""
        url = self.one.article.url
        return url is not None and url == self.other.article.url

    @property
    def matter(self) -> float:
        """Points for being about one matter: likeness of words and telling figures that are shared."""
        telling = len({(mine.sort, mine.value) for mine, _ in self.shared if mine.telling})
        return min(2.0, 3 * self.alike) + min(2, telling) * 0.75


@dataclass(frozen=True)
class Group:
    """Articles that hang together, in the order given, and the pairs of them that are about one matter."""

    cases: tuple[Case, ...]
    pairs: tuple[Pair, ...]


@once
def _stems_once(case: Case) -> Iterable[Stems]:
    yield stems_of(f"{case.article.title or ''} {case.article.text}")


def stems(case: Case) -> Stems:
    """All stems of an article."""
    return next(iter(_stems_once(case)))


def names(case: Case) -> frozenset[str]:
    """The names that an article mentions, in small letters."""
    return frozenset(mention.name.lower() for mention in case.extraction.mentions)


def paired(one: Case, other: Case) -> Pair | None:
    """The two articles as a pair, or None if they are about other matters."""
    alike = likeness(weights(one), weights(other))
    if alike < BARELY:
        return None
    shared = tuple(agreeing(one, other))
    telling = {(mine.sort, mine.value) for mine, _ in shared if mine.telling}
    if alike < ALIKE and len(telling) < 2 and not (telling and names(one) & names(other)):
        return None
    first, second = sorted((one, other), key=lambda case: str(case.published or ""))
    turned = first is not one
    return Pair(first, second, alike, tuple((b, a) for a, b in shared) if turned else shared)


def agreeing(one: Case, other: Case) -> Iterator[tuple[Said, Said]]:
    """Figures of one unit that can be the same value, by their rounding and hedges; a number of which nothing says what
    it counts can be any figure of its value.
    """
    for mine in said(one):
        for yours in said(other):
            unsaid = mine.bare != yours.bare and mine.telling and mine.value == yours.value
            if unsaid or (mine.unit == yours.unit and agree(mine, yours)):
                yield mine, yours


def agree(mine: Said, yours: Said) -> bool:
    """Whether two figures can be one value as they are written; a figure without hedge means what it says."""
    if mine.value == yours.value:
        return True
    one, other = mine.quantity.lenient, yours.quantity.lenient
    bounded = None not in (one.low, one.high, other.low, other.high) or not (
        mine.quantity.hedge or yours.quantity.hedge
    )
    rounded = ROUNDED_SHARE if mine.sort[0] == "percent" else ROUNDED
    near = abs(mine.value - yours.value) <= max(abs(mine.value), abs(yours.value)) * rounded
    return one.overlaps(other) and (near or not bounded)


def groups(cases: Sequence[Case]) -> Iterator[Group]:
    """Articles that hang together, each in one group."""
    index = Index()
    for case in cases:
        index.add(case)
    return grouped(index, cases.__getitem__)


def grouped(index: Index, case_of: Callable[[int], Case]) -> Iterator[Group]:
    """The same for articles that are fetched by their number in the index, each once, when their turn comes."""
    for cluster in index.clusters():
        numbers = sorted({nr for pair in cluster for nr in pair})
        yield from _hanging_together(cluster, {nr: case_of(nr) for nr in numbers})


def _hanging_together(candidates: Sequence[Numbers], cases: dict[int, Case]) -> Iterator[Group]:
    pairs: list[tuple[int, Pair]] = []
    linked = Linked[int]()
    for one, other in candidates:
        pair = paired(cases[one], cases[other])
        if pair is not None:
            pairs.append((one, pair))
            linked.join(one, other)
    members: dict[int, list[Pair]] = defaultdict(list)
    for nr, pair in pairs:
        members[linked.root(nr)].append(pair)
    inside: dict[int, list[Case]] = defaultdict(list)
    for nr, case in cases.items():
        inside[linked.root(nr)].append(case)
    for root, of_root in members.items():
        yield Group(tuple(inside[root]), tuple(of_root))
