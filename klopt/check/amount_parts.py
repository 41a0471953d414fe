"""A part of an amount of money as a share and as an amount: "wordt geraamd op 24 miljoen euro. Vlaanderen betaalt er de
helft van, 12 miljoen".

What the share is of is told by "er ... van" or "daarvan"; without those words only a power of ten between the amounts
shows that they belong together ("80 miljoen euro ... een kwart, 20 miljard"). A share with a whole of its own behind it
("de helft van het dak, 12 miljoen") is of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.words import table
from klopt.check.again import is_apposed, is_closed
from klopt.check.case import exact_value, in_millions
from klopt.check.proportion import is_share
from klopt.check.prose import Figure, Prose, has

NEAR = Decimal("0.02")
"""How far from a power of ten two amounts may be apart, as a third is no 0,33."""
REACH = 8
"""Words of the clause around a share in which it says what it is of."""


def parts_of_amounts(text: Prose) -> Iterator[tuple[Figure, Figure, Figure, bool]]:
    """A share, the amount that it is, the amount that it is of, and whether that is inferred."""
    for share in text.figures:
        part = next((f for f in text.within(share.sentence) if f.nr == share.nr + 1), None)
        if part is None or share.quantity.kind == "count" or not is_share(share) or not _is_amount(part):
            continue
        if _has_own_whole(share) or not is_apposed(part.before) or not is_closed(part):
            continue
        total = _amount_before(text, share)
        if total is None or part.claim.role in _MOVED or _is_parted(text, total, share):
            continue
        tied = _points_back(share)
        if tied or (_is_power_off(share, part, total) and share.sentence != total.sentence):
            yield share, part, total, not tied


_MOVED = ("from", "to", "change")


def _is_amount(figure: Figure) -> bool:
    """Whether the figure is one amount of money, also if it leaves "euro" out: "de helft, 12 miljoen"."""
    bare = figure.quantity.kind == "count" and figure.noun is None and in_millions(figure.quantity)
    return (bare or figure.quantity.kind == "money") and bool(exact_value(figure.quantity))


def _has_own_whole(share: Figure) -> bool:
    """ "De helft van het dak": what it is of stands behind it; in "er de helft van, 12 miljoen" nothing does."""
    words = share.after
    nothing = words[1:2] in ((",",), ("(",), (":",)) or has(words[1:2], table("wholes")["verb_particles"])
    return words[:1] in (("van",), ("uit",), ("op",)) and not nothing


def _amount_before(text: Prose, share: Figure) -> Figure | None:
    """The only amount of money in the sentence before a share, or before it in its own."""
    here = [f for f in text.within(share.sentence) if f.nr < share.nr]
    known = here
    if not here and text.one_field(share.sentence, share.sentence - 1):
        known = [*text.within(share.sentence - 1)]
    amounts = [f for f in known if _is_amount(f)]
    alone = len(amounts) == 1 and amounts[0].claim.role not in _MOVED and amounts[0].per is None
    return amounts[0] if alone and amounts[0].quantity.kind == "money" else None


def _is_parted(text: Prose, total: Figure, share: Figure) -> bool:
    """Whether another part stands between, of which the share may be: "het rijk draagt een deel bij"."""
    between = text.figures[total.nr + 1 : share.nr]
    words = (*total.after, "|", *(word for f in between for word in f.after), "|", *share.before)
    return has(words, table("wholes")["some_of_it"]) or any(is_share(f) for f in between)


def _points_back(share: Figure) -> bool:
    """ "Betaalt er de helft van", "de helft daarvan", "draagt daar een kwart van bij"."""
    words = table("wholes")
    split = has(share.clause_before()[-REACH:], words["split"]) and has(share.clause_after()[:2], ("van",))
    return split or has((*share.clause_before()[-3:], "|", *share.after[:2]), words["of_it"])


def _is_power_off(share: Figure, part: Figure, total: Figure) -> bool:
    one, some, whole = (exact_value(figure.quantity) for figure in (share, part, total))
    if not one or not some or not whole:
        return False
    ratio = (one / 100 if share.quantity.kind == "percent" else one) * whole / some
    leading = ratio.scaleb(-ratio.adjusted())
    return not 1 - NEAR < ratio < 1 + NEAR and (leading < 1 + NEAR or leading > 10 * (1 - NEAR))
