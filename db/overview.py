"""How the corpus is, for who opens the pages: what there is, what waits, how the articles lie in time. Plain functions
on a connection that only reads.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Overview:
    """`outlets` and `figures` are how many there are; `unread` articles were not read, `unchecked` were read after the
    last check, `failed` are addresses that could not be had or read. `first` and `last` are days of publication;
    `checked_at` and `added_at` are ISO 8601 in UTC, None for never.
    """

    articles: int
    outlets: int
    figures: int
    names: int
    unread: int
    unchecked: int
    failed: int
    first: str | None
    last: str | None
    checked_at: str | None
    added_at: str | None


def overview(conn: sqlite3.Connection) -> Overview:
    """How the corpus is now."""
    row = conn.execute(
        "SELECT (SELECT count(*) FROM articles), (SELECT count(DISTINCT source) FROM articles),"
        " (SELECT count(*) FROM claims WHERE quantity IS NOT NULL), (SELECT count(*) FROM entities),"
        " (SELECT count(*) FROM articles) - (SELECT count(*) FROM extractions),"
        " (SELECT count(*) FROM extractions AS e LEFT JOIN checks AS c ON c.article = e.article"
        "  WHERE coalesce(c.stamp, '') = ''),"
        " (SELECT count(*) FROM failures), (SELECT substr(min(published), 1, 10) FROM articles),"
        " (SELECT substr(max(published), 1, 10) FROM articles),"
        " (SELECT max(finished_at) FROM runs WHERE kind = 'check'), (SELECT max(added_at) FROM articles)"
    ).fetchone()
    return Overview(*row)


def by_month(conn: sqlite3.Connection) -> list[tuple[str, int]]:
    """How many articles appeared in each month that has any: ("2018-09", 12), the first first."""
    rows = conn.execute(
        "SELECT substr(published, 1, 7) AS month, count(*) FROM articles WHERE published IS NOT NULL"
        " GROUP BY month ORDER BY month"
    )
    return [(month, number) for month, number in rows]


def failures(conn: sqlite3.Connection, limit: int) -> list[sqlite3.Row]:
    """What failed last: url, step, reason, at."""
    return conn.execute(
        "SELECT url, step, reason, at FROM failures ORDER BY at DESC, id DESC LIMIT ?", (limit,)
    ).fetchall()
