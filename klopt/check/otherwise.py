"""Whether the text itself shows that a size is not the one of two values, although it stands by them.

Asked before any rule accuses. If the size fits another figure near, or the pair has a size of its own beside it, then
what does not fit was never meant. Precision goes before recall: a wrong sum with a right one beside it is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

from extract.nouns import Quantity
from extract.words import table
from klopt.check.agreement import fits
from klopt.check.case import Case
from klopt.check.pairs import pairs
from klopt.check.prose import Figure, Prose, has, prose, words_of
from klopt.check.sizes import sizes_in
from klopt.check.tied import in_one_group, noun_of, one_thing

if TYPE_CHECKING:
    from klopt.check.changes import Change

AROUND = 2
"""Sentences before the first value and behind the last in which another figure explains the size."""
MANY = 7
"""Other figures of the unit, the nearest first, that are tried."""


def told_otherwise(case: Case, change: Change) -> bool:
    """Whether these two values are not what the stated size is of."""
    text = prose(case)
    before, after, size = _figures(text, change)
    if before is None or after is None:
        return False
    if any(has(one.before[-3:], ("nog eens",)) for one in (before, after)):
        return True  # "nog eens 540": it comes on top, it is no value before or after
    if before.claim.modality in ("demanded", "expected") and after.claim.modality == "asserted":
        return True  # a goal was not there before
    if size is None:
        return False
    # "drie keer meer" may be four times: that it can fit is not that it does
    factor = size.quantity.kind == "factor"
    bounded = all(
        None not in (one.quantity.lenient.low, one.quantity.lenient.high) for one in (before, after)
    )
    if bounded and not factor and fits(size.quantity, change.direction, before.quantity, after.quantity):
        return False
    if before.sentence != after.sentence and has(text.words(size.sentence), _SAME_TIME):
        return True
    return (
        (change.inferred and _of_another_year(case, size, before, after))
        or (change.inferred and _of_two_others(text, change, size))
        or _of_the_past(size, before, after)
        or _has_own_size(case, change, size, before, after)
        or _of_another(text, change, size, before, after)
    )


def _of_two_others(text: Prose, change: Change, size: Figure) -> bool:
    """Whether any two figures of the article give a size that nothing ties to these values: what stands there, or what
    a stated difference makes of it ("342.000 euro, 62.000 meer dan een jaar eerder. Dat is 22 procent"). In a text full
    of figures some two nearly always do; there a tie by nearness alone is worth nothing.
    """
    if change.before is None or change.before.quantity is None:
        return False
    ends = [claim.quantity for claim in (change.before, change.after) if claim and claim.quantity]
    values: list[Quantity] = []
    steps: list[Quantity] = []
    for figure in text.figures[:MOST]:
        one_kind = _one_kind(figure.quantity, *ends)
        if figure.nr == size.nr or not _is_above_zero(figure.quantity):
            continue
        if figure.claim.role == "change":
            if one_kind or (figure.quantity.kind == "count" and figure.quantity.unit is None):
                steps.append(figure.quantity)
        elif one_kind or _is_bare_count(figure):
            values.append(figure.quantity)
    pair = {id(change.before.quantity), id(change.after.quantity) if change.after else 0}
    if any(
        fits(size.quantity, change.direction, one, other)
        for one, other in permutations(values, 2)
        if {id(one), id(other)} != pair
    ):
        return True
    return any(
        fits(size.quantity, change.direction, one, other)
        for value in values
        for step in steps
        for one, other in _stepped(value, step)
    )


def _stepped(value: Quantity, step: Quantity) -> Iterator[tuple[Quantity, Quantity]]:
    """A value and what it was before a stated difference, either way."""
    for before in (value.strict - step.strict, value.strict + step.strict):
        if before.low is not None and before.low > 0:
            yield replace(value, strict=before, lenient=before, value=before.low), value


MOST = 40
"""Figures of an article of which any two are tried."""


_SAME_TIME = (
    "dezelfde periode",
    "dezelfde maand",
    "dezelfde maanden",
    "hetzelfde kwartaal",
    "diezelfde periode",
)
"""A part of a year against the same part of another: the figure of the whole year is neither."""


def _figures(text: Prose, change: Change) -> tuple[Figure | None, Figure | None, Figure | None]:
    """Both values and the one stated size as figures; None for what is missing."""
    claims = (change.before, change.after, change.sizes[0] if len(change.sizes) == 1 else None)
    found: list[Figure | None] = [None, None, None]
    for figure in text.figures:
        for nr, claim in enumerate(claims):
            if claim is not None and figure.claim is claim:
                found[nr] = figure
    return found[0], found[1], found[2]


def _of_the_past(size: Figure, before: Figure, after: Figure) -> bool:
    """ "Nu zijn het er 620. In 1990 waren het er 2.480, vier keer zo veel": the factor is of the value before."""
    looks_back = before.nr > after.nr and size.sentence == before.sentence and size.nr > before.nr
    return (
        looks_back
        and size.quantity.kind == "factor"
        and fits(size.quantity, "up", after.quantity, before.quantity)
    )


_SINCE = re.compile(
    r"\b(?:sinds|vanaf|ten opzichte van|vergeleken met|in vergelijking met)\s+(?:(?:het jaar|eind|begin)\s+)?"
    r"(?P<start>(?:19|20)\d\d|dat jaar|die tijd|toen)\b|\bsindsdien\b",
    re.IGNORECASE,
)


def _since_another_year(case: Case, size: Figure, before: Figure) -> bool:
    """ "Sinds 2019 is de prijs met de helft gestegen": the size is of another start than the value before."""
    found = _SINCE.search(case.sentence(size.quantity.span).text)
    period = before.claim.period
    start = period.days.start if period is not None and period.days is not None else None
    return found is not None and (start is None or found["start"] != str(start.year))


def _of_another_year(case: Case, size: Figure, before: Figure, after: Figure) -> bool:
    """Whether a size that the text does not tie to the value before itself is of another start than that."""
    if _since_another_year(case, size, before) or _long_before(size, before):
        return True
    text = prose(case)
    if any(
        before in (pair.first, pair.last)
        and after not in (pair.first, pair.last)
        and pair.first.sentence == pair.last.sentence
        for pair in pairs(case)
    ):
        return True  # "402.000, tegen 431.000 in 2012": it has a value after of its own
    if not after.sentence <= size.sentence < before.sentence or before.field != size.field:
        return False
    # "daalde met 148 naar 1.962. In 2010 werkten er nog 3.000": what is told behind a size is its start only if near
    words = text.words(size.sentence)
    if has(words, table("opposed")["sizes"]["spans"]) or any(word in words for word in _years_of(before)):
        return False
    start, published = before.claim.period, case.published
    if start is None or start.days is None or start.days.end is None or published is None:
        return has(text.words(before.sentence), table("opposed")["sizes"]["years_ago"])
    return (published - start.days.end).days > MONTHS * 30


MONTHS = 26
"""How long before publication the start of a change may be that the text gives behind its size, unsaid."""


def _years_of(figure: Figure) -> tuple[str, ...]:
    period = figure.claim.period
    return tuple(word for word in words_of(period.span.text) if word.isdigit()) if period is not None else ()


def _long_before(size: Figure, before: Figure) -> bool:
    """ "Vorig jaar daalde het aantal met 12 procent. In 2012 waren het er nog 91.000": the size is of one year, and the
    value before is of a year that lies further back.
    """
    mine, theirs = size.claim.period, before.claim.period
    if mine is None or theirs is None or mine.precision == "range" or mine.precision != theirs.precision:
        return False
    if mine.days is None or mine.days.start is None or mine.days.end is None or theirs.days is None:
        return False
    length = mine.days.end - mine.days.start
    return theirs.days.end is not None and theirs.days.end < mine.days.start - length / 2


def _has_own_size(case: Case, change: Change, size: Figure, before: Figure, after: Figure) -> bool:
    """Whether another size is the one of these values: in the sentence of this one ("6 minder dan vorig jaar en 18
    minder dan in 2015, toen het er 72 waren"), or, where the text does not tie this one itself, near them or in the
    title.
    """
    text = prose(case)
    others: Iterable[Figure | None] = (other.figure for other in sizes_in(case, size.sentence))
    if change.inferred:
        reach = range(min(before.sentence, after.sentence) - 1, max(before.sentence, after.sentence) + 2)
        others = (f for f in text.figures if f.field == "title" or f.sentence in reach)
    return any(
        other is not None
        and other.nr not in (size.nr, before.nr, after.nr)
        and (
            other.quantity.kind == size.quantity.kind
            or {other.quantity.kind, size.quantity.kind} <= _RELATIVE
        )
        and fits(other.quantity, change.direction, before.quantity, after.quantity)
        for other in others
    )


_RELATIVE = {"percent", "fraction", "factor"}


def _of_another(text: Prose, change: Change, size: Figure, before: Figure, after: Figure) -> bool:
    """Whether the size is that of one of the values and a third figure near."""
    framed = before.claim.frame is not None and before.claim.frame == after.claim.frame
    if framed and (before.claim.role, after.claim.role) == ("from", "to"):
        return False
    sentences = (before.sentence, after.sentence, size.sentence)
    reach = range(min(sentences) - AROUND, max(sentences) + AROUND)
    taken = (before.nr, after.nr, size.nr)
    near = [
        figure
        for figure in text.figures[max(0, min(taken) - MANY) : max(taken) + MANY]
        if figure.nr not in taken
        and figure.sentence in reach
        and figure.field == before.field
        and figure.claim.role not in _NO_VALUE
        and _is_above_zero(figure.quantity)
        and (_one_kind(figure.quantity, before.quantity, after.quantity) or _is_bare_count(figure))
        and (size.quantity.kind in _DIFFERENCES or _one_count(figure, before, after))
    ]
    near.sort(key=lambda figure: abs(figure.nr - size.nr))
    own = [figure for figure in near if figure.sentence == size.sentence] if change.inferred else []
    return any(
        fits(size.quantity, change.direction, one.quantity, other.quantity)
        for figure in near[:MANY]
        for one, other in ((before, figure), (figure, after), (after, figure), (figure, before))
    ) or any(
        fits(size.quantity, change.direction, one.quantity, other.quantity)
        for one, other in permutations(own[:MANY], 2)
    )


_DIFFERENCES = ("count", "money", "measure", "duration", "rate")
"""A difference that comes out to the unit is no chance, whatever the third figure counts."""
_NO_VALUE = ("change", "part", "minimum", "maximum")


def _one_count(figure: Figure, before: Figure, after: Figure) -> bool:
    """Whether a count can be of what the two values count: "61 nachten" says nothing of 420 stars."""
    mine, known = noun_of(figure), [noun for value in (before, after) if (noun := noun_of(value))]
    if mine is None:
        return True
    if not known:
        return {before.quantity.kind, after.quantity.kind} == {"count"}
    return any(one_thing(mine, noun) or in_one_group(mine, noun) for noun in known)


def _is_above_zero(quantity: Quantity) -> bool:
    """Whether a figure is a value that another can be divided by: "meer dan 50" and 0 make any ratio."""
    low, high = quantity.lenient.low, quantity.lenient.high
    return low is not None and high is not None and low > 0


def _is_bare_count(figure: Figure) -> bool:
    """ "In 2020 2,1 procent, nu 4,2": a number that leaves the unit out."""
    return figure.quantity.kind == "count" and figure.noun is None


def _one_kind(one: Quantity, *others: Quantity) -> bool:
    return any(_sort(one) == _sort(other) for other in others)


def _sort(quantity: Quantity) -> tuple[str, str]:
    """Money a month and money are told of one thing in turn: "310 euro per maand, vijf jaar geleden 250 euro"."""
    unit = (quantity.unit or "").partition("per ")[0].strip()
    return ("money" if quantity.kind == "rate" and unit else quantity.kind, unit)
