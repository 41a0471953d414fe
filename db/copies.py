"""Which articles are copies of one text, so that a figure in a wire story counts once and not once for each paper."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.article import first_words
from corpus.copies import groups_of, signature
from db.among import is_in
from db.connect import in_words
from db.store import Store


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that has copies. `witness` is the lowest id among them, `same` whether the text is that one's."""

    witness: int
    article: int
    source: str | None
    title: str | None
    published: str | None
    agency: str | None
    same: bool
    headline: str
    """The title, else the first words of the text."""


def compare_copies(store: Store) -> int:
    """Compare the articles that are not in a group yet with all others; returns how many those were. One transaction.

    Those are the new ones, those with another text, and all that were in a group with one that changed or went: a
    trigger dissolves its group, for it may be what held the others together.
    """
    with store.transaction():
        conn = store.db.conn
        rows = conn.execute(
            "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM copies) ORDER BY id"
        ).fetchall()
        if not rows:
            return 0

        def text_of(article: int) -> str:
            return str(conn.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()[0])

        known = conn.execute("SELECT article, signature, witness FROM copies ORDER BY article").fetchall()
        new = [(row[0], signature(text_of(row[0]))) for row in rows]
        found = groups_of((tuple(row) for row in known), new, text_of)
        conn.executemany(
            "INSERT INTO copies (article, signature, witness) VALUES (?, ?, ?)",
            [(article, signed, found[article]) for article, signed in new],
        )
        conn.executemany(
            "UPDATE copies SET witness = ? WHERE article = ?",
            [(found[row[0]], row[0]) for row in known if found[row[0]] != row[2]],
        )
        return len(rows)


def copy_groups(store: Store, articles: Iterable[int] | None = None) -> Mapping[int, int]:
    """Article -> the article by whose id its group of copies is known, as `compare_copies` left it. An article without
    copies stands for itself; one that was not compared yet is not in it.

    For one vote per text: `groups.get(article, article)`. `articles`: of these alone.
    """
    with in_words(store.path):
        wanted = None if articles is None else json.dumps(list(articles))
        where = "" if articles is None else f" WHERE {is_in('article')}"
        sql = f"SELECT article, witness FROM copies{where}"  # noqa: S608 - own words
        rows = store.db.conn.execute(sql, () if wanted is None else (wanted,))
        return {row[0]: row[1] for row in rows}


def copies(store: Store) -> tuple[Copy, ...]:
    """The articles that have copies, by group, in each the earliest first."""
    return _copies(store, "SELECT witness FROM copies GROUP BY witness HAVING count(*) > 1")


def copies_of(store: Store, article: int) -> tuple[Copy, ...]:
    """The article and its copies, the earliest first; nothing if it has none, or was not compared yet."""
    found = _copies(store, "SELECT witness FROM copies WHERE article = ?", article)
    return found if len(found) > 1 else ()


def _copies(store: Store, witnesses: str, *values: int) -> tuple[Copy, ...]:
    with in_words(store.path):
        rows = store.db.conn.execute(
            "SELECT c.witness, a.id, a.source, a.title, a.published, a.agency,"  # noqa: S608 - own words
            " a.text = (SELECT w.text FROM articles AS w WHERE w.id = c.witness) AS same,"
            " substr(a.text, 1, 600) AS opening"
            f" FROM copies AS c JOIN articles AS a ON a.id = c.article WHERE c.witness IN ({witnesses})"
            " ORDER BY c.witness, a.published IS NULL, a.published, a.id",
            values,
        )
        return tuple(
            Copy(
                witness=row["witness"],
                article=row["id"],
                source=row["source"],
                title=row["title"],
                published=row["published"],
                agency=row["agency"],
                same=bool(row["same"]),
                headline=(row["title"] or "").strip() or first_words(row["opening"]),
            )
            for row in rows
        )
