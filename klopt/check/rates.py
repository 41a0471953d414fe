"""A rate, how often or for how many it holds, and their total: "40 telefoontjes per week, in een jaar dus 2.080"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from corpus.article import Span
from extract.interval import Interval
from extract.words import table
from klopt.check.alike import alike
from klopt.check.case import exact_value
from klopt.check.line_ends import in_reach
from klopt.check.proportion import average_readings, narrow
from klopt.check.prose import Figure, Prose, has, words_of

Readings = tuple[Interval, Interval]


EXACT = 100
"""A rate below this without a hedge is not a rounded one, also when it ends in a zero."""
NEXT = 3
"""Words between "in een jaar" and the total that it goes with."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A rate times a number against a total.

    `number`: the figure that it is multiplied by, or None when the calendar gives it. `times` is what the number can
    be, the strict reading first, `exactly` its value for the message. `every`: the words of an interval ("elk
    kwartier"), when the rate is given so.
    """

    total: Figure
    times: tuple[Interval, ...]
    exactly: Decimal
    rate: Figure | None = None
    number: Figure | None = None
    every: Span | None = None
    inferred: bool = False
    shown: Decimal | None = None
    """How many times for the message, where `exactly` goes into another unit: 28 times 400 metres in kilometres."""


def figures_around(text: Prose, figure: Figure) -> Iterator[Figure]:
    """The other figures of the sentence and of the ones beside it."""
    for sentence in (figure.sentence, figure.sentence + 1, figure.sentence - 1):
        if in_reach(text, sentence, figure.sentence):
            yield from (other for other in text.within(sentence) if other.nr != figure.nr)


def stretch_of(figure: Figure) -> str | None:
    """The stretch of time that a rate is per: "maand" of "65 per maand", "wekelijks 40", "een maandhuur van 900 euro";
    None if it is no such rate.
    """
    words = table("rates")
    if (name := figure.per) is not None and (stretch := _stretch(name)):
        return stretch
    before = figure.before[-16:]
    around = (*before[-4:], "|", *figure.clause_after()[:2])
    name = next((long for word, long in words["adverbs"].items() if word in around), None)
    for at in range(len(before) - 1):
        if before[at] in ("elke", "elk", "iedere", "ieder") and _stretch(before[at + 1]):
            name = before[at + 1]
    return _stretch(name) if name else _compound(before[-4:])


def _compound(words: tuple[str, ...]) -> str | None:
    """The stretch in a noun right before a figure: "een dagprijs van 68 euro"."""
    known = table("rates")["compounds"]
    for word in words:
        if word.endswith(tuple(known["ends"])):
            for start, stretch in known["starts"].items():
                if word.startswith(start) and len(word) > len(start) + 3:
                    return str(stretch)
    return None


def _stretch(name: str) -> str | None:
    name = table("rates")["names"].get(name, name)
    return name if name in table("rates")["stretches"] or name in ("minuut", "seconde", "kwartaal") else None


def longer_stretch(text: Prose, figure: Figure) -> str | None:
    """The stretch of time that a total is of: by its own words, or by a year that it is given for."""
    own = stretch_of(figure)
    if own is not None:
        return own
    words = (*figure.before[-8:], "|", *figure.after[:5])
    if (named := adjective_of(figure)) is not None or in_full_year(words):
        return named or "jaar"
    earlier = next((f for f in text.within(figure.sentence) if f.nr == figure.nr - 1), None)
    one = earlier is not None and earlier.quantity.kind == "duration" and exact_value(earlier.quantity) == 1
    if (
        one
        and earlier is not None
        and len(figure.before) <= NEXT
        and (
            has(earlier.before[-1:], ("in", "over", "op"))
            or has(words_of(earlier.quantity.span.text), ("heel", "hele", "vol"))
        )
    ):
        return _stretch(earlier.unit or "")
    for name, phrases in table("rates")["stretches"].items():
        if has(words, phrases) and name != "uur":
            return str(name)
    period = figure.claim.period
    return "jaar" if period is not None and period.precision == "year" else None


def adjective_of(figure: Figure) -> str | None:
    """The stretch in "126 wekelijkse ritten"."""
    adjectives: dict[str, str] = table("rates")["adjectives"]
    return next((adjectives[word] for word in figure.after[:1] if word in adjectives), None)


def in_full_year(words: tuple[str, ...]) -> bool:
    """ "In heel 2018", not "in heel het bedrijf"."""
    return any(word == "heel" and after.isdigit() for word, after in pairwise(words))


def has_one_value(figure: Figure) -> bool:
    """Whether the figure is a single value above zero with bounds on both sides."""
    value = exact_value(figure.quantity)
    bounded = figure.quantity.lenient.low is not None and figure.quantity.lenient.high is not None
    kinds = ("count", "rate", "money", "measure", "duration")
    return value is not None and value > 0 and bounded and figure.quantity.kind in kinds


def is_partial(figure: Figure, *, long: str | None = None) -> bool:
    """Whether the words around the figure say that it holds for part of the time only."""
    near = (*figure.before[-8:], "|", *figure.after[:6])
    seasonal = long == "jaar" and has(near, table("rates")["seasons"]["words"])
    ends = table("averages")
    extreme = has(near, (*ends["lowest"]["words"], *ends["highest"]["words"]))
    return seasonal or extreme or has(near, table("rates")["partial"]["words"])


def is_same_thing(rate: Figure, total: Figure) -> bool:
    """Whether the total is of what the rate is of: the same unit, and no other noun."""
    if rate.unit != total.unit or total.claim.role in ("from", "change"):
        return False
    if rate.noun and total.noun:
        return alike(rate.noun, total.noun)
    measure = rate.noun or rate.claim.measure
    return total.noun is None or measure is None or rate.unit is not None or alike(measure, total.noun)


def rate_readings(found: Rated) -> Readings:
    """What the rate can be; one for what happens at an interval. A rate of counted things is a rounded figure too."""
    if found.rate is None:
        return Interval.point(1), Interval.point(1)
    quantity = found.rate.quantity
    strict, value = average_readings(quantity)[0], exact_value(quantity)
    if quantity.hedge is not None or (value is not None and value >= EXACT):
        return strict, quantity.lenient if quantity.hedge is not None else narrow(quantity)
    return strict, strict


def total_readings(found: Rated) -> Readings:
    """What the total can be."""
    quantity = found.total.quantity
    strict = average_readings(quantity)[0] if quantity.kind == "rate" else quantity.strict
    return strict, quantity.lenient if quantity.hedge is not None else narrow(quantity)


def at_a_price(rate: Figure, number: Figure) -> bool:
    """ "7.000 vierkante meter à 55 euro", "2.500 kilo aardappelen à 0,40 euro"."""
    words = rate.before
    return rate.nr == number.nr + 1 and words[-1:] == ("à",) and len(words) <= NEXT and words.count(",") == 0


def is_billed(text: Prose, rate: Figure, total: Figure) -> bool:
    """Whether a total in another sentence than "30 kilo à 5 euro" is the bill for it, not what else there was sold."""
    bill = table("rates")["links"]["bill"]
    return total.sentence == rate.sentence or has(text.words(total.sentence), bill)
