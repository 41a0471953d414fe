"""How a share says another figure again: "(46 procent)", ", oftewel 46 procent", "Dat is 46 procent"."""

from __future__ import annotations

from extract.words import table
from klopt.check.case import exact_value
from klopt.check.proportion import is_share
from klopt.check.prose import Figure, Prose, has

GAP = 16
"""Words between a share and the same share said again."""


def repeated_by(text: Prose, last: Figure, first: Figure) -> Figure | None:
    """The share that repeats what these figures say: behind them, before them, or alone in the next sentence."""
    mine = text.within(last.sentence)
    later = next((f for f in mine if f.nr > last.nr), None)
    if later is not None and is_share(later) and is_apposed(later.before) and is_closed(later):
        return later
    earlier = next((f for f in reversed(mine) if f.nr < first.nr), None)
    if (
        earlier is not None
        and first is not last
        and is_share(earlier)
        and is_apposed(first.before)
        and (is_closed(last) or _is_whole_behind(last))
    ):
        return earlier
    if all(_is_bound(f) for f in mine if f.nr > last.nr) and text.one_field(last.sentence, last.sentence + 1):
        following = text.within(last.sentence + 1)
        if following and is_share(following[0]) and _points_back(following[0]):
            return following[0]
    return None


def _is_whole_behind(figure: Figure) -> bool:
    """ "Ruim driekwart van de aanwezigen, 210 van de 320 leden, ...": a whole with its noun behind its part."""
    of = figure.before[:1] == ("van",) and len(figure.before) <= 2
    return of and figure.quantity.kind == "count" and figure.noun is not None and is_closed_part(figure)


def _is_bound(figure: Figure) -> bool:
    """ "900 langer dan drie maanden": how long those are that were counted, of which there is no share."""
    bounds = table("shares")["again"]["bounds"]
    return figure.quantity.kind in ("duration", "age") and has(figure.before[-1:], bounds)


def is_apposed(gap: tuple[str, ...]) -> bool:
    """Whether these words end in an opening ("(", ", oftewel") with nothing but small words behind it."""
    again = table("shares")["again"]
    if len(gap) > GAP or has(gap, again["moments"]):
        return False
    if len(gap) >= 4 and gap[-4] in (",", "(", "–") and gap[-3] in again["articles"] and gap[-1] == "van":
        return True  # ", een opkomst van"
    for at in range(len(gap) - 1, -1, -1):
        if gap[at] in again["marks"]:
            return not {",", ";", ":"} & set(
                gap[:at]
            )  # "zeven, jongere moeders (61 procent)" is about the mothers
        if gap[at] not in again["small"]:
            return False
        if has(gap[at : at + 3], again["openings"]) and at > 0:
            return True
    return False


_ENDS = (",", ")", ".", ";", "!", "?", "–", "—", "-", "”", "’")


def is_closed_part(figure: Figure) -> bool:
    """The same for a count, which may have its noun behind it: "42 stuks,"."""
    return is_closed(figure) or any(word in _ENDS for word in figure.after[1:3])


def is_closed(figure: Figure) -> bool:
    """Whether nothing but its whole follows a figure before its clause ends."""
    again = table("shares")["again"]
    after = figure.after[1:] if has(figure.after[:1], again["closing"]) else figure.after
    if not after or after[0] in _ENDS:
        return True
    if after[:1] == ("van",) and has(after[1:4], again["whole_again"]):
        return True
    return has(after[:4], again["exactly"])


def _points_back(figure: Figure) -> bool:
    """Whether a sentence opens with "Dat is" and this figure."""
    words = table("shares")["again"]
    before = figure.before
    small = all(word in words["small"] or word in words["back"] for word in before)
    return bool(before) and before[0] in words["back"] and small and closed_or_whole(figure)


def closed_or_whole(figure: Figure) -> bool:
    """Whether nothing narrows the figure but what it is of: a clause that ends behind it, or "van"."""
    return is_closed(figure) or figure.after[:1] == ("van",)


def counts_something(figure: Figure) -> bool:
    """Whether the figure is one number or amount of its own: no range, no end or size of a change."""
    tied = figure.claim.role in ("from", "to", "change")
    return (
        figure.quantity.kind in ("count", "money") and exact_value(figure.quantity) is not None and not tied
    )


def whole_for(total: Figure, part: Figure) -> bool:
    """Whether the first figure can be the whole that the second is part of: same kind and unit, and more."""
    one, other = exact_value(total.quantity), exact_value(part.quantity)
    kinds = total.quantity.kind == part.quantity.kind and total.unit == part.unit
    return kinds and one is not None and other is not None and one > other and total.claim.role != "average"
