"""What a measure is called for a reader. Its key is a lemma, which may be no word at all ("aangehoude"): shown is the
form that stands in the articles ("aangehouden", "fietsen").
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from itertools import takewhile

from db.search import fold, stems
from extract.singular import ground_form

LOOKED_AT = 60
"""Figures of a measure whose words are counted, of the oldest articles: with more the commonest form stays the same."""
_LETTERS = 3
"""With which a word begins like the measure, at least."""
_AROUND = ".,:;!?()[]\"'‘’“”„«»"


def measure_words(conn: sqlite3.Connection, measures: Iterable[str]) -> dict[str, str]:
    """Each of these measures with its commonest form; itself where no figure has words for it."""
    return {measure: _commonest(conn, measure) for measure in measures}


def _commonest(conn: sqlite3.Connection, measure: str) -> str:
    rows = conn.execute(
        "SELECT phrase FROM claims INDEXED BY claims_counted"
        " WHERE measure = ? AND measure IS NOT NULL AND quantity IS NOT NULL LIMIT ?",
        (measure, LOOKED_AT),
    )
    forms: Counter[str] = Counter()
    for phrase, number in Counter(phrase for (phrase,) in rows).items():
        forms[head_word(measure, phrase)] += number
    # Of two forms as common the longer one is the plural, and what is counted is a plural.
    return min(forms, key=lambda form: (-forms[form], -len(form), form), default=measure)


def head_word(measure: str, phrase: str | None) -> str:
    """The word of the phrase whose lemma the measure is: of its stem or singular, else the one that begins most like
    it, by three letters and more than half of the measure. The measure itself if no word does.

    >>> head_word("fiets", "totaal 4.250 fietsen"), head_word("stad", "Grote steden"), head_word("NS", "NS")
    ('fietsen', 'steden', 'NS')
    """
    words = [bare for word in (phrase or "").split() if (bare := word.strip(_AROUND))]
    same = [word for word in words if stems(word) == stems(measure) or ground_form(word) == fold(measure)]
    word = same[0] if same else max(words, key=lambda word: _shared(word, measure), default="")
    return _as_measure(word, measure) if same or _looks_like(word, measure) else measure


def phrase_words(measure: str | None, phrase: str | None) -> str:
    """The phrase as written; of one that has a figure in it, which is not every other figure's, the word that counts.

    >>> phrase_words("verlies", "verlies van 6,4 miljoen euro"), phrase_words("prijs", "prijs van een huis")
    ('verlies', 'prijs van een huis')
    """
    if measure and phrase and any(map(str.isdigit, phrase)):
        return head_word(measure, phrase)
    return phrase or measure or ""


def _as_measure(word: str, measure: str) -> str:
    """Without the capitals of a headline or of the first word of a sentence, which the lemma has not either."""
    if not measure[:1].islower():
        return word
    return word.lower() if word.isupper() else word[:1].lower() + word[1:]


def _looks_like(word: str, measure: str) -> bool:
    """Whether more than half of the measure begins the word: "grote" and "gezin" share no more than a letter."""
    shared = _shared(word, measure)
    return shared >= _LETTERS and 2 * shared > len(measure)


def _shared(word: str, measure: str) -> int:
    """How many letters both begin with."""
    pairs = zip(fold(word), fold(measure), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
