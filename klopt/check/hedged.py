"""A hedged figure ("ruim 12 procent") and the exact figure of the same thing elsewhere in the article.

They are taken for one thing if they lie close together, the exact one shows more digits, and nothing says that it is of
another time, place or group.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.words import table
from klopt.check.alike import kinds_of
from klopt.check.case import Case, exact_value, once
from klopt.check.moments import moment_of
from klopt.check.pairs import pairs, settled
from klopt.check.prose import Figure, has, prose
from klopt.check.tied import noun_of, one_thing

NEAR = 2
CLOSE = Decimal("0.15")
"""How far the exact figure may lie from the hedged one, as a part of it: further away it is another thing."""

Side = Literal["above", "below"]


@dataclass(frozen=True, slots=True)
class Hedged:
    """A figure with its hedge, the exact figure, and on which side of the first the hedge puts it."""

    figure: Figure
    exact: Figure
    side: Side


@once
def hedged(case: Case) -> Iterator[Hedged]:
    """Every hedged figure of the article with its exact one, if there is only one that it can be."""
    text = prose(case)
    sides = table("precise")
    for figure in text.figures:
        hedge = (figure.quantity.hedge or "").lower()
        side: Side | None = (
            "above" if hedge in sides["above"] else "below" if hedge in sides["below"] else None
        )
        if side is None or value_of(figure) is None or not settled(case, figure):
            continue
        last = _last(figure)
        near = [other for other in text.figures[figure.nr + 1 : figure.nr + 12] if other.sentence <= last]
        found = [other for other in near if _exact(case, figure, other)]
        if len(found) > 1:  # what it was before is not what it is
            past = {pair.before.nr for pair in pairs(case) if pair.after in found}
            found = [other for other in found if other.nr not in past]
        if len(found) == 1:
            yield Hedged(figure, found[0], side)


def _last(figure: Figure) -> int:
    """The last sentence in which the exact figure may stand: the first two of the text, for a headline."""
    return figure.sentence + NEAR + (1 if figure.field == "title" else 0)


def value_of(figure: Figure) -> Decimal | None:
    """The value, fractions in percent."""
    value = exact_value(figure.quantity)
    return value * 100 if value is not None and figure.quantity.kind == "fraction" else value


def _exact(case: Case, figure: Figure, other: Figure) -> bool:
    """Whether the other figure is the exact one of the same thing."""
    mine, theirs = value_of(figure), value_of(other)
    if (
        mine is None
        or theirs is None
        or not mine
        or other.quantity.hedge not in (None, "exact", "precies", "welgeteld")
    ):
        return False
    kinds = figure.quantity.kind, other.quantity.kind
    if kinds == ("fraction", "percent") and figure.sentence == other.sentence:
        return False  # the same share twice: another rule's question
    if kinds[0] != kinds[1] and kinds != ("fraction", "percent"):
        return False
    if figure.quantity.kind != "fraction" and (figure.unit != other.unit or digits(other) <= digits(figure)):
        return False
    if abs(theirs - mine) > CLOSE * mine or not settled(case, other):
        return False
    return _same_thing(case, figure, other) and _same_time(case, figure, other)


def digits(figure: Figure) -> int:
    """How many digits of the value count: 1.200 shows two.

    >>> from decimal import Decimal
    >>> len(Decimal("1200").normalize().as_tuple().digits)
    2
    """
    value = exact_value(figure.quantity)
    return len(value.normalize().as_tuple().digits) if value is not None else 0


def _same_thing(case: Case, figure: Figure, other: Figure) -> bool:
    words = (*other.clause_before(), *other.clause_after()[:6])
    if has(other.before[-4:], table("precise")["rest"]):
        return False  # "de andere helft (49 procent)"
    if has(words, table("precise")["groups"]) or (
        figure.claim.place and other.claim.place and figure.claim.place != other.claim.place
    ):
        return False
    mine, theirs = noun_of(figure), noun_of(other)
    if theirs in table("precise")["pieces"]:
        theirs = None
    if mine is not None and theirs is not None:
        people = "mens" in kinds_of(mine) & kinds_of(theirs)
        known = table("precise")
        counted = (
            people
            and has(other.before[-2:], known["counted"])
            and has(prose(case).words(other.sentence), known["recount"])
        )
        return counted or one_thing(mine, theirs)
    if other.quantity.kind in ("percent", "fraction"):
        return (
            figure.claim.role not in ("change",)
            or other.claim.role != "change"
            or figure.claim.direction == other.claim.direction
        )
    return theirs is None or mine is None


def _same_time(case: Case, figure: Figure, other: Figure) -> bool:
    text = prose(case)
    if has(other.clause_before(), table("precise")["same"]):
        return True
    one, two = (moment_of(text, end, text.spans[end.sentence].start) for end in (figure, other))
    since = figure.claim.period
    if since is not None and since.days is not None and since.days.end is None and two.days is not None:
        return False  # "voor het eerst sinds 2005 meer dan 500"
    return not (two.then or two.soon or two.still) and (
        one.days is None or two.days is None or one.days == two.days
    )
