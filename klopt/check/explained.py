"""Whether other figures of the article make a stated size, so that these two values were never meant.

Precision goes before recall: a wrong sum with a right one beside it is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

from extract.nouns import Quantity
from klopt.check.agreement import fits
from klopt.check.case import Case
from klopt.check.prose import Figure, Prose, prose
from klopt.check.sizes import sizes_in
from klopt.check.tied import in_one_group, noun_of, one_thing

if TYPE_CHECKING:
    from klopt.check.changes import Change


AROUND = 4
"""Sentences before the first value and behind the last in which another figure explains the size."""
MANY = 7
"""Other figures of the unit, the nearest first, that are tried."""


def of_two_others(text: Prose, change: Change, size: Figure) -> bool:
    """Whether any two figures of the article give a size that nothing ties to these values: what stands there, or what
    a stated difference makes of it ("342.000 euro, 62.000 meer dan een jaar eerder. Dat is 22 procent"). In a text full
    of figures some two nearly always do; there a tie by nearness alone is worth nothing.
    """
    if change.before is None or change.before.quantity is None:
        return False
    ends = [claim.quantity for claim in (change.before, change.after) if claim and claim.quantity]
    values: list[Quantity] = []
    steps: list[Quantity] = []
    for figure in text.figures[:MOST]:
        one_kind = _one_kind(figure.quantity, *ends)
        if figure.nr == size.nr or not _is_above_zero(figure.quantity):
            continue
        if figure.claim.role == "change":
            if one_kind or (figure.quantity.kind == "count" and figure.quantity.unit is None):
                steps.append(figure.quantity)
        elif one_kind or _is_bare_count(figure):
            values.append(figure.quantity)
    pair = {id(change.before.quantity), id(change.after.quantity) if change.after else 0}
    if any(
        fits(size.quantity, change.direction, one, other)
        for one, other in permutations(values, 2)
        if {id(one), id(other)} != pair
    ):
        return True
    return any(
        fits(size.quantity, change.direction, one, other)
        for value in values
        for step in steps
        for one, other in _stepped(value, step)
    )


def _stepped(value: Quantity, step: Quantity) -> Iterator[tuple[Quantity, Quantity]]:
    """A value and what it was before a stated difference, either way."""
    for before in (value.strict - step.strict, value.strict + step.strict):
        if before.low is not None and before.low > 0:
            yield replace(value, strict=before, lenient=before, value=before.low), value


MOST = 40
"""Figures of an article of which any two are tried."""


def has_own_size(case: Case, change: Change, size: Figure, before: Figure, after: Figure) -> bool:
    """Whether another size is the one of these values: in the sentence of this one ("6 minder dan vorig jaar en 18
    minder dan in 2015, toen het er 72 waren"), or, where the text does not tie this one itself, near them or in the
    title.
    """
    text = prose(case)
    near = {size.sentence}
    if change.inferred:
        near |= {*range(min(before.sentence, after.sentence) - 1, max(before.sentence, after.sentence) + 2)}
        near |= {figure.sentence for figure in text.titled}
    others = [(other.figure, other.direction) for nr in near for other in sizes_in(case, nr) if other.figure]
    if change.inferred:
        others += [(figure, change.direction) for nr in near for figure in text.within(nr)]
    taken = (size.nr, before.nr, after.nr)
    return any(
        other.nr not in taken
        and (
            other.quantity.kind == size.quantity.kind
            or {other.quantity.kind, size.quantity.kind} <= _RELATIVE
        )
        and fits(other.quantity, way, before.quantity, after.quantity)
        for other, way in others
    )


_RELATIVE = {"percent", "fraction", "factor"}


def of_another(text: Prose, change: Change, size: Figure, before: Figure, after: Figure) -> bool:
    """Whether the size is that of one of the values and a third figure near."""
    framed = before.claim.frame is not None and before.claim.frame == after.claim.frame
    if framed and (before.claim.role, after.claim.role) == ("from", "to"):
        return False
    sentences = (before.sentence, after.sentence, size.sentence)
    reach = range(min(sentences) - AROUND, max(sentences) + AROUND)
    taken = (before.nr, after.nr, size.nr)
    near = [
        figure
        for figure in text.figures[max(0, min(taken) - MANY) : max(taken) + MANY]
        if figure.nr not in taken
        and figure.sentence in reach
        and figure.field == before.field
        and figure.claim.role not in _NO_VALUE
        and _is_above_zero(figure.quantity)
        and (_one_kind(figure.quantity, before.quantity, after.quantity) or _is_bare_count(figure))
        and (size.quantity.kind in _DIFFERENCES or _one_count(figure, before, after))
    ]
    near.sort(key=lambda figure: abs(figure.nr - size.nr))
    own = [figure for figure in near if figure.sentence == size.sentence] if change.inferred else []
    return any(
        fits(size.quantity, change.direction, one.quantity, other.quantity)
        for figure in near[:MANY]
        for one, other in ((before, figure), (figure, after), (after, figure), (figure, before))
    ) or any(
        fits(size.quantity, change.direction, one.quantity, other.quantity)
        for one, other in permutations(own[:MANY], 2)
    )


_DIFFERENCES = ("count", "money", "measure", "duration", "rate")
"""A difference that comes out to the unit is no chance, whatever the third figure counts."""
_NO_VALUE = ("change", "part", "minimum", "maximum")


def _one_count(figure: Figure, before: Figure, after: Figure) -> bool:
    """Whether a count can be of what the two values count: "61 nachten" says nothing of 420 stars."""
    mine, known = noun_of(figure), [noun for value in (before, after) if (noun := noun_of(value))]
    if mine is None:
        return True
    if not known:
        return {before.quantity.kind, after.quantity.kind} == {"count"}
    return any(one_thing(mine, noun) or in_one_group(mine, noun) for noun in known)


def _is_above_zero(quantity: Quantity) -> bool:
    """Whether a figure is a value that another can be divided by: "meer dan 50" and 0 make any ratio."""
    low, high = quantity.lenient.low, quantity.lenient.high
    return low is not None and high is not None and low > 0


def _is_bare_count(figure: Figure) -> bool:
    """ "In 2020 2,1 procent, nu 4,2": a number that leaves the unit out."""
    return figure.quantity.kind == "count" and figure.noun is None


def _one_kind(one: Quantity, *others: Quantity) -> bool:
    return any(_sort(one) == _sort(other) for other in others)


def _sort(quantity: Quantity) -> tuple[str, str]:
    """Money a month and money are told of one thing in turn: "310 euro per maand, vijf jaar geleden 250 euro"."""
    unit = (quantity.unit or "").partition("per ")[0].strip()
    return ("money" if quantity.kind == "rate" and unit else quantity.kind, unit)
