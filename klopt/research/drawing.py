"""Drawing a sample that anybody can draw again: by a digest of seed and key, in no order of rows or of time.

Every unit has its own number for each seed, and the lowest of its stratum are taken (permanent random numbers:
Ohlsson 1995, "Coordination of Samples Using Permanent Random Numbers"). So the same seed over the same units gives
the same sample in any database, and units that come in later change little of it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from db.units import Unit

Stratum = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A unit that was drawn; its stratum has `of` units, of which `drawn` were."""

    unit: Unit
    stratum: Stratum
    of: int
    drawn: int

    @property
    def weight(self) -> float:
        """How many units it stands for."""
        return self.of / self.drawn


def draw(
    units: Iterable[Unit], n: int, seed: int, by: Sequence[str] = (), *, equal: bool = False
) -> list[Drawn]:
    """At most `n` of the units, in an order that says nothing. Divided `by` these values, each stratum gets its share
    of `n`, or with `equal` as many as any other as far as it goes; either way one at least while there are enough to
    give.
    """
    strata: dict[Stratum, list[Unit]] = defaultdict(list)
    for unit in units:
        strata[tuple(unit.strata[name] for name in by)].append(unit)
    sizes = {stratum: len(strata[stratum]) for stratum in sorted(strata)}
    shares = (level_shares if equal else fair_shares)(sizes, n)
    found = [
        Drawn(unit, stratum, sizes[stratum], share)
        for stratum, share in shares.items()
        for unit in sorted(strata[stratum], key=lambda one: place(one.key, seed))[:share]
    ]
    return sorted(found, key=lambda one: place(one.unit.key, seed))


def place(key: str, seed: int) -> str:
    """Where a unit stands among all others for this seed."""
    return hashlib.sha256(f"{seed}\n{key}".encode()).hexdigest()


def fair_shares(sizes: Mapping[Stratum, int], n: int) -> dict[Stratum, int]:
    """Each its share of `n`, by largest remainder, and one at least if there are as many as strata.

    >>> fair_shares({("a",): 90, ("b",): 9, ("c",): 1}, 10)
    {('a',): 8, ('b',): 1, ('c',): 1}
    """
    total = sum(sizes.values())
    n = min(n, total)
    least = 1 if n >= len(sizes) else 0
    exact = {stratum: Fraction(size * n, total) for stratum, size in sizes.items()}
    shares = {stratum: max(least, int(part)) for stratum, part in exact.items()}
    while (left := n - sum(shares.values())) != 0:
        room = (
            [one for one in sizes if shares[one] < sizes[one]]
            if left > 0
            else [one for one in sizes if shares[one] > least]
        )
        sign = 1 if left > 0 else -1
        # The one that is furthest behind its share gets one, the one furthest ahead gives one.
        next_one = max(room, key=lambda one: sign * (exact[one] - shares[one]))
        shares[next_one] += sign
    return shares


def level_shares(sizes: Mapping[Stratum, int], n: int) -> dict[Stratum, int]:
    """As many of each as there are, up to the same number; what is left over goes to the first.

    >>> level_shares({("a",): 90, ("b",): 9, ("c",): 1}, 12)
    {('a',): 6, ('b',): 5, ('c',): 1}
    """
    n = min(n, sum(sizes.values()))
    shares = dict.fromkeys(sizes, 0)
    while n:
        for one in [one for one in sizes if shares[one] < sizes[one]]:
            if n:
                shares[one] += 1
                n -= 1
    return shares
