"""Whether a text sets two values of one period against each other, as if they stood at two moments."""

from __future__ import annotations

from extract.words import table
from klopt.check.case import Case
from klopt.check.pairs import Pair
from klopt.check.prose import has, prose, words_of
from klopt.check.tied import bare


def set_against(case: Case, pair: Pair) -> bool:
    """Whether the text sets two values of one period against each other: by "nog" and "maar", a preposition of
    comparison, or a word of change right before the second.
    """
    words = table("changes")["against"]
    text = prose(case)
    one, other = pair.first, pair.last
    if has((*one.clause_before(), *one.clause_after()), words["plans"]):
        return False
    before = other.before[-10:] if one.sentence == other.sentence else text.words(other.sentence)[:30]
    return (
        has((*one.before[-8:], *one.after[:1]), words["still"])
        or has(other.before[-4:], words["still"])
        or has(other.before[-6:], (*table("changes")["base"]["before"], *words["before"]))
        or (one.sentence == other.sentence and has(one.before[-6:], words["opening"]))
        or (bare(other) and _says_again(pair))
        or (one.sentence != other.sentence and has(before, words["before"]))
    )


def _says_again(pair: Pair) -> bool:
    """ "..., in de zomer van 2016 waren het er 57": the time again and what stands for the thing, and nothing else."""
    period = pair.last_moment.period if pair.last_moment else None
    clause = pair.last.clause_before()
    if period is None or not has(clause[-3:], table("changes")["against"]["again"]):
        return False
    return len(clause) <= len(words_of(period.span.text)) + 5
