"""A rate, for how many it holds, and their total: "elk van de 30 deelnemers betaalt 25 euro, samen 750 euro"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.interval import Interval
from extract.words import table
from klopt.check.alike import alike, kinds_of, one_noun
from klopt.check.averages import is_mean, is_norm, is_of_some_only
from klopt.check.case import exact_value
from klopt.check.conversions import converted
from klopt.check.means import EXPLAINED
from klopt.check.proportion import count_readings, number_readings
from klopt.check.prose import Figure, Prose, has
from klopt.check.rates import (
    NEXT,
    Rated,
    Readings,
    at_a_price,
    figures_around,
    has_one_value,
    is_billed,
    is_partial,
    is_same_thing,
    stretch_of,
)
from klopt.check.what_each_has import is_told_of_the_last


def by_number(text: Prose) -> Iterator[Rated]:
    """ "Elk van de 30 deelnemers betaalt 25 euro, samen 750 euro", "8 kilometer hek met twee palen per meter"."""
    for rate in text.figures:
        if not has_one_value(rate) or is_mean(rate) or is_partial(rate) or is_norm(rate):
            continue
        exceptions = table("rates")["exceptions"]["words"]
        if has(text.words(rate.sentence), exceptions) or text.words(rate.sentence).count("à") > 1:
            continue  # "1.200 tegels à 4 euro en 300 banden à 10 euro": the total is of both
        near = [figure for figure in figures_around(text, rate) if has_one_value(figure)]
        for number in near:
            times = None if _is_when(number) else _times(text, rate, number)
            if times is None:
                continue
            totals = [f for f in near if f.nr != number.nr and _is_product(rate, number, f)]
            if len(totals) != 1 or _more_between(text, rate, number, totals[0]):
                continue
            if rate.before[-1:] == ("à",) and not is_billed(text, rate, totals[0]):
                continue
            others = _explained(totals[0], near) or _more_kinds(number, near, totals[0])
            if _makes(rate, number, totals[0]) or not others:
                inferred = len({rate.sentence, number.sentence, totals[0].sentence}) > 1
                yield Rated(totals[0], times[0], times[1], rate, number, inferred=inferred)
                break


def _is_when(number: Figure) -> bool:
    """ "3.301 euro per maand, na twaalf jaar is dat 5.054 euro": when something is, not how long."""
    return number.quantity.kind == "duration" and number.before[-1:] in (("na",), ("sinds",))


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
    if is_of_some_only(text, number, total):
        return True
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
        or (number.unit == "jaar" and number.before[-1:] == (",",))  # "de man, 53 jaar en alleenstaand"
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
    sold = number.nr == rate.nr + 1 and has(number.before, table("rates")["links"]["sold"])
    if rate.per == "stuk" and not sold and (number.nr > rate.nr or number.sentence != rate.sentence):
        return None
    if (per := rate.per or stretch_of(rate)) is not None:
        return times_per(per, number, value)
    if quantity.kind == "count" and number.noun is not None and _for_each(text, rate, number):
        return count_readings(quantity), value
    if quantity.kind == "measure" and (_of_one_unit(text, rate, number) or at_a_price(rate, number)):
        return (quantity.strict, quantity.lenient), value
    if quantity.kind == "duration" and at_a_price(rate, number):
        return number_readings(quantity), value
    return None


def _of_one_unit(text: Prose, rate: Figure, number: Figure) -> bool:
    """ "Een ton suiker kost 700 euro. Het bedrijf kocht 300 ton"."""
    lead, words = text.lead(rate)[-8:], table("rates")["links"]
    return any(
        lead[at] in ("een", "één") and lead[at + 1] == number.unit and has(lead[at + 2 :], words["prices"])
        for at in range(len(lead) - 1)
    )


def times_per(per: str, number: Figure, value: Decimal) -> tuple[Readings, Decimal] | None:
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
    if strict is None or lenient is None or exact is None or exact.low is None or exact.low < 1:
        return None  # "14 uur per week ... zes uur meer": less than once
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
        if has((*before[-5:], "|", *rate.after[:2]), words["apiece"]) or before[-1:] in (("à",), ("a",)):
            return True
        if "die" in rate.before[:2] and rate.per is not None:
            return True  # "220 leden die 15 euro per maand betalen"
    for at in range(len(before) - 1):
        each = before[at] in words["each"] and alike(before[at + 1], number.noun)
        sure = before[at] not in ("een", "één") or has(before[at + 1 :], words["prices"])
        if each and sure and not has(before[at + 1 :], (".", ";", "van de", "waarvan")):
            return True
    return False


def _is_product(rate: Figure, number: Figure, figure: Figure) -> bool:
    """Whether the figure is given as the total of them all."""
    mine, whole = exact_value(rate.quantity), exact_value(figure.quantity)
    timed = (
        number.quantity.kind == "duration"
    )  # "1,7 millimeter per jaar ... in dertig jaar 8 centimeter, dus 2,8 per jaar"
    apart = figure.per is not None and (figure.per != rate.per or timed)
    if mine is None or whole is None or whole <= mine or apart or is_partial(figure):
        return False
    if is_told_of_the_last(figure) and figure.nr - 1 not in (rate.nr, number.nr):
        return False  # "vier bussen met elk twintig stoelen en drie met samen 66"
    if figure.sentence != rate.sentence and (_other_purpose(rate, figure) or _set_aside(figure)):
        return False
    if (
        not is_same_thing(rate, figure)
        or _of_other_measures(rate, number, figure)
        or (
            figure.noun
            and number.noun
            and alike(figure.noun, number.noun)
            and figure.unit is None
            and rate.unit is not None
        )
    ):
        return False
    together = has((*figure.before[-16:], "|", *figure.after[:4]), table("rates")["links"]["together"])
    next_to = figure.nr == number.nr + 1 and figure.sentence == number.sentence
    follows = has(number.before, ("dus", "oftewel", "ofwel"))
    told = (
        rate.nr < number.nr or rate.sentence == number.sentence
    )  # not "in vier jaar 480 ton. Nu lukt 50 per maand"
    within = told and has(number.before[-1:], ("in", "na", "over", "voor")) and len(figure.before) <= NEXT
    counted_out = next_to and figure.before[-1:] == (":",)
    kept_up = number.after[:1] == ("lang",) and rate.sentence == number.sentence != figure.sentence
    return (
        together
        or counted_out
        or (next_to and (follows or within))
        or (kept_up and figure.first and figure.unit is not None)
    )


def _of_other_measures(rate: Figure, number: Figure, total: Figure) -> bool:
    """ "Maait twee keer per jaar ... na zes jaar op 41": bare numbers in other sentences that measure other things."""
    apart = total.sentence not in (rate.sentence, number.sentence) or rate.sentence != number.sentence
    mine, theirs = rate.claim.measure, total.claim.measure
    bare = rate.unit is None and total.unit is None and total.noun is None
    return apart and bare and (mine is None or theirs is None or not alike(mine, theirs))


def _other_purpose(rate: Figure, total: Figure) -> bool:
    """Whether the two are said to be for different things: "300 euro voor boeken", "uit aan leermiddelen"."""
    mine, theirs = _purpose(rate), _purpose(total)
    return theirs is not None and mine is not None and not alike(mine, theirs)


def _purpose(figure: Figure) -> str | None:
    words = figure.clause_after()[:5]
    at = next((nr for nr, word in enumerate(words[:-1]) if word in ("voor", "aan")), None)
    return None if at is None or words[at + 1] in ("kwijt", "uit") else words[at + 1]


def _set_aside(figure: Figure) -> bool:
    """Whether the amount is what there is to spend, not what was spent: "is 900.000 euro beschikbaar"."""
    return has((*figure.before[-6:], "|", *figure.after[:4]), table("rates")["links"]["budget"])
