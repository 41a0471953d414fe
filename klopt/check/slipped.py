"""Whether two figures of two articles are one figure by a slip of the pen: likely enough, given how many figures there
are that chance could make look like it.

The more digits, and the fewer figures of that unit the articles do not share, the less is left to chance. One such pair
in forty comes about by chance at most, in twenty where they are surely about one matter; what narrows the nouns then
gives way, for a reader of words is wrong about them more often.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import factorial, prod

from klopt.check.group import Pair
from klopt.check.one_period import CLOSE
from klopt.check.said import Said, digits_of
from klopt.check.slips import slip_of

CHANCE, CHANCE_IN_ONE_MATTER = 0.025, 0.05
"""Pairs of figures that look like a slip by chance: at most so many are expected where one is taken for one, and where
the articles are surely about one matter.
"""
ONE_MATTER, SURELY_ONE = -1.0, 2.0
"""Log-odds of one matter where a slip is looked for, and where it is sure."""


def slipped(pair: Pair, mine: Said, yours: Said, unshared: tuple[Sequence[Said], Sequence[Said]]) -> bool:
    """Whether one is most likely a slip of the other. `unshared` are the figures that only the one article has, and
    those that only the other has.
    """
    chance = slip_by_chance(mine.value, yours.value)
    whole = [one.claim.role == "total" for one in (mine, yours)]
    if chance is not None and slip_of(mine.value, yours.value) == "power" and whole[0] != whole[1]:
        return False  # "120 van de 1.600 banen" and "160 banen"
    if chance is None or pair.apart > CLOSE or pair.odds < ONE_MATTER:
        return False
    values = (
        {own.value, *(one.value for one in some if one.unit == own.unit and one.telling)}
        for own, some in zip((mine, yours), unshared, strict=True)
    )
    most = CHANCE_IN_ONE_MATTER if pair.odds >= SURELY_ONE else CHANCE
    return chance * prod(map(len, values)) <= most


def slip_by_chance(one: Decimal, other: Decimal) -> float | None:
    """How likely it is that a figure of as many digits is such a slip of the other by chance; None for no slip.

    >>> slip_by_chance(Decimal(186), Decimal(168)) < 0.01, slip_by_chance(Decimal(34), Decimal(43)) < 0.02
    (True, True)
    >>> slip_by_chance(Decimal(18), Decimal(28)) is None
    True
    """
    if one <= 0 or other <= 0:
        return None
    mine, yours = digits_of(one), digits_of(other)
    size = max(len(mine), len(yours))
    as_many: float = 9 * 10 ** (size - 1)
    kind = slip_of(one, other)
    if kind == "power":
        return 1 / as_many if size > 1 else None
    if kind == "digits":
        return (max(_orders(mine), _orders(yours)) - 1) / as_many
    if (
        size > 2
        and one.adjusted() == other.adjusted()
        and _one_apart(mine.ljust(size, "0"), yours.ljust(size, "0"))
    ):
        return 9 * size / as_many
    return None


def _orders(digits: str) -> int:
    """In how many orders these digits can stand."""
    alike = prod(factorial(digits.count(digit)) for digit in set(digits))
    return factorial(len(digits)) // int(alike)


def _one_apart(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1
