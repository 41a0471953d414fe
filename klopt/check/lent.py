"""Units that one figure of a change takes from another: "zakte acht graden, van 31 naar 25" gives degrees, "van 41,2
naar 46,9 miljoen euro. Een plus van 5,7 miljoen" gives euros.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.nouns import Claim, Quantity
from extract.words import table
from klopt.check.case import has_millions, in_millions
from klopt.check.prose import Figure, has, words_of

if TYPE_CHECKING:
    from klopt.check.changes import Change

UNITED = ("measure", "money", "duration")
"""Kinds of figures that have a unit to lend."""


def lends(size: Figure, level: Figure) -> bool:
    """Whether the one figure has a unit that holds for the other too."""
    if _is_bare_amount(size.quantity) and size.noun is None:
        return level.quantity.kind == "money" and has_millions(level.quantity)
    if level.quantity.kind == "rate" and size.quantity.kind in ("money", "measure"):
        return level.claim.role in ("from", "to") and size.unit == level.unit
    ends = level.claim.role in ("from", "to") and level.quantity.kind == "count" and level.noun is None
    if not ends or size.quantity.kind not in UNITED or not 0 < level.nr - size.nr <= 2:
        return False
    timed = size.quantity.kind == "duration" and not level.quantity.span.text.isalnum()
    return not timed  # "van 31.20 naar 31.12" is a time


def lent(change: Change) -> Change:
    """The change with the unit of its size on bare values, or that of its values on a bare size of millions."""
    if change.before is None or change.after is None or len(change.sizes) != 1:
        return change
    before, after, size = change.before.quantity, change.after.quantity, change.sizes[0].quantity
    if before is None or after is None or size is None:
        return change
    if size.kind in UNITED and {before.kind, after.kind} == {"count"}:
        if has(words_of(change.sizes[0].span.text), table("changes")["marked"]["again"]):
            return change  # "twee keer met vier euro, van 14 naar 22"
        whole = replace(size, unit="EUR") if size.unit == "cent" and _in_euros(before, after) else size
        ends = (_with_unit(claim, whole) for claim in (change.before, change.after))
        return replace(change, before=next(ends), after=next(ends))
    rates = size.unit and size.kind != "rate" and {before.kind, after.kind} == {"rate"}
    if rates and all((end.unit or "").startswith(f"{size.unit} per ") for end in (before, after)):
        return replace(change, sizes=(_with_unit(change.sizes[0], after),))
    if _is_bare_amount(size) and before.kind == after.kind == "money":
        return replace(change, sizes=(_with_unit(change.sizes[0], after),))
    return change


def _is_bare_amount(quantity: Quantity) -> bool:
    """ "7,5 miljoen" with no unit and nothing that is counted."""
    return quantity.kind == "count" and quantity.unit is None and in_millions(quantity)


def _in_euros(*values: Quantity) -> bool:
    """ "Steeg 20 cent, van 2,89 naar 3,10": amounts with two decimals."""
    return all(value.span.text[-3:-2] == "," for value in values)


def _with_unit(claim: Claim, giver: Quantity) -> Claim:
    if claim.quantity is None:
        return claim
    return replace(claim, quantity=replace(claim.quantity, kind=giver.kind, unit=giver.unit))
