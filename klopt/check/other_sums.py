"""Whether the parts of a list are those of another total than the one beside them: other figures of the article come
out with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from extract.interval import Interval
from klopt.check.case import exact_value
from klopt.check.lists import is_kin
from klopt.check.part_lists import Parts
from klopt.check.parts import sum_of
from klopt.check.proportion import is_bounded, is_share, readings
from klopt.check.prose import Figure, Prose
from klopt.check.sums import HUNDRED
from klopt.check.sums_up import added_up

MOST = 6
"""Parts of which it is tried whether some are taken off."""
AROUND = 2
"""Sentences from the parts in which any other figure may be what they add up to; farther off only one that is
`TELLING`."""
TELLING = 3
"""Digits of a figure that comes out by no chance."""


def not_all_told(text: Prose, parts: Parts) -> bool:
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


def is_sum_of_another(text: Prose, parts: Parts) -> bool:
    """Whether the parts add up to another figure near ("acht duels, 17 punten: vijf zeges, twee keer gelijk, een
    nederlaag"), to a telling one anywhere, or make the total with one that stands elsewhere.
    """
    added = sum_of([part.quantity.strict for part in parts.parts]) + Interval.point(parts.extra)
    if added.overlaps(parts.total.quantity.strict):
        return False
    if (
        _net_of_some(parts)
        or _one_was_not_read(text, parts, added)
        or _of_a_share(text, parts, added)
        or _is_a_share(text, parts, added)
    ):
        return True
    with_total = added + parts.total.quantity.strict  # "464 plaatsen: 290 hier, 126 daar en 48 elders"
    return any(
        figure.quantity.strict.overlaps(added) or figure.quantity.strict.overlaps(with_total)
        for figure in _others(text, parts)
    ) or any(_is_missing(parts, figure) for figure in _others(text, parts))


def _others(text: Prose, parts: Parts) -> Iterator[Figure]:
    """The figures that the parts may add up to instead: of their unit, and near or telling. Where the text counts
    one thing with parts and total, another thing is no total of theirs.
    """
    members = (*parts.parts, parts.total)
    numbers, first = {figure.nr for figure in members}, parts.parts[0].sentence
    units = {part.unit for part in parts.parts}
    one_thing = parts.total.noun is not None and all(is_kin(part, parts.total) for part in parts.parts)
    for figure in text.figures:
        if (
            figure.nr not in numbers
            and text.one_field(figure.sentence, first)
            and exact_value(figure.quantity) is not None
            and figure.quantity.hedge is None
            and len({figure.unit, *units} - {None}) <= 1
            and (abs(figure.sentence - first) <= AROUND or digits(figure) >= TELLING)
            and (digits(figure) >= TELLING or not one_thing or is_kin(figure, parts.total))
        ):
            yield figure


def digits(figure: Figure) -> int:
    """How many digits of a figure say something: three of 41.300."""
    value = exact_value(figure.quantity)
    return len(value.normalize().as_tuple().digits) if value is not None else 0


def _is_missing(parts: Parts, figure: Figure) -> bool:
    """ "118 kilo restafval ... Van de 454 kilo is 152 gft, ... De resterende 69 kilo": what is missing was told."""
    total, value = exact_value(parts.total.quantity), exact_value(figure.quantity)
    one_unit = figure.unit == parts.total.unit and is_kin(figure, parts.total)
    if total is None or value is None or not one_unit or digits(figure) < TELLING:
        return False
    return total - added_up(parts.parts) - parts.extra == value


def _is_a_share(text: Prose, parts: Parts, added: Interval) -> bool:
    """Whether the parts are a share of it that the text gives: "74 procent wordt gescheiden. Van de 454 kilo"."""
    first, total = parts.parts[0].sentence, parts.total.quantity.strict
    shares = (
        figure
        for nr in range(parts.total.sentence - AROUND, first + 1)
        if text.one_field(nr, first)
        for figure in text.within(nr)
        if is_share(figure) and is_bounded(figure)
    )
    return any(
        (total * (side / HUNDRED)).overlaps(added)
        for share in shares
        for side in (readings(share.quantity)[0], HUNDRED - readings(share.quantity)[0])
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
