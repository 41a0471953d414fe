"""An average with the lowest and the highest of the row it is of, and an average with its total and number.

The ties are inferred from words ("de goedkoopste", "varieert van", "samen", "per school"); an average of one row and
an extreme of another look the same, so that what counts, unit, moment and scope must fit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from extract.interval import Interval
from extract.nouns import Days, Quantity
from extract.words import table
from klopt.check.alike import alike, kinds_of, one_noun, same
from klopt.check.case import Case, exact_value
from klopt.check.conversions import measures_of
from klopt.check.proportion import average_readings, narrow
from klopt.check.prose import Figure, Prose, has, once, prose

REACH = 3
"""Sentences between an average and the extremes of its row."""
WHOLE = 100
"""Below this the value of one of a row is written as it was counted."""
COMPARED = 4
"""Words from "dan" on that are what something is compared with."""
EXPLAINED = 8
"""Figures near an average of which any two are tried."""
NOUN = 10
SUBJECT = 6
"""Words between the number and the average in "de 15 kasten gaven gemiddeld 20 kilo"."""
"""Words between "het gemiddelde" and its figure."""

Side = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class Extreme:
    """An average and one end of the row it is of, as an interval of what that end can be."""

    average: Figure
    limit: Figure
    side: Side
    strict: Interval
    lenient: Interval
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Mean:
    """An average, how many it is of, and what they are together."""

    average: Figure
    number: Figure
    total: Figure
    inferred: bool = False


def is_average(figure: Figure) -> bool:
    """Whether the figure is given as an average: "gemiddeld 12 euro", "het gemiddelde ..., 31 bomen"."""
    words = table("averages")
    near, wide = figure.before[-4:], figure.before[-NOUN:]
    if _counts_them(figure):
        return False
    if has((*wide, *figure.after[:2]), words["not_average"]["words"]):
        return False
    average = words["average"]["words"]
    if has(figure.clause_before()[-NOUN:], average) or has(near, average) or _said_behind(figure):
        return True
    return "gemiddelde" in wide and figure.before[-1] in (",", "(", ":", "op", "van", "is", "was")


def _counts_them(figure: Figure) -> bool:
    """Whether the figure only says how many the average is of: "gemiddeld over alle negen ziekenhuizen"."""
    return figure.quantity.kind == "count" and has(figure.before[-3:], table("averages")["over"]["words"])


def _over_them(text: Prose, figure: Figure) -> bool:
    """Whether the figure is the average in "gemiddeld over alle negen ziekenhuizen wacht men vijf weken"."""
    earlier = text.figures[figure.nr - 1] if figure.nr else None
    if earlier is None or earlier.sentence != figure.sentence or not _counts_them(earlier):
        return False
    return has(earlier.before[-5:], table("averages")["average"]["words"]) and "," not in figure.before


def _said_behind(figure: Figure) -> bool:
    """ "31 bomen gemiddeld."."""
    after = figure.after[:4]
    at = next((nr for nr, word in enumerate(after) if word == "gemiddeld"), None)
    return at is not None and has(after[at + 1 : at + 2], (",", ".", ")", ";", "per"))


@once
def extremes_of(case: Case) -> Iterator[Extreme]:
    """The averages of an article, each with the ends of its row that stand near it."""
    text = prose(case)
    averages = [
        figure
        for figure in text.figures
        if exact_value(figure.quantity) is not None and (is_average(figure) or _over_them(text, figure))
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
    return not _elsewhere(text, average, figure) and not is_norm(average) and not is_norm(figure)


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


def is_norm(figure: Figure) -> bool:
    """Whether the figure says what is usual or allowed, not what was measured."""
    return has((*figure.before[-8:], "|", *figure.after[:5]), table("averages")["norms"]["words"])


def _elsewhere(text: Prose, one: Figure, other: Figure) -> bool:
    """Whether the two sentences speak of another moment or another scope."""
    if one.sentence == other.sentence:
        return False
    mine, theirs = (f.claim.period.days if f.claim.period else None for f in (one, other))
    if mine is not None and theirs is not None and mine != theirs and not _within(mine, theirs):
        return True
    earlier, later = sorted((one, other), key=lambda figure: figure.sentence)
    words = table("averages")
    told = [_said(text, figure, words["moments"]["words"]) for figure in (earlier, later)]
    # What is told of last year goes on to be about last year, until the text says "nu".
    if told[1] - told[0] or (told[0] and _said(text, later, words["now"]["words"])):
        return True
    scopes = [_said(text, figure, words["scopes"]["words"]) for figure in (earlier, later)]
    return scopes[0] != scopes[1]


def _said(text: Prose, figure: Figure, words: list[str]) -> set[str]:
    """Which of these words stand in the sentence of a figure."""
    told = text.words(figure.sentence)
    than = next((at for at in range(len(told)) if told[at] == "dan"), len(told))
    told = told[:than] + told[than + COMPARED :]  # "grijzer dan de vorige raad" speaks of this one
    return {word for word in words if has(told, (word,))}


def _within(one: Days, other: Days) -> bool:
    """Whether one stretch of days lies in the other: a day of the year that the average is of."""
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return False
    return (one.start <= other.start and other.end <= one.end) or (
        other.start <= one.start and one.end <= other.end
    )


def _superlative(text: Prose, average: Figure, figure: Figure) -> Iterator[Extreme]:
    """ "De jongste is 38, de oudste 69 jaar"."""
    side = _side(text, average, figure)
    if side is not None and exact_value(figure.quantity) is not None:
        yield Extreme(
            average,
            figure,
            side,
            figure.quantity.strict,
            _as_counted(figure.quantity),
            figure.sentence != average.sentence,
        )


def _as_counted(quantity: Quantity) -> Interval:
    """What one value of a row can be: a whole number below a hundred that ends in no zero is not a rounded one."""
    value = exact_value(quantity)
    exact = value is not None and value < WHOLE and value == value.to_integral_value() and value % 10 != 0
    return quantity.strict if exact and quantity.hedge is None else narrow(quantity)


def _side(text: Prose, average: Figure, figure: Figure) -> Side | None:
    """Which end of the row a superlative before the figure makes it."""
    words = table("averages")
    before = figure.before
    timed = figure.quantity.kind == "duration"
    if (adverb := _adverb(figure)) is not None:
        return _of_words(adverb, timed=timed)
    for at in range(len(before) - 1, -1, -1):
        word = before[at]
        if word in (";", "maar", "terwijl") or (word == "dan"):
            return None
        low, high = word in words["lowest"]["words"], word in words["highest"]["words"]
        if not low and not high:
            continue
        if before[at - 1 : at] in (("een",), ("na",), ("één",), ("op",)) and word not in (
            "minimaal",
            "maximaal",
        ):
            return None
        if not _of_the_row(text, average, figure, before[at + 1 : at + 2]):
            return None
        return _of_words(word, timed=timed)
    return None


def _of_words(superlative: str, *, timed: bool) -> Side:
    """Which end a superlative names; of a duration the fastest is the lowest."""
    words = table("averages")
    if superlative in words["by_time"]["highest"]:
        return "high" if timed else "low"
    if superlative in words["by_time"]["lowest"]:
        return "low" if timed else "high"
    return "low" if superlative in words["lowest"]["words"] else "high"


def _adverb(figure: Figure) -> str | None:
    """The superlative of "duurt het met veertien weken het langst" and "het snelst gaat het in Urk, met twee weken";
    None if it is used with a noun.
    """
    known = table("averages")
    ends = {*known["lowest"]["words"], *known["highest"]["words"]}
    if "dan" in figure.before[-2:]:
        return None
    for words in (figure.clause_after(), figure.before):
        for first, second, then in zip(words, words[1:], (*words[2:], ""), strict=False):
            bare = second not in ends and f"{second}e" in ends
            if first == "het" and bare and not same(then, second) and then not in known["adverbs"]["not"]:
                return f"{second}e"
    return None


def _of_the_row(text: Prose, average: Figure, figure: Figure, following: tuple[str, ...]) -> bool:
    """Whether the word behind a superlative is no noun, or one that the average is about as well."""
    if not following or following[0] in table("averages")["verbs"]["words"] or not following[0].isalpha():
        return True
    if average.sentence == figure.sentence:
        return True
    noun = following[0]
    if (
        figure.before[-4:]
        and "mens" in kinds_of(noun)
        and has(text.words(average.sentence), ("leeftijd", "oud"))
    ):
        return has(figure.before, ("jongste", "oudste"))
    about = [
        word
        for nr in _between(average.sentence, figure.sentence)
        for word in text.words(nr)
        if word.isalpha()
    ]
    if noun.endswith(tuple(table("averages")["qualities"]["endings"])):
        return True
    uses = sum(same(noun, word) for word in about)
    title = (
        any(same(noun, word) for word in text.words(0))
        if text.spans and text.spans[0].field == "title"
        else False
    )
    return (
        uses > 1
        or title
        or (average.noun is not None and alike(noun, average.noun))
        or any(alike(noun, word) for word in about if len(word) > 3 and word != noun and not same(word, noun))
    )


def _between(one: int, other: int) -> range:
    return range(min(one, other), max(one, other) + 1)


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


@once
def means_of(case: Case) -> Iterator[Mean]:
    """The averages of an article with their number and total, where all three can be told."""
    text = prose(case)
    for average in text.figures:
        if not is_mean(average):
            continue
        here = average.sentence
        for window in ((here,), (here - 1, here), (here, here + 1), (here - 2, here - 1, here)):
            if not text.one_field(window[0], here) or not text.one_field(window[-1], here):
                continue
            around = [
                f
                for nr in range(here - 2, here + 2)
                if text.one_field(nr, here)
                for f in text.within(nr)
                if f.nr != average.nr
            ]
            near = [f for f in around if f.sentence in window]
            found = _number_and_total(text, average, near, around)
            if found is not None:
                yield Mean(average, *found, inferred=len(window) > 1)
                break


def is_mean(figure: Figure) -> bool:
    """Whether the figure is an average of things with a total: "gemiddeld 70", "dat zijn er 70 per school"."""
    if exact_value(figure.quantity) is None or figure.quantity.kind not in _AMOUNTS:
        return False
    apiece = figure.per is not None and figure.per not in table("averages")["stretches"]
    said = has(figure.before, ("dat zijn er", "dat is", "dus", "oftewel", "ofwel"))
    opens = has(figure.clause_before()[:1], ("per",)) or _that(figure)
    return is_average(figure) or (apiece and (said or opens))


def _explained(average: Figure, near: list[Figure]) -> bool:
    """Whether other figures near give the average exactly: then it is theirs, whatever the nouns say. Many figures
    prove nothing: some two of them always do.
    """
    counts = [
        f
        for f in near
        if f.quantity.kind in ("count", "duration")
        and f.nr < average.nr
        and (exact_value(f.quantity) or 0) > 1
    ]
    totals = [f for f in near if f.unit == average.unit and f.quantity.kind in _AMOUNTS]
    if len(near) > EXPLAINED:
        return False
    return any(total.nr != count.nr and _fits(average, count, total) for count in counts for total in totals)


def _fits(average: Figure, number: Figure, total: Figure) -> bool:
    """Whether the total over the number is the average as it is written."""
    many, whole = exact_value(number.quantity), exact_value(total.quantity)
    return bool(many and whole) and average_readings(average.quantity)[0].contains((whole or 0) / (many or 1))


_AMOUNTS = ("count", "money", "rate", "measure", "duration")


def _number_and_total(
    text: Prose, average: Figure, near: list[Figure], around: list[Figure]
) -> tuple[Figure, Figure] | None:
    numbers = [f for f in near if _is_number(average, f)]
    for number in numbers:
        totals = [f for f in near if f.nr != number.nr and _is_total(text, average, f)]
        marked = [f for f in totals if _together(f)]
        if len(totals) == 1 or len(marked) == 1:
            total = (marked or totals)[0]
            sure = len({exact_value(f.quantity) for f in numbers}) == 1 and not _explained(average, around)
            return (number, total) if sure or _fits(average, number, total) else None
    return None


def _is_number(average: Figure, figure: Figure) -> bool:
    """Whether the figure counts what the average is per: "zes scholen ... gemiddeld 70 per school"."""
    value = exact_value(figure.quantity)
    if (
        figure.quantity.kind not in ("count", "duration")
        or value is None
        or value < 2
        or value != value.to_integral_value()
    ):
        return False
    noun = figure.noun or (figure.unit if figure.quantity.kind == "duration" else None)
    if noun is None or figure.claim.role in ("part", "from", "to", "change", "average"):
        return False
    words = (*average.clause_before(), "|", *average.clause_after())
    if average.per is not None:
        people = average.per in _ONE and "mens" in kinds_of(noun)
        return people or average.per == "stuk" or alike(average.per, noun)
    if figure.nr == average.nr - 1 and figure.sentence == average.sentence and len(average.before) <= SUBJECT:
        return "," not in average.before and is_average(average) and not figure.clause_before()[:-2]
    if (
        figure.sentence == average.sentence
        and has(average.before[-3:], ("elk", "ieder"))
        and figure.nr < average.nr
    ):
        return bool(kinds_of(noun))
    each = table("averages")["each"]["words"]
    for at, word in enumerate(words[:-1]):
        if word in each and (
            one_noun(words[at + 1], noun)
            or (word == "per" and words[at + 1] in _ONE and "mens" in kinds_of(noun))
        ):
            return word != "de" or words[at - 1 : at] == ("per",)
    return False


_ONE = ("persoon", "hoofd", "man", "deelnemer")


def _is_total(text: Prose, average: Figure, figure: Figure) -> bool:
    """Whether the figure is of the averaged thing and large enough to be of them all."""
    mine, whole = exact_value(average.quantity), exact_value(figure.quantity)
    if (
        mine is None
        or whole is None
        or whole <= mine
        or is_average(figure)
        or _elsewhere(text, average, figure)
    ):
        return False
    if (
        figure.claim.role in ("from", "change", "part")
        or figure.per is not None
        or figure.unit != average.unit
    ):
        return False
    if figure.quantity.kind not in ("count", "money", "measure", "duration"):
        return False
    if average.noun and figure.noun and not alike(average.noun, figure.noun) and not _that(average):
        return False
    return (
        figure.unit is not None
        or figure.noun is None
        or average.noun is not None
        or _same_thing(average, figure)
    )


def _that(average: Figure) -> bool:
    """Whether the average is said to be the total shared out: "Per filiaal komt dat neer op 31.000 uitleningen"."""
    return average.first and has(average.before, table("averages")["shared_out"]["words"])


def _same_thing(average: Figure, figure: Figure) -> bool:
    """Whether an average without a noun of its own takes over the noun of this figure."""
    measure = average.claim.measure
    if measure is None or figure.noun is None or "er" in average.before:
        return True
    if average.nr == figure.nr + 1 and "," in average.before and len(average.before) <= SUBJECT:
        return average.sentence == figure.sentence  # "85 treffers, een gemiddelde van 3,1 per duel"
    return alike(measure, figure.noun) or (average.per is not None and alike(measure, average.per))


def _together(figure: Figure) -> bool:
    return has((*figure.before[-8:], *figure.after[:4]), table("averages")["together"]["words"])
