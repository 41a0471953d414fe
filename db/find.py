"""Full text: the articles in which the words of a query stand, the best first."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import islice

from corpus.article import Article, Span
from db.among import HEAD, Among, Head, head_from
from db.connect import in_words
from db.matching import expression, ranking
from db.places import places
from db.query import Query
from db.store import Store

# A word as typed counts for more than its lemma, a lemma for more than a stem, which joins words of other
# meaning too. A form as typed is in all three columns, so the weights add up.
_SCORED = "SELECT rowid, bm25(search, 4.0, 2.0, 1.0) FROM search WHERE search MATCH ?"
_MATCHING = "SELECT rowid FROM search WHERE search MATCH ?"
_COUNTED = "SELECT count(*) FROM search WHERE search MATCH ?"
_FEW = 2_000
"""Articles of which alone the scores are worked out."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found, and where its words stand, in reading order. `places` is empty in the rare case that
    only a lemma matches that no word of the text can be tied to. `witness` is the article by whose number its text is
    known, `together` how many of the articles found have that text.
    """

    head: Head
    article: Article
    places: tuple[Span, ...]
    witness: int
    together: int


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found, the best first, by row id; the articles of a page are read when asked for. `witnesses`
    are the articles that are copies of another, with that one.
    """

    store: Store
    query: Query
    order: tuple[int, ...]
    witnesses: Mapping[int, int]

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return len(self.order)

    @property
    def texts(self) -> int:
        """How many different texts: copies of one text are one."""
        copied = self._copied()
        return len(self.order) - len(copied) + len(set(copied.values()))

    def hits(self, limit: int | None = None, offset: int = 0, *, fold: bool = False) -> Iterator[Hit]:
        """A part of it. `fold`: of copies of one text only the best, counted as one by limit and offset."""
        copied = self._copied()
        together = Counter(copied.values())
        order = iter(self.order)
        if fold and copied:
            best: dict[int, int] = {}
            for row_id in self.order:
                best.setdefault(copied.get(row_id, row_id), row_id)
            order = iter(best.values())
        for row_id in islice(order, offset, None if limit is None else offset + limit):
            text = copied.get(row_id, row_id)
            with in_words(self.store.path):
                row = self.store.db.conn.execute(
                    f"SELECT {HEAD}, e.lemmas FROM articles AS a LEFT JOIN extractions AS e ON e.article = a.id"  # noqa: S608
                    " WHERE a.id = ?",
                    (row_id,),
                ).fetchone()
            yield _hit(self.store, self.query, row, text, together.get(text, 1))

    def _copied(self) -> dict[int, int]:
        """Of the articles found those that have copies, whether found or not, with the one that their text is known
        by.
        """
        known = {*self.witnesses.values()}
        if not known:
            return {}
        return {
            row_id: self.witnesses.get(row_id, row_id)
            for row_id in self.order
            if row_id in known or row_id in self.witnesses
        }


def find(store: Store, among: Among) -> Found:
    """The articles that have what `among.query` asks, by bm25 over surface, lemma and stem
    (https://sqlite.org/fts5.html, section 5.1.1), then the newest first, then what was added last. Without a query,
    or with one that is empty, nothing.
    """
    query = among.query
    if query is None or query.empty or query.root is None:
        return Found(store, Query(), (), {})
    with in_words(store.path):
        rows = store.db.conn.cursor()
        rows.row_factory = None  # plain tuples: a row for each article of a large corpus
        said = expression(query.root) if among == Among(query=query) else None
        if said is not None:
            # The index alone knows: the rows of the articles, with their texts, stay closed.
            chosen = {row_id for (row_id,) in rows.execute(_MATCHING, (said,))}
        else:
            where, values = among.where(store.db.conn)
            sql = f"SELECT a.id FROM articles AS a WHERE {where}"  # noqa: S608 - own words
            chosen = {row_id for (row_id,) in rows.execute(sql, values)}
        scores = _scores(rows, query, chosen)
        newest = rows.execute("SELECT id FROM articles ORDER BY published DESC, id")  # an index has it so
        order = [row_id for (row_id,) in newest if row_id in chosen]
        if scores:
            order.sort(key=lambda row_id: scores.get(row_id, 0.0))
        return Found(store, query, tuple(order), _witnesses(store.db.conn))


def _scores(rows: sqlite3.Cursor, query: Query, chosen: Set[int]) -> dict[int, float]:
    """How well the articles chosen fit all that is looked for, wherever it stands: the lower the better.

    Where they are many, words that stand in over half of the corpus are left out: they tell nothing (FTS5 gives them
    next to no weight either), and take longest to weigh.
    """
    if not chosen:
        return {}
    ranked = ranking(query)
    if len(chosen) <= _FEW:
        # The plus keeps SQLite from asking the index for each of them anew.
        sql = f"{_SCORED} AND +rowid IN (SELECT value FROM json_each(?))"  # noqa: S608 - own words
        return dict(rows.execute(sql, (" OR ".join(ranked), json.dumps([*chosen])))) if ranked else {}
    (total,) = rows.execute("SELECT count(*) FROM articles").fetchone()
    telling = [term for term in ranked if 2 * rows.execute(_COUNTED, (term,)).fetchone()[0] <= total]
    return dict(rows.execute(_SCORED, (" OR ".join(telling),))) if telling else {}


def newest(store: Store, among: Among) -> Found:
    """The articles that are meant, whatever stands in them, the newest first; copies as in `find`."""
    with in_words(store.path):
        where, values = among.where(store.db.conn)
        sql = f"SELECT a.id FROM articles AS a WHERE {where} ORDER BY a.published DESC, a.id DESC"  # noqa: S608 - own words
        ids = tuple(row[0] for row in store.db.conn.execute(sql, values))
        return Found(store, among.query or Query(), ids, _witnesses(store.db.conn))


def every(store: Store, among: Among) -> Iterator[Hit]:
    """The articles as `find` gives them, in the order in which they were added: nothing is ranked or folded."""
    query = among.query or Query()
    with in_words(store.path):
        where, values = among.where(store.db.conn)
        rows = store.db.conn.execute(
            f"SELECT {HEAD}, e.lemmas, coalesce(c.witness, a.id) AS witness FROM articles AS a"  # noqa: S608
            " LEFT JOIN extractions AS e ON e.article = a.id LEFT JOIN copies AS c ON c.article = a.id"
            f" WHERE {where} ORDER BY a.id",
            values,
        )
        for row in rows:
            yield _hit(store, query, row, row["witness"], 1)


def _witnesses(conn: sqlite3.Connection) -> dict[int, int]:
    copied = conn.execute("SELECT article, witness FROM copies WHERE article <> witness")
    return {row[0]: row[1] for row in copied}


def _hit(store: Store, query: Query, row: sqlite3.Row, witness: int, together: int) -> Hit:
    article = store.article(row["a_id"])
    return Hit(head_from(row), article, places(query, article, row["lemmas"] or ""), witness, together)
