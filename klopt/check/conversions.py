"""The same amount in two units: "26,2 mijl (42 kilometer)", "500 gulden, omgerekend 227 euro"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from extract.interval import Interval
from extract.nouns import Quantity
from extract.words import table
from klopt.check.case import Case, exact_value, once
from klopt.check.prose import Figure, has, prose

GAP = 7
"""Words between an amount and the same amount again."""
MATTER = 5
"""Words behind an amount that say what it is of: "liter water in"."""
EARLIER = 4
"""Figures before an amount that may say how many times it is meant."""
_CELSIUS, _FAHRENHEIT = "graad Celsius", "graad Fahrenheit"
_LISTS = ("links", "quality")


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount, and the same amount in another unit as `again`."""

    amount: Figure
    again: Figure


@once
def conversions_of(case: Case) -> Iterator[Conversion]:
    """The amounts of an article that are given again in another unit right behind."""
    figures = prose(case).figures
    for one, other in pairwise(figures):
        if unit_of(one) == unit_of(other):
            continue
        if exact_value(one.quantity) is None or exact_value(other.quantity) is None:
            continue
        if _of_so_many(figures, one, other):
            continue
        if converted(Interval.point(1), unit_of(one), unit_of(other)) is not None and (
            _again(other) or (_told_again(other) and not _multiplied(figures, one, other))
            if one.sentence == other.sentence
            else _pointed_at(one, other) and not _of_each(figures, one)
        ):
            yield Conversion(one, other)


def _of_so_many(figures: tuple[Figure, ...], one: Figure, other: Figure) -> bool:
    """ "2.160 dozen van 18 kilo, bijna 39 ton fruit": the second is of all of them together."""
    if not one.nr or one.first or one.before[-1:] != ("van",):
        return False
    number = figures[one.nr - 1].quantity
    amount = converted(one.quantity.lenient * number.lenient, unit_of(one), unit_of(other))
    return number.kind == "count" and amount is not None and amount.overlaps(other.quantity.lenient)


def _multiplied(figures: tuple[Figure, ...], one: Figure, other: Figure) -> bool:
    """ "Elk van de 240 koeien geeft 30 liter melk, oftewel 7,2 kubieke meter": the second is of all of them."""
    amount = converted(one.quantity.lenient, unit_of(one), unit_of(other))
    return amount is not None and any(
        figure.quantity.kind in ("count", "duration", "rate")
        and one.sentence - figure.sentence <= 1
        and ((amount * figure.quantity.lenient).overlaps(other.quantity.lenient) or figure.nr == one.nr - 1)
        and figure.sentence <= one.sentence
        for figure in figures[max(0, one.nr - EARLIER) : one.nr]
    )


def _of_each(figures: tuple[Figure, ...], one: Figure) -> bool:
    """ "De 72.000 inwoners elk gemiddeld 5 kilo. Dat is goed voor ...": what follows is of all of them."""
    counted = not one.first and one.nr > 0 and figures[one.nr - 1].quantity.kind == "count"
    return counted and has(one.before[-2:], table("repeats")["products"]["each"])


def unit_of(figure: Figure) -> str:
    """The unit, with what it is per."""
    return figure.quantity.unit or ""


def _again(other: Figure) -> bool:
    """Whether only small words and a mark or word of repetition stand between, and nothing goes on behind."""
    words = table("conversions")["links"]
    gap = other.before
    linked = has(gap, words["words"]) or bool(set(gap) & {"(", "–", "—"})
    linked = linked or (gap[:1] == (",",) and has(other.after[:1], words["therefore"]))
    hedged = "," in gap[:2] and len(gap) > 1 and other.quantity.hedge is not None
    described = gap[:1] == (",",) and bool(set(gap) & set(table("conversions")["quality"]["nouns"]))
    if len(gap) > GAP or not (linked or hedged or described) or has(other.after[:1], words["not_again"]):
        return False
    return all(word in _small() for word in gap)


def _told_again(other: Figure) -> bool:
    """The same with what is measured, and the end of the verb, before the word of repetition: "5,5 miljoen liter water
    in, ofwel 5.500 kubieke meter".
    """
    words = table("conversions")["links"]
    marks = [nr for nr, word in enumerate(other.before) if word in (",", ";", "–", "—")]
    if len(marks) != 1 or has(other.after[:1], words["not_again"]):
        return False
    told, again = other.before[: marks[0]], other.before[marks[0] + 1 :]
    plain = len(told) <= MATTER and all(word.isalpha() for word in told) and not has(told, words["more"])
    return plain and has(again[:3], words["anew"]) and all(word in _small() for word in again)


