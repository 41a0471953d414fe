"""Whether two values belong to two comparisons, each with its own direction and its own base.

"Dat is 40 procent meer dan de 60.000 van 2020, maar 30 procent onder het niveau van 2019, toen 120.000 mensen kwamen":
60.000 and 120.000 are each compared with the value before, and never with each other. "In 2013 was het 55 tegen 46
procent" behind "57 procent, in de steden 44 procent": two rows of two, of which the middle two are no pair.
"""

from __future__ import annotations

from klopt.check.case import Case
from klopt.check.changes import changes
from klopt.check.pairs import Pair, levels_in
from klopt.check.prose import Figure


def of_two_comparisons(case: Case, pair: Pair) -> bool:
    """Whether one of both values is what a third is compared with by a size of its own, or both stand in a row of their
    own.
    """
    if pair.framed:
        return False
    return _is_base_of_another(case, pair) or _ends_a_row_and_opens_another(case, pair)


def _is_base_of_another(case: Case, pair: Pair) -> bool:
    """Whether a third value is so much more or less than one of both, and told before them."""
    mine = {id(pair.before.claim), id(pair.after.claim)}
    told = pair.first.quantity.span.start
    for change in changes(case):
        if change.before is None or change.after is None or not change.sizes:
            continue
        ends = (id(change.before), id(change.after))
        later = change.after.quantity
        if ends[0] in mine and ends[1] not in mine and later is not None and later.span.start < told:
            return True
    return False


def _ends_a_row_and_opens_another(case: Case, pair: Pair) -> bool:
    """Whether the first stands behind another value of its sentence, and the last before another of its own."""
    if pair.first.sentence == pair.last.sentence:
        return False
    here = levels_in(case, pair.first.sentence, pair.first.sentence)
    there = levels_in(case, pair.last.sentence, pair.last.sentence)
    return any(f.nr == pair.first.nr - 1 and _alike(f, pair.first) for f in here) and any(
        f.nr == pair.last.nr + 1 and _alike(f, pair.last) for f in there
    )


def _alike(one: Figure, other: Figure) -> bool:
    return one.quantity.kind == other.quantity.kind and one.unit == other.unit
