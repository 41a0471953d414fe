"""Articles about one matter: found through figures, things and names that they share, judged on their words.

An inverted index gives the candidates, so that the cost grows with what articles share and not with the square of the
corpus. Whether two are about one matter is decided on their words (cosine of lemma counts, dampened: Manning,
Raghavan & Schütze, Introduction to Information Retrieval, 6.3), never on counts over the corpus: a new article changes
nothing for two others.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from klopt.check.case import Case
from klopt.check.prose import once
from klopt.check.said import Key, Said, Stems, said, stems_of

ALIKE = 0.25
"""Least cosine of two articles about one matter; articles on different matters stay below .15 on our
samples.
"""
BARELY = 0.16
"""Least cosine where two telling figures are shared."""
COMMON = 40
"""A key that more articles than this share says nothing about their matter."""
WORD = 4
"""Letters that a lemma needs to say something about the matter: shorter ones are function words."""
ROUNDED = Decimal("0.15")
"""How far apart two figures can be as parts of the larger that rounding alone explains: "honderd" is no 60."""
ROUNDED_SHARE = Decimal("0.03")
"""The same for percentages: 92 is no "honderd procent"."""
WIDE = 12
"""Keys of one sort that an article has at most."""


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


def keys_of(case: Case) -> frozenset[Key]:
    """What an article can be found by: its telling figures, what it measures when, who it names in which month."""
    claims = said(case)
    figures = {("figure", *one.sort, str(one.value.normalize())) for one in claims if one.telling}
    things = {
        ("thing", one.thing.head, (one.place or "").lower(), str(one.days[0].year if one.days else ""))
        for one in claims
        if one.thing is not None
    }
    month = str(case.published)[:7] if case.published else ""
    names = Counter(m.name.lower() for m in case.extraction.mentions if m.kind != "place")
    named = {
        ("name", name, month) for name, _ in sorted(names.items(), key=lambda at: (-at[1], at[0]))[:WIDE]
    }
    url = {("url", case.article.url)} if case.article.url else set()
    return frozenset((*figures, *things, *named, *url))


@once
def _weights_once(case: Case) -> Iterable[dict[str, float]]:
    counts = Counter(
        word for word in case.extraction.lemmas.lower().split() if len(word) >= WORD and word.isalpha()
    )
    yield {word: 1 + math.log(count) for word, count in counts.items()}


def weights(case: Case) -> dict[str, float]:
    """The lemmas of an article with their weights."""
    return next(iter(_weights_once(case)))


@once
def _stems_once(case: Case) -> Iterable[Stems]:
    yield stems_of(f"{case.article.title or ''} {case.article.text}")


def stems(case: Case) -> Stems:
    """All stems of an article."""
    return next(iter(_stems_once(case)))


def names(case: Case) -> frozenset[str]:
    """The names that an article mentions, in small letters."""
    return frozenset(mention.name.lower() for mention in case.extraction.mentions)


def likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """Cosine of two weighted bags of words, 0 to 1."""
    small, large = sorted((one, other), key=len)
    shared = sum(weight * large[word] for word, weight in small.items() if word in large)
    lengths = math.hypot(*one.values()) * math.hypot(*other.values())
    return shared / lengths if lengths else 0.0


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
    """Figures of one sort that can be the same value, by their rounding and hedges."""
    theirs: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for yours in said(other):
        theirs[yours.sort].append(yours)
    for mine in said(one):
        for yours in theirs.get(mine.sort, ()):
            if agree(mine, yours):
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


def candidates(postings: Iterable[Sequence[int]]) -> set[tuple[int, int]]:
    """Pairs of articles (by number) that share a key that not too many have."""
    return {
        pair
        for numbers in postings
        if 2 <= len(numbers) <= COMMON
        for pair in combinations(sorted(numbers), 2)
    }


def groups(cases: Sequence[Case]) -> Iterator[Group]:
    """Articles that hang together, each in one group, in the order of their first."""
    postings: dict[Key, list[int]] = defaultdict(list)
    for nr, case in enumerate(cases):
        for key in keys_of(case):
            postings[key].append(nr)
    pairs: list[tuple[int, Pair]] = []
    leader = list(range(len(cases)))

    def root(nr: int) -> int:
        while leader[nr] != nr:
            leader[nr] = leader[leader[nr]]
            nr = leader[nr]
        return nr

    for one, other in sorted(candidates(postings.values())):
        pair = paired(cases[one], cases[other])
        if pair is not None:
            pairs.append((one, pair))
            low, high = sorted((root(one), root(other)))
            leader[high] = low
    members: dict[int, list[Pair]] = defaultdict(list)
    for nr, pair in pairs:
        members[root(nr)].append(pair)
    inside: dict[int, list[Case]] = defaultdict(list)
    for nr, case in enumerate(cases):
        inside[root(nr)].append(case)
    for first in sorted(members):
        yield Group(tuple(inside[first]), tuple(members[first]))
