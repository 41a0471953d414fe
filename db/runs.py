"""The runs: what was done when and with which versions; and how much of everything there is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from db.clock import now

_COUNTED = (
    *("articles", "versions", "captures", "failures", "extractions", "mentions", "entities", "quantities"),
    *("periods", "sources", "quotes", "claims", "verdicts", "tombstones", "runs"),
)


def start_run(
    conn: sqlite3.Connection,
    kind: str,
    versions: tuple[str, str | None, str | None, str],
    config: Mapping[str, Any],
) -> int:
    """Note the begin of a run; `versions` are klopt's, the model's name and version, the reader's."""
    settings = json.dumps(config, ensure_ascii=False, default=str)
    row = conn.execute(
        "INSERT INTO runs (kind, started_at, klopt_version, model, model_version, reader_version, config)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (kind, now(), *versions, settings),
    ).fetchone()
    return int(row["id"])


def finish_run(conn: sqlite3.Connection, run: int) -> None:
    """Note the end of a run."""
    conn.execute("UPDATE runs SET finished_at = ? WHERE id = ?", (now(), run))


def counts(conn: sqlite3.Connection) -> dict[str, int]:
    """How many rows of each thing; findings that stand by level, and "gone"."""
    found = {
        name: int(conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0])  # noqa: S608 - own names
        for name in _COUNTED
    }
    found |= dict.fromkeys(("error", "warning", "note", "gone"), 0)
    by_level = conn.execute(
        "SELECT iif(gone_run IS NULL, level, 'gone') AS what, count(*) FROM findings GROUP BY what"
    )
    return found | dict(by_level.fetchall())
