"""A number of things, what each of them has, and the total: "geeft 1.200 brugklassers een laptop van 350 euro. Met die
aanschaf is 420.000 euro gemoeid".

Two ties are asked for. Each of the things has the size: a word says so ("elk", "telkens", "iedere deelnemer betaalde",
"28 ronden van 400 meter"), or one thing for many is named with it ("een laptop van 350 euro"), which is likely only. And
the total is of them all: it follows from the two ("zodat", "daarmee", "dat kost", ", een omzet van"), or only sums up
("in totaal", "de opbrengst"), as other things may do. Where both are said, any sum that is wrong counts; where one is
likely only, a slip of the pen must explain it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from extract.interval import Interval
from extract.words import table
from klopt.check.alike import alike, are_people, kinds_of
from klopt.check.averages import is_average, is_norm
from klopt.check.case import exact_value
from klopt.check.conversions import converted
from klopt.check.multiples import times_per
from klopt.check.proportion import count_readings
from klopt.check.prose import Figure, Prose, has
from klopt.check.rates import Rated, Readings, has_one_value, rate_readings, stretch_of, total_readings
from klopt.check.slips import is_slip

Tie = Literal["said", "likely"]

REACH = 2
"""Sentences from the first of the three figures to the last."""
NEAR = 5
"""Words before a size in which "telkens" or "elk" stands."""
WIDE = 18
"""Words before a total that say what it is of."""
FARTHEST = 3
"""How many times one may be the other if no slip explains it: beyond, the total is of something else."""
ROUGH = Decimal("0.1")
"""How far a mean may be off."""


def by_size(text: Prose) -> Iterator[Rated]:
    """ "In 2022 deed ze dat 52 keer en raapte ze telkens 40 kilo op. Alles samen leverde dat 2.080 kilo op"."""
    for total in text.figures:
        if total.nr < 2 or not _can_total(total):
            continue
        pair = text.figures[total.nr - 2 : total.nr]
        if not all(
            has_one_value(f)
            and text.one_field(f.sentence, total.sentence)
            and total.sentence - f.sentence <= REACH
            for f in pair
        ):
            continue
        for number, size in (pair, pair[::-1]):
            found = _product(text, number, size, total)
            if found is not None:
                yield found
                break


def _can_total(total: Figure) -> bool:
    near = (*total.before[-6:], "|", *total.after[:3])
    return (
        has_one_value(total)
        and total.claim.role not in ("from", "change", "average", "part")
        and not is_average(total)
        and not has(near, table("apiece")["total"]["not"])
    )


def _product(text: Prose, number: Figure, size: Figure, total: Figure) -> Rated | None:
    """The three figures as a sum, if both ties hold and, where one is only likely, a slip explains what is wrong."""
    if not _one_thing(number, size, total) or is_norm(size) or size.claim.role in ("from", "to", "change"):
        return None
    times = _times(text, number, size)
    if times is None or _held_back(text, number, size, total):
        return None
    readings, exactly, each = times
    scale = _in_its_unit(size, total) if size.unit != total.unit else None
    of_all = _of_all(total, number, max(number.sentence, size.sentence))
    if of_all is None:
        return None
    inferred = len({number.sentence, size.sentence, total.sentence}) > 1
    found = Rated(total, readings, exactly, size, number, inferred=inferred)
    if scale is not None:
        scaled = tuple(one * Interval.point(scale) for one in readings)
        found = replace(found, times=scaled, exactly=exactly * scale, shown=exactly)
    surely = each == of_all == "said" and not _counts_another(size, total)
    return found if _is_worth(found, surely=surely) else None


def _is_worth(found: Rated, *, surely: bool) -> bool:
    """Whether the sum holds or is wrong in a way that nothing but a mistake explains."""
    size, total = found.rate and exact_value(found.rate.quantity), exact_value(found.total.quantity)
    if found.rate is None or not size or not total:
        return False
    product = size * found.exactly
    made = [rate_readings(found)[1] * times for times in found.times]
    if any(one.overlaps(total_readings(found)[1]) for one in made):
        return True
    if is_slip(total, product) and _tells(product, total):
        return True
    if is_average(found.rate) and abs(total - product) <= ROUGH * product:
        return False
    return surely and max(total, product) <= FARTHEST * min(total, product)


def _tells(*values: Decimal) -> bool:
    """Whether figures have digits enough for a slip to be more than chance: 182.800, not 90."""
    return any(len(value.normalize().as_tuple().digits) > 1 for value in values)


def _one_thing(number: Figure, size: Figure, total: Figure) -> bool:
    """Whether size and total are of one unit, or count the same things, and the number is of others."""
    value, whole = exact_value(size.quantity) or Decimal(0), exact_value(total.quantity) or Decimal(0)
    if total.per not in (None, stretch_of(size)):
        return False
    if size.unit != total.unit:
        return _in_its_unit(size, total) is not None
    if whole <= value:
        return False
    if size.unit is not None:
        return True
    if size.quantity.kind == "duration" or total.quantity.kind not in ("count", "rate"):
        return False
    theirs = total.noun
    if theirs is None or size.noun is None or number.noun is None:
        return True
    return alike(size.noun, theirs) or not alike(number.noun, theirs)


def _in_its_unit(size: Figure, total: Figure) -> Decimal | None:
    """How many of the unit of the total go into one of the size: 0,001 of metres in kilometres."""
    if size.unit is None or total.unit is None or size.per is not None:
        return None
    one = converted(Interval.point(1), size.unit, total.unit)
    if one is None or one.low is None or one.high is None:
        return None
    # A ton is 1.000 kilos, or an English one: the round number is meant.
    return min((one.low, one.high), key=lambda end: len(end.normalize().as_tuple().digits))


def _counts_another(size: Figure, total: Figure) -> bool:
    """ "Elk 50 supporters ... 450 fans": by another noun, so that only a slip shows that these are they."""
    mine, theirs = size.noun, total.noun
    if size.unit is not None or mine is None or theirs is None:
        return False
    return not alike(mine, theirs) and not (_people(mine) and _people(theirs))


def _people(noun: str) -> bool:
    return are_people(noun) or bool(kinds_of(noun) & {"mens", "leerling"})


def _times(text: Prose, number: Figure, size: Figure) -> tuple[Readings, Decimal, Tie] | None:
    """How many times the size holds and how sure that is: for 1.200 leerlingen, 52 keer, 4.500 meter."""
    value, quantity = exact_value(number.quantity), number.quantity
    if value is None or value < 2 or number.claim.role in ("from", "to", "change", "part", "average"):
        return None
    known = table("apiece")["number"]
    if has((*number.before[-4:], "|", *number.after[:2]), known["not"]) and not has(
        number.before, known["all"]
    ):
        return None
    per = size.per if size.per != stretch_of(size) else None
    if per is not None:
        found = times_per(per.partition(" per ")[0], number, value)
        return (*found, "said") if found is not None else None
    if quantity.kind == "measure":
        return _of_a_measure(text, number, size)
    if (
        quantity.kind not in ("count", "factor")
        or value != value.to_integral_value()
        or number.unit not in (None, "keer")
    ):
        return None
    each = _has_each(text, number, size)
    return (count_readings(quantity), value, each) if each is not None else None


def _of_a_measure(text: Prose, number: Figure, size: Figure) -> tuple[Readings, Decimal, Tie] | None:
    """ "7,5 kilometer dijk. Elke meter kost 2.000 euro", "een kilo brengt 12 cent op. ... 3.400 kilo"."""
    lead, value = text.lead(size), exact_value(number.quantity) or Decimal(0)
    known = table("apiece")["each"]
    for at in range(len(lead) - 1):
        one = lead[at] in ("een", "één") and has(lead[at + 2 :], table("rates")["links"]["prices"])
        if (one or lead[at] in known["every"]) and not has(lead[at + 2 :], known["ends"]):
            found = times_per(lead[at + 1], number, value)
            if found is not None:
                return (*found, "likely" if one else "said")
    return None


def _has_each(text: Prose, number: Figure, size: Figure) -> Tie | None:
    """Whether each of those counted has the size."""
    known, gap = table("apiece")["each"], size.before
    after = number.nr < size.nr
    counted = number.noun is not None or has(number.after[:1], known["turns"])
    if after and counted and has((*gap[-NEAR:], "|", *size.after[:3]), known["words"]):
        return "said" if size.sentence - number.sentence <= 1 else "likely"
    if number.noun is None:
        return None
    here = after and size.sentence == number.sentence
    if here and len(gap) <= 2 and has(text.lead(number), known["given"]):
        return "likely"  # "wij betalen onze 45 vrijwilligers 150 euro"
    if after and has(text.words(size.sentence)[:1], known["who"]) and _people_or_asked(number.noun):
        return "likely"
    if here and gap[-1:] in (("van",), ("à",)) and not set(gap) & {",", ";", ".", "(", ":"}:
        if len(gap) <= 3 and gap[0] not in ("van", "à"):
            own = size.quantity.kind in ("money", "measure") or gap[-1] == "à" or not size.clause_after()
            return "said" if own else "likely"
        return "likely" if gap[-3:-2] in (("een",), ("één",)) else None
    if (
        not after
        and number.before[-1:] == ("met",)
        and has((*gap[-NEAR:], "|", *size.after[:3]), known["words"])
    ):
        return "likely"  # "de taxi's rijden elk 62.000 kilometer. Met 14 wagens ..."
    if has(size.before, known["prices"]) and (_people_or_asked(number.noun) or alike(number.noun, "kaart")):
        return "likely"  # "deelname kost 35 euro. Met 1.250 inschrijvingen ..."
    return _singled_out(text.lead(size), number.noun)


def _people_or_asked(noun: str) -> bool:
    """Whether "wie" may be one of those counted: people, or what they sent in."""
    return _people(noun) or any(alike(noun, one) for one in table("apiece")["each"]["sent"])


def _singled_out(lead: tuple[str, ...], noun: str) -> Tie | None:
    """ "Iedere deelnemer betaalde", "in elk vak passen"; of one of them: "een kaartje kost"."""
    known = table("apiece")["each"]
    for at in range(len(lead) - 1):
        one, rest = lead[at + 1], lead[at + 2 :]
        if not (alike(one, noun) or _one_of_the_people(one, noun)) or has(rest, known["ends"]):
            continue
        if lead[at] in known["every"]:
            return "said"
        if lead[at] in ("een", "één") and has(rest, table("rates")["links"]["prices"]):
            return "likely"
    return None


def _one_of_the_people(one: str, noun: str) -> bool:
    """ "Iedere deelnemer" of 1.600 wandelaars."""
    return _people(noun) and (_people(one) or has((one,), table("apiece")["each"]["anyone"]))


def _of_all(total: Figure, number: Figure, last: int) -> Tie | None:
    """Whether the total follows from what was told (`last`: in which sentence), or only sums up."""
    known = table("apiece")["all"]
    near = (*total.before[-WIDE:], "|", *total.clause_after()[:4])
    if total.sentence - last > 1 or total.before == ("en",):
        return None
    if total.quantity.kind == "duration" and not has(near, known["apposed"]):
        return None  # "spraken elk 10 minuten. Daarmee duurde het debat 90 minuten"
    if has(near, known["follows"]):
        return "said"
    if (
        number.nr == total.nr - 1
        and number.sentence == total.sentence
        and has(total.before[:3], known["make"])
    ):
        return "said"  # "tien containers kosten hem 18.000 euro"
    clause = total.clause_before()
    apposed = has(clause[:4], known["apposed"]) or (
        clause[:1] == ("een",) and any(word.endswith(tuple(known["names"])) for word in clause[1:4])
    )
    if total.sentence == last and apposed and set(total.before) & {",", "–", "—", ":"}:
        return "said"
    return "likely" if has(near, known["sums"]) else None


def _held_back(text: Prose, number: Figure, size: Figure, total: Figure) -> bool:
    """Whether something says that not all count, that more is in the total or that it is of a longer time."""
    known, first = table("apiece")["held_back"], min(number.sentence, size.sentence)
    words = tuple(word for nr in range(first, total.sentence + 1) for word in (*text.words(nr), "|"))
    if has(words, known["words"]) or has(words, table("rates")["differences"]["words"]):
        return True
    compound = size.per is not None and " per " in size.per
    timely = any(has(text.words(f.sentence), known["times"]) for f in (number, size))
    return timely and not compound and not has((*total.before, "|", *total.after[:5]), known["times"])
