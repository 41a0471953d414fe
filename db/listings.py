"""The crawl in the database: what sites said about who may fetch what, and how their listings were found. Plain
functions on a connection; those that write are in a transaction of the caller.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from corpus.discover import Candidate
from corpus.robots import Reservation
from corpus.visits import Answer, Polled, SiteAnswer, Visit
from db.clock import now
from db.reservations import put_of_site
from db.visits import queue

SITE_AGE = timedelta(hours=24)
"""How long an answer about robots.txt holds (RFC 9309, section 2.4)."""
RESUMED_AGE = timedelta(hours=1)
"""How long a listing that a broken-off run has looked at need not be looked at again."""


def site(conn: sqlite3.Connection, name: str) -> SiteAnswer | None:
    """What this site said, if that is not too long ago."""
    oldest = (datetime.now(UTC) - SITE_AGE).isoformat(timespec="milliseconds")
    # What was asked later than now was asked before the clock went back: nobody knows when.
    sql = "SELECT * FROM sites WHERE site = ? AND asked_at > ? AND asked_at <= ?"
    row = conn.execute(sql, (name, oldest, now())).fetchone()
    return None if row is None else SiteAnswer(row["status"], row["robots"], row["tdmrep"])


def put_site(
    conn: sqlite3.Connection, name: str, said: SiteAnswer, reserved: Iterable[Reservation], run: int
) -> None:
    """Keep what a site said, and the rights it reserves, in the place of what it said before."""
    conn.execute(
        "INSERT INTO sites (site, status, robots, tdmrep, asked_at, run) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (site) DO UPDATE SET status = excluded.status, robots = excluded.robots,"
        " tdmrep = excluded.tdmrep, asked_at = excluded.asked_at, run = excluded.run",
        (name, said.status, said.robots[: 512 * 1024], said.tdmrep[: 512 * 1024], now(), run),
    )
    put_of_site(conn, name, reserved, run)


def polled(conn: sqlite3.Connection, url: str, resumed: int | None) -> Polled:
    """How a listing was last found; `resumed` is the first run of those that are taken up again."""
    row = conn.execute("SELECT * FROM listings WHERE url = ?", (url,)).fetchone()
    if row is None:
        return Polled()
    oldest = (datetime.now(UTC) - RESUMED_AGE).isoformat(timespec="milliseconds")
    fresh = oldest < row["polled_at"] <= now()
    done = bool(row["whole"]) and resumed is not None and row["run"] >= resumed and fresh
    return Polled(row["etag"], row["last_modified"], done)


def put_listing(
    conn: sqlite3.Connection,
    visit: Visit,
    answer: Answer | None,
    found: Iterable[Candidate],
    whole: bool,
    run: int,
) -> int:
    """Queue what is new in a listing; how much that is."""
    count = new = 0
    for candidate in found:
        count += 1
        new += queue(conn, candidate, visit.source, visit.url, run)
    headers = answer.headers if answer and whole else {}
    marks = (
        (visit.etag, visit.last_modified)
        if answer is None
        else (headers.get("etag"), headers.get("last-modified"))
    )
    state = "unchanged" if answer is None else "read"
    _listing(conn, visit, state, marks, (count, new), whole, run)
    return new


def fail_listing(conn: sqlite3.Connection, visit: Visit, run: int) -> None:
    """Note that a listing could not be had or read."""
    _listing(conn, visit, "failed", (visit.etag, visit.last_modified), (0, 0), False, run)


def _listing(
    conn: sqlite3.Connection,
    visit: Visit,
    state: str,
    marks: tuple[str | None, str | None],
    counts: tuple[int, int],
    whole: bool,
    run: int,
) -> None:
    conn.execute(
        "INSERT INTO listings (url, source, kind, state, etag, last_modified, found, new, whole, polled_at, run)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET source = excluded.source,"
        " kind = excluded.kind, state = excluded.state, etag = excluded.etag, last_modified = excluded.last_modified,"
        " found = excluded.found, new = excluded.new, whole = excluded.whole, polled_at = excluded.polled_at,"
        " run = excluded.run",
        (visit.url, visit.source, visit.kind, state, *marks, *counts, int(whole), now(), run),
    )
