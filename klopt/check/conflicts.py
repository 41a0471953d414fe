"""Figures of several articles that should be one figure and are not, gathered with all sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from extract.nouns import Quantity
from extract.words import table
from klopt.check.before_after import before_and_after
from klopt.check.case import Case, exact_value, once
from klopt.check.evidence import (
    CERTAIN,
    NEEDED,
    Evidence,
    by_parts,
    companions,
    slip,
)
from klopt.check.exchanged import EXCHANGED, exchanged
from klopt.check.firmness import firm, one_story
from klopt.check.group import Group, Pair, agree, stems
from klopt.check.one_count import other_poll
from klopt.check.one_measure import one_head
from klopt.check.one_period import LATER
from klopt.check.rest_or_share import is_rest_or_share
from klopt.check.rounds import other_week, update
from klopt.check.said import Said, said
from klopt.check.slipped import SURELY_ONE, slipped
from klopt.check.slips import slip_of
from klopt.check.stems import Stems, has_words, overlap, stems_of
from klopt.check.subjects import in_both, misnamed, same_source, two_subjects

NEARLY = Decimal("0.5")
"""Percent by which a fraction in words may differ from the percentage that it is."""
HALF = 0.5
"""Of the words of a shorter sentence."""
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
    """All conflicts between two articles of the group."""
    for pair in group.pairs:
        if not pair.one_page:
            yield from _between(pair)


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
            if mine.unit == yours.unit or _unit_unsaid(pair, mine, yours):
                is_slip = slipped(pair, mine, yours, (open_mine, open_yours))
                found = _evidence(pair, mine, yours, slipped=is_slip)
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
    for mine, yours in exchanged(pair):
        yield Conflict(pair, mine, yours, "figure-conflict", update(pair, mine, yours), EXCHANGED)


def _choices(figures: Sequence[Said], one: Said) -> int:
    """How many values of this unit there are."""
    return len({figure.value for figure in figures if figure.unit == one.unit}) or 1


def _unit_unsaid(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether one article leaves the unit of such figures unsaid: "58 jaar" and "tweeënvijftig", as another figure that
    both give has it in the one ("49 jaar") and not in the other.
    """
    if mine.bare == yours.bare:
        return False
    full = yours if mine.bare else mine
    return full.quantity.kind in ("duration", "measure") and any(
        (one.bare, other.bare) == (mine.bare, yours.bare) and full.unit in (one.unit, other.unit)
        for one, other in pair.shared
    )


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
            and (quantity.kind == one.quantity.kind or (quantity.kind == "count" and quantity.unit is None))
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


def _evidence(pair: Pair, mine: Said, yours: Said, *, slipped: bool) -> Evidence | None:
    """The points, where they are enough and nothing says that the two are figures of two things. Of a slip it does not
    count how the reader took the nouns and roles.
    """
    unsaid = mine.claim.measure is None and yours.claim.measure is None
    if not (mine.telling or yours.telling) and (mine.thing is None or mine.thing != yours.thing):
        return None
    if mine.quantity.lenient.overlaps(yours.quantity.lenient):
        return None
    sure = slipped or slip(mine, yours) >= CERTAIN
    if mine.sort != yours.sort and not (sure or _unit_unsaid(pair, mine, yours)):
        return None
    beside = companions(mine, yours, pair.shared)
    if unsaid and not (sure or (beside and mine.sort[0] != "count")):
        return None
    loose = (slipped and _one_way(mine, yours)) or (
        (sure or beside > 1 or pair.odds >= SURELY_ONE) and _said_or_part(mine, yours)
    )
    if not (loose or _sized(mine, yours)):
        return None
    found = by_parts(
        mine,
        yours,
        ours=stems(pair.one),
        theirs=stems(pair.other),
        apart=pair.apart,
        matter=pair.matter,
        beside=beside,
        slipped=slipped,
    )
    if found is None or found.total < NEEDED:
        return None
    if (
        slipped
        and found.measure <= 0
        and not slip_of(mine.value, yours.value)
        and not any(one.telling for one, _ in pair.shared)
    ):
        return None
    if not (slipped or one_head(mine, yours)) and (misnamed(pair.one, mine) or misnamed(pair.other, yours)):
        return None
    if before_and_after(pair.one, mine, yours) or before_and_after(pair.other, yours, mine):
        return None
    if (mine.in_words or yours.in_words) and not _told_alike(pair, mine, yours):
        return None
    if not slipped and is_rest_or_share(pair, mine, yours):
        return None
    if other_week(pair, mine, yours) or _of_two(pair, mine, yours, sure=sure):
        return None
    return None if other_poll(pair.one, mine, pair.other, yours) else found


def _told_alike(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether more than the whole is the same in two sentences: half of their words, another figure or a time. Of those
    who rent a third pays too much and a quarter has mould.
    """
    if overlap(_of_the_share(mine), _of_the_share(yours)) >= HALF:
        return True
    here, there = (
        {period.span.text.lower() for period in case.extraction.periods if one.claim.span.covers(period.span)}
        for case, one in ((pair.one, mine), (pair.other, yours))
    )
    return bool(here & there) or any(
        one.claim is not mine.claim
        and one.claim.span == mine.claim.span
        and other.claim.span == yours.claim.span
        for one, other in pair.shared
    )


def _of_the_share(one: Said) -> Stems:
    """The words of a sentence but the whole of its share, the place and who says it."""
    source = one.claim.source.name if one.claim.source else ""
    return one.stems - stems_of(f"{one.base or ''} {one.claim.population or ''} {one.place or ''} {source}")


def _of_two(pair: Pair, mine: Said, yours: Said, *, sure: bool) -> bool:
    """Whether the names say that the two figures are of two. In one story, with the same days, only names in the
    sentences part them; names that both articles have do not.
    """
    story = one_story(pair)
    if story and in_both(pair.one, mine, pair.other, yours):
        return False
    sure = sure or (story and mine.days is not None and mine.days == yours.days)
    return two_subjects(pair.one, mine, pair.other, yours, sure=sure)


def _sized(mine: Said, yours: Said) -> bool:
    """Whether the roles allow it: a part is no total, a share no level of another kind."""
    loose = {"level", "from", "to", "total"}
    if all(has_words(one.claim.span.text, table("across")["on_average"]) for one in (mine, yours)):
        loose = {*loose, "average"}
    roles = mine.claim.role, yours.claim.role
    if "change" in roles:
        return roles[0] == roles[1] and mine.claim.direction == yours.claim.direction
    return roles[0] == roles[1] or (set(roles) <= loose) or mine.sort[0] == "percent"


def _one_way(mine: Said, yours: Said) -> bool:
    """Whether both are changes of one direction, or none; a percentage is read as a share where no verb says more."""
    roles = {mine.claim.role, yours.claim.role}
    if roles == {"change"}:
        return mine.claim.direction == yours.claim.direction
    return "change" not in roles or (mine.sort[0] == "percent" and roles == {"change", "share"})


def _said_or_part(mine: Said, yours: Said) -> bool:
    """Whether one writes "28 van de 64 scholen" and the other "van de 64 scholen bieden 38 dat"."""
    return {mine.claim.role, yours.claim.role} <= {"level", "part"}


def _kind(pair: Pair, mine: Said, yours: Said) -> Kind:
    if pair.apart > LATER:
        return "series-break"
    sources = mine.claim.source, yours.claim.source
    shared = any(one.telling for one, _ in pair.shared)
    if not shared and sources[0] and sources[1] and same_source(sources[0].name, sources[1].name):
        return "source-conflict"
    return "figure-conflict"
