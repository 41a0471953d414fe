"""How often something comes, and how many that makes: "elk halfuur, achttien uur per dag, 36 ritten"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.article import Span
from extract.interval import Interval
from extract.words import table
from klopt.check.case import exact_value
from klopt.check.prose import Prose, has
from klopt.check.rates import Rated, has_one_value, is_partial, longer_stretch

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
