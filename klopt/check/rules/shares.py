"""Shares of a whole: the same share in two ways, and shares that must make a hundred percent together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from extract.interval import Interval
from klopt.check.case import Case, exact_value, has_millions
from klopt.check.finding import LANGS, Amount, Finding, Level, Look, Words
from klopt.check.halves import halves_of
from klopt.check.marks import in_order
from klopt.check.other_shares import is_of_a_share, is_of_another_whole, is_rest_told
from klopt.check.proportion import count_readings, percent, readings
from klopt.check.prose import Figure, prose
from klopt.check.registry import message, rule
from klopt.check.remained import is_left, is_lost
from klopt.check.repairs import repairs, written
from klopt.check.shares import Shares, shares_of
from klopt.check.slips import is_slip
from klopt.check.sums import HUNDRED, fits, verdict
from klopt.check.tabled import added_up, table_findings
from klopt.check.twice import Twice, said_twice
from klopt.check.wording import names

Readings = tuple[Interval, Interval]


@rule("share-fraction")
def share_fraction(case: Case) -> Iterator[Finding | Look]:
    """A share against the same share in other words. Slots: first, second, recomputed."""
    yield from _halves(case)
    for twice in said_twice(case):
        marks = in_order(case, (figure.quantity.span for figure in twice.figures))
        stated = twice.share or twice.again
        first: tuple[Figure, ...]
        if twice.part is not None and is_left(twice.part) and is_lost(prose(case), stated):
            continue  # "20 procent is gestopt: van de 250 werken er nog 200": the share is of what went
        if twice.part is not None and twice.total is not None:
            more = count_readings(twice.total.quantity)[1].below(count_readings(twice.part.quantity)[1])
            if more and twice.total.quantity.kind != "money":
                continue  # a part larger than its whole is another rule's
            first = (twice.part, twice.total)
        elif twice.share is not None:
            stated, first = twice.again, (twice.share,)
        else:
            continue
        strict, lenient = _share(first)
        level = verdict(strict, lenient, [readings(stated.quantity)], twice.inferred)
        if level is None or _scaled(twice, stated):
            yield Look("share-fraction", tuple(mark.span for mark in marks), "holds")
            continue
        if is_of_a_share(prose(case), twice, stated, lenient) or is_of_another_whole(
            prose(case), twice, stated
        ):
            yield Look("share-fraction", tuple(mark.span for mark in marks), "set-apart")
            continue
        exact = _exact(first)
        right = written(exact, "procent")
        yield Finding(
            "share-fraction",
            level,
            marks,
            message(
                "share-fraction",
                first=_of(first),
                second=stated.quantity.span.text,
                recomputed=right,
            ),
            stated=Amount(readings(stated.quantity)[0], "procent", stated.quantity.span.text),
            recomputed=Amount(strict, "procent", right.nl),
            repairs=repairs(marks, _solved(twice, stated, exact), partial(_right_with, first, stated)),
        )


def _share(figures: tuple[Figure, ...]) -> Readings:
    """What a share can be in percent, as one figure or as a part and its total, strict and lenient."""
    if len(figures) == 1:
        return readings(figures[0].quantity)
    part, total = (count_readings(figure.quantity) for figure in figures)
    return part[0] / total[0] * HUNDRED, part[1] / total[1] * HUNDRED


def _right_with(first: tuple[Figure, ...], stated: Figure, new: Figure) -> bool:
    """Whether a share and the same share again agree, with this figure in the place of the one with its number."""
    first = tuple(new if figure.nr == new.nr else figure for figure in first)
    stated = new if stated.nr == new.nr else stated
    values = [exact_value(figure.quantity) or Decimal(0) for figure in first]
    whole = len(values) == 1 or values[0] <= values[1]
    return whole and fits(verdict(*_share(first), [readings(stated.quantity)], inferred=False))


def _scaled(twice: Twice, stated: Figure) -> bool:
    """ "80 van de 90 miljoen": one "miljoen" for both."""
    if twice.part is None or twice.total is None or has_millions(twice.part.quantity):
        return False
    if twice.part.unit is not None:
        return False  # "800.000 euro" is written out
    part, total = count_readings(twice.part.quantity)[1], count_readings(twice.total.quantity)[1]
    scaled = (
        part * Interval.point(Decimal(scale)) / total * HUNDRED for scale in (1_000, 1_000_000, 1_000_000_000)
    )
    possible = (share for share in scaled if not HUNDRED.below(share))
    return any(share.overlaps(readings(stated.quantity)[1]) for share in possible)


def _halves(case: Case) -> Iterator[Finding | Look]:
    """A majority that is less than half, or a minority that is more."""
    for half in halves_of(case):
        marks = in_order(case, (*(figure.quantity.span for figure in half.figures), half.word))
        strict, lenient = _share(half.figures)
        side = Interval(Decimal(50), None) if half.over else Interval(None, Decimal(50))
        level = verdict(strict, lenient, [(side, side)], half.inferred)
        if level is None:
            yield Look("share-fraction", tuple(mark.span for mark in marks), "holds")
            continue
        right = written(_exact(half.figures), "procent")
        yield Finding(
            "share-fraction",
            level,
            marks,
            message(
                "share-fraction",
                first=_of(half.figures),
                second=half.word.text,
                recomputed=right,
            ),
            stated=Amount(side, "procent", half.word.text),
            recomputed=Amount(strict, "procent", right.nl),
        )


def _of(figures: tuple[Figure, ...]) -> Words:
    """A share as it stands there, or a part of its whole: "drie van de vijf"."""
    words = [figure.quantity.span.text for figure in figures]
    return Words(*(names()["part"][lang].join(words) for lang in LANGS))


def _solved(twice: Twice, stated: Figure, exact: Decimal) -> Iterator[tuple[Figure, Decimal]]:
    """Each figure of the sum, and the value that would make the sum right."""
    if stated.quantity.kind == "percent":
        yield stated, exact
    share = percent(stated.quantity) / 100
    part, total = (exact_value(f.quantity) if f else None for f in (twice.part, twice.total))
    if twice.part and twice.total and part is not None and total is not None and share:
        yield twice.part, total * share
        yield twice.total, part / share


def _exact(figures: tuple[Figure, ...]) -> Decimal:
    """The share in percent by the values as written."""
    if len(figures) == 1:
        return percent(figures[0].quantity)
    part, total = (exact_value(figure.quantity) or Decimal(0) for figure in figures)
    return part * 100 / total if total else Decimal(0)


@rule("shares-sum")
def shares_sum(case: Case) -> Iterator[Finding | Look]:
    """Shares of one whole against a hundred percent. Slots: shares, recomputed."""
    for shares in shares_of(case):
        marks = in_order(case, (figure.quantity.span for figure in shares.figures))
        levels = [_level(shares, figures) for figures in (shares.figures, *shares.other)]
        if None in levels or is_rest_told(prose(case), shares):
            why = "holds" if None in levels else "set-apart"
            yield Look("shares-sum", tuple(mark.span for mark in marks), why)
            continue
        figures = _likeliest(shares)
        marks = in_order(case, (figure.quantity.span for figure in figures))
        added = sum((percent(figure.quantity) for figure in figures), Decimal(0))
        strict, _ = _added(figures)
        level = levels[0]
        if level is None:
            continue
        yield Finding(
            "shares-sum",
            level,
            marks,
            message(
                "shares-sum",
                shares=added_up(figure.quantity for figure in figures),
                recomputed=written(added, "procent"),
            ),
            stated=Amount(HUNDRED, "procent", "100 procent"),
            recomputed=Amount(strict, "procent", written(added, "procent").nl),
            repairs=repairs(
                marks,
                (
                    (figure, 100 - added + percent(figure.quantity))
                    for figure in figures
                    if figure.quantity.kind == "percent"
                ),
                partial(_adds_up_with, shares, figures),
            ),
        )
    yield from table_findings(case, shares=True)


def _adds_up_with(shares: Shares, figures: tuple[Figure, ...], new: Figure) -> bool:
    return fits(_level(shares, tuple(new if figure.nr == new.nr else figure for figure in figures)))


def _likeliest(shares: Shares) -> tuple[Figure, ...]:
    """Of the sets that can be meant the one that a slip in one share explains, else the nearest figures."""
    for figures in (shares.figures, *shares.other):
        left = 100 - sum((percent(figure.quantity) for figure in figures), Decimal(0))
        values = [percent(figure.quantity) for figure in figures]
        if any(value + left > 0 and is_slip(value, value + left) for value in values):
            return figures
    return shares.figures


def _level(shares: Shares, figures: tuple[Figure, ...]) -> Level | None:
    strict, lenient = _added(figures)
    most = HUNDRED if shares.complete else Interval(None, Decimal(100))
    return verdict(strict, lenient, [(most, most)], shares.inferred)


SLACK = Decimal(2)
"""Percents that each of the fractions of one whole may be off."""


def _nearly(figure: Figure) -> Readings:
    value = percent(figure.quantity)
    return Interval.point(value), Interval(value - SLACK, value + SLACK)


def _added(figures: tuple[Figure, ...]) -> Readings:
    """What shares can be together, strict and lenient. The rest as a fraction was made of the fractions beside it."""
    strict, lenient = Interval.point(0), Interval.point(0)
    in_words = len(figures) > 2 and all(
        f.quantity.kind == "fraction" and f.quantity.hedge is None for f in figures
    )
    for figure in figures:
        one = _nearly(figure) if in_words else readings(figure.quantity)
        strict, lenient = strict + one[0], lenient + one[1]
    return strict, lenient
