"""How much speaks for it that two figures of two articles are the same figure, with its parts visible.

Each part is a number of points: record linkage adds up agreements in the same way (Fellegi & Sunter, A theory for
record linkage, 1969). The weights were set by hand on sets of articles of our own and are no probabilities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.words import table
from klopt.check.case import Case, once
from klopt.check.one_count import same_counting
from klopt.check.one_measure import same_measure
from klopt.check.one_period import CLOSE, overlapping, same_period, season_of
from klopt.check.one_place import same_place, two_sorts
from klopt.check.said import Said
from klopt.check.slips import slip_of
from klopt.check.stems import Stems, has_words, overlap

NEEDED = 5.0
"""Points that two figures need to be taken for one."""
LINKED = 1.0
"""Points for the measure below which the figures around or the digits must speak too."""
SWAPPED = (0.0, 0.25, 1.0, 2.0, 2.5)
"""Points for so many digits in another order: by chance, of four digits one in ten thousand figures has them."""
SLIPPED = 4.0
"""Points for a figure that is most likely a slip of the other."""
SAME_DAYS, SAME_PLACE = 1.5, 1.0
"""Points where both are said to be of the same days, and in the same place."""
APART, FAR = Decimal("1.6"), Decimal(3)
"""How many times as much makes two figures less likely one, and unlikely."""
SIZE = Decimal(10)
"""How many times as much makes two figures never one."""
NEAR = 160
"""Code points between the sentences of two figures that are told together: a sentence, seldom two."""
CERTAIN = 3
"""Digits in another order that are no chance."""
ONE_STORY = 0.4
"""Cosine of two articles that tell one story."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The points for one pair of figures, by what they are for."""

    measure: float
    words: float
    period: float
    place: float
    matter: float
    series: float
    digits: float

    @property
    def total(self) -> float:
        """All points together."""
        return self.measure + self.words + self.period + self.place + self.matter + self.series + self.digits


def slip(one: Said, other: Said) -> int:
    """How many digits the two have in another order, the commonest slip of the pen; 0 if they differ otherwise. Three
    are the same by chance once in a hundred and fifty.
    """
    mine, yours = (
        [sign for sign in format(said.value.normalize(), "f") if sign.isdigit()] for said in (one, other)
    )
    swapped = len(mine) > 1 and len(mine) == len(yours) and sorted(mine) == sorted(yours)
    return min(len(one.digits), len(other.digits)) if swapped else 0


def one_digit(one: Said, other: Said) -> float:
    """Points for two figures that differ in one digit alone: of three digits, one in thirty does by chance."""
    mine, yours = (
        [sign for sign in format(said.value.normalize(), "f") if sign.isdigit()] for said in (one, other)
    )
    if len(mine) != len(yours) or sum(a != b for a, b in zip(mine, yours, strict=True)) != 1:
        return 0.0
    return (0.0, 0.0, 0.25, 0.5, 0.75)[min(len(one.digits), len(other.digits), 4)]


def times(one: Said, other: Said) -> Decimal:
    """How many times the smaller figure the larger is; 1 where they are a power of ten apart, as a slip of the pen is,
    or one is nothing.
    """
    low, high = sorted((abs(one.value), abs(other.value)))
    return Decimal(1) if not low or slip_of(one.value, other.value) == "power" else high / low


def companions(mine: Said, yours: Said, pairs: Iterable[tuple[Said, Said]]) -> int:
    """How many figures of the same sort both articles give alike beside these two."""
    return len({other.value for _, other in beside_both(mine, yours, pairs)})


def beside_both(mine: Said, yours: Said, pairs: Iterable[tuple[Said, Said]]) -> Iterator[tuple[Said, Said]]:
    """The figures of the same sort that both articles give alike beside these two, in their sentence or the next, or
    about the same thing.
    """
    return (
        (one, other)
        for one, other in pairs
        if (_beside(mine, one) and _beside(yours, other)) or _changed_by(mine, yours, one, other)
    )


