"""The value with which something turned out higher or lower than at an earlier time, which the next sentence gives: "de
opkomst viel met 31,3 procent hoger uit dan vier jaar geleden. Destijds kwam 34,9 procent".

"Met" is also how a difference is told ("viel met 4 procent hoger uit"). A difference as large as the value that it is
of would be called a doubling; so only what lies near that is taken for a value, where no other figure is their sum.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.words import table
from klopt.check.case import Case, exact_value
from klopt.check.fitting import says_when
from klopt.check.pairs import Pair, settled
from klopt.check.prose import Figure, has, prose
from klopt.check.sizes import Size, sizes

LEAST = Decimal("0.75")
"""How many times the earlier value a value is at least, and the reverse."""
SHARE = 20
"""Percent from which on no change of a share that is itself in percent is told so."""


def outturns(case: Case) -> Iterator[tuple[Pair, Size]]:
    """Each earlier value and the value that is said to be higher or lower, and the words that say so."""
    text = prose(case)
    for size in sizes(case):
        figure = size.figure
        if figure is None or size.direction is None or not settled(case, figure) or not _is_value(case, size):
            continue
        if not says_when(size.than) or not text.one_paragraph(size.sentence, size.sentence + 1):
            continue
        following = [f for f in text.within(size.sentence + 1) if _one_unit(figure, f)]
        if len(following) != 1 or not has(following[0].clause_before()[:3], ("toen", "destijds")):
            continue
        base = following[0]
        if _is_of_a_group(base) or not _is_no_difference(size, figure, base):
            continue
        if settled(case, base) and _near(figure, base) and not _is_added(case, size, base):
            yield Pair(base, figure, stated=True), size


def _is_value(case: Case, size: Size) -> bool:
    """Whether the size stands between "met" and "hoger uit", behind a verb of turning out."""
    figure = size.figure
    if figure is None or size.cue.start < figure.quantity.span.end:
        return False
    known = table("changes")["outturn"]
    lead = [
        word for word in figure.clause_before() if word not in table("wholes")["between"] or word == "met"
    ]
    behind = case.article.field(size.field)[size.cue.end :][:5].split()
    turned = has(figure.clause_before(), known["verbs"]) and behind[:1] == ["uit"]
    return turned and lead[-1:] == ["met"] and size.cue.text.lower() in known["ways"]


def _is_added(case: Case, size: Size, base: Figure) -> bool:
    """Whether the text has the sum of both, or calls the change a doubling: then the first is a difference."""
    figure = size.figure
    if figure is None:
        return False
    added = figure.quantity.lenient + base.quantity.lenient
    return any(
        other.quantity.kind == "factor" or (_one_unit(other, base) and other.quantity.lenient.overlaps(added))
        for other in prose(case).figures
        if other.nr not in (figure.nr, base.nr)
    )


def _is_of_a_group(base: Figure) -> bool:
    """Whether the earlier value is of some of those that the later one is of: "toen kwam 48 procent van de ouderen"."""
    known, behind = table("changes")["outturn"], base.clause_after()
    if has((*base.clause_before(), "|", *behind), known["groups"]):
        return True
    return behind[:1] == ("van",) and not has(behind[1:4], known["wholes"])


def _is_no_difference(size: Size, figure: Figure, base: Figure) -> bool:
    """Whether "met" cannot lead how much more or less it was: a bill may well be 300 euro higher than one of 350, but
    nothing is 5.900 euro lower than 5.300.
    """
    mine, theirs = exact_value(figure.quantity), exact_value(base.quantity)
    if figure.quantity.kind == "percent":
        return True
    return size.direction == "down" and mine is not None and theirs is not None and mine > theirs


def _one_unit(one: Figure, other: Figure) -> bool:
    return one.quantity.kind == other.quantity.kind and one.unit == other.unit and one.per == other.per


def _near(one: Figure, other: Figure) -> bool:
    """Whether both can be values of one thing, and the one no change of the other."""
    mine, theirs = exact_value(one.quantity), exact_value(other.quantity)
    if not mine or not theirs or (one.quantity.kind == "percent" and min(mine, theirs) < SHARE):
        return False
    return min(mine, theirs) >= LEAST * max(mine, theirs)
