"""Rights that sites and pages reserve, in their own words. Plain functions on a connection; those that write are in a
transaction of the caller.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from corpus.robots import Reservation, covered
from corpus.urls import site_of
from db.clock import now
from db.storable import storable


def put_of_site(conn: sqlite3.Connection, name: str, reserved: Iterable[Reservation], run: int) -> None:
    """Keep the rights that a site reserves, in the place of what it said before."""
    conn.execute("DELETE FROM reservations WHERE site = ? AND article IS NULL", (name,))
    _put(conn, name, None, reserved, run)


def put_of_article(
    conn: sqlite3.Connection, url: str, article: int, reserved: Iterable[Reservation], run: int
) -> None:
    """Keep the rights that a page itself reserves, in the place of what it said before."""
    conn.execute("DELETE FROM reservations WHERE article = ?", (article,))
    _put(conn, site_of(url), article, reserved, run)


def _put(
    conn: sqlite3.Connection, name: str, article: int | None, reserved: Iterable[Reservation], run: int
) -> None:
    conn.executemany(
        "INSERT INTO reservations (site, article, kind, place, words, seen_at, run) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (name, article, r.kind, storable(r.place), storable(r.words).replace("\0", ""), now(), run)
            for r in reserved
        ),
    )


def reservations(conn: sqlite3.Connection) -> list[sqlite3.Row]:
    """The rights that sites reserve, and on how many pages; one row for each site, kind and words."""
    return conn.execute(
        "SELECT site, kind, min(place) AS place, words, count(article) AS articles FROM reservations"
        " GROUP BY site, kind, words ORDER BY site, kind"
    ).fetchall()


def reserved_of(conn: sqlite3.Connection, article: int) -> list[Reservation]:
    """What was said about the rights of this article: on its own page first, then what its site says that holds for
    it.
    """
    (url,) = conn.execute("SELECT url FROM articles WHERE id = ?", (article,)).fetchone() or (None,)
    rows = conn.execute(
        "SELECT kind, place, words, article FROM reservations WHERE article = ?1"
        " OR (article IS NULL AND site IN (SELECT site FROM visits WHERE article = ?1 UNION SELECT ?2))"
        " ORDER BY article IS NULL, id",
        (article, site_of(url) if url else None),
    ).fetchall()
    found = (
        Reservation(row["kind"], row["place"], row["words"])
        for row in rows
        if row["article"] is not None or covered(row["words"], row["kind"], url)
    )
    return list(dict.fromkeys(found))
