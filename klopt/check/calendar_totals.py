"""A rate and its total by the calendar: "40 telefoontjes per week, in een jaar dus 2.080"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extract.interval import Interval
from extract.words import table
from klopt.check.case import exact_value
from klopt.check.prose import Figure, Prose, has
from klopt.check.rates import (
    Rated,
    adjective_of,
    figures_around,
    has_one_value,
    in_full_year,
    is_partial,
    is_same_thing,
    longer_stretch,
    stretch_of,
)


def by_calendar(text: Prose) -> Iterator[Rated]:
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
                or not (_linked(rate, total) or _those_a_week(text, rate, total))
                or _with_more(text, rate, total, Decimal(row["strict"][0]))
                or _other_year(rate, total)
            ):
                continue
            times = [_interval(row["strict"]), *map(_interval, row["lenient"])]
            times += _meant_instead(text, rate, total, short, times[0])
            exactly = Decimal(row["strict"][0])
            yield Rated(total, tuple(times), exactly, rate, inferred=not _said(rate, total))
            break


def _meant_instead(
    text: Prose, rate: Figure, total: Figure, short: str, times: Interval
) -> Iterator[Interval]:
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
        if kind in ("duration", "rate") and figure.unit == short:  # "drie dagen per week"
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


def _those_a_week(text: Prose, rate: Figure, total: Figure) -> bool:
    """ "Maakt achttien ritten per dag. Van die 126 wekelijkse ritten ...": the total is of the rate just told."""
    back = table("rates")["adjectives_back"]
    points = has(total.before[-2:], back["words"]) and adjective_of(total) is not None
    after = 0 <= total.sentence - rate.sentence <= 1 and rate.nr < total.nr
    return points and after and not has(text.words(rate.sentence), back["some_days"])


def _said(rate: Figure, total: Figure, *, anywhere: bool = False) -> bool:
    """Whether a word says that the one follows from the other, unless `anywhere` in one sentence: that both stand
    together and each says what it is per does not.
    """
    known = table("rates")["links"]
    later = max(rate, total, key=lambda figure: figure.nr)
    near = (*later.before[-10:], "|", *later.after[:4])
    if anywhere:
        return has(near, known["words"]) or in_full_year(near)
    words = [word for word in known["words"] if word not in known["pers"]]
    return rate.sentence == total.sentence and (has(near, words) or in_full_year(near))


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
        near = (*later.before[-10:], "|", *later.after[:4])
        return not (has(near, words) or in_full_year(near))
    return mine is not None and theirs is not None and mine != theirs
