"""Take articles over from another database: their versions and captures in the order of time."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Mapping
from dataclasses import replace

from corpus.article import Article
from db.articles import put_article, put_version
from db.connect import in_words
from db.read import article_from
from db.rows import CaptureRow
from db.store import Store

Place = tuple[str, int]
"""An archive file and the offset of a record in it."""


def take_article(
    store: Store,
    other: Store,
    article: int,
    places: Mapping[Place, CaptureRow],
    run: int,
    row_id: int | None = None,
    only: Container[int] | None = None,
) -> int:
    """Take over article `article` of the other database, or `only` the versions with these numbers, in the
    transaction of the caller; returns its row here, `row_id` if it is new and that is given.

    `places` says where the records of the other archive lie in ours; a capture that is not in it is not taken, its
    text is. A version that both have is one, seen by both; which is the current one, and the numbers of the
    versions, follow from when they were seen.
    """
    row, versions = _rows(other, article)
    current = replace(article_from(row), id=row["name"])
    conn = store.db.conn
    for version in versions:
        if only is not None and version["nr"] not in only:
            continue
        text = current if version["nr"] == row["version"] else _older(current, version)
        captures = [places[place] for place in _captures(other, article, version["nr"]) if place in places]
        for seen in sorted({version["first_seen"], version["last_seen"]} - {c.captured_at for c in captures}):
            row_id = put_version(conn, text, run, seen, row["key"], row_id)[1].id
        for capture in captures:
            row_id = put_article(conn, text, run, capture, row["key"], row_id).id
        # What the page said when it was captured, not what is known of the article by now.
        conn.execute(
            "UPDATE versions SET published = ?, modified = ? WHERE article = ? AND digest = ? AND run = ?",
            (version["published"], version["modified"], row_id, version["digest"], run),
        )
    if row_id is None:
        raise LookupError(f"article {article} has no version")
    number_by_time(conn, row_id)
    return row_id


def number_by_time(conn: sqlite3.Connection, article: int) -> None:
    """Number the versions of an article in the order in which they were first seen, in the transaction of the
    caller.
    """
    rows = conn.execute(
        "SELECT nr FROM versions WHERE article = ? ORDER BY first_seen, nr", (article,)
    ).fetchall()
    order = [nr for (nr,) in rows]
    if order == sorted(order):
        return
    far = max(order)
    conn.execute("PRAGMA defer_foreign_keys = ON")  # until the commit
    # By way of numbers that are free, for no two versions may have the same one meanwhile.
    away = [(nr, far + at) for at, nr in enumerate(order, 1)]
    back = [(far + at, at) for at in range(1, len(order) + 1)]
    for old, new in [*away, *back]:
        for sql in (
            "UPDATE versions SET nr = ?1 WHERE article = ?2 AND nr = ?3",
            "UPDATE captures SET version = ?1 WHERE article = ?2 AND version = ?3",
            "UPDATE finding_spans SET version = ?1 WHERE article = ?2 AND version = ?3",
            "UPDATE articles SET version = ?1 WHERE id = ?2 AND version = ?3",
        ):
            conn.execute(sql, (new, article, old))


def _rows(other: Store, article: int) -> tuple[sqlite3.Row, list[sqlite3.Row]]:
    with in_words(other.path):
        conn = other.db.conn
        row = conn.execute("SELECT * FROM articles WHERE id = ?", (article,)).fetchone()
        versions = conn.execute(
            "SELECT * FROM versions WHERE article = ? ORDER BY last_seen, nr", (article,)
        ).fetchall()
    return row, versions


def _captures(other: Store, article: int, version: int) -> list[Place]:
    with in_words(other.path):
        found = other.db.conn.execute(
            "SELECT file, offset FROM captures WHERE article = ? AND version = ? ORDER BY captured_at, id",
            (article, version),
        ).fetchall()
    return [(file, offset) for file, offset in found]


def _older(current: Article, version: sqlite3.Row) -> Article:
    """An older text of the article. What is known of the article as a whole is known of the current text only."""
    return replace(
        current,
        title=version["title"],
        text=version["text"],
        published=version["published"],
        modified=version["modified"],
        skipped=(),
    )
