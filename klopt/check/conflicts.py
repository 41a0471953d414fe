"""Figures of several articles that should be one figure and are not, gathered with all sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from typing import Literal

from extract.nouns import Quantity
from klopt.check.case import Case, exact_value, once
from klopt.check.evidence import Evidence
from klopt.check.exchanged import EXCHANGED, exchanged
from klopt.check.firmness import firm
from klopt.check.group import Group, Pair, agree
from klopt.check.next_row import next_row
from klopt.check.one_period import LATER
from klopt.check.rounds import update
from klopt.check.said import Said, said
from klopt.check.same_figure import same_figure, unit_unsaid
from klopt.check.slipped import slipped
from klopt.check.subjects import same_source
from klopt.check.taken_back import puts_right, taken_back

NEARLY = Decimal("0.5")
"""Percent by which a fraction in words may differ from the percentage that it is."""
SEVERAL = 3
"""Conflicts of two articles from which on they may be about two things."""
Kind = Literal["figure-conflict", "series-break", "source-conflict"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two figures of a pair, how they conflict, and what speaks for their being one figure. An `update` is what a later
    article may well say.
    """

    pair: Pair
    mine: Said
    yours: Said
    kind: Kind
    update: bool
    evidence: Evidence


def conflicts(group: Group) -> Iterator[Conflict]:
    """All conflicts between two articles of the group, but those of a figure that one of its articles puts right."""
    notes = [note for case in group.cases for note in taken_back(case)]
    for pair in group.pairs:
        for one in () if pair.one_page else _between(pair):
            if not any(puts_right(note, one.mine, one.yours) for note in notes):
                yield one


@once
def _between(pair: Pair) -> Iterator[Conflict]:
    """The conflicts of two articles; where more figures conflict than are shared, they are likelier about two things of
    one sort, and none is more than a note.
    """
    found = tuple(_pairs_of_figures(pair))
    loud = {(one.mine.value, one.yours.value) for one in found if not one.update}
    shared = {mine.value for mine, _ in pair.shared if mine.telling}
    two_things = len(loud) >= SEVERAL and len(loud) > len(shared)
    return (replace(one, update=True) for one in found) if two_things else iter(found)


def _pairs_of_figures(pair: Pair) -> Iterator[Conflict]:
    """The pairs of figures that each are the best counterpart of the other, and no second as good."""
    open_mine = [one for one in said(pair.one) if not _known(one, pair.other)]
    open_yours = [one for one in said(pair.other) if not _known(one, pair.one)]
    scored: list[tuple[float, int, int, Evidence, bool]] = []
    for nr, mine in enumerate(open_mine):
        for other, yours in enumerate(open_yours):
            if mine.unit == yours.unit or unit_unsaid(pair, mine, yours):
                is_slip = slipped(pair, mine, yours, (open_mine, open_yours))
                found = same_figure(pair, mine, yours, slipped=is_slip)
                if found is not None:
                    scored.append((found.total, nr, other, found, is_slip))
    for_mine, for_yours = _Best(), _Best()
    for total, nr, other, _, _ in scored:
        for_mine.add(nr, total, open_yours[other].value)
        for_yours.add(other, total, open_mine[nr].value)
    for total, nr, other, found, is_slip in scored:
        mine, yours = open_mine[nr], open_yours[other]
        if for_mine.only(nr, total) and for_yours.only(other, total):
            kind = _kind(pair, mine, yours)
            among = _choices(open_mine, mine) * _choices(open_yours, yours)
            sure = is_slip or kind == "source-conflict" or firm(pair, mine, yours, found, among)
            unsure = update(pair, mine, yours, slipped=is_slip) or not sure
            yield Conflict(pair, mine, yours, kind, unsure, found)
    for mine, yours in chain(exchanged(pair), next_row(pair)):
        yield Conflict(pair, mine, yours, "figure-conflict", update(pair, mine, yours), EXCHANGED)


def _choices(figures: Sequence[Said], one: Said) -> int:
    """How many values of this unit there are."""
    return len({figure.value for figure in figures if figure.unit == one.unit}) or 1


class _Best:
    """The most points that each figure of an article gets, and the values of the other that get them: the same figure
    in the headline is no second one.
    """

    def __init__(self) -> None:
        self._found: dict[int, tuple[float, set[Decimal]]] = {}

    def add(self, nr: int, points: float, value: Decimal) -> None:
        """Another pair of figure `nr`, with a figure of this value."""
        best, values = self._found.get(nr, (points, set()))
        if points > best:
            best, values = points, set()
        if points == best:
            values.add(value)
        self._found[nr] = best, values

    def only(self, nr: int, points: float) -> bool:
        """Whether figure `nr` gets no more than this anywhere and this with one value alone."""
        best, values = self._found[nr]
        return points == best and len(values) == 1


def _known(one: Said, other: Case) -> bool:
    """Whether the other article gives this figure too, for whatever: then it is no slip of it. What only rounds a
    figure of its own that this is not ("bijna 19.000" of 18.940) gives no other. A unit may be left out: "92 miljoen".
    """
    theirs = [figure for figure in said(other) if figure.sort == one.sort]
    return any(agree(one, figure) and not _rounds_another(figure, one, theirs) for figure in theirs) or any(
        (
            quantity.value == one.value
            and (
                quantity.kind == one.quantity.kind
                or (quantity.kind == "count" and quantity.unit is None)
                or (quantity.unit or "").split(" per ")[0] == one.unit
            )
        )
        or _share_of(quantity, one)
        for quantity in other.extraction.quantities
    )


def _share_of(quantity: Quantity, one: Said) -> bool:
    """Whether a fraction is this percentage: "een kwart"."""
    value = exact_value(quantity) if quantity.kind in ("fraction", "share") else None
    return one.sort[0] == "percent" and value is not None and abs(value * 100 - one.value) <= NEARLY


def _rounds_another(figure: Said, one: Said, theirs: Sequence[Said]) -> bool:
    return len(figure.digits) < len(one.digits) and any(
        len(exact.digits) > len(figure.digits) and agree(figure, exact) and not agree(one, exact)
        for exact in theirs
    )


def _kind(pair: Pair, mine: Said, yours: Said) -> Kind:
    if pair.apart > LATER:
        return "series-break"
    sources = mine.claim.source, yours.claim.source
    shared = any(one.telling for one, _ in pair.shared)
    if not shared and sources[0] and sources[1] and same_source(sources[0].name, sources[1].name):
        return "source-conflict"
    return "figure-conflict"
