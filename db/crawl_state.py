"""What a crawl knows, taken over from another database: the archive does not hold it, and without it a rebuilt corpus
would ask every site for everything again.
"""

from __future__ import annotations

import sqlite3

TABLES = {
    "sites": "site, status, robots, tdmrep, asked_at",
    "listings": "url, source, kind, state, etag, last_modified, found, new, whole, polled_at",
    "visits": "url, site, source, listing, title, published, modified, state, tries, etag, last_modified, found_at,"
    " visited_at",
    "reservations": "site, kind, place, words, seen_at",
}
"""What of it is the same in every database. The run is the one that takes it over, the article is found by its key."""
OF_ARTICLES = ("visits", "reservations")


def take_crawl(conn: sqlite3.Connection, other: sqlite3.Connection, run: int) -> int:
    """Take over sites, listings, visits and reservations in the transaction of the caller; how many visits. A page of
    which the article is not here any more waits to be fetched again; what that reserved is left out.
    """
    here = dict(conn.execute("SELECT key, id FROM articles").fetchall())
    there = {row_id: here.get(key) for row_id, key in other.execute("SELECT id, key FROM articles")}
    for table, columns in TABLES.items():
        of_article = table in OF_ARTICLES
        names = f"{columns}, run, article" if of_article else f"{columns}, run"
        marks = ", ".join("?" * len(names.split(",")))
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608 - own names
        article = "article" if of_article else "NULL"
        for *row, at in other.execute(f"SELECT {columns}, {article} FROM {table} ORDER BY id"):  # noqa: S608
            new = there.get(at)
            if table == "reservations" and at is not None and new is None:
                continue
            conn.execute(sql, (*row, run, new) if of_article else (*row, run))
    conn.execute(
        "UPDATE visits SET state = 'waiting', tries = 0, visited_at = NULL, etag = NULL, last_modified = NULL"
        " WHERE state = 'kept' AND article IS NULL"
    )
    return int(conn.execute("SELECT count(*) FROM visits").fetchone()[0])
