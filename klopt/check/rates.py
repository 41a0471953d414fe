"""A rate, how often or for how many it holds, and their total: "40 telefoontjes per week, in een jaar dus 2.080"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from corpus.article import Span
from extract.interval import Interval
from extract.words import table
from klopt.check.alike import alike, kinds_of, one_noun
from klopt.check.averages import EXPLAINED, is_mean, is_norm
from klopt.check.case import Case, exact_value
from klopt.check.conversions import converted
from klopt.check.proportion import average_readings, count_readings, narrow, number_readings
from klopt.check.prose import Figure, Prose, has, once, prose, words_of

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


@once
def rated_of(case: Case) -> Iterator[Rated]:
    """The rates of an article whose total stands near; each total once."""
    text = prose(case)
    told: set[int] = set()
    for reader in (_by_calendar, _by_number, _by_interval):
        for found in reader(text):
            if found.total.nr not in told:
                told.add(found.total.nr)
                yield found


def _around(text: Prose, figure: Figure) -> Iterator[Figure]:
    """The other figures of the sentence and of the ones beside it."""
    for sentence in (figure.sentence, figure.sentence + 1, figure.sentence - 1):
        if text.one_field(sentence, figure.sentence):
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


def _longer(text: Prose, figure: Figure) -> str | None:
    """The stretch of time that a total is of: by its own words, or by a year that it is given for."""
    own = stretch_of(figure)
    if own is not None:
        return own
    words = (*figure.before[-8:], "|", *figure.after[:5])
    earlier = next((f for f in text.within(figure.sentence) if f.nr == figure.nr - 1), None)
    one = earlier is not None and earlier.quantity.kind == "duration" and exact_value(earlier.quantity) == 1
    if (
        one
        and earlier is not None
        and len(figure.before) <= NEXT
        and (
            has(earlier.before[-1:], ("in", "over"))
            or has(words_of(earlier.quantity.span.text), ("heel", "hele", "vol"))
        )
    ):
        return _stretch(earlier.unit or "")
    for name, phrases in table("rates")["stretches"].items():
        if has(words, phrases) and name != "uur":
            return str(name)
    period = figure.claim.period
    return "jaar" if period is not None and period.precision == "year" else None


def _by_calendar(text: Prose) -> Iterator[Rated]:
    """ "40 telefoontjes per week, in een jaar dus 2.080"."""
    for rate in text.figures:
        short = stretch_of(rate)
        if short is None or not _one_value(rate) or _partial(rate):
            continue
        for total in _around(text, rate):
            if not _one_value(total) or not _same_thing(rate, total) or _partial(total):
                continue
            long = _longer(text, total)
            row = _calendar(short, long)
            if (
                row is None
                or _partial(rate, long=long)
                or _partial(total, long=long)
                or not _linked(rate, total)
                or _other_year(rate, total)
            ):
                continue
            times = [_interval(row["strict"]), *map(_interval, row["lenient"])]
            exactly = Decimal(row["strict"][0])
            yield Rated(total, tuple(times), exactly, rate, inferred=rate.sentence != total.sentence)
            break


def _calendar(short: str, long: str | None) -> dict[str, Any] | None:
    rows: list[dict[str, Any]] = table("rates")["calendar"]
    return next((row for row in rows if row["short"] == short and row["long"] == long), None)


def _interval(ends: list[str]) -> Interval:
    return Interval(Decimal(ends[0]), Decimal(ends[1]))


def _one_value(figure: Figure) -> bool:
    value = exact_value(figure.quantity)
    bounded = figure.quantity.lenient.low is not None and figure.quantity.lenient.high is not None
    kinds = ("count", "rate", "money", "measure", "duration")
    return value is not None and value > 0 and bounded and figure.quantity.kind in kinds


def _partial(figure: Figure, *, long: str | None = None) -> bool:
    """Whether the words around the figure say that it holds for part of the time only."""
    near = (*figure.before[-8:], "|", *figure.after[:6])
    seasonal = long == "jaar" and has(near, table("rates")["seasons"]["words"])
    ends = table("averages")
    extreme = has(near, (*ends["lowest"]["words"], *ends["highest"]["words"]))
    return seasonal or extreme or has(near, table("rates")["partial"]["words"])


def _same_thing(rate: Figure, total: Figure) -> bool:
    """Whether the total is of what the rate is of: the same unit, and no other noun."""
    if rate.unit != total.unit or total.claim.role in ("from", "change"):
        return False
    if rate.noun and total.noun:
        return alike(rate.noun, total.noun)
    measure = rate.noun or rate.claim.measure
    return total.noun is None or measure is None or rate.unit is not None or alike(measure, total.noun)


def _linked(rate: Figure, total: Figure) -> bool:
    """Whether the text says that the one follows from the other, or gives both for one year."""
    words = table("rates")["links"]["words"]
    later = max(rate, total, key=lambda figure: figure.nr)
    near = (*later.before[-10:], "|", *later.after[:4])
    return has(near, words) or (rate.sentence == total.sentence and abs(rate.nr - total.nr) == 1)


def _other_year(rate: Figure, total: Figure) -> bool:
    mine, theirs = (f.claim.period.days if f.claim.period else None for f in (rate, total))
    if (
        has((*rate.before[-8:], "|", *rate.after[:5]), table("rates")["present"]["words"])
        and theirs is not None
    ):
        return True
    return mine is not None and theirs is not None and mine != theirs


def _by_number(text: Prose) -> Iterator[Rated]:
    """ "Elk van de 30 deelnemers betaalt 25 euro, samen 750 euro", "8 kilometer hek met twee palen per meter"."""
    for rate in text.figures:
        if not _one_value(rate) or is_mean(rate) or _partial(rate) or is_norm(rate):
            continue
        exceptions = table("rates")["exceptions"]["words"]
        if has(text.words(rate.sentence), exceptions):
            continue
        near = [figure for figure in _around(text, rate) if _one_value(figure)]
        for number in near:
            times = _times(text, rate, number)
            if times is None:
                continue
            totals = [f for f in near if f.nr != number.nr and _is_product(rate, number, f)]
            if len(totals) != 1 or _more_between(text, rate, number, totals[0]):
                continue
            others = _explained(totals[0], near) or _more_kinds(number, near, totals[0])
            if _makes(rate, number, totals[0]) or not others:
                inferred = len({rate.sentence, number.sentence, totals[0].sentence}) > 1
                yield Rated(totals[0], times[0], times[1], rate, number, inferred=inferred)
                break


def _makes(rate: Figure, number: Figure, total: Figure) -> bool:
    """Whether the total is exactly the product of both."""
    values = [exact_value(figure.quantity) for figure in (rate, number, total)]
    one, many, whole = (value or Decimal(0) for value in values)
    return rate.nr != number.nr and one * many == whole


def _more_kinds(number: Figure, near: list[Figure], total: Figure) -> bool:
    """Whether other things of the kind are counted beside these: "40 linden en 10 eiken. Een linde kost 150 euro"."""
    counts = (f for f in near if f.quantity.kind == "count" and f.noun and f.nr not in (number.nr, total.nr))
    return any(
        number.noun is not None
        and f.noun is not None
        and alike(f.noun, number.noun)
        and exact_value(f.quantity) != exact_value(number.quantity)
        for f in counts
    )


def _explained(total: Figure, near: list[Figure]) -> bool:
    """Whether two other figures near make exactly this total: then it is theirs. Of many figures some two always do."""
    others = [figure for figure in near if figure.nr != total.nr and (exact_value(figure.quantity) or 0) > 1]
    rates = [figure for figure in others if figure.unit == total.unit]
    return len(others) <= EXPLAINED and any(_makes(a, b, total) for a in rates for b in others)


def _more_between(text: Prose, rate: Figure, number: Figure, total: Figure) -> bool:
    """Whether other things are counted before a total in another sentence, or that sentence says that there is more."""
    last = max(rate.nr, number.nr)
    if total.sentence == max(rate.sentence, number.sentence) or total.nr < last:
        return has(text.words(total.sentence), table("rates")["more"]["words"])
    between = [f for f in text.figures[last + 1 : total.nr] if f.quantity.kind in ("count", "money")]
    return bool(between) or has(text.words(total.sentence), table("rates")["more"]["words"])


def _times(text: Prose, rate: Figure, number: Figure) -> tuple[Readings, Decimal] | None:
    """How many times a rate holds by this figure: 30 deelnemers, or 8.000 meter of 8 kilometer."""
    value, quantity = exact_value(number.quantity), number.quantity
    counted = quantity.kind != "count" or value == value.to_integral_value() if value is not None else False
    if (
        value is None
        or value < 2
        or not counted
        or number.per is not None
        or number.claim.role in ("from", "to", "change", "part", "average")
    ):
        return None
    if (
        stretch_of(rate)
        and quantity.kind == "count"
        and number.noun is not None
        and _for_each(text, rate, number)
    ):
        return count_readings(quantity), value
    if rate.per == "stuk" and (number.nr > rate.nr or number.sentence != rate.sentence):
        return None
    if (per := rate.per or stretch_of(rate)) is not None:
        return _times_per(per, number, value)
    if quantity.kind == "count" and number.noun is not None and _for_each(text, rate, number):
        return count_readings(quantity), value
    return None


def _times_per(per: str, number: Figure, value: Decimal) -> tuple[Readings, Decimal] | None:
    """How many times something per `per` goes into this figure."""
    quantity = number.quantity
    per = per.removeprefix("strekkende ")
    if quantity.kind == "count" and number.noun is not None:
        people = per in ("persoon", "hoofd") and "mens" in kinds_of(number.noun)
        return (
            (count_readings(quantity), value)
            if people or per == "stuk" or one_noun(per, number.noun)
            else None
        )
    if quantity.kind not in ("measure", "duration") or not quantity.unit:
        return None
    if quantity.kind == "duration" and quantity.unit == per:
        return number_readings(quantity), value
    strict, lenient, exact = (
        reading if quantity.unit == per else converted(reading, quantity.unit, per)
        for reading in (quantity.strict, quantity.lenient, Interval.point(value))
    )
    if strict is None or lenient is None or exact is None or exact.low is None:
        return None
    return (strict, lenient), exact.low


def _for_each(text: Prose, rate: Figure, number: Figure) -> bool:
    """ "Elk van de 30 deelnemers betaalt 25 euro", "Een kaartje kost 12 euro. De 400 kaartjes ..."."""
    words = table("rates")["links"]
    if rate.quantity.kind not in ("money", "measure", "count", "duration", "rate") or number.noun is None:
        return False
    before = text.lead(rate)
    if rate.nr == number.nr + 1 and rate.sentence == number.sentence:
        lead = " ".join(number.clause_before()[-3:])
        if lead.endswith(("elk van de", "ieder van de", "alle")) and lead.split()[-1] != "alle":
            return True
        if has((*before[-3:], "|", *rate.after[:2]), ("elk", "ieder", "per stuk", "het stuk", "de man")):
            return True
    for at in range(len(before) - 1):
        each = before[at] in words["each"] and alike(before[at + 1], number.noun)
        sure = before[at] not in ("een", "één") or has(before[at + 1 :], words["prices"])
        if each and sure and not has(before[at + 1 :], (".", ";", "van de", "waarvan")):
            return True
    return False


def _is_product(rate: Figure, number: Figure, figure: Figure) -> bool:
    """Whether the figure is given as the total of them all."""
    mine, whole = exact_value(rate.quantity), exact_value(figure.quantity)
    if mine is None or whole is None or whole <= mine or figure.per is not None or _partial(figure):
        return False
    if not _same_thing(rate, figure) or (
        figure.noun
        and number.noun
        and alike(figure.noun, number.noun)
        and figure.unit is None
        and rate.unit is not None
    ):
        return False
    together = has((*figure.before[-16:], "|", *figure.after[:4]), table("rates")["links"]["together"])
    next_to = figure.nr == number.nr + 1 and figure.sentence == number.sentence
    follows = has(number.before, ("dus", "oftewel", "ofwel"))
    within = has(number.before[-1:], ("in", "na", "over", "voor")) and len(figure.before) <= NEXT
    kept_up = number.after[:1] == ("lang",) and rate.sentence == number.sentence != figure.sentence
    return (
        together
        or (next_to and (follows or within))
        or (kept_up and figure.first and figure.unit is not None)
    )


_UNITS = r"(?P<unit>kwartier|halfuur|half uur|uur|minuten|minuut)"
_EVERY = re.compile(rf"\b(?:elke?|iedere?|om het|om de|om)\s+(?:(?P<many>\w+)\s+)?{_UNITS}\b", re.I)


def _by_interval(text: Prose) -> Iterator[Rated]:
    """ "rijdt elk halfuur, achttien uur per dag, goed voor 36 ritten per dag"."""
    for nr, span in enumerate(text.spans):
        for match in _EVERY.finditer(span.text):
            begin = span.start + match.start()
            every = text.case.article.span(span.field, begin, span.start + match.end())
            minutes = _minutes(text, nr, match, every)
            if minutes:
                yield from _frequency(text, nr, every, minutes)


def _minutes(text: Prose, sentence: int, match: re.Match[str], every: Span) -> Decimal | None:
    unit, many = match["unit"].lower(), match["many"]
    if not many:
        value = table("rates")["every"].get(unit)
        return Decimal(value) if value else None
    figure = next(
        (
            f
            for f in text.within(sentence)
            if f.quantity.kind == "duration" and every.overlaps(f.quantity.span)
        ),
        None,
    )
    value = exact_value(figure.quantity) if figure is not None else None
    return (
        value * (60 if unit == "uur" else 1)
        if value is not None and unit in ("uur", "minuten", "minuut")
        else None
    )


def _frequency(text: Prose, sentence: int, every: Span, minutes: Decimal) -> Iterator[Rated]:
    near = [f for nr in (sentence, sentence + 1) if text.one_field(nr, sentence) for f in text.within(nr)]
    hours = next(
        (f for f in near if f.unit == "uur" and f.per in ("dag", "etmaal") and f.sentence == sentence), None
    )
    open_all_day = next(
        (Decimal(h) for phrase, h in table("rates")["hours"].items() if has(text.words(sentence), (phrase,))),
        None,
    )
    many = exact_value(hours.quantity) if hours is not None else open_all_day
    for total in near:
        long = _longer(text, total)
        if (
            total is hours
            or not _one_value(total)
            or total.quantity.kind not in ("count", "rate")
            or total.unit
            or _partial(total)
        ):
            continue
        if long == "dag" and many is not None:
            number = many * 60 / minutes
        elif long == "uur":
            number = 60 / minutes
        else:
            continue
        # The first and the last of the day may both count, and hours are given as round ones.
        times = (
            Interval.point(number),
            Interval(number - max(Decimal(1), number / 24), number + max(Decimal(1), number / 24)),
        )
        yield Rated(total, times, number, number=hours, every=every, inferred=total.sentence != sentence)
        return


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
