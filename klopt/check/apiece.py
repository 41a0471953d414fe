"""A number of things, what each of them has, and the total: "geeft 1.200 brugklassers een laptop van 350 euro. Met die
aanschaf is 420.000 euro gemoeid".

Two ties are asked for. Each of the things has the size: a word says so ("elk", "telkens", "iedere deelnemer
betaalde", "28 ronden van 400 meter"), or one thing for many is named with it ("een laptop van 350 euro"), which is
likely only. And the total is of them all: it follows from the two ("zodat", "daarmee", ", een omzet van"), or only
sums up ("in totaal", "de opbrengst"), as other things may do. Where both are said, any sum that is wrong counts;
where one is likely only, a slip of the pen must explain it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extract.interval import Interval
from extract.words import table
from klopt.check.alike import alike
from klopt.check.averages import is_average, is_norm
from klopt.check.case import exact_value
from klopt.check.conversions import converted
from klopt.check.each_has import Tie, are_any_people, times_of
from klopt.check.prose import Figure, Prose, has
from klopt.check.rates import Rated, has_one_value, rate_readings, stretch_of, total_readings
from klopt.check.slips import is_slip

REACH = 2
"""Sentences from the first of the three figures to the last."""
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
    times = times_of(text, number, size)
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
    return not alike(mine, theirs) and not (are_any_people(mine) and are_any_people(theirs))


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
    if has(text.words(number.sentence), table("averages")["of_some"]["words"]):
        return True  # "alleen zaterdag al trok de beurs 4.100 bezoekers"
    behind = [f for f in text.within(total.sentence) if f.nr == total.nr + 1 and f.before == ("in",)]
    if any(f.quantity.kind == "duration" for f in behind):
        return True  # "goed voor 3.600 ton in tien jaar"
    near = (*total.before[-WIDE:], "|", *total.clause_after())
    if has(near, known["earned"]) and has(text.words(size.sentence), known["spent"]):
        return True  # "kregen elk een boek van 9 euro. Zo werd er 3.600 euro opgehaald"
    compound = size.per is not None and " per " in size.per
    timely = any(has(text.words(f.sentence), known["times"]) for f in (number, size))
    return timely and not compound and not has((*total.before, "|", *total.after[:5]), known["times"])
