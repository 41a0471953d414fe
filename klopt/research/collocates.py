"""Which words stand near those of a query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.article import Article
from db.places import article_words, places
from db.query import Query

REACH = 5
"""Words to each side of a place: what is usual in corpus linguistics."""


def around(query: Query, article: Article, lemmas: str, reach: int = REACH) -> tuple[Counter[str], int]:
    """The lemmas within so many words of the places of a query in one article, each word once however many places it is
    near, and how many places there are. A place is no neighbour of itself; title and text are no neighbours either.
    """
    every, titles = article_words(article, lemmas)
    at = {("title" if nr < titles else "text", word.start): nr for nr, word in enumerate(every)}
    ends = {("title" if nr < titles else "text", word.end): nr for nr, word in enumerate(every)}
    spots = [
        (at[span.field, span.start], ends[span.field, span.end]) for span in places(query, article, lemmas)
    ]
    near: set[int] = set()
    for first, last in spots:
        low, high = (0, titles) if first < titles else (titles, len(every))
        near.update(range(max(low, first - reach), min(high, last + reach + 1)))
    for first, last in spots:
        near.difference_update(range(first, last + 1))
    return Counter(every[nr].form for nr in near if is_word(every[nr].form)), len(spots)


def counted(forms: Sequence[str]) -> Counter[str]:
    """How often each word stands there; figures are none."""
    return Counter(filter(is_word, forms))


def is_word(form: str) -> bool:
    """Whether there is a letter in it."""
    return not form.isdecimal() and any(char.isalpha() for char in form)
