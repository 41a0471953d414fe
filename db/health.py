"""How the sources do: what their last pages gave, how their listings were found, and what failed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.sources import Source, source_of

RECENT = 20
"""Pages by which the health of a source is told."""


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


@dataclass(frozen=True, slots=True)
class Missed:
    """What failed while fetching for a source (by name; "" if it is of none): with which address, in which step, why,
    and when (ISO 8601, UTC).
    """

    source: str
    url: str
    step: str
    reason: str
    at: str


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


def missed(conn: sqlite3.Connection, sources: Sequence[Source]) -> list[Missed]:
    """All that failed while fetching, the last first: listings, pages, and robots.txt, which is of the source on whose
    site it is.
    """
    rows = conn.execute(
        "SELECT f.url, f.step, f.reason, f.at, coalesce(v.source, l.source) AS source FROM failures AS f"
        " LEFT JOIN visits AS v ON v.url = f.url LEFT JOIN listings AS l ON l.url = f.url"
        " WHERE v.id IS NOT NULL OR l.id IS NOT NULL OR f.step = 'robots' ORDER BY f.at DESC, f.id DESC"
    )
    found = []
    for row in rows:
        name = row["source"]
        if not name:
            source = source_of(row["url"], sources)
            name = source.name if source else ""
        found.append(Missed(name, row["url"], row["step"], row["reason"], row["at"]))
    return found