@cache
def _small() -> frozenset[str]:
    """The words and marks that may stand between an amount and the same again."""
    words = table("conversions")["links"]
    phrases = (part for phrase in words["words"] for part in phrase.split())
    return frozenset((*words["small"], *words["marks"], *phrases))


def _not_again() -> list[str]:
    words: list[str] = table("conversions")["links"]["not_again"]
    return words


def _pointed_at(one: Figure, other: Figure) -> bool:
    """ "De boot haalt 30 knopen. Bij die snelheid, ruim 55 kilometer per uur, ..."."""
    words, before = table("conversions")["quality"], other.before
    ends = before[-1:] == (",",) or before[-2:-1] == (",",) or has(before[-3:], words["ends"])
    ends = ends and before[-1] not in words["known"]  # "die tijd wordt van de vier jaar afgetrokken"
    pairs = pairwise(before)
    points = any(a in words["pointers"] and b in words["nouns"] for a, b in pairs)
    back = before[:1] in (("dat",), ("dit",)) or (before[:1] == ("omgerekend",) and "dat" in before)
    said = back and all(word in _small() for word in before[1:]) and not has(other.after[:1], _not_again())
    next_to = other.first and other.sentence == one.sentence + 1 and len(before) <= GAP
    return next_to and (said or (points and ends))


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two conversions of one article between the same currencies."""

    first: Conversion
    second: Conversion


@once
def exchanges_of(case: Case) -> Iterator[Exchange]:
    """The conversions between currencies without a fixed rate, each with the first of the same two currencies."""
    first: dict[tuple[str, str], Conversion] = {}
    for one, other in pairwise(prose(case).figures):
        units = unit_of(one), unit_of(other)
        money = one.quantity.kind == other.quantity.kind == "money" and units[0] != units[1]
        if not money or one.sentence != other.sentence or converted(Interval.point(1), *units) is not None:
            continue
        if not exact_value(one.quantity) or not exact_value(other.quantity) or not _again(other):
            continue
        found = Conversion(one, other)
        if units in first:
            yield Exchange(first[units], found)
        first.setdefault(units, found)


def rate_of(conversion: Conversion, *, lenient: bool) -> Interval:
    """What one unit of the first currency costs in the second."""
    one, other = conversion.amount.quantity, conversion.again.quantity
    return (other.lenient if lenient else other.strict) / (one.lenient if lenient else one.strict)


@cache
def _units() -> dict[str, tuple[str, Interval]]:
    """Every unit with its dimension and its value in the common unit of that."""
    return {
        unit: (dimension, Interval(Decimal(values[0]), Decimal(values[-1])))
        for dimension, units in table("conversions").items()
        if dimension not in _LISTS
        for unit, values in units.items()
    }


def measures_of(unit: str) -> str | None:
    """The dimension that a unit measures ("length"); None if it is no unit, or one of time or money."""
    dimension = _units().get(unit, ("", None))[0]
    return dimension if dimension not in ("", "time", "currency") else None


def converted(value: Interval, unit: str, other: str) -> Interval | None:
    """The same in another unit; None if the units are not of one dimension.

    >>> converted(Interval.point(2), "uur", "minuut")
    Interval(low=Decimal('120'), high=Decimal('120'), low_open=False, high_open=False)
    """
    if (unit, other) == (_FAHRENHEIT, _CELSIUS):
        return (value - Interval.point(32)) * Interval.point("5") / Interval.point(9)
    if (unit, other) == (_CELSIUS, _FAHRENHEIT):
        return value * Interval.point("1.8") + Interval.point(32)
    known = _units()
    if known.get(unit, known.get(other, ("", None)))[0] == "currency" and "EUR" not in (unit, other):
        return (
            None  # the rates are fixed against the euro; francs in guilders were other rates in other years
        )
    if unit not in known or other not in known or known[unit][0] != known[other][0]:
        return None
    return value * known[unit][1] / known[other][1]


def in_other_unit(value: Interval, unit: str, other: str) -> Interval | None:
    """The same in another unit of its dimension, cents in euros too; None if there is no one number for it."""
    if (unit, other) == ("cent", "EUR"):
        return value * Interval.point(Decimal("0.01"))
    known = _units()
    if known.get(unit, ("",))[0] in ("", "currency"):
        return None
    return converted(value, unit, other)


def written_again(quantity: Quantity) -> Interval:
    """What a conversion may be rounded to: as it stands, or cut off."""
    value, wide = exact_value(quantity), quantity.lenient
    if value is None or quantity.hedge is not None:
        return wide
    exponent = value.as_tuple().exponent
    unit = Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))
    low, high = (wide.low if wide.low is not None else value), (wide.high if wide.high is not None else value)
    return Interval(min(low, value - unit / 2), max(high, value + unit))
