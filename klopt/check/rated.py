"""Rates with their totals: by the calendar, by a number, by an interval ("elk kwartier")."""

from __future__ import annotations

from collections.abc import Iterator

from extract.interval import Interval
from extract.words import table
from klopt.check.apiece import by_size
from klopt.check.calendar_totals import by_calendar
from klopt.check.case import Case, exact_value, once
from klopt.check.frequencies import by_interval
from klopt.check.multiples import by_number
from klopt.check.prose import Figure, Prose, has, prose
from klopt.check.rates import Rated, total_readings
from klopt.check.slips import is_of_another_order


@once
def rated_of(case: Case) -> Iterator[Rated]:
    """The rates of an article whose total stands near; each total once."""
    text = prose(case)
    told: set[int] = set()
    for reader in (by_calendar, by_number, by_interval, by_size):
        for found in reader(text):
            if _is_difference(found.total) or _is_base(found.total) or _is_of_the_step(found):
                continue
            if found.total.nr not in told and not _wished(found) and not _explained(text, found):
                told.add(found.total.nr)
                yield found


def _is_difference(total: Figure) -> bool:
    """ "Op jaarbasis scheelt dat 540 euro": what lies between two rates, not the sum of one."""
    words = table("rates")["differences"]["words"]
    return has(total.before[-6:], words) or has(total.after[:2], words) or _is_of_another_matter(total)


def _is_of_another_matter(total: Figure) -> bool:
    """ "Samen met de kosten is dat 140.000 euro", "5 miljoen euro winst", "dus nog 200 euro over": of more than was
    counted, or what is left of it.
    """
    known, after = table("rates")["another_matter"], total.clause_after()
    left = len(after) < 2 and has(after, known["left"])
    return left or has(after[:2], known["nouns"]) or has(total.before[-8:], known["with"])


def _is_of_the_step(found: Rated) -> bool:
    """ "Ging van 1.450 naar 1.210 kuub per jaar. Dat is 20 kuub per maand minder": a step, and the level it led to."""
    words = table("rates")["differences"]["words"]
    return found.rate is not None and found.total.claim.role == "to" and has(found.rate.after[:1], words)


def _is_base(total: Figure) -> bool:
    """ "Een huishouden betaalt 140 euro per maand, tegen 190 euro een jaar eerder": the rate of another time."""
    return total.quantity.hedge is None and has(total.before[-3:], table("changes")["base"]["before"])


def _wished(found: Rated) -> bool:
    """Whether only one of the two is what somebody asks or hopes for."""
    said = {figure.claim.modality for figure in (found.rate, found.total) if figure is not None}
    return len(said) > 1 and "demanded" in said


def _explained(text: Prose, found: Rated) -> bool:
    """Whether the text shows that this is not the total of this rate."""
    return (
        _of_another_rate(text, found)
        or _of_another_total(text, found)
        or _of_another_order(found)
        or _so_many_times(text, found)
        or _is_of_the_rise(text, found)
    )


def _so_many_times(text: Prose, found: Rated) -> bool:
    """Whether a third number goes into the total ("115 euro per uur, bij zestien uur en 44 weken dus 81.000 euro") or
    makes it alone ("145 euro per dag, dus 1.595 euro voor de elf. In een maand met 21 werkdagen ...").
    """
    product, total = _product(found), total_readings(found)[1]
    if product is None or found.rate is None or product.overlaps(total):
        return False
    rate = found.rate.quantity.strict
    numbers = {figure.nr for figure in (found.rate, found.number, found.total) if figure is not None}
    return any(
        figure.nr not in numbers
        and _goes_with(figure, found)
        and figure.quantity.kind in ("count", "duration", "factor", "rate")
        and (many := exact_value(figure.quantity)) is not None
        and many > 1
        and any((each * Interval.point(many)).overlaps(total) for each in (product, rate))
        for figure in text.figures[max(0, min(numbers) - 6) : max(numbers) + 4]
    )


def _is_of_the_rise(text: Prose, found: Rated) -> bool:
    """ "Stijgt van 25 naar 32 euro per maand, 84 euro op jaarbasis", "gaat met 60 euro omhoog naar 480 euro": the total
    of what is added to the rate or taken off it.
    """
    rate, total = found.rate and exact_value(found.rate.quantity), total_readings(found)[1]
    if found.rate is None or not rate:
        return False
    numbers = {figure.nr for figure in (found.rate, found.number, found.total) if figure is not None}
    return any(
        (Interval.point(step) * found.times[0]).overlaps(total)
        for nr in range(found.rate.sentence - 1, found.total.sentence + 1)
        if text.one_field(nr, found.total.sentence)
        for other in text.within(nr)
        if other.nr not in numbers
        and (value := exact_value(other.quantity)) is not None
        and other.quantity.kind in ("count", "money", "rate", "measure")
        and (other.unit is None or other.unit == found.rate.unit)
        for step in (value, abs(rate - value))
    )


def _goes_with(figure: Figure, found: Rated) -> bool:
    """Whether a figure stands in the sentence of the rate or the total and before the total, or right behind that with
    "voor".
    """
    if figure.nr < found.total.nr:
        return figure.sentence in {f.sentence for f in (found.rate, found.total) if f is not None}
    behind = figure.nr == found.total.nr + 1 and figure.sentence == found.total.sentence
    return behind and figure.before[:1] == ("voor",)


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
