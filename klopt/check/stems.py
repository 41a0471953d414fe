"""Words as stems: whether two texts say the same words, whatever their forms.

Compounds and inflections of one noun begin alike or stand within each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from extract.singular import ground_form
from extract.words import table

STEM = 5
"""Letters that two words must share from their beginning to be taken for forms of one noun."""
HEAD = 3
"""Letters of a shorter word that the other must end in: it is the head of that compound."""
HELD = 4_096
"""Sentences of which the words are kept in memory: they are asked for again for every other article."""
SHORT = 1_000
"""Characters of the longest that is kept."""
FEW = 60
"""Stems of a sentence: what is asked of those of a whole article is not kept, for that would keep the article."""
WORD = re.compile(r"[^\W\d_][\w'’-]*")

Stems = frozenset[str]


def stems_of(text: str) -> Stems:
    """The ground forms of the words that say what a text is about.

    >>> sorted(stems_of("In Breedhaven sliepen 186 gezinnen"))
    ['breedhaf', 'gezin', 'sliep']
    """
    return _stems(text) if len(text) <= SHORT else _stems.__wrapped__(text)


@lru_cache(HELD)
def _stems(text: str) -> Stems:
    passed = passed_words()
    words = {word for word in WORD.findall(text.lower()) if len(word) > 3 and word not in passed}
    return frozenset(ground_form(word) for word in words)


def akin(one: str, other: str) -> bool:
    """Whether two stems are forms of one noun or one is a part of the other: "kievit" and "kievitsnest", "gas" and
    "aardgas".
    """
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < STEM:
        return len(short) >= HEAD and len(long) > len(short) + 1 and long.endswith(short)
    return short in long or one[:STEM] == other[:STEM]


def holds(stems: Stems, word: str) -> bool:
    """Whether one of these stems is akin to the word."""
    if word in stems:
        return True
    return _akin_to_one(stems, word) if len(stems) <= FEW else _akin_to_one.__wrapped__(stems, word)


@lru_cache(HELD)
def _akin_to_one(stems: Stems, word: str) -> bool:
    begin = word[:STEM]  # as `akin`, which takes too long to call for every word of an article
    return len(word) >= STEM and any(
        stem[:STEM] == begin or stem in word or word in stem for stem in stems if len(stem) >= STEM
    )


def overlap(one: Stems, other: Stems) -> float:
    """How much of the smaller set of stems has kin in the other, 0 to 1."""
    small, large = sorted((one, other), key=len)
    if not small:
        return 0.0
    return sum(holds(large, stem) for stem in small) / len(small)


def has_words(text: str, words: Iterable[str]) -> frozenset[str]:
    """Which of these words or phrases stand in the text, whole words only."""
    padded = _padded(text) if len(text) <= SHORT else _padded.__wrapped__(text)
    return frozenset(word for word in words if f" {word} " in padded)


@lru_cache(HELD)
def _padded(text: str) -> str:
    return f" {' '.join(WORD.findall(text.lower()))} "


@cache
def passed_words() -> frozenset[str]:
    """Words that say nothing of what a text is about."""
    tables = table("identity")
    return frozenset([*table("across")["passed"], *tables["between"], *tables["passed"]])
