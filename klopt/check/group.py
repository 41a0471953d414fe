"""Articles about one matter: of the candidates (`klopt.check.candidates`) those that their words and figures show."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from klopt.check.candidates import FAINTLY, Index, Numbers, likeness, weights
from klopt.check.case import Case, once
from klopt.check.linked import Linked
from klopt.check.one_matter import signs
from klopt.check.said import Said, said
from klopt.check.stems import Stems, stems_of
from klopt.check.taken_back import repeated, taken_back

ALIKE = 0.25
"""Least cosine of all words of two articles, unless they share figures ..."""
UNLIKELY = 0.5
"""... that chance shares once in so many powers of ten."""
MAY_BE_ONE = -2.0
"""Log-odds of one matter from which on two articles are compared; where they are about one, more must be shared."""
ONE_TEXT = 0.8
"""Cosine of two texts of one outlet under one headline that are one text with small changes."""
ROUNDED = Decimal("0.15")
"""How far apart two figures can be as parts of the larger that rounding alone explains: "honderd" is no 60."""
ROUNDED_SHARE = Decimal("0.03")
"""The same for percentages: 92 is no "honderd procent"."""


@dataclass(frozen=True)
class Pair:
    """Two articles that may be about one matter, the earlier first. `alike` is the cosine, `shared` the figures that
    agree, `odds` the logarithm of the odds that it is one.
    """

    one: Case
    other: Case
    alike: float
    shared: tuple[tuple[Said, Said], ...]
    odds: float
    made: dict[str, tuple[Any, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    @cached_property
    def apart(self) -> int:
        """Days between their publication; 0 if one has no date."""
        days = self.one.published, self.other.published
        return abs((days[1] - days[0]).days) if days[0] and days[1] else 0

    @property
    def one_page(self) -> bool:
        """Whether the two are one page at two moments: what differs is a revision, not a conflict. Under two addresses
        it is one where the outlet, the headline and nearly all words are the same.
        """
        here, there = self.one.article, self.other.article
        if here.url is not None and here.url == there.url:
            return True
        named = here.source is not None and here.source == there.source
        return named and _words_of(here.title) == _words_of(there.title) != "" and self.alike >= ONE_TEXT

    @property
    def carries(self) -> bool:
        """Whether a conflict of the one is a matter of the other too: both give the same telling figure for the same
        days, so both are a side of it.
        """
        return any(mine.telling and mine.days == yours.days for mine, yours in self.shared)

    @cached_property
    def matter(self) -> float:
        """Points for being about one matter: likeness of words, telling figures and full names that are shared."""
        telling = len({(mine.sort, mine.value) for mine, _ in self.shared if mine.telling})
        return min(2.0, 3 * self.alike) + min(2, telling) * 0.75 + 0.25 * min(2, len(self.full_names))

    @property
    def full_names(self) -> frozenset[str]:
        """The names of more than one word that both mention."""
        return frozenset(name for name in names(self.one) & names(self.other) if " " in name)


@dataclass(frozen=True)
class Group:
    """Articles that hang together, in the order given, and the pairs of them that tie them."""

    cases: tuple[Case, ...]
    pairs: tuple[Pair, ...]


def _words_of(title: str | None) -> str:
    """A headline without its figures, which may be what was changed."""
    return re.sub(r"\d", "", title or "").strip()


@once
def _stems_once(case: Case) -> Iterable[Stems]:
    article = case.article
    yield stems_of(f"{article.title or ''} {article.source or ''} {article.text}")


def stems(case: Case) -> Stems:
    """All stems of an article, and of who published it: a local paper need not name its town."""
    return next(iter(_stems_once(case)))


def names(case: Case) -> frozenset[str]:
    """The names that an article mentions, in small letters."""
    return frozenset(mention.name.lower() for mention in case.extraction.mentions)


def paired(one: Case, other: Case) -> Pair | None:
    """The two articles as a pair, or None if they are about other matters."""
    alike = likeness(weights(one), weights(other))
    corrects = any(
        repeated(note, there) for here, there in ((one, other), (other, one)) for note in taken_back(here)
    )
    if alike < FAINTLY and not corrects:
        return None
    shared = tuple(agreeing(one, other))
    found = signs(one, other, shared)
    if not corrects and (found.odds < MAY_BE_ONE or (alike < ALIKE and found.figures < UNLIKELY)):
        return None
    first, second = sorted((one, other), key=lambda case: str(case.published or ""))
    turned = first is not one
    return Pair(first, second, alike, tuple((b, a) for a, b in shared) if turned else shared, found.odds)


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
    rounded = ROUNDED_SHARE if mine.sort[0] == "percent" else ROUNDED
    near = abs(mine.value - yours.value) <= max(abs(mine.value), abs(yours.value)) * rounded
    return near and one.overlaps(other)


Tells = Callable[[Group], bool]
"""Whether a rule finds something in a group."""


def tied(one: Case, other: Case, tells: Tells) -> Pair | None:
    """The two articles as a pair, if they belong into one group; else None.

    Articles about one matter do if they share what carries a conflict on, or if there is something to tell of the two
    by themselves. All others would tie everything that a newsroom writes into one group and change no finding of it.
    """
    pair = paired(one, other)
    if pair is None or pair.carries or tells(Group((one, other), (pair,))):
        return pair
    return None


def groups(cases: Sequence[Case], tells: Tells) -> Iterator[Group]:
    """Articles that hang together, each in one group."""
    index = Index()
    for case in cases:
        index.add(case)
    for cluster in index.clusters():
        numbers = sorted({nr for pair in cluster for nr in pair})
        yield from _hanging_together(cluster, {nr: cases[nr] for nr in numbers}, tells)


def _hanging_together(candidates: Sequence[Numbers], cases: dict[int, Case], tells: Tells) -> Iterator[Group]:
    pairs: list[tuple[int, Pair]] = []
    linked = Linked[int]()
    for one, other in candidates:
        pair = tied(cases[one], cases[other], tells)
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
