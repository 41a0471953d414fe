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
from klopt.check.averages import is_average, is_over_them
from klopt.check.case import Case, exact_value, once
from klopt.check.line_ends import ends_in_reach
from klopt.check.listed_means import listed_ends
from klopt.check.one_row import one_row
from klopt.check.poles import Side, is_turned
from klopt.check.prose import Figure, Prose, has, prose
from klopt.check.scale_ends import scale_ends
from klopt.check.superlatives import as_counted, side_of
from klopt.check.topics import of_another_topic

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
            if not ends_in_reach(text, sentence, average.sentence):
                continue
            for figure in text.within(sentence):
                if figure.nr == average.nr or not one_row(text, average, figure):
                    continue
                around = range(figure.sentence - REACH, figure.sentence + REACH + 1)
                if _nearest([a for nr in around for a in by_sentence[nr]], figure, average) is not average:
                    continue
                yield from _superlative(text, average, figure)
                yield from _range(text, average, figure)
                yield from _limit(average, figure)
    for average, low, high in listed_ends(text):
        apart = average.sentence != low.sentence
        yield Extreme(average, low, "low", low.quantity.strict, as_counted(low.quantity), apart)
        yield Extreme(average, high, "high", high.quantity.strict, as_counted(high.quantity), apart)


def _nearest(averages: list[Figure], figure: Figure, like: Figure) -> Figure | None:
    """The average that an end of a row goes with: the last one before it, else the first behind it."""
    near = [f for f in averages if f.unit == like.unit and abs(f.sentence - figure.sentence) <= REACH]
    before = [f for f in near if f.nr < figure.nr]
    return before[-1] if before else next((f for f in near if f.nr > figure.nr), None)


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
    if of_another_topic(text, average, figure):
        return  # "een studio kost gemiddeld 560 euro" beside the prices of rooms
    inferred = figure.sentence != average.sentence
    some = has(figure.before, table("parts")["chains"]["of_them"])  # "tien daarvan kosten tussen ..."
    if some or has(figure.before, table("averages")["most"]["words"]):
        return
    if isinstance(quantity.value, tuple) and has(figure.before[-5:], words):
        low, high = quantity.value
        if low < high:
            yield Extreme(average, figure, "low", Interval.point(low), Interval.point(low), inferred)
            yield Extreme(average, figure, "high", Interval.point(high), Interval.point(high), inferred)
        return
    other = next((f for f in text.within(figure.sentence) if f.nr == figure.nr + 1), None)
    if (
        exact_value(quantity) is None
        or other is None
        or other.nr == average.nr
        or not _opens_range(figure, other)
    ):
        return
    if not has(other.before, ("en", "tot")) or not one_row(text, average, other):
        return
    least, most = exact_value(quantity), exact_value(other.quantity)
    if least is not None and most is not None and least < most:
        yield Extreme(average, figure, "low", quantity.strict, quantity.lenient, inferred)
        yield Extreme(average, other, "high", other.quantity.strict, other.quantity.lenient, inferred)


def _opens_range(figure: Figure, other: Figure) -> bool:
    """Whether a figure is the lower end of a range of which the next is the upper: "varieert van 3", "beginnen bij
    2.400 euro en lopen op tot", "een 5,9 tot een 7,3".
    """
    known = table("averages")["ranges"]
    words = [word for word in known["words"] if word not in ("tussen", "van")]
    if has(figure.before[-2:], ("tussen", "van")) and has(figure.before[-5:], words):
        return True
    if has(figure.before[-3:], known["begin"]) and has(other.before, known["rise"]):
        return True
    return other.before == ("tot", "een") and figure.before[-1:] == ("een",)


def _limit(average: Figure, figure: Figure) -> Iterator[Extreme]:
    """ "Nergens is hij goedkoper dan 7 euro", "geen van de huizen ging voor minder dan 250.000 euro weg"."""
    known = table("averages")["limits"]
    value, hedge = exact_value(figure.quantity), figure.quantity.hedge or ""
    lead = figure.clause_before()
    if value is None or not has(lead, known["none"]) or has(lead, known["not"]):
        return
    if lead[:1] and lead[0] in known["qualified"]:
        return  # "met drankje is hij nergens goedkoper dan 7 euro"
    if average.sentence != figure.sentence and has(average.before, known["scope"]):
        return  # "de gemiddelde prijs in het dorp": of more than those
    point = Interval.point(value)
    inferred = figure.sentence != average.sentence
    below, above = (hedge in known[side] or has(lead[-3:], known[side]) for side in ("below", "above"))
    if below != above:
        yield Extreme(average, figure, "low" if below else "high", point, point, inferred)


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
        if (
            is_turned(low, high)
            or low.sentence != high.sentence
            or low.unit != high.unit
            or low.quantity.kind != high.quantity.kind
        ):
            continue
        least = has(low.before[-3:], words["bounds"]["low"])
        if (
            least
            and has(high.before[-3:], words["bounds"]["high"])
            and has(high.before, ("en", ","))
            and len(high.before) <= 8
            and not _two_things(low, high)
        ):
            yield Bounds(low, high)
    for low, high in scale_ends(case):
        if not is_turned(low, high):
            yield Bounds(low, high)


def _two_things(low: Figure, high: Figure) -> bool:
    """ "Het goedkoopste huis kost 340.000 euro, de duurste parkeerplaats 28.000": both name a thing, or each has
    a time of its own.
    """
    ends = table("averages")["bounds"]
    times = low.claim.period, high.claim.period
    if times[0] is not None and times[1] is not None and times[0].days != times[1].days:
        return True
    named = [
        words[at + 1]
        for words, known in ((low.before, ends["low"]), (high.before, ends["high"]))
        for at in range(len(words) - 1)
        if words[at] in known and words[at + 1].isalpha()
    ]
    nouns = [word for word in named if not has((word,), table("averages")["verbs"]["words"])]
    return len(nouns) == 2 and not alike(*nouns)
