"""Full text: the articles in which the words of a query stand, the best first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Article, Span
from db.among import HEAD, Among, Head, head_from
from db.connect import in_words
from db.matching import ranking
from db.places import places
from db.query import Query
from db.store import Store

# A word as typed counts for more than its lemma, a lemma for more than a stem, which joins words of other
# meaning too. A form as typed is in all three columns, so the weights add up.
_SCORE = "bm25(search, 4.0, 2.0, 1.0)"
# One row for each article, `nth` in its group of copies: the best of one text is its first.
_FOUND = """
SELECT a.id AS id, coalesce(c.witness, a.id) AS witness, coalesce(s.score, 0) AS score, a.published AS day,
    count(*) OVER text AS together,
    row_number() OVER (
        PARTITION BY coalesce(c.witness, a.id) ORDER BY coalesce(s.score, 0), a.published DESC, a.id
    ) AS nth
FROM articles AS a LEFT JOIN copies AS c ON c.article = a.id LEFT JOIN scores AS s ON s.id = a.id
WHERE {where} WINDOW text AS (PARTITION BY coalesce(c.witness, a.id))
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found, and where its words stand, in reading order. `places` is empty in the rare
    case that only a lemma matches that no word of the text can be tied to. `witness` is the article by whose number its
    text is known, `together` how many of the articles found have that text.
    """

    head: Head
    article: Article
    places: tuple[Span, ...]
    witness: int
    together: int


def count(store: Store, among: Among) -> tuple[int, int]:
    """How many articles `search` gives without a limit, and of how many texts: copies of one text are one."""
    with in_words(store.path):
        where, values = among.where(store.db.conn)
        sql = (
            "SELECT count(*), count(DISTINCT coalesce(c.witness, a.id)) FROM articles AS a"  # noqa: S608 - own words
            f" LEFT JOIN copies AS c ON c.article = a.id WHERE {where}"
        )
        articles, texts = store.db.conn.execute(sql, values).fetchone()
        return int(articles), int(texts)


def search(
    store: Store, among: Among, limit: int | None = None, offset: int = 0, *, fold: bool = False
) -> Iterator[Hit]:
    """The articles that have what `among.query` asks, by bm25 over surface, lemma and stem
    (https://sqlite.org/fts5.html, section 5.1.1), then the newest first. `fold`: of copies of one text only the best.
    Without a query, or with one without a word, nothing.
    """
    query = among.query
    if query is None or query.root is None:
        return
    with in_words(store.path):
        conn = store.db.conn
        where, values = among.where(conn)
        ranked = ranking(query)
        scores = (
            "SELECT NULL AS id, NULL AS score WHERE 0"
            if ranked is None
            else f"SELECT rowid AS id, {_SCORE} AS score FROM search WHERE search MATCH ?"  # noqa: S608 - own words
        )
        found = f"WITH scores AS MATERIALIZED ({scores}), found AS ({_FOUND.format(where=where)})"
        rows = conn.execute(
            f"{found} SELECT {HEAD}, e.lemmas, found.witness, found.together FROM found"  # noqa: S608 - own words
            " JOIN articles AS a ON a.id = found.id LEFT JOIN extractions AS e ON e.article = a.id"
            f" WHERE {'nth = 1' if fold else '1'}"
            " ORDER BY found.score, found.day DESC, found.id LIMIT ? OFFSET ?",
            (*(() if ranked is None else (ranked,)), *values, -1 if limit is None else limit, offset),
        ).fetchall()
        for row in rows:
            yield _hit(store, query, row)


def every(store: Store, among: Among) -> Iterator[Hit]:
    """The articles as `search` gives them, in the order in which they were added: nothing is ranked or folded."""
    query = among.query or Query()
    with in_words(store.path):
        where, values = among.where(store.db.conn)
        rows = store.db.conn.execute(
            f"SELECT {HEAD}, e.lemmas, coalesce(c.witness, a.id) AS witness, 1 AS together FROM articles AS a"  # noqa: S608
            " LEFT JOIN extractions AS e ON e.article = a.id LEFT JOIN copies AS c ON c.article = a.id"
            f" WHERE {where} ORDER BY a.id",
            values,
        )
        for row in rows:
            yield _hit(store, query, row)


def _hit(store: Store, query: Query, row: sqlite3.Row) -> Hit:
    article = store.article(row["a_id"])
    found = places(query, article, row["lemmas"] or "")
    return Hit(head_from(row), article, found, row["witness"], row["together"])
