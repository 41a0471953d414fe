"""The crawl in the database: the queue and the state of every page. Plain functions on a connection; those that
write are in a transaction of the caller.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.discover import Candidate
from corpus.urls import NoAddress, canonical, site_of
from corpus.visits import Answer, Visit
from db.byhand import add_tombstones, is_forgotten
from db.clock import now
from db.storable import storable

TRIES = 3
"""Runs in which a page is asked for that could not be had for the moment."""


@dataclass(frozen=True, slots=True)
class Broken:
    """What was broken off, from the run `first` on: `done` of `total` pages of the queue had been dealt with."""

    first: int
    done: int
    total: int


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
    if not anew and is_forgotten(conn, url):
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
    FROM visits WHERE state = 'waiting'
        AND (visited_at IS NULL OR visited_at < :round_at OR visited_at > :now) -- > :now: the clock went back
        AND (:only IS NULL OR url IN (SELECT value FROM json_each(:only)))
        AND (:only IS NOT NULL OR source IN (SELECT value FROM json_each(:sources)))
"""


def _asked(sources: Sequence[str], only: Sequence[str], round_at: str) -> dict[str, str | int | None]:
    return {
        "sources": json.dumps(list(sources)),
        "only": json.dumps(list(only)) if only else None,
        "round_at": round_at,
        "now": now(),
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
    """Forget that there was such a page, which turned out to be an article that was taken out for good under another
    address: it is not asked for again, and the next writer wipes what deleting leaves in the file.
    """
    conn.execute("DELETE FROM visits WHERE url = ?", (visit.url,))
    add_tombstones(conn, [visit.url], "")
    conn.execute("INSERT INTO leftovers (file) VALUES ('') ON CONFLICT DO NOTHING")


def forget_visits(conn: sqlite3.Connection, article: int, url: str | None) -> list[str]:
    """Delete every trace of the pages that this article was fetched from: visits, failures, what is held of the
    robots.txt of its site, which may name it. Gives back the addresses that must not come back: those, and its own
    in the form in which listings give it.
    """
    own = [url] if url else []
    with contextlib.suppress(NoAddress):
        own += [canonical(address) for address in own]
    rows = conn.execute(
        "SELECT url FROM visits WHERE article = ? OR url IN (SELECT value FROM json_each(?))",
        (article, json.dumps(own)),
    ).fetchall()
    found = list(dict.fromkeys([*own, *(address for (address,) in rows)]))
    for table in ("visits", "failures"):
        conn.execute(
            f"DELETE FROM {table} WHERE url IN (SELECT value FROM json_each(?))",  # noqa: S608 - own names
            (json.dumps(found),),
        )
    conn.executemany("DELETE FROM sites WHERE site = ?", ((site_of(address),) for address in found))
    return found
