"""The texts that an article has had, and when each was captured."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from db.connect import in_words
from db.errors import NotInCorpus
from db.rows import CaptureRow
from db.store import Store


@dataclass(frozen=True, slots=True)
class Version:
    """One title and text of an article. `first_seen` and `last_seen` are ISO 8601 in UTC; `current` is the one
    that is read and checked.
    """

    nr: int
    title: str | None
    text: str
    published: str | None
    modified: str | None
    first_seen: str
    last_seen: str
    current: bool
    captures: tuple[CaptureRow, ...]


def versions(store: Store, article: int) -> tuple[Version, ...]:
    """The versions of an article in the order in which they were first seen. Raises NotInCorpus."""
    with in_words(store.path):
        conn = store.db.conn
        rows = conn.execute(
            "SELECT v.*, v.nr = a.version AS current FROM versions AS v JOIN articles AS a ON a.id = v.article"
            " WHERE v.article = ? ORDER BY v.first_seen, v.nr",
            (article,),
        ).fetchall()
        if not rows:
            raise NotInCorpus(store.path, article)
        return tuple(
            Version(
                nr=row["nr"],
                title=row["title"],
                text=row["text"],
                published=row["published"],
                modified=row["modified"],
                first_seen=row["first_seen"],
                last_seen=row["last_seen"],
                current=bool(row["current"]),
                captures=_captures(conn, article, row["nr"]),
            )
            for row in rows
        )


def older_texts(store: Store, article: int, most: int) -> list[tuple[int, str, str | None, str]]:
    """The texts that an article had before its current one was last seen: number, first seen, title, text; the newest
    so many, the oldest first.
    """
    with in_words(store.path):
        rows = store.db.conn.execute(
            "SELECT v.nr, v.first_seen, v.title, v.text FROM versions AS v JOIN articles AS a ON a.id = v.article"
            " JOIN versions AS c ON c.article = a.id AND c.nr = a.version"
            " WHERE v.article = ? AND v.nr <> a.version AND v.first_seen <= c.last_seen"
            " ORDER BY v.first_seen DESC, v.nr DESC LIMIT ?",
            (article, most),
        ).fetchall()
    return [tuple(row) for row in reversed(rows)]


def _captures(conn: sqlite3.Connection, article: int, version: int) -> tuple[CaptureRow, ...]:
    found = conn.execute(
        "SELECT file, offset, length, digest, captured_at FROM captures"
        " WHERE article = ? AND version = ? ORDER BY captured_at, id",
        (article, version),
    )
    return tuple(CaptureRow(*row) for row in found)
