"""Whether a sentence says that its figures are no outcome: a forecast, a plan, hearsay, an earlier figure put right.

"Een verdubbeling, dat had niemand verwacht" names a forecast too, and tells of what came nevertheless.
"""

from __future__ import annotations

from corpus.article import Span
from extract.modality import surprised
from extract.words import table
from klopt.check.case import Case
from klopt.check.prose import has, words_of


def is_silenced(case: Case, sentence: Span) -> bool:
    """Whether a word of the sentence keeps its change from being checked."""
    silencing = tuple(table("changes")["silence"]["words"])
    if not case.says(sentence, silencing):
        return False
    words = words_of(sentence.text)
    verb = surprised(words)
    return verb is None or has((*words[:verb], "|", *words[verb + 1 :]), silencing)
