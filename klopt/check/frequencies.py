"""How often something comes, and how many that makes: "elk halfuur, achttien uur per dag, 36 ritten"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.article import Span
from extract.interval import Interval
from extract.words import table
from klopt.check.case import exact_value
from klopt.check.prose import Figure, Prose, has
from klopt.check.rates import Rated, has_one_value, longer_stretch

_UNITS = r"(?P<unit>kwartier|halfuur|half uur|uur|minuten|minuut|seconden|seconde)"
_EVERY = re.compile(rf"\b(?:elke?|iedere?|om het|om de|om)\s+(?:(?P<many>\w+)\s+)?{_UNITS}\b", re.I)


def by_interval(text: Prose) -> Iterator[Rated]:
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
    if has(text.words(sentence), table("rates")["each_place"]["unread"]):
        return  # "op beide banen": at how many places is not told in figures
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
            or has((*total.before[-8:], "|", *total.after[:6]), _partial())
        ):
            continue
        if long == "dag" and many is not None:
            each = many * 60 / minutes
        elif long == "uur":
            each = 60 / minutes
        else:
            continue
        places, sure = _places(text, sentence, every, total)
        number = each * places if sure else each
        # The first and the last of the day may both count, and hours are given as round ones.
        slack = max(Decimal(1), each / 24) * (places if long == "dag" else 1)
        made = (each * places,) if sure else (each * places, each)
        times = [Interval.point(one) for one in made]
        times += [Interval(one - slack, one + slack) for one in made]
        inferred = total.sentence != sentence
        yield Rated(total, tuple(times), number, number=hours, every=every, inferred=inferred)
        return


def _partial() -> list[str]:
    """Words of a part of the time; that so many can come is what an interval says."""
    words = table("rates")
    return [word for word in words["partial"]["words"] if word not in words["capacity"]["words"]]


def _places(text: Prose, sentence: int, every: Span, total: Figure) -> tuple[Decimal, bool]:
    """At how many places it happens, and whether it surely does at each: "op elk van de vier rijbanen", "op de twee
    sporen", "om de tien minuten twee bussen".
    """
    places, sure = Decimal(1), True
    for figure in text.within(sentence):
        value = exact_value(figure.quantity)
        counted = figure.quantity.kind == "count" and figure.noun is not None and figure.nr != total.nr
        if not counted or value is None or value < 2 or every.overlaps(figure.quantity.span):
            continue
        places *= value
        sure = sure and has(figure.before[-4:], table("rates")["each_place"]["words"])
    return places, sure
