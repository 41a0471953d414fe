"""Rates with their totals: by the calendar, by a number, by an interval ("elk kwartier")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from corpus.article import Span
from extract.interval import Interval
from extract.words import table
from klopt.check.case import Case, exact_value
from klopt.check.multiples import by_number
from klopt.check.prose import Figure, Prose, has, once, prose
from klopt.check.rates import (
    Rated,
    figures_around,
    has_one_value,
    is_partial,
    is_same_thing,
    longer_stretch,
    stretch_of,
    total_readings,
)
from klopt.check.slips import is_of_another_order


@once
def rated_of(case: Case) -> Iterator[Rated]:
    """The rates of an article whose total stands near; each total once."""
    text = prose(case)
    told: set[int] = set()
    for reader in (_by_calendar, by_number, _by_interval):
        for found in reader(text):
            if _is_difference(found.total):
                continue
            if found.total.nr not in told and not _wished(found) and not _explained(text, found):
                told.add(found.total.nr)
                yield found


def _is_difference(total: Figure) -> bool:
    """ "Op jaarbasis scheelt dat 540 euro": what lies between two rates, not the sum of one."""
    words = table("rates")["differences"]["words"]
    return has(total.before[-6:], words) or has(total.after[:2], words)


def _wished(found: Rated) -> bool:
    """Whether only one of the two is what somebody asks or hopes for."""
    said = {figure.claim.modality for figure in (found.rate, found.total) if figure is not None}
    return len(said) > 1 and "demanded" in said


def _explained(text: Prose, found: Rated) -> bool:
    """Whether the text shows that this is not the total of this rate."""
    return _of_another_rate(text, found) or _of_another_total(text, found) or _of_another_order(found)


def _product(found: Rated) -> Interval | None:
    return found.rate.quantity.strict * found.times[0] if found.rate is not None else None


def _of_another_total(text: Prose, found: Rated) -> bool:
    """Whether the rate gives another figure near: "wie drie glazen drinkt, zit op 720 milligram"."""
    product = _product(found)
    numbers = {figure.nr for figure in (found.rate, found.number, found.total) if figure is not None}
    if product is None or product.overlaps(total_readings(found)[0]):
        return False
    return any(
        figure.nr not in numbers
        and text.one_field(figure.sentence, found.total.sentence)
        and abs(figure.sentence - found.total.sentence) <= 1
        and figure.unit == found.total.unit
        and figure.quantity.kind == found.total.quantity.kind
        and figure.quantity.hedge is None
        and exact_value(figure.quantity) is not None
        and product.overlaps(figure.quantity.strict)
        for figure in text.figures[max(0, min(numbers) - 6) : max(numbers) + 7]
    )


FARTHEST = 200
"""How many times the product a total may be: a year may be given for a week, but no more."""


def _of_another_order(found: Rated) -> bool:
    """ "Een dagkaart kostte 38 euro" and 64.500 visitors beside "95 euro": no slip makes the one of the other."""
    rate, total = found.rate and exact_value(found.rate.quantity), exact_value(found.total.quantity)
    if not rate or not total:
        return False
    return is_of_another_order(rate * found.exactly, total, FARTHEST)


def _of_another_rate(text: Prose, found: Rated) -> bool:
    """Whether another rate near gives exactly this total: then it is the total of that one."""
    if found.rate is None:
        return False
    total = total_readings(found)[0]
    return any(
        figure.nr not in (found.rate.nr, found.total.nr)
        and abs(figure.sentence - found.total.sentence) <= 1
        and text.one_field(figure.sentence, found.total.sentence)
        and figure.quantity.kind == found.rate.quantity.kind
        and figure.per == found.rate.per
        and len({figure.unit, found.rate.unit} - {None}) <= 1
        and (figure.quantity.strict * found.times[0]).overlaps(total)
        for figure in text.figures[max(0, found.total.nr - 6) : found.total.nr + 7]
    )


def _by_calendar(text: Prose) -> Iterator[Rated]:
    """ "40 telefoontjes per week, in een jaar dus 2.080"."""
    for rate in text.figures:
        short = stretch_of(rate)
        if short is None or not has_one_value(rate) or is_partial(rate):
            continue
        for total in figures_around(text, rate):
            if not has_one_value(total) or not is_same_thing(rate, total) or is_partial(total):
                continue
            long = longer_stretch(text, total)
            row = _calendar(short, long)
            if (
                row is None
                or is_partial(rate, long=long)
                or is_partial(total, long=long)
                or not _linked(rate, total)
                or _with_more(text, rate, total, Decimal(row["strict"][0]))
                or _other_year(rate, total)
            ):
                continue
            times = [_interval(row["strict"]), *map(_interval, row["lenient"])]
            times += _otherwise(text, rate, total, short, times[0])
            exactly = Decimal(row["strict"][0])
            yield Rated(total, tuple(times), exactly, rate, inferred=not _said(rate, total))
            break


def _otherwise(text: Prose, rate: Figure, total: Figure, short: str, times: Interval) -> Iterator[Interval]:
    """How many times the rate may be meant instead, by another figure beside it: "14 treinen per uur, 18 uur lang", "18
    bewoners leggen maandelijks 50 euro in".
    """
    for figure in text.figures[max(0, rate.nr - 2) : total.nr + 2]:
        many, kind = exact_value(figure.quantity), figure.quantity.kind
        if (
            figure.nr in (rate.nr, total.nr)
            or many is None
            or many < 2
            or abs(figure.sentence - rate.sentence) > 1
        ):
            continue
        if kind == "duration" and figure.unit == short:
            yield Interval.point(many)
        elif kind == "count" and figure.noun is not None:
            yield times * Interval.point(many)


def _calendar(short: str, long: str | None) -> dict[str, Any] | None:
    rows: list[dict[str, Any]] = table("rates")["calendar"]
    return next((row for row in rows if row["short"] == short and row["long"] == long), None)


def _interval(ends: list[str]) -> Interval:
    return Interval(Decimal(ends[0]), Decimal(ends[1]))


def _linked(rate: Figure, total: Figure) -> bool:
    """Whether the text says that the one follows from the other, or gives both for one year."""
    if has(max(rate, total, key=lambda figure: figure.nr).before, ("terwijl",)):
        return False
    return _said(rate, total, anywhere=True) or (
        rate.sentence == total.sentence and abs(rate.nr - total.nr) == 1
    )


def _said(rate: Figure, total: Figure, *, anywhere: bool = False) -> bool:
    """Whether a word says that the one follows from the other, unless `anywhere` in one sentence: that both stand
    together and each says what it is per does not.
    """
    known = table("rates")["links"]
    later = max(rate, total, key=lambda figure: figure.nr)
    near = (*later.before[-10:], "|", *later.after[:4])
    if anywhere:
        return has(near, known["words"])
    words = [word for word in known["words"] if word not in known["pers"]]
    return rate.sentence == total.sentence and has(near, words)


def _with_more(text: Prose, rate: Figure, total: Figure, least: Decimal) -> bool:
    """Whether the total may take in more than the rate ("met servicekosten"), or is a cheaper price of its own ("12
    euro per maand of 120 euro per jaar"); `least` times the rate would be the total.
    """
    known = table("rates")["takes_in"]
    one, other = sorted((rate, total), key=lambda figure: figure.nr)
    near = (*one.clause_after(), "|", *other.before, "|", *other.clause_after())
    money = rate.quantity.kind in ("money", "rate") and rate.unit is not None
    if has(near, known["words"]) or (money and has(other.before, known["money"])):
        return True
    one_rate, sum_of = exact_value(rate.quantity), exact_value(total.quantity)
    dearer = one_rate is not None and sum_of is not None and sum_of >= one_rate * least
    if not money or dearer or _said(rate, total):
        return False
    words = [word for nr in {rate.sentence, total.sentence} for word in text.words(nr)]
    return has(other.before, known["prices"]) or any(word.endswith(tuple(known["sold"])) for word in words)


def _other_year(rate: Figure, total: Figure) -> bool:
    mine, theirs = (f.claim.period.days if f.claim.period else None for f in (rate, total))
    if (
        has((*rate.before[-8:], "|", *rate.after[:5]), table("rates")["present"]["words"])
        and theirs is not None
    ):
        return True
    if mine is None and theirs is not None and rate.sentence != total.sentence:
        # "Dat is per dag 21.000 liter. In 2018 was 2 miljoen nodig": of another year unless a word joins them.
        words = [
            word for word in table("rates")["links"]["words"] if word not in table("rates")["links"]["pers"]
        ]
        later = max(rate, total, key=lambda figure: figure.nr)
        return not has((*later.before[-10:], "|", *later.after[:4]), words)
    return mine is not None and theirs is not None and mine != theirs


_UNITS = r"(?P<unit>kwartier|halfuur|half uur|uur|minuten|minuut|seconden|seconde)"


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
    each = {"uur": Decimal(60), "minuten": Decimal(1), "minuut": Decimal(1), "seconden": 1 / Decimal(60)}.get(
        unit
    )
    return value * each if value is not None and each is not None else None


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
        long = longer_stretch(text, total)
        if (
            total is hours
            or not has_one_value(total)
            or total.quantity.kind not in ("count", "rate")
            or total.unit
            or is_partial(total)
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
