"""Whether two figures of two articles are one figure by a slip of the pen: likely enough, given how many figures there
are that chance could make look like it.

The more digits, and the fewer figures of that unit the articles do not share, the less is left to chance. In one story
one such pair in fifty comes about by chance at most; what narrows the nouns then gives way, for a reader of words is
wrong about them more often.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import factorial, prod

from klopt.check.group import Pair, name_words
from klopt.check.one_period import CLOSE
from klopt.check.said import Said
from klopt.check.slips import slip_of

CHANCE, CHANCE_IN_ONE_STORY = 0.025, 0.05
"""Pairs of figures that look like a slip by chance: at most so many are expected where one is taken for one, and where
the articles share the digits of `SURE`.
"""
SHARED, SURE = 2, 4
"""Digits of other figures that two articles share where they tell one story, and where that is sure."""
STORY = 0.25
"""Cosine of two articles on one story, where they also share a name or the days."""


def slipped(pair: Pair, mine: Said, yours: Said, unshared: tuple[Sequence[Said], Sequence[Said]]) -> bool:
    """Whether one is most likely a slip of the other. `unshared` are the figures that only the one article has, and
    those that only the other has.
    """
    odds = slip_by_chance(mine.value, yours.value)
    if odds is None or pair.apart > CLOSE or not one_story(pair, mine, yours):
        return False
    values = ({one.value for one in some if one.unit == mine.unit and one.telling} for some in unshared)
    most = CHANCE_IN_ONE_STORY if digits_shared(pair, mine, yours) >= SURE else CHANCE
    return odds * prod(len(some) or 1 for some in values) <= most


def one_story(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether the articles tell one story: by another figure of two digits that both give, or by like words with a
    name, or the days, in common.
    """
    if digits_shared(pair, mine, yours) >= SHARED:
        return True
    days = mine.days is not None and mine.days == yours.days
    return pair.alike >= STORY and (bool(name_words(pair.one) & name_words(pair.other)) or days)


def digits_shared(pair: Pair, mine: Said, yours: Said) -> int:
    """The digits of all figures, other than these two, that both articles give alike."""
    own = mine.value, yours.value
    values = {
        (one.unit, one.value): one.digits
        for one, other in pair.shared
        if one.value == other.value and one.value not in own and one.telling
    }
    return sum(len(digits) for digits in values.values())


def slip_by_chance(one: Decimal, other: Decimal) -> float | None:
    """How likely it is that a figure of as many digits is such a slip of the other by chance; None for no slip.

    >>> slip_by_chance(Decimal(186), Decimal(168)) < 0.01, slip_by_chance(Decimal(34), Decimal(43)) < 0.02
    (True, True)
    >>> slip_by_chance(Decimal(18), Decimal(28)) is None
    True
    """
    mine, yours = _digits(one), _digits(other)
    size = max(len(mine), len(yours))
    as_many: float = 9 * 10 ** (size - 1)
    kind = slip_of(one, other)
    if kind == "power":
        return 1 / as_many if size > 1 else None
    if kind == "digits":
        return (_orders(mine) - 1) / as_many
    if (
        size > 2
        and one.adjusted() == other.adjusted()
        and _one_apart(mine.ljust(size, "0"), yours.ljust(size, "0"))
    ):
        return 9 * size / as_many
    return None


def _digits(value: Decimal) -> str:
    """The digits of a figure without zeros at either end.

    >>> _digits(Decimal("14200")), _digits(Decimal("0.25"))
    ('142', '25')
    """
    return format(abs(value).normalize(), "f").replace(".", "").strip("0")


def _orders(digits: str) -> int:
    """In how many orders these digits can stand."""
    alike = prod(factorial(digits.count(digit)) for digit in set(digits))
    return factorial(len(digits)) // int(alike)


def _one_apart(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1
