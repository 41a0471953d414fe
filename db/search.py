"""Words as the search index wants them: stems beside surface words and lemmas.

A stem finds "meldingen" for "melding", but no stemmer joins "steeg" to "stijgen": strong verbs need lemmas.
The reader of an article knows the lemmas, whoever types a query does not. So the stem column holds the stems
of the words as they stand *and* the stems of lemmas that add something: "stijging" and "steeg" as a query
both find an article with "steeg". Which stem a word has differs between versions of the stemmer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

# Letters and digits: what the tokenizer unicode61 takes for parts of words (https://sqlite.org/fts5.html#unicode61_tokenizer).
WORD = re.compile(r"[^\W_]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
"""Among these are all combining marks."""
_stemmer = snowballstemmer.stemmer("dutch")


def stems(text: str) -> str:
    """The Dutch stems of the words of a text or query, space-separated, in order.

    >>> stems("De meldingen")
    'de meld'
    """
    return " ".join(map(_stem, WORD.findall(text.casefold())))


def stem_column(words: Sequence[str], lemmas: Iterable[str]) -> str:
    """What the stem column of an article holds, given its words as written: their stems, then those of lemmas that are
    not among them.
    """
    found = [*map(_written_stem, words)]
    known, read = {*found}, {*words}
    others = (word for word in lemmas if word not in read)
    return " ".join([*found, *(stem for stem in map(_written_stem, others) if stem not in known)])


def fold(text: str) -> str:
    """The text as the index compares it: without case and accents. Its length may be another.

    >>> fold("Café ÉÉN")
    'cafe een'
    """
    if text.isascii():
        return text.casefold()
    return _FOREIGN.sub(_without_marks, unicodedata.normalize("NFD", text)).casefold()


def _without_marks(found: re.Match[str]) -> str:
    return "".join(char for char in found[0] if not unicodedata.combining(char))


def has_words(name: str, asked: str) -> bool:
    """Whether the words asked for stand in the name, in that order and next to each other; case and accents aside.

    >>> has_words("De Noorderkoerier", "noorderkoerier"), has_words("Ina Hut", "Hu")
    (True, False)
    """
    wanted = " ".join(WORD.findall(fold(asked)))
    return bool(wanted) and f" {wanted} " in f" {' '.join(WORD.findall(fold(name)))} "


@lru_cache(maxsize=65_536)
def _written_stem(word: str) -> str:
    return _stem(word.casefold())


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    # No Dutch word is this long; the stemmer need not look at what a damaged page makes of one.
    return word if len(word) > 60 else str(_stemmer.stemWord(word))
