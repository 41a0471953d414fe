"""Whether two figures of two articles are the same figure, as far as the articles say: the points, and all that speaks
against it.
"""

from __future__ import annotations

from extract.words import table
from klopt.check.before_after import before_and_after
from klopt.check.evidence import CERTAIN, NEEDED, Evidence, by_parts, companions, slip
from klopt.check.firmness import one_story
from klopt.check.group import Pair, stems
from klopt.check.one_count import other_poll
from klopt.check.one_measure import one_head
from klopt.check.rest_or_share import is_rest_or_share
from klopt.check.rounds import other_week
from klopt.check.said import Said
from klopt.check.slipped import SURELY_ONE
from klopt.check.slips import slip_of
from klopt.check.stems import Stems, has_words, overlap, stems_of
from klopt.check.subjects import in_both, misnamed, two_subjects

HALF = 0.5
"""Of the words of a shorter sentence."""


def same_figure(pair: Pair, mine: Said, yours: Said, *, slipped: bool) -> Evidence | None:
    """The points, where they are enough and nothing says that the two are figures of two things. Of a slip it does not
    count how the reader took the nouns and roles.
    """
    unsaid = mine.claim.measure is None and yours.claim.measure is None
    one_thing = mine.thing is not None and mine.thing == yours.thing
    averages = mine.days is not None and mine.days == yours.days and _averages(mine, yours)
    if not (mine.telling or yours.telling or one_thing or averages) or _may_be_one(mine, yours):
        return None
    sure = slipped or slip(mine, yours) >= CERTAIN
    if mine.sort != yours.sort and not (sure or unit_unsaid(pair, mine, yours)):
        return None
    beside = companions(mine, yours, pair.shared)
    if not (mine.telling or yours.telling or one_thing or beside):
        return None
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


def _averages(*figures: Said) -> bool:
    """Whether these are averages of one row: "gemiddeld 9,4 jaar; in 2018 was dat nog 7,1 jaar"."""
    return all(one.claim.role == "average" for one in figures)


def _may_be_one(mine: Said, yours: Said) -> bool:
    """Whether the two can be one value as they are written. Half of the homes are not forty percent of them, nor is one
    in six one in eight: a share in words has its slack, and what stands beside it none.
    """
    if mine.in_words or yours.in_words:
        return mine.quantity.strict.overlaps(yours.quantity.strict)
    return mine.quantity.lenient.overlaps(yours.quantity.lenient)


def unit_unsaid(pair: Pair, mine: Said, yours: Said) -> bool:
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
