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
from klopt.check.alike import alike, kinds_of, one_noun
from klopt.check.averages import is_average, is_elsewhere, is_norm, is_over_them
from klopt.check.case import Case, exact_value
from klopt.check.conversions import measures_of
from klopt.check.prose import Figure, Prose, has, once, prose
from klopt.check.slips import is_of_another_order
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
                yield from _limit(average, figure)


def _nearest(averages: list[Figure], figure: Figure, like: Figure) -> Figure | None:
    """The average that an end of a row goes with: the last one before it, else the first behind it."""
    near = [f for f in averages if f.unit == like.unit and abs(f.sentence - figure.sentence) <= REACH]
    before = [f for f in near if f.nr < figure.nr]
    return before[-1] if before else next((f for f in near if f.nr > figure.nr), None)


def _one_row(text: Prose, average: Figure, figure: Figure) -> bool:
    """Whether both can be values of one row: unit, noun, moment and scope."""
    one, other = average.quantity, figure.quantity
    numeric = {"count", "rate"}
    counts = [f for f in (average, figure) if f.quantity.kind == "count"]
    aged = (
        has(figure.before[-6:], table("averages")["ages"]["extremes"])
        or average.sentence == figure.sentence
        or bool(side_words(figure.before[-3:]))
    )
    bare = bool(counts) and any(f.noun is None for f in counts) and "percent" not in (one.kind, other.kind)
    bare = bare and (aged or average.unit is None or average.quantity.kind == "money")
    if has(average.before, ("waarvan", "daarvan")) and average.nr == figure.nr + 1:
        return False  # "kost tussen 5.000 en 7.500 euro, waarvan de overheid gemiddeld 2.400 vergoedt"
    units = average.unit == figure.unit or (bare and (average.unit is None or figure.unit is None))
    mean, end = exact_value(one), exact_value(other)
    if mean and end and one.kind != other.kind and is_of_another_order(mean, end):
        return False  # "wacht gemiddeld vier maanden ... in 2014 waren dat er 5.100"
    if not units or (
        one.kind != other.kind
        and not bare
        and {one.kind, other.kind} - {"money", "rate", *numeric, "age", "duration", "measure"}
    ):
        return False
    if average.per != figure.per and not _one_base(text, average, figure):
        return False
    if average.noun and figure.noun and not alike(average.noun, figure.noun):
        return False
    if average.claim.role == "change" or average.before[-1:] == ("met",):
        return False  # "dat de premie gemiddeld met 3,50 euro zou stijgen"
    if _counts_something_else(average, figure) or _of_ages(average, figure):
        return False
    if _of_some(text, *sorted((average, figure), key=lambda f: f.nr)) or _of_another_name(
        text, average, figure
    ):
        return False
    if _for_more(average, figure):
        return False
    if _opposite_sides(average, figure) or any(_opens_with_norm(text, one) for one in (average, figure)):
        return False
    return not is_elsewhere(text, average, figure) and not is_norm(average) and not is_norm(figure)


def _for_more(average: Figure, figure: Figure) -> bool:
    """ "Gemiddeld is een student 760 euro kwijt aan wonen en eten": more than the rooms of the range."""
    spent = has(average.clause_after()[:4], ("kwijt aan",))
    return spent and average.sentence != figure.sentence and average.quantity.kind == "money"


def _counts_something_else(average: Figure, figure: Figure) -> bool:
    """ "Krijgt gemiddeld een 4,9 ... waarbij maximaal drie antwoorden": a count of things beside a bare mark."""
    if figure.noun is None or figure.quantity.kind != "count" or average.noun is not None:
        return False
    if average.sentence == figure.sentence or average.claim.measure is None:
        return False
    return "mens" not in kinds_of(figure.noun) and not alike(average.claim.measure, figure.noun)


def _of_ages(average: Figure, figure: Figure) -> bool:
    """ "De jongste was 83" beside "gemiddeld vijf maanden": an age beside what is none."""
    youngest = has(figure.before[-6:], table("averages")["ages"]["extremes"]) and figure.unit is None
    return youngest and average.unit is not None and average.quantity.kind != "age" and average.unit != "jaar"


def _opposite_sides(average: Figure, figure: Figure) -> bool:
    """Whether one is below zero and the other is not: "gemiddeld vroor het 8 graden" has its sign in the verb."""
    lows = [f.quantity.lenient.low for f in (average, figure)]
    return any(low is not None and low < 0 for low in lows) and not all(
        low is not None and low < 0 for low in lows
    )


def _opens_with_norm(text: Prose, figure: Figure) -> bool:
    """ "Normaal is het zeewater bij Oostende tussen de 18 en 19 graden"."""
    return has(text.words(figure.sentence)[:3], table("averages")["norms"]["words"])


def _of_another_name(text: Prose, average: Figure, figure: Figure) -> bool:
    """ "Windstoten van 70 tot 95 kilometer per uur", "de gemiddelde windsnelheid was 40": a quantity that only the one
    sentence names.
    """
    words = average.before
    at = next((nr for nr, word in enumerate(words[:-1]) if word == "gemiddelde"), None)
    if at is None or average.sentence == figure.sentence or figure.unit is None or figure.unit == "EUR":
        return False
    name, known = words[at + 1], table("averages")
    general = name.endswith(tuple(known["qualities"]["endings"])) or name in known["superlatives_of"]
    return (
        len(name) > 5 and not general and not any(alike(name, word) for word in text.words(figure.sentence))
    )


def _of_some(text: Prose, earlier: Figure, later: Figure) -> bool:
    """ "Voor studenten kost het goedkoopste 20 euro": a later sentence that opens with a group of its own."""
    if later.sentence == earlier.sentence or "gemiddelde" in text.words(later.sentence)[:3]:
        return False
    opening = text.words(later.sentence)[:3]
    told = text.words(earlier.sentence)
    return opening[:1] in (("voor",), ("onder",), ("bij",), ("met",), ("zonder",)) and not any(
        len(word) > 3 and any(one_noun(word, other) for other in told if len(other) > 3)
        for word in opening[1:]
    )


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
    if not has(other.before, ("en", "tot")) or not _one_row(text, average, other):
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
