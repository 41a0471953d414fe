"""An average with the lowest and the highest of the row it is of.

The ties are inferred from words ("de goedkoopste", "varieert van"); an average of one row and an extreme of another
look the same, so that what counts, unit, moment and scope must fit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.interval import Interval
from extract.words import table
from klopt.check.alike import alike
from klopt.check.averages import is_average, is_elsewhere, is_norm, is_over_them
from klopt.check.case import Case, exact_value
from klopt.check.conversions import measures_of
from klopt.check.prose import Figure, Prose, has, once, prose
from klopt.check.superlatives import Side, as_counted, side_of

REACH = 3
"""Sentences between an average and the extremes of its row."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """An average and one end of the row it is of, as an interval of what that end can be."""

    average: Figure
    limit: Figure
    side: Side
    strict: Interval
    lenient: Interval
    inferred: bool = False


@once
def extremes_of(case: Case) -> Iterator[Extreme]:
    """The averages of an article, each with the ends of its row that stand near it."""
    text = prose(case)
    averages = [
        figure
        for figure in text.figures
        if exact_value(figure.quantity) is not None and (is_average(figure) or is_over_them(text, figure))
    ]
    by_sentence: dict[int, list[Figure]] = defaultdict(list)
    for average in averages:
        by_sentence[average.sentence].append(average)
    for average in averages:
        for sentence in range(average.sentence - REACH, average.sentence + REACH + 1):
            if not text.one_field(sentence, average.sentence):
                continue
            for figure in text.within(sentence):
                if figure.nr == average.nr or not _one_row(text, average, figure):
                    continue
                around = range(figure.sentence - REACH, figure.sentence + REACH + 1)
                if _nearest([a for nr in around for a in by_sentence[nr]], figure, average) is not average:
                    continue
                yield from _superlative(text, average, figure)
                yield from _range(text, average, figure)


def _nearest(averages: list[Figure], figure: Figure, like: Figure) -> Figure | None:
    """The average that an end of a row goes with: the last one before it, else the first behind it."""
    near = [f for f in averages if f.unit == like.unit and abs(f.sentence - figure.sentence) <= REACH]
    before = [f for f in near if f.nr < figure.nr]
    return before[-1] if before else next((f for f in near if f.nr > figure.nr), None)


def _one_row(text: Prose, average: Figure, figure: Figure) -> bool:
    """Whether both can be values of one row: unit, noun, moment and scope."""
    one, other = average.quantity, figure.quantity
    numeric = {"count", "rate"}
    bare = "count" in (one.kind, other.kind) and (average.noun is None or figure.noun is None)
    units = average.unit == figure.unit or (bare and (average.unit is None or figure.unit is None))
    if not units or (
        one.kind != other.kind
        and not bare
        and {one.kind, other.kind} - {"money", "rate", *numeric, "age", "duration"}
    ):
        return False
    if average.per != figure.per and not _one_base(text, average, figure):
        return False
    if average.noun and figure.noun and not alike(average.noun, figure.noun):
        return False
    return not is_elsewhere(text, average, figure) and not is_norm(average) and not is_norm(figure)


def _one_base(text: Prose, average: Figure, figure: Figure) -> bool:
    """Whether an amount per something and one that does not say per what can be of one row: "15 per klas" and
    "de kleinste klas telt 9" can, "3.000 euro per vierkante meter" and "een huis kost 200.000 euro" cannot.
    """
    if average.per and figure.per:
        return False
    per, other = (average.per, figure) if average.per else (figure.per, average)
    if per is None or per in table("averages")["stretches"]:
        return True
    if measures_of(per):
        return False
    extreme = side_words(other.before)
    return bool(extreme) or any(alike(per, word) for word in text.words(other.sentence) if len(word) > 2)


def side_words(words: tuple[str, ...]) -> list[str]:
    """The superlatives among these words."""
    known = table("averages")
    return [word for word in words if word in known["lowest"]["words"] or word in known["highest"]["words"]]


def _superlative(text: Prose, average: Figure, figure: Figure) -> Iterator[Extreme]:
    """ "De jongste is 38, de oudste 69 jaar"."""
    side = side_of(text, average, figure)
    if side is not None and exact_value(figure.quantity) is not None:
        yield Extreme(
            average,
            figure,
            side,
            figure.quantity.strict,
            as_counted(figure.quantity),
            figure.sentence != average.sentence,
        )


def _range(text: Prose, average: Figure, figure: Figure) -> Iterator[Extreme]:
    """ "varieert van drie tot negen weken", "ligt tussen 12 en 17 graden"."""
    words = table("averages")["ranges"]["words"]
    quantity = figure.quantity
    earlier, later = sorted((average, figure), key=lambda f: f.nr)
    if later.claim.place and later.claim.place != earlier.claim.place:
        return
    inferred = figure.sentence != average.sentence
    if has(figure.before, table("averages")["most"]["words"]):
        return
    if isinstance(quantity.value, tuple) and has(figure.before[-5:], words):
        low, high = quantity.value
        if low < high:
            yield Extreme(average, figure, "low", Interval.point(low), Interval.point(low), inferred)
            yield Extreme(average, figure, "high", Interval.point(high), Interval.point(high), inferred)
        return
    if exact_value(quantity) is None or not has(figure.before[-2:], ("tussen", "van")):
        return
    if not has(figure.before[-5:], [word for word in words if word not in ("tussen", "van")]):
        return
    other = next((f for f in text.within(figure.sentence) if f.nr == figure.nr + 1), None)
    if other is None or not has(other.before, ("en", "tot")) or not _one_row(text, average, other):
        return
    least, most = exact_value(quantity), exact_value(other.quantity)
    if least is not None and most is not None and least < most:
        yield Extreme(average, figure, "low", quantity.strict, quantity.lenient, inferred)
        yield Extreme(average, other, "high", other.quantity.strict, other.quantity.lenient, inferred)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A lowest and a highest value of one row, given together."""

    low: Figure
    high: Figure


@once
def bounds_of(case: Case) -> Iterator[Bounds]:
    """The lowest and highest values that stand side by side: "minimaal 20 en maximaal 30 euro"."""
    words = table("averages")
    for low, high in pairwise(prose(case).figures):
        if low.sentence != high.sentence or low.unit != high.unit or low.quantity.kind != high.quantity.kind:
            continue
        least = has(low.before[-3:], words["bounds"]["low"])
        if (
            least
            and has(high.before[-3:], words["bounds"]["high"])
            and has(high.before, ("en", ","))
            and len(high.before) <= 8
        ):
            yield Bounds(low, high)
