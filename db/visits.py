"""The crawl in the database: queue, state of every page, listings, sites, reserved rights. Plain functions on
a connection; those that write are in a transaction of the caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from corpus.discover import Candidate
from corpus.robots import Reservation
from corpus.urls import site_of
from corpus.visits import Answer, Polled, SiteAnswer, Visit
from db.articles import now, storable
from db.keys import tombstone_digest

SITE_AGE = timedelta(hours=24)
"""How long an answer about robots.txt holds (RFC 9309, section 2.4)."""
RESUMED_AGE = timedelta(hours=1)
"""How long a listing that a broken-off run has looked at need not be looked at again."""
TRIES = 3
"""Runs in which a page is asked for that could not be had for the moment."""
RECENT = 20
"""Pages by which the health of a source is told."""


@dataclass(frozen=True, slots=True)
class Broken:
    """What was broken off, from the run `first` on: `done` of `total` pages of the queue had been dealt with."""

    first: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Health:
    """How a source has done: of its `asked` last pages `kept` were articles; `last_kept` is when the last one
    came, ever.
    """

    source: str
    asked: int
    kept: int
    last_kept: str | None
    waiting: int
    last_asked: str | None


def broken_off(conn: sqlite3.Connection, before: int) -> Broken | None:
    """The crawls before this run that never came to their end, back to the last that did; None if there is none."""
    (first,) = conn.execute(
        "SELECT min(id) FROM runs WHERE kind = 'scrape' AND id < ?1 AND id > coalesce("
        "(SELECT max(id) FROM runs WHERE kind = 'scrape' AND finished_at IS NOT NULL AND id < ?1), 0)",
        (before,),
    ).fetchone()
    if first is None:
        return None
    done, waiting = conn.execute(
        "SELECT count(*) FILTER (WHERE state <> 'waiting' AND run >= ?), count(*) FILTER (WHERE state = 'waiting')"
        " FROM visits",
        (first,),
    ).fetchone()
    return Broken(first, done, done + waiting)


def site(conn: sqlite3.Connection, name: str) -> SiteAnswer | None:
    """What this site said, if that is not too long ago."""
    oldest = (datetime.now(UTC) - SITE_AGE).isoformat(timespec="milliseconds")
    row = conn.execute("SELECT * FROM sites WHERE site = ? AND asked_at > ?", (name, oldest)).fetchone()
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
    conn.execute("DELETE FROM reservations WHERE site = ? AND article IS NULL", (name,))
    _reserve(conn, name, None, reserved, run)


def put_reserved(
    conn: sqlite3.Connection, url: str, article: int, reserved: Iterable[Reservation], run: int
) -> None:
    """Keep the rights that a page itself reserves."""
    conn.execute("DELETE FROM reservations WHERE article = ?", (article,))
    _reserve(conn, site_of(url), article, reserved, run)


def _reserve(
    conn: sqlite3.Connection, name: str, article: int | None, reserved: Iterable[Reservation], run: int
) -> None:
    conn.executemany(
        "INSERT INTO reservations (site, article, kind, place, words, seen_at, run) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (name, article, r.kind, storable(r.place), storable(r.words).replace("\0", ""), now(), run)
            for r in reserved
        ),
    )


def polled(conn: sqlite3.Connection, url: str, resumed: int | None) -> Polled:
    """How a listing was last found; `resumed` is the first run of those that are taken up again."""
    row = conn.execute("SELECT * FROM listings WHERE url = ?", (url,)).fetchone()
    if row is None:
        return Polled()
    fresh = row["polled_at"] > (datetime.now(UTC) - RESUMED_AGE).isoformat(timespec="milliseconds")
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


def queue(
    conn: sqlite3.Connection,
    candidate: Candidate,
    source: str,
    listing: str | None,
    run: int,
    *,
    anew: bool = False,
) -> bool:
    """Put a page in the queue unless it was fetched, is an article of the corpus, or was taken out for good;
    one that its listing says was changed since it was fetched is fetched again, and so is any with `anew`.
    Whether it waits now.
    """
    url = candidate.url
    forgotten = conn.execute(
        "SELECT 1 FROM tombstones WHERE key_digest = ?", (tombstone_digest(url),)
    ).fetchone()
    if forgotten and not anew:
        return False
    row = conn.execute(
        "INSERT INTO visits (url, site, source, listing, title, published, modified, state, found_at, run)"
        " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, 'waiting', ?8, ?9"
        " WHERE ?10 OR EXISTS (SELECT 1 FROM visits WHERE url = ?1)"
        " OR NOT EXISTS (SELECT 1 FROM articles WHERE url = ?1)"
        " ON CONFLICT (url) DO UPDATE SET state = 'waiting', tries = 0, visited_at = NULL,"
        " modified = excluded.modified,"
        " run = excluded.run WHERE visits.state <> 'waiting' AND (?10 OR (visits.state IN ('kept', 'passed')"
        " AND excluded.modified > visits.visited_at AND excluded.modified > coalesce(visits.modified, '')))"
        " RETURNING id",
        (
            url, site_of(url), source, listing, candidate.title and storable(candidate.title),
            candidate.published, candidate.modified, now(), run, anew,
        ),
    ).fetchone()  # fmt: skip
    return row is not None


def sites_waiting(
    conn: sqlite3.Connection, sources: Sequence[str], only: Sequence[str], round_at: str
) -> list[str]:
    """The sites with pages that wait, of these sources; with `only`, of those addresses alone."""
    rows = conn.execute(f"SELECT DISTINCT site {_WAITING} ORDER BY site", _asked(sources, only, round_at))
    return [name for (name,) in rows]


def waiting(
    conn: sqlite3.Connection,
    name: str,
    limit: int,
    besides: Iterable[str],
    sources: Sequence[str],
    only: Sequence[str],
    round_at: str,
) -> list[Visit]:
    """The pages of this site that wait, in the order in which they were found."""
    rows = conn.execute(
        f"SELECT url, source, etag, last_modified {_WAITING} AND site = :site"  # noqa: S608 - own words
        " AND url NOT IN (SELECT value FROM json_each(:besides)) ORDER BY id LIMIT :limit",
        _asked(sources, only, round_at)
        | {"site": name, "besides": json.dumps(list(besides)), "limit": limit},
    )
    return [
        Visit(
            url=row["url"],
            kind="page",
            source=row["source"],
            etag=row["etag"],
            last_modified=row["last_modified"],
        )
        for row in rows
    ]


_WAITING = """
    FROM visits WHERE state = 'waiting' AND (visited_at IS NULL OR visited_at < :round_at)
        AND (:only IS NULL OR url IN (SELECT value FROM json_each(:only)))
        AND (:only IS NOT NULL OR source IN (SELECT value FROM json_each(:sources)))
