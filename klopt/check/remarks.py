"""Whether somebody remarks on the change just told: "hoogleraar Mertens vindt een daling van zeven procentpunt in zo'n
korte tijd zorgwekkend".
"""

from __future__ import annotations

from extract.words import table
from klopt.check.case import Case, exact_value
from klopt.check.moments import days_of
from klopt.check.pairs import Pair
from klopt.check.prose import Figure, has, prose
from klopt.check.sizes import Size

SOON = 5
"""Words behind a size within which the time is named that it took."""
OPENING = 3
"""Words of a sentence that opens with a change and its size: "een daling van"."""


def of_that_time(case: Case, size: Size, pair: Pair) -> bool:
    """ "Een daling van zeven procentpunt in zo'n korte tijd", "in vier jaar" of what was told for 2013 and 2017; not
    "een stijging in die tijd van het aantal boetes", nor a change that goes the other way.
    """
    figure = size.figure
    if figure is None or _goes_against(size, pair):
        return False
    known, after = table("changes")["back"], figure.after
    for nr in range(1, SOON + 1):
        if has(after[:nr], known["in_that_time"]):
            return not has(after[nr : nr + 1], known["of_what"])
    how_long = _how_long(case, figure)
    mine, theirs = (days_of(end.claim.period) for end in (pair.before, pair.after))
    last = theirs[0].year if theirs else case.published.year if case.published else None
    if how_long is None or how_long.unit != "jaar" or mine is None or last is None:
        return False
    if has(how_long.after[:1], known["of_what"]):
        return False
    return exact_value(how_long.quantity) == last - mine[0].year > 1


def _goes_against(size: Size, pair: Pair) -> bool:
    """Whether a size is of a change the other way than that of the values."""
    before, after = exact_value(pair.before.quantity), exact_value(pair.after.quantity)
    if size.direction is None or before is None or after is None:
        return False
    return (after > before and size.direction == "down") or (after < before and size.direction == "up")


def _how_long(case: Case, figure: Figure) -> Figure | None:
    """The length of time right behind a size: "een daling van acht procentpunt in vier jaar"."""
    behind = next((f for f in prose(case).within(figure.sentence) if f.nr == figure.nr + 1), None)
    near = behind is not None and behind.quantity.kind == "duration" and behind.before == ("in",)
    return behind if near else None


def is_remark(case: Case, figure: Figure) -> bool:
    """ "Hoogleraar Mertens vindt een daling van ... zorgwekkend": somebody speaks of a change, which a party or a club
    may have of its own; or nothing stands before it.
    """
    start = prose(case).spans[figure.sentence].start
    named = any(
        mention.kind == "person"
        and mention.span.field == figure.field
        and start <= mention.span.start < figure.quantity.span.start
        for mention in case.extraction.mentions
    )
    functions = tuple(word for word in table("titles")["functions"] if len(word) > OPENING)
    by_function = any(word.endswith(functions) for word in figure.before)
    own = has(
        figure.before[-4:], table("changes")["differences"]["amounts"]
    )  # "een verlies van": of who says so
    return (named or by_function or (figure.first and len(figure.before) <= OPENING)) and not own
