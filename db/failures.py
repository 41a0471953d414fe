"""What could not be read: the last failure of each step with each address, until it succeeds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from corpus.article import Failure
from db.clock import now
from db.storable import storable


def record_failure(conn: sqlite3.Connection, failure: Failure, run: int) -> None:
    """Keep the last failure of each step with each address."""
    conn.execute(
        "INSERT INTO failures (url, step, reason, run, at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (url, step) DO UPDATE"
        " SET reason = excluded.reason, run = excluded.run, at = excluded.at",
        (storable(failure.url), failure.step, storable(failure.reason), run, now()),
    )


def clear_failures(conn: sqlite3.Connection, called: Iterable[str], *, extracting: bool) -> None:
    """Take away what once went wrong under these names: it went well now. What went wrong in reading an article's
    figures is not put right by adding it, nor the other way round.
    """
    if conn.execute("SELECT 1 FROM failures LIMIT 1").fetchone() is None:
        return
    conn.executemany(
        "DELETE FROM failures WHERE url = ? AND (step = 'extract') = ?",
        ((storable(name), extracting) for name in called),
    )
