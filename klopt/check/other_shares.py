"""Whether a share is of another whole than the one beside it, or shares are all of something else than a hundred
percent: other figures of the article come out with them.
"""

from __future__ import annotations

from decimal import Decimal

from extract.interval import Interval
from klopt.check.case import exact_value
from klopt.check.proportion import is_bounded, is_share, readings
from klopt.check.prose import Figure, Prose
from klopt.check.shares import Shares
from klopt.check.sums import HUNDRED
from klopt.check.twice import Twice


def is_of_a_share(text: Prose, twice: Twice, stated: Figure, lenient: Interval) -> bool:
    """ "31 procent kwam terug, de helft op papier, zo'n 9.300": half of those that came back."""
    return any(
        figure not in (*twice.figures, stated)
        and is_share(figure)
        and is_bounded(figure)
        and (readings(stated.quantity)[1] * readings(figure.quantity)[1] / HUNDRED).overlaps(lenient)
        for figure in text.within(stated.sentence)
    )


def is_of_another_whole(text: Prose, twice: Twice, stated: Figure) -> bool:
    """Whether the share is of another number of the article, where nothing but nearness ties it to this whole: "de VVD
    2.343 stemmen, de PvdA 2.130 (20 procent)", of 10.650; or of others beside it: "Eindhoven bleef met 118.000 steken
    op vier vijfde van het niveau van toen, 147.500".
    """
    part, total = twice.part, twice.total
    if part is None or total is None or not twice.inferred:
        return False
    others = [
        figure
        for figure in text.figures
        if figure.nr not in (part.nr, total.nr, stated.nr)
        and figure.quantity.kind == part.quantity.kind
        and len({figure.unit, part.unit} - {None}) <= 1
        and is_bounded(figure)
        and (figure.quantity.strict.low or 0) > 0
    ]
    beside = [figure for figure in others if figure.sentence == stated.sentence]
    pairs = [(part, whole) for whole in others]
    pairs += [(some, whole) for some in beside for whole in (part, *beside) if some is not whole]
    return any(
        (some.quantity.strict / whole.quantity.strict * HUNDRED).overlaps(readings(stated.quantity)[1])
        for some, whole in pairs
    )


def is_rest_told(text: Prose, found: Shares) -> bool:
    """Whether what the shares leave of a hundred is told near by ("de helft is voor ... Tegen is 34 procent, de overige
    16 procent heeft geen mening"), stands between them without its unit, or was never theirs: "70 procent komt van
    ver: Duitsers 24 procent, Fransen (11) en Polen (9), de overige 26 procent van elders".
    """
    numbers = [figure.nr for figure in found.figures]
    first = found.figures[0].sentence
    bare = [
        exact_value(figure.quantity) or Decimal(0)
        for figure in text.figures[min(numbers) : max(numbers)]
        if figure.nr not in numbers and figure.quantity.kind == "count" and figure.noun is None
    ]
    gaps = (word for figure in found.figures[1:] for word in figure.before)
    bare += [Decimal(word) for word in gaps if word.isdigit() and len(word) <= SHARE]
    added = sum((exact_value(figure.quantity) or Decimal(0) for figure in found.figures), Decimal(0))
    sums = {added, added + sum(bare)}
    if HUNDRED_PERCENT in sums:
        return True
    near = [
        readings(figure.quantity)[0]
        for figure in text.figures[: max(numbers)]
        if figure.nr not in numbers
        and is_share(figure)
        and is_bounded(figure)
        and (first - figure.sentence <= BACK or figure.field == "title")
    ]
    told = {HUNDRED_PERCENT - some for some in sums if some < HUNDRED_PERCENT} | sums
    return any(share.contains(some) for share in near for some in told)


BACK = 4
"""Sentences before shares in which another share of the same whole may stand."""
HUNDRED_PERCENT = Decimal(100)
SHARE = 2
"""Digits of "Fransen (11)", which stands for a percentage."""
