"""Two articles about one matter, and the claims in them that say the same kind of thing.

Articles are paired only through figures that they share, so a large corpus costs no more than its shared
figures; whether they are about one matter is then decided on their words (cosine of lemma counts, dampened:
Manning, Raghavan & Schütze, Introduction to Information Retrieval, 6.3).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from extract.nouns import Claim
from klopt.check.case import Case, comparable, exact_value

ALIKE = 0.25
"""Least cosine of two articles about one matter; articles on different matters stay below .15 on our
samples.
"""
COMMON = 40
"""A figure of a measure that more articles than this share says nothing about their matter."""
WORD = 4
"""Letters that a lemma needs to say something about the matter: shorter ones are function words."""


Value = tuple[str, str, str, Decimal]


@dataclass(frozen=True)
class Group:
    """Two articles about one matter. `agreeing` are the figures that both give for one measure."""

    one: Case
    other: Case
    agreeing: frozenset[Value]

    def pairs(self) -> Iterator[tuple[Claim, Claim]]:
        """Claims of the first and the second article on one measure, in the same unit, about no two places."""
        theirs: dict[str, list[Claim]] = defaultdict(list)
        for claim in figures_of(self.other):
            theirs[claim.measure or ""].append(claim)
        for mine in figures_of(self.one):
            for yours in theirs.get(mine.measure or "", ()):
                same_place = mine.place is None or yours.place is None or mine.place == yours.place
                if comparable(mine.quantity, yours.quantity) and same_place:
                    yield mine, yours


def figures_of(case: Case) -> list[Claim]:
    """The claims that can be compared with another article's: a single value of a named measure."""
    return [
        claim
        for claim in case.extraction.claims
        if claim.measure
        and claim.role in ("level", "from", "to", "total")
        and exact_value(claim.quantity) is not None
    ]


def days_of(claim: Claim) -> tuple[date, date] | None:
    """First day and day after the last of the claim's period; None unless both are known."""
    days = claim.period.days if claim.period else None
    return (days.start, days.end) if days and days.start and days.end else None


def value_of(claim: Claim) -> Value:
    """Measure, kind, unit and value: what two articles share if they give the same figure."""
    quantity = claim.quantity
    value = exact_value(quantity)
    if quantity is None or value is None:
        raise ValueError("a claim without a single value has nothing to share")
    return claim.measure or "", quantity.kind, quantity.unit or "", value.normalize()


def _weights(case: Case) -> dict[str, float]:
    counts = Counter(
        word for word in case.extraction.lemmas.lower().split() if len(word) >= WORD and word.isalpha()
    )
    return {word: 1 + math.log(count) for word, count in counts.items()}


def likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """Cosine of two weighted bags of words, 0 to 1."""
    shared = sum(weight * other[word] for word, weight in one.items() if word in other)
    lengths = math.hypot(*one.values()) * math.hypot(*other.values())
    return shared / lengths if lengths else 0.0


def groups(cases: Sequence[Case]) -> Iterator[Group]:
    """Pairs of articles that share a figure and are about one matter, in the order of the articles."""
    holders: dict[Value, set[int]] = defaultdict(set)
    for nr, case in enumerate(cases):
        for claim in figures_of(case):
            holders[value_of(claim)].add(nr)
    agreeing: dict[tuple[int, int], set[Value]] = defaultdict(set)
    for value, numbers in holders.items():
        if 2 <= len(numbers) <= COMMON:
            for pair in combinations(sorted(numbers), 2):
                agreeing[pair].add(value)
    weights = _Weights(cases)
    for (one, other), values in sorted(agreeing.items()):
        if likeness(weights[one], weights[other]) >= ALIKE:
            yield Group(cases[one], cases[other], frozenset(values))


class _Weights:
    """The weighted words of each article, counted when first asked for."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self._cases = cases
        self._known: dict[int, dict[str, float]] = {}

    def __getitem__(self, nr: int) -> dict[str, float]:
        if nr not in self._known:
            self._known[nr] = _weights(self._cases[nr])
        return self._known[nr]


def values_by_period(claims: Iterable[Claim]) -> dict[tuple[str, tuple[date, date]], set[Decimal]]:
    """All values that an article gives for a measure and a period; more than one means that it speaks of
    subgroups.
    """
    found: dict[tuple[str, tuple[date, date]], set[Decimal]] = defaultdict(set)
    for claim in claims:
        days, value = days_of(claim), exact_value(claim.quantity)
        if days and value is not None:
            found[claim.measure or "", days].add(value)
    return found
