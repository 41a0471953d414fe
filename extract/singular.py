"""The singular of a Dutch noun, by its spelling: "inbraken" is of "inbraak", "huizen" of "huis".

What spelling does not say (a short vowel in "dagen", a singular in -e or -en) stands in `words/plurals.toml`. The rules
are those of the Woordenlijst (Technische Handleiding, 3 and 9). Pure functions on strings, so that a query is read as a
text is.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.words import table

_VOWELS = "aeiou"
_DIGRAPHS = {"aa", "ee", "oo", "uu", "ie", "eu", "ui", "oe", "ou", "ei", "au"}
_PLURAL_S = re.compile(r"(?:[eo]r|aar|eur|oor|ier|je|ie|el|em|en|ster|[mb]|age|eau|tion|rant|view)s$")
_CLOSED_E = "kptdmnsgvfz"
"""Consonants before which an e in an open syllable is long: "weken", "problemen"; before l and r it mostly is not."""


@lru_cache(maxsize=8192)
def ground_form(word: str) -> str:
    """The singular of a noun, by the rules of Dutch spelling; other words unchanged where no rule fits.

    >>> ground_form("inbraken"), ground_form("huizen"), ground_form("bussen"), ground_form("auto's")
    ('inbraak', 'huis', 'bus', 'auto')
    """
    word = word.lower().replace("’", "'")
    if word.endswith("n") and word[:-1] in table("identity")["nominal"]:
        return word[:-1]
    for endings in (table("measures")["base_forms"], table("plurals")["own"]):
        for ending, base in endings.items():
            if word.endswith(ending):
                return str(word[: -len(ending)] + base)
    if word.endswith("'s"):
        return word[:-2]
    if word.endswith("heden") and len(word) > 5:
        return word[:-5] + "heid"
    if word.endswith(_listed("ending_in_en")) or word in _listed("being_en"):
        return word
    if word.endswith("en") and (len(word) > 4 or (len(word) == 4 and word[0] in _VOWELS)):
        return _without_en(word)
    if word.endswith(("ieën", "eeën")):
        return word[:-2]
    if word.endswith("iën"):
        return word[:-2] + "e"
    return word[:-1] if len(word) > 5 and _PLURAL_S.search(word) else word


def without_s(word: str) -> str:
    """The singular of a plural in -s, for a word that is known to be one: "films", "percentages"."""
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "'s")) else word


def is_singular_of(lemma: str, word: str) -> bool:
    """Whether a plural in -en can be one of this noun by its spelling: with a doubled consonant, an open vowel, or v
    or z for f or s. Vowels that change ("stad", "schip") are in the tables.
    """
    stem = word[:-2]
    if len(lemma) < 2 or word == lemma + lemma[-1] + "en":
        return True
    if word == lemma + "n":
        return ground_form(word) == lemma  # "avonde" is no noun
    if word == lemma + "en":
        return not (lemma[-1] == lemma[-2] and lemma[-1] not in _VOWELS) and not _opens(lemma)
    if lemma[:-1] + {"f": "v", "s": "z"}.get(lemma[-1], lemma[-1]) == stem:
        return True
    if len(lemma) > 2 and lemma[-2] == lemma[-3]:
        open_ = lemma[:-2] + {"f": "v", "s": "z"}.get(lemma[-1], lemma[-1])
        return open_ == stem
    return lemma.endswith("heid")


@cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple(table("plurals")[name])


def _without_en(word: str) -> str:
    """What a plural in -en is of, spelled as a closed syllable: "inbrak" -> "inbraak", "bedrijv" -> "bedrijf"."""
    stem = word[:-2]
    last, before = stem[-1], stem[-2:-1]
    if word[:-1].endswith(_listed("ending_in_e")):
        return word[:-1]
    if stem.endswith(_listed("ending_in_en")):
        return stem
    if last == before and last not in _VOWELS:
        return stem[:-1]
    if last in "vz":
        stem = stem[:-1] + {"v": "f", "z": "s"}[last]
    return stem[:-1] + before + stem[-1] if _opens(stem) else stem


def _opens(stem: str) -> bool:
    """Whether the last vowel, single before a single consonant, is a long one that a plural in -en leaves open."""
    last, before = stem[-1], stem[-2:-1]
    if before not in (*"aeou",) or stem[-3:-1] in _DIGRAPHS or last in f"{_VOWELS}wx":
        return False
    if stem.endswith(_listed("short")):
        return False
    if stem.endswith(_listed("stressed")):
        return True
    if before == "e":
        return last in _CLOSED_E or _is_long_e(stem)
    return not stem.endswith(_listed("unstressed"))


def _is_long_e(stem: str) -> bool:
    closed = stem[:-1] + "e" + stem[-1]
    return closed.endswith(_listed("long_e")) and not stem.endswith(_listed("not_long_e"))