def _changed_by(mine: Said, yours: Said, one: Said, other: Said) -> bool:
    """Whether both figures are told with the same change: "8 procent meer dan een jaar eerder"."""
    changes = one.claim.role == other.claim.role == "change" and one.sort[0] == "percent"
    if not changes or one.claim.direction != other.claim.direction or mine.sort[0] == "percent":
        return False
    return all(
        own.claim.span.field == size.claim.span.field and gap(own, size) < NEAR
        for own, size in ((mine, one), (yours, other))
    )


def gap(one: Said, other: Said) -> int:
    """Code points between the sentences of two figures of one field; below 0 in one sentence."""
    return max(one.claim.span.start, other.claim.span.start) - min(one.claim.span.end, other.claim.span.end)


def _both_money(one: Said, other: Said) -> bool:
    """Whether one is told in euros and the other in cents: "2,30 euro per kuub; begin dit jaar was dat 70 cent"."""
    return {one.unit, other.unit} == {"EUR", "cent"}


def _beside(one: Said, other: Said) -> bool:
    if one.claim is other.claim or not (one.unit == other.unit or other.bare or _both_money(one, other)):
        return False
    if one.claim.span.field != other.claim.span.field:
        return False
    return gap(one, other) < (NEAR if other.telling else 3) or (
        one.thing is not None and other.thing is not None and one.thing.head == other.thing.head
    )


def by_parts(
    one: Said,
    other: Said,
    *,
    ours: Stems,
    theirs: Stems,
    apart: int,
    matter: float,
    beside: int,
    slipped: bool = False,
) -> Evidence | None:
    """The points for two figures with other values; None if something says that they are not the same figure. Where one
    is most likely `slipped` from the other, only what contradicts it says so, and not what one article leaves unsaid.
    """
    measure = same_measure(one, other, ours, theirs)
    swapped = slip(one, other)
    sure = slipped or swapped >= CERTAIN
    if measure is None and slipped and not _of_two_groups(one, other):
        measure = 0.0
    place = same_place(one, other, ours, theirs, tied=beside > 0 or sure)
    if place is None and slipped and not (one.located and other.located) and not two_sorts(one, other):
        place = 0.0
    period = same_period(one, other, apart)
    if period is None and not (one.days and other.days) and apart <= CLOSE:
        unsaid = beside and not (one.claim.period and other.claim.period)
        period = 0.0 if sure or unsaid else None
    if period is None and sure and one.days and other.days:
        within = overlapping(one.days, other.days) if slipped else season_of(one.days, other.days)
        period = 0.25 if within else None
    if measure is None or place is None or period is None:
        return None
    if not same_counting(one, other, ours, theirs, sure=slipped):
        return None
    ratio = times(one, other)
    if ratio > SIZE:
        return None
    settled = period >= SAME_DAYS and place >= SAME_PLACE
    if measure < LINKED and not (beside or swapped or slipped or (settled and measure > 0)):
        return None
    if measure < 0 and beside < 2 and swapped < CERTAIN - bool(beside) and not slipped:
        return None
    words = 2 * overlap(one.stems, other.stems)
    far_apart = 1.5 if ratio > FAR else 0.5 if ratio > APART else 0.0
    digits = SWAPPED[min(swapped, 4)] if swapped else one_digit(one, other) - far_apart
    return Evidence(
        measure,
        words,
        period,
        place,
        matter,
        1.5 * min(beside, 2),
        SLIPPED if slipped else digits,
    )


def _of_two_groups(one: Said, other: Said) -> bool:
    """Whether each is of a group and they are not of the same ones."""
    return bool(one.groups and other.groups and one.groups != other.groups)


@once
def _revised(case: Case) -> Iterator[bool]:
    yield bool(has_words(case.article.text, table("across")["revised"]))


def revised(case: Case) -> bool:
    """Whether the article says that its series was revised or is counted in another way."""
    return next(iter(_revised(case)))