"""


def _asked(sources: Sequence[str], only: Sequence[str], round_at: str) -> dict[str, str | int | None]:
    return {
        "sources": json.dumps(list(sources)),
        "only": json.dumps(list(only)) if only else None,
        "round_at": round_at,
    }


def count_waiting(
    conn: sqlite3.Connection, sources: Sequence[str], only: Sequence[str], round_at: str
) -> int:
    """How many pages wait."""
    return int(conn.execute(f"SELECT count(*) {_WAITING}", _asked(sources, only, round_at)).fetchone()[0])


def visited(
    conn: sqlite3.Connection, visit: Visit, state: str, answer: Answer | None, article: int | None, run: int
) -> None:
    """Note what became of a page: "kept" as this article, or "passed" because it is none. `answer` None: unchanged."""
    headers = answer.headers if answer else {"etag": visit.etag, "last-modified": visit.last_modified}
    conn.execute(
        "UPDATE visits SET state = ?, etag = ?, last_modified = ?, article = coalesce(?, article),"
        " visited_at = ?, run = ?"
        " WHERE url = ?",
        (state, headers.get("etag"), headers.get("last-modified"), article, now(), run, visit.url),
    )


def unchanged(conn: sqlite3.Connection, visit: Visit, run: int) -> None:
    """Note that a page is as it was when it was fetched."""
    state = "CASE WHEN article IS NULL THEN 'passed' ELSE 'kept' END"
    conn.execute(
        f"UPDATE visits SET state = {state}, visited_at = ?, run = ? WHERE url = ?",  # noqa: S608 - own words
        (now(), run, visit.url),
    )


def missed(conn: sqlite3.Connection, visit: Visit, again: bool, run: int) -> None:
    """Note that a page could not be had; with `again` it waits for a later run, until it was tried often enough."""
    conn.execute(
        "UPDATE visits SET tries = tries + 1, state = iif(? AND tries + 1 < ?, 'waiting', 'failed'),"
        " visited_at = ?, run = ?"
        " WHERE url = ?",
        (again, TRIES, now(), run, visit.url),
    )


def drop(conn: sqlite3.Connection, visit: Visit) -> None:
    """Forget that there was such a page."""
    conn.execute("DELETE FROM visits WHERE url = ?", (visit.url,))


def health(conn: sqlite3.Connection) -> dict[str, Health]:
    """How each source that was ever asked has done."""
    rows = conn.execute(
        "WITH recent AS (SELECT source, state,"
        " row_number() OVER (PARTITION BY source ORDER BY visited_at DESC, id DESC) AS nr"
        " FROM visits WHERE visited_at IS NOT NULL)"
        " SELECT v.source, max(v.visited_at) AS last_asked,"
        " max(v.visited_at) FILTER (WHERE v.state = 'kept') AS last_kept, sum(v.state = 'waiting') AS waiting,"
        " (SELECT count(*) FROM recent AS r WHERE r.source = v.source AND r.nr <= ?1) AS asked,"
        " (SELECT count(*) FROM recent AS r WHERE r.source = v.source AND r.nr <= ?1 AND r.state = 'kept') AS kept"
        " FROM visits AS v GROUP BY v.source",
        (RECENT,),
    )
    return {
        row["source"]: Health(
            row["source"], row["asked"], row["kept"], row["last_kept"], row["waiting"], row["last_asked"]
        )
        for row in rows
    }


def listings(conn: sqlite3.Connection) -> list[sqlite3.Row]:
    """Every listing as it was last found, by source, with why it failed if it did."""
    return conn.execute(
        "SELECT l.*, f.reason FROM listings AS l LEFT JOIN failures AS f ON f.url = l.url AND l.state = 'failed'"
        " ORDER BY l.source, l.id"
    ).fetchall()


def reservations(conn: sqlite3.Connection) -> list[sqlite3.Row]:
    """The rights that sites reserve, and on how many pages; one row for each site, kind and words."""
    return conn.execute(
        "SELECT site, kind, min(place) AS place, words, count(article) AS articles FROM reservations"
        " GROUP BY site, kind, words ORDER BY site, kind"
    ).fetchall()


def failures(conn: sqlite3.Connection, source: str, limit: int = 20) -> list[tuple[str, str]]:
    """The last pages of a source that could not be had or read, with the reason."""
    rows = conn.execute(
        "SELECT f.url, f.reason FROM failures AS f JOIN visits AS v ON v.url = f.url WHERE v.source = ?"
        " ORDER BY f.at DESC, f.id DESC LIMIT ?",
        (source, limit),
    )
    return [(row["url"], row["reason"]) for row in rows]
