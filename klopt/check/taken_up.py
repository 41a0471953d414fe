"""A change that was told before and that a later sentence only takes up: "Tegenover die daling staat de opmars van de
online oplichter". What stands behind it is a matter of its own, and may go the other way.
"""

from __future__ import annotations

from extract.cues import noun_direction
from extract.nouns import Direction
from extract.words import table
from klopt.check.case import Case
from klopt.check.prose import CLAUSE_ENDS, Prose, has, prose
from klopt.check.sizes import sizes_in
from klopt.check.way_words import told_ways

BACK = 3
"""Sentences before the one that takes a change up in which it was told."""
BETWEEN = 2
"""Words between "die" and its noun at most: "die forse, onverwachte daling"."""


def is_taken_up(case: Case, sentence: int, at: int, way: Direction) -> bool:
    """Whether the noun of change at this place of a sentence stands for one that other figures were given of: behind
    "die" or "deze", and either set beside what follows ("ondanks die daling") or told with its size before.
    """
    words = prose(case).words(sentence)
    start = _demonstrative(words, at)
    if start is None:
        return False
    return _set_beside(words[:start]) or _was_told(case, sentence, way)


def goes_on_to_another(text: Prose, first: int, last: int) -> bool:
    """Whether a sentence from the one to the other sets what it tells beside a change told before it."""
    known = table("changes")["taken_up"]
    for nr in range(first, last + 1):
        words = text.words(nr)
        if has(words, known["opposing"]):
            return True
        for at, word in enumerate(words):
            start = _demonstrative(words, at) if noun_direction(word) else None
            if start is not None and _set_beside(words[:start]):
                return True
    return False


def _demonstrative(words: tuple[str, ...], at: int) -> int | None:
    """Where "die" stands that belongs to the noun at this place; None if nothing points back there."""
    for nr in range(at - 1, max(-1, at - 2 - BETWEEN), -1):
        if words[nr] in CLAUSE_ENDS and words[nr] != ",":
            return None
        if words[nr] in table("changes")["taken_up"]["demonstratives"]:
            return nr
    return None


def _set_beside(ahead: tuple[str, ...]) -> bool:
    """Whether the words before "die" end in a preposition that sets something else against it or makes it the cause."""
    known = table("changes")["taken_up"]["beside"]
    return any(ahead[-len(phrase) :] == phrase for phrase in (tuple(one.split()) for one in known))


def _was_told(case: Case, sentence: int, way: Direction) -> bool:
    """Whether the nearest sentence before that tells of a change this way says how big it was."""
    text = prose(case)
    for nr in range(sentence - 1, sentence - 1 - BACK, -1):
        if not text.one_field(nr, sentence):
            return False
        told = {size.direction for size in sizes_in(case, nr)} | {
            figure.claim.direction for figure in text.within(nr) if figure.claim.frame is not None
        }
        if way in told:
            return True
        words = text.words(nr)
        again = any(
            _demonstrative(words, at) is not None for at, word in enumerate(words) if noun_direction(word)
        )
        if way in told_ways(words) and not again:
            return False
    return False
