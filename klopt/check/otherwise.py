"""Whether the text itself shows that a size is not the one of two values, although it stands by them.

Asked before any rule accuses. If the size fits another figure near, or the pair has a size of its own beside it, then
what does not fit was never meant. Precision goes before recall: a wrong sum with a right one beside it is passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.words import table
from klopt.check.agreement import fits
from klopt.check.case import Case, exact_value
from klopt.check.explained import has_own_size, of_another, of_two_others
from klopt.check.pairs import pairs
from klopt.check.prose import Figure, Prose, has, prose, words_of
from klopt.check.retold import is_told_again

if TYPE_CHECKING:
    from klopt.check.changes import Change


def told_otherwise(case: Case, change: Change) -> bool:
    """Whether these two values are not what the stated size is of."""
    text = prose(case)
    before, after, size = _figures(text, change)
    if before is None or after is None:
        return False
    if any(has(one.after[:4], table("changes")["below"]["zero"]) for one in (before, after)):
        return True  # "overdag 13,4 graden en 's nachts 2,7 graden vorst, een verschil van 16,1 graden"
    if any(has(one.before[-3:], ("nog eens",)) for one in (before, after)):
        return True  # "nog eens 540": it comes on top, it is no value before or after
    if before.claim.modality in ("demanded", "expected") and after.claim.modality == "asserted":
        return True  # a goal was not there before
    if _are_steps(text, before, after):
        return True
    if size is None:
        return False
    # "drie keer meer" may be four times: that it can fit is not that it does
    factor = size.quantity.kind == "factor"
    bounded = all(
        None not in (one.quantity.lenient.low, one.quantity.lenient.high) for one in (before, after)
    )
    if bounded and not factor and fits(size.quantity, change.direction, before.quantity, after.quantity):
        return False
    if before.sentence != after.sentence and has(
        text.words(size.sentence), table("changes")["same_part"]["words"]
    ):
        return True
    return (
        (change.inferred and _says_again(text, size))
        or (change.inferred and _of_another_year(case, size, before, after))
        or (change.inferred and of_two_others(text, change, size))
        or _of_the_past(size, before, after)
        or has_own_size(case, change, size, before, after)
        or of_another(text, change, size, before, after)
    )


def _are_steps(text: Prose, one: Figure, other: Figure) -> bool:
    """ "5,5 procent, in twee stappen: 3 procent per april en 2,5 procent in januari": what makes a third figure of its
    sentence together is no value before and after.
    """
    if one.sentence != other.sentence or "from" in (one.claim.role, other.claim.role):
        return False
    added = one.quantity.strict + other.quantity.strict
    return any(
        figure.nr < min(one.nr, other.nr)
        and figure.unit == one.unit
        and figure.quantity.kind == one.quantity.kind
        and exact_value(figure.quantity) is not None
        and figure.quantity.strict.overlaps(added)
        for figure in text.within(one.sentence)
    )


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


def _says_again(text: Prose, size: Figure) -> bool:
    """Whether a headline gives a size that the text gives again: then the text says of which values it is."""
    value = exact_value(size.quantity)
    return size.field == "title" and any(
        figure.field == "text"
        and figure.claim.role == "change"
        and figure.quantity.kind == size.quantity.kind
        and exact_value(figure.quantity) == value
        for figure in text.figures
    )


def _since_another_year(case: Case, size: Figure, before: Figure, after: Figure) -> bool:
    """ "Sinds 2019 is de prijs met de helft gestegen": the size is of another start than the value before, unless the
    next sentence tells the change again with "toen".
    """
    if is_told_again(case, size, before, after):
        return False
    found = _SINCE.search(case.sentence(size.quantity.span).text)
    period = before.claim.period
    start = period.days.start if period is not None and period.days is not None else None
    return found is not None and (start is None or found["start"] != str(start.year))


def _of_another_year(case: Case, size: Figure, before: Figure, after: Figure) -> bool:
    """Whether a size that the text does not tie to the value before itself is of another start than that."""
    if _since_another_year(case, size, before, after) or _long_before(size, before):
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
