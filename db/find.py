"""Full text: the articles in which the words of a query stand, the best first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Article, Span
from db.among import HEAD, Among, Head, both, head_from
from db.connect import in_words
from db.query import Query
from db.store import Store

# A word as typed counts for more than its lemma, a lemma for more than a stem, which joins words of other
# meaning too. A form as typed is in all three columns, so the weights add up.
_SCORE = "bm25(search, 4.0, 2.0, 1.0)"


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found, and where its words stand, in reading order. `places` is empty in the rare
    case that only a lemma matches that no word of the text can be tied to.
    """

    head: Head
    article: Article
    places: tuple[Span, ...]


def count(store: Store, query: Query, among: Among) -> int:
    """How many articles `search` gives without a limit."""
    if query.empty:
        return 0
    with in_words(store.path):
        where, values = both(("search MATCH ?", (query.match(),)), among.where(store.db.conn))
        sql = f"SELECT count(*) FROM search JOIN articles AS a ON a.id = search.rowid WHERE {where}"  # noqa: S608
        return int(store.db.conn.execute(sql, values).fetchone()[0])


def search(
    store: Store, query: Query, among: Among, limit: int | None = None, offset: int = 0
) -> Iterator[Hit]:
    """The articles that have what is asked, by bm25 over surface, lemma and stem (https://sqlite.org/fts5.html,
    section 5.1.1), then the newest first. An empty query finds nothing.
    """
    if query.empty:
        return
    with in_words(store.path):
        where, values = both(("search MATCH ?", (query.match(),)), among.where(store.db.conn))
        rows = store.db.conn.execute(
            f"SELECT {HEAD}, e.lemmas FROM search JOIN articles AS a ON a.id = search.rowid"  # noqa: S608 - own words
            f" LEFT JOIN extractions AS e ON e.article = a.id WHERE {where}"
            f" ORDER BY {_SCORE}, a.published DESC, a.id LIMIT ? OFFSET ?",
            (*values, -1 if limit is None else limit, offset),
        )
        for row in rows:
            article = store.article(row["a_id"])
            yield Hit(head_from(row), article, query.places(article, row["lemmas"] or ""))
