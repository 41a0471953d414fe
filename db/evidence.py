"""What a finding rests on, for whoever must show it later: captures with their digests, versions, runs, and everything
that people said of it. Plain functions on a connection that only reads.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from db.byhand import VerdictRow


@dataclass(frozen=True, slots=True)
class Witness:
    """One article that a finding compares. `version` is the one that its offsets count in; the capture is the first of
    that version, its parts None for a text that was added without a page.
    """

    article: int
    url: str | None
    version: int
    text_digest: str
    first_seen: str
    captured_at: str | None
    digest: str | None
    file: str | None
    offset: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """When a finding was first found and last, by which klopt, and when it was gone (None: it stands)."""

    first_at: str
    last_at: str
    klopt_version: str
    gone_at: str | None


def witnesses(conn: sqlite3.Connection, key: str) -> list[Witness]:
    """The articles of the finding with this key, in the order of its spans."""
    rows = conn.execute(
        "SELECT s.article, a.url, s.version, v.digest AS text_digest, v.first_seen,"
        " c.captured_at, c.digest, c.file, c.offset"
        " FROM findings AS f JOIN finding_spans AS s ON s.finding = f.id JOIN articles AS a ON a.id = s.article"
        " JOIN versions AS v ON v.article = s.article AND v.nr = s.version"
        " LEFT JOIN captures AS c ON c.id = (SELECT id FROM captures"
        "  WHERE article = s.article AND version = s.version ORDER BY captured_at, id LIMIT 1)"
        " WHERE f.key = ? GROUP BY s.article ORDER BY min(s.nr)",
        (key,),
    )
    return [Witness(*row) for row in rows]


def found(conn: sqlite3.Connection, key: str) -> Found | None:
    """When and by what it was found; None if there is no such finding."""
    row = conn.execute(
        "SELECT one.started_at, last.started_at, last.klopt_version, gone.started_at FROM findings AS f"
        " JOIN runs AS one ON one.id = f.first_run JOIN runs AS last ON last.id = f.last_run"
        " LEFT JOIN runs AS gone ON gone.id = f.gone_run WHERE f.key = ?",
        (key,),
    ).fetchone()
    return None if row is None else Found(*row)


def said(conn: sqlite3.Connection, key: str) -> list[VerdictRow]:
    """All verdicts on it, taken back or not, the first first."""
    rows = conn.execute(
        "SELECT finding, verdict, name, note, at FROM verdicts WHERE finding = ? ORDER BY id", (key,)
    )
    return [VerdictRow(*row) for row in rows]


def newest(conn: sqlite3.Connection, limit: int) -> list[tuple[str, str]]:
    """The standing findings that were found last for the first time, with the moment; errors and warnings only."""
    rows = conn.execute(
        "SELECT f.key, r.started_at FROM findings AS f JOIN runs AS r ON r.id = f.first_run"
        " WHERE f.gone_run IS NULL AND f.level <> 'note' ORDER BY f.first_run DESC, f.id DESC LIMIT ?",
        (limit,),
    )
    return [(key, at) for key, at in rows]


def precision(conn: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """For each rule: how many of its findings somebody judged wrong (it does not add up), and how many were judged
    wrong or right.
    """
    rows = conn.execute(
        "SELECT f.rule, sum(v.verdict = 'wrong'), count(*) FROM findings AS f JOIN verdicts AS v"
        " ON v.id = (SELECT max(id) FROM verdicts WHERE finding = f.key)"
        " WHERE v.verdict IN ('right', 'wrong') GROUP BY f.rule"
    )
    return {rule: (wrong, total) for rule, wrong, total in rows}
