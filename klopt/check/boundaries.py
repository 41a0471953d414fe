"""The value at the far end of a superlative: "het laagste sinds april 2022. Toen lag het op 3,2".

What a value is lowest since is no value that the text says it came from, so nothing rose or fell between the two.
"""

from __future__ import annotations

from functools import cache

from extract.words import table
from klopt.check.prose import Figure, Prose, has, words_of

REACH = 8
"""Words between a superlative and the time that it reaches back to."""
NAMED = 5
"""Words that name that time: "april 2022", "de eerste maanden van 2008"."""


def is_boundary(text: Prose, one: Figure, other: Figure) -> bool:
    """Whether the second figure is of the time that a superlative beside the first reaches back to."""
    span, end = text.spans[one.sentence], other.quantity.span.start
    words = words_of(text.case.article.field(one.field)[span.start : end])[: 4 * NAMED + 60]
    for at, word in enumerate(words):
        if word not in _superlatives():
            continue
        since = next(
            (nr for nr in range(at + 1, min(at + REACH, len(words))) if words[nr] in ("sinds", "in")), None
        )
        if since is None:
            continue
        named = {w for w in words[since + 1 : since + 1 + NAMED] if w.isdigit() or w in _calendar()}
        behind = (*other.before, "|", *other.clause_after())
        clause = behind if one.sentence != other.sentence else words[since + 1 + NAMED :] or other.before
        then = has(clause, table("records")["boundary"]["then"])
        if then or named & set(behind if one.sentence != other.sentence else ()):
            return True
    return False


@cache
def _superlatives() -> frozenset[str]:
    known = table("records")["superlatives"]
    return frozenset((*known["high"], *known["low"], "zo"))


@cache
def _calendar() -> frozenset[str]:
    return frozenset(table("records")["calendar"]["words"])
