"""Whether a figure can be what others add up to: of their unit and moment, near their sum, and of no more than they."""

from __future__ import annotations

from decimal import Decimal

from extract.words import table
from klopt.check.alike import alike
from klopt.check.case import exact_value, in_millions
from klopt.check.lists import KINDS, is_kin, is_loose, is_one_unit
from klopt.check.prose import Figure, Prose, has
from klopt.check.what_each_has import is_told_of_the_last

FAR, BEFORE = 12, 3
"""Figures and sentences before a total among which another figure may be that of all."""
APART = Decimal("0.5")
"""Parts and a total in another sentence are taken for a sum only if the smaller is at least this share of the larger:
figures further apart count different things."""


def can_total(total: Figure, members: tuple[Figure, ...]) -> bool:
    """Whether the figure can be the total of these: of their unit, and not one of them."""
    if total in members or not countable_total(total) or is_told_of_the_last(total):
        return False
    return all(is_one_unit(total, part) for part in members)


def countable_total(figure: Figure) -> bool:
    """Whether the figure can be the total of a sum: a single settled value of a kind that adds up."""
    quantity = figure.quantity
    settled = (
        figure.claim.role not in ("from", "change", "average", "part") and figure.claim.modality != "denied"
    )
    each = has(figure.before[-1:], table("parts")["sums"]["each"])  # "van elke honderd": a measure, no total
    single = exact_value(quantity) is not None and not is_loose(quantity)
    return quantity.kind in KINDS and single and settled and not each


def is_near_sum(total: Figure, members: tuple[Figure, ...]) -> bool:
    """Whether the parts come so near the total that they must be meant to add up to it."""
    value, added = exact_value(total.quantity), added_up(members)
    largest = max((exact_value(member.quantity) or Decimal(0) for member in members), default=Decimal(0))
    return value is not None and added > 0 and value > largest and APART <= value / added <= 1 / APART


def is_of_larger(text: Prose, total: Figure, members: tuple[Figure, ...]) -> bool:
    """Whether another figure before the total may be that of all: "610 ritten door te weinig personeel. Storingen 540,
    aanrijdingen 212. De andere 390": the rest is of more than was told last.
    """
    before = [
        figure
        for figure in text.figures[max(0, total.nr - FAR) : total.nr]
        if figure.field == total.field
        and figure not in members
        and exact_value(figure.quantity) != exact_value(total.quantity)
        and total.sentence - figure.sentence <= BEFORE
        and countable_total(figure)
        and _in_one_unit(figure, total)
        and (is_kin(figure, total) or any(alike(figure.noun or "", word) for word in total.after[:3]))
    ]
    least = added_up(members)
    return any((exact_value(figure.quantity) or 0) >= least / 2 for figure in before)


def _in_one_unit(figure: Figure, total: Figure) -> bool:
    """Whether both have one unit; a larger amount may name it alone: "289 miljoen euro ... Duitsland 193 miljoen"."""
    one, other = figure.quantity, total.quantity
    if one.kind == other.kind and figure.unit == total.unit:
        return True
    named = (
        one.kind == "money" and other.kind == "count" and (exact_value(one) or 0) > (exact_value(other) or 0)
    )
    return named and in_millions(other) and is_one_unit(figure, total)


def added_up(members: tuple[Figure, ...]) -> Decimal:
    """The values as written, added."""
    return sum((exact_value(member.quantity) or Decimal(0) for member in members), Decimal(0))


def is_of_other_moment(text: Prose, total: Figure, members: tuple[Figure, ...]) -> bool:
    """Whether total and parts are of different times, by their periods or by words such as "nu" and "vorig jaar"."""
    mine, theirs = (f.claim.period.days if f.claim.period else None for f in (total, members[0]))
    if mine is not None and theirs is not None and mine != theirs:
        return True
    each = (
        len({f.claim.period.days for f in members if f.claim.period}) > 1
    )  # "31 in 2019, 24 in 2020": all of them
    if (
        total.nr > members[-1].nr
        and not each
        and mine is None
        and theirs is not None
        and total.sentence != members[0].sentence
    ):
        past = members[0].claim.period
        if (
            past is not None
            and past.span.text[-4:].isdigit()
            and text.sentences[members[0].sentence][:1] == ("in",)
        ):
            return True  # "In 2017 vielen er 22 doden in auto's en 17 op de fiets. Van de 24 fietsers ..."
    words = table("parts")["moments"]["words"]
    said = [{word for word in words if has(text.words(f.sentence), (word,))} for f in (total, members[0])]
    return said[0] != said[1]
