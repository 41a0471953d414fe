"""A list of parts against its total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from extract.interval import Interval
from klopt.check.case import Case, exact_value
from klopt.check.finding import Amount, Finding, Level, Look
from klopt.check.lists import is_kin
from klopt.check.marks import in_order
from klopt.check.part_lists import Parts
from klopt.check.parts import parts_of, sum_of
from klopt.check.proportion import granularity, is_bounded, is_share, narrow, readings
from klopt.check.prose import Figure, Prose, prose
from klopt.check.registry import message, rule
from klopt.check.repairs import repairs, written
from klopt.check.sums import HUNDRED, verdict
from klopt.check.sums_up import added_up
from klopt.check.tabled import table_findings

EXACT = 100
"""Up to here a round total of things that were counted one by one is taken as counted, not as rounded."""
MOST = 6
"""Parts of which it is tried whether some are taken off."""
AROUND = 2
"""Sentences from the parts in which another figure may be what they add up to."""


@rule("parts-sum")
def parts_sum(case: Case) -> Iterator[Finding | Look]:
    """The parts added up against the stated total. Slots: parts, recomputed, stated."""
    for parts in parts_of(case):
        if _not_all_told(prose(case), parts):
            continue
        if _is_sum_of_another(prose(case), parts):
            yield Look("parts-sum", tuple(f.quantity.span for f in (*parts.parts, parts.total)), "set-apart")
            continue
        total = parts.total.quantity
        spans = tuple(figure.quantity.span for figure in (*parts.parts, parts.total))
        level = _level(parts)
        if level is None:
            yield Look("parts-sum", spans, "holds")
            continue
        stated, added = exact_value(total), added_up(parts.parts) + parts.extra
        if stated is None:
            continue
        unit = parts.total.unit or next((part.unit for part in parts.parts if part.unit), None)
        marks = in_order(case, spans)
        solved: list[tuple[Figure, Decimal | None]] = [(parts.total, added)]
        for part in parts.parts:
            value = exact_value(part.quantity)
            solved.append((part, None if value is None else stated - added + value))
        yield Finding(
            "parts-sum",
            level,
            marks,
            message(
                "parts-sum",
                parts=" + ".join([*(part.quantity.span.text for part in parts.parts), *["1"] * parts.extra]),
                recomputed=written(added, unit),
                stated=total.span.text,
            ),
            stated=Amount(total.strict, unit, total.span.text),
            recomputed=Amount(_sum(parts.parts, parts.extra, lenient=False), unit, written(added, unit).nl),
            repairs=repairs(marks, solved),
            tied=level == "error" and all(is_kin(part, parts.total) for part in parts.parts),
        )
    yield from table_findings(case, shares=False)


def _not_all_told(text: Prose, parts: Parts) -> bool:
    """Whether a part is given as a share ("de provincie betaalt de helft"), whether it is a score ("295 tegen 225"),
    or whether a part has a unit of its own ("5 ton").
    """
    members = (*parts.parts, parts.total)
    first, last = min(f.nr for f in members), max(f.nr for f in members)
    shared = any(
        f.quantity.kind in ("fraction", "share") and following.before != (",",)  # "het merendeel, 41,"
        for f, following in pairwise(text.figures[first : last + 1])
    )
    units = {part.unit for part in parts.parts if part.unit} - {parts.total.unit}
    second = text.figures[first + 1] if first + 1 < len(text.figures) else None
    score = second is not None and second.before == ("tegen",)
    return shared or score or (bool(units) and "ton" in units)


def _is_sum_of_another(text: Prose, parts: Parts) -> bool:
    """Whether the parts add up to another figure near: "acht duels, 17 punten: vijf zeges, twee keer gelijk, een
    nederlaag".
    """
    numbers = {figure.nr for figure in (*parts.parts, parts.total)}
    first = parts.parts[0].sentence
    added = _sum(parts.parts, parts.extra, lenient=False)
    if added.overlaps(parts.total.quantity.strict):
        return False
    with_total = added + parts.total.quantity.strict  # "464 plaatsen: 290 hier, 126 daar en 48 elders"
    if _net_of_some(parts) or _one_was_not_read(text, parts, added) or _of_a_share(text, parts, added):
        return True
    return any(
        figure.nr not in numbers
        and text.one_field(figure.sentence, first)
        and abs(figure.sentence - first) <= AROUND
        and exact_value(figure.quantity) is not None
        and figure.quantity.hedge is None
        and len({figure.unit, *(part.unit for part in parts.parts)} - {None}) <= 1
        and (figure.quantity.strict.overlaps(added) or figure.quantity.strict.overlaps(with_total))
        for figure in text.figures[max(0, min(numbers) - 8) : max(numbers) + 9]
    )


def _one_was_not_read(text: Prose, parts: Parts, added: Interval) -> bool:
    """ "1,3 hectare per dag in West-Vlaanderen, Antwerpen 0,9 en Limburg 0,7. Samen: 2,9": what is missing stands
    in the list, in another form.
    """
    first, last = (parts.parts[at].nr for at in (0, -1))
    numbers = {figure.nr for figure in parts.parts}
    return any(
        figure.nr not in numbers
        and exact_value(figure.quantity) is not None
        and figure.quantity.kind not in ("percent", "fraction", "share", "factor")
        and is_kin(figure, parts.total)
        and (added + figure.quantity.strict).overlaps(parts.total.quantity.strict)
        for figure in text.figures[max(0, first - 1) : last]
        if figure.sentence == parts.parts[0].sentence
    )


def _of_a_share(text: Prose, parts: Parts, added: Interval) -> bool:
    """ "Van de 260 banen verdwijnt de helft vanzelf. Voor 55 dreigt ontslag, de overige 75 ...": parts of a part."""
    first = parts.parts[0].sentence
    near = [
        figure
        for sentence in range(first - AROUND, first + 1)
        if text.one_field(sentence, first)
        for figure in text.within(sentence)
        if exact_value(figure.quantity) is not None and is_bounded(figure)
    ]
    return any(
        is_share(share)
        and whole.quantity.kind == parts.total.quantity.kind
        and whole not in parts.parts
        and whole.sentence == share.sentence
        and abs(whole.nr - share.nr) == 1
        and not _of_another_place(whole, parts)
        and any(
            (whole.quantity.strict * (side / HUNDRED)).overlaps(added)
            for side in (readings(share.quantity)[0], HUNDRED - readings(share.quantity)[0])
        )
        for share in near
        for whole in near
    )


def _of_another_place(whole: Figure, parts: Parts) -> bool:
    """Whether the text gives all parts a place, and the whole none of these."""
    places = [part.claim.place for part in parts.parts]
    return None not in places and whole.claim.place not in places


def _net_of_some(parts: Parts) -> bool:
    """Whether some of the parts are taken off: "486 overleden, 141 werden gedoopt ... een verlies van 912"."""
    values = [exact_value(part.quantity) for part in parts.parts]
    total = exact_value(parts.total.quantity)
    if None in values or total is None or parts.closed or not 2 < len(values) <= MOST:
        return False
    added = sum((value or Decimal(0) for value in values), Decimal(0))
    taken = (
        sum(chosen, Decimal(0))
        for size in (1, 2)
        for chosen in combinations([v or Decimal(0) for v in values], size)
    )
    return any(abs(added - 2 * less) == total for less in taken)


def _counted(parts: Parts) -> bool:
    """Whether these are so few separate things, given without a hedge, that a round total is not a rounded one."""
    figures = [part.quantity for part in (*parts.parts, parts.total)]
    value = exact_value(parts.total.quantity)
    return (
        value is not None and value <= EXACT and all(q.kind == "count" and q.hedge is None for q in figures)
    )


def _level(parts: Parts) -> Level | None:
    """What the sum means; None if the parts as listed, or any other figures near them, do add up."""
    total = parts.total.quantity
    low, high = total.strict, total.strict if _counted(parts) else _rounded(parts)
    if not parts.complete:
        low, high = (Interval(None, end.high, high_open=end.high_open) for end in (low, high))
    choices = [parts.parts, *_leading(parts), *_selections(parts)] if parts.complete else [parts.parts]
    levels = [
        verdict(
            _sum(chosen, extra, lenient=False),
            _sum(chosen, extra, lenient=True),
            [(low, high)],
            parts.inferred,
        )
        for chosen in choices
        for extra in {0, parts.extra}
    ]
    if None in levels:
        return None
    return "note" if "note" in levels[:2] else levels[0]


def _rounded(parts: Parts) -> Interval:
    """The total as loosely as its parts are given, and no looser."""
    value = exact_value(parts.total.quantity) or Decimal(0)
    finest = min(granularity(part.quantity) for part in parts.parts)
    return narrow(parts.total.quantity, max(finest, value / 100))


def _leading(parts: Parts) -> Iterator[tuple[Figure, ...]]:
    """The first of the parts: once they make the total, what follows divides one of them ("een derde van de laatste
    groep, 129 mensen").
    """
    for size in range(2, len(parts.parts)):
        yield parts.parts[:size]


def _selections(parts: Parts) -> Iterator[tuple[Figure, ...]]:
    """Every choice of at least two of the figures near the list; a list that says that it is whole loses none."""
    pool, listed = parts.pool, {part.nr for part in parts.parts}
    for size in range(2, len(pool) + 1):
        for chosen in combinations(pool, size):
            if not (parts.closed and {figure.nr for figure in chosen} < listed):
                yield chosen


def _sum(figures: tuple[Figure, ...], extra: int, *, lenient: bool) -> Interval:
    if not lenient:
        return sum_of([figure.quantity.strict for figure in figures]) + Interval.point(extra)
    finest = min(granularity(figure.quantity) for figure in figures)
    return sum_of([narrow(figure.quantity, finest / 2) for figure in figures]) + Interval.point(extra)
