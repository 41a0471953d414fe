"""Write and read findings. Plain functions on a connection; writing ones are called in a transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from db.read import span_from
from db.rows import AmountRow, FindingRow, FindingSpanRow, Level, RepairRow
from extract.interval import Interval


def put_findings(
    conn: sqlite3.Connection, rows: Iterable[FindingRow], run: int, articles: Iterable[int] | None
) -> None:
    """Upsert by key, then mark gone what this run should have found again; see `Store.put_findings`."""
    for row in rows:
        _upsert(conn, row, run)
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS checked (id INTEGER PRIMARY KEY) STRICT")
    conn.execute("DELETE FROM checked")
    if articles is None:
        conn.execute("INSERT INTO checked SELECT id FROM articles")
    else:
        conn.executemany("INSERT OR IGNORE INTO checked VALUES (?)", ((row_id,) for row_id in articles))
    conn.execute(
        "UPDATE findings SET gone_run = ?1 WHERE gone_run IS NULL AND last_run <> ?1"
        " AND article IN (SELECT id FROM checked)"
        " AND NOT EXISTS (SELECT 1 FROM finding_spans AS s WHERE s.finding = findings.id"
        " AND s.article NOT IN (SELECT id FROM checked))",
        (run,),
    )
    conn.execute("DELETE FROM checked")


def findings(
    conn: sqlite3.Connection,
    *,
    levels: tuple[Level, ...],
    rule: str | None,
    article: int | None,
    gone: bool | None,
    key: str | None,
) -> Iterator[FindingRow]:
    """Rows with their spans by the article they stand with, then in the order found; see `Store.findings`."""
    after = (0, 0)
    while True:
        page = conn.execute(
            "SELECT * FROM findings WHERE (article, id) > (:article, :id)"  # noqa: S608 - own words
            " AND (:levels = '[]' OR level IN (SELECT value FROM json_each(:levels)))"
            f" AND (:rule IS NULL OR rule = :rule) AND {'1' if key is None else 'key = :key'}"
            " AND (:gone IS NULL OR (gone_run IS NOT NULL) = :gone)"
            " AND (:of IS NULL OR EXISTS"
            " (SELECT 1 FROM finding_spans AS s WHERE s.finding = findings.id AND s.article = :of))"
            " ORDER BY article, id LIMIT 200",
            {
                "article": after[0],
                "id": after[1],
                "levels": json.dumps(levels),
                "rule": rule,
                "key": key,
                "gone": gone,
                "of": article,
            },
        ).fetchall()
        if not page:
            return
        yield from (_finding(conn, row) for row in page)
        after = (page[-1]["article"], page[-1]["id"])


def _upsert(conn: sqlite3.Connection, row: FindingRow, run: int) -> None:
    (row_id,) = conn.execute(
        "INSERT INTO findings"
        " (key, rule, level, message_nl, message_en, stated, recomputed, repairs,"
        " article, first_run, last_run)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET level = excluded.level, message_nl = excluded.message_nl,"
        " message_en = excluded.message_en, stated = excluded.stated, recomputed = excluded.recomputed,"
        " repairs = excluded.repairs, article = excluded.article,"
        " last_run = excluded.last_run, gone_run = NULL"
        " RETURNING id",
        (
            row.key,
            row.rule,
            row.level,
            row.message_nl,
            row.message_en,
            _amount_json(row.stated),
            _amount_json(row.recomputed),
            json.dumps([[r.span, r.before, r.after] for r in row.repairs], ensure_ascii=False),
            row.spans[0].article,
            run,
            run,
        ),
    ).fetchone()
    conn.execute("DELETE FROM finding_spans WHERE finding = ?", (row_id,))
    conn.executemany(
        "INSERT INTO finding_spans (finding, nr, article, version, field, start_char, end_char, text)"
        " VALUES (?1, ?2, ?3, (SELECT version FROM articles WHERE id = ?3), ?4, ?5, ?6, ?7)",
        (
            (row_id, nr, at.article, at.span.field, at.span.start, at.span.end, at.span.text)
            for nr, at in enumerate(row.spans)
        ),
    )


def _finding(conn: sqlite3.Connection, row: sqlite3.Row) -> FindingRow:
    spans = conn.execute("SELECT * FROM finding_spans WHERE finding = ? ORDER BY nr", (row["id"],))
    return FindingRow(
        key=row["key"],
        rule=row["rule"],
        level=row["level"],
        message_nl=row["message_nl"],
        message_en=row["message_en"],
        spans=tuple(FindingSpanRow(span["article"], span_from(span)) for span in spans),
        stated=_amount(row["stated"]),
        recomputed=_amount(row["recomputed"]),
        repairs=tuple(RepairRow(*repair) for repair in json.loads(row["repairs"])),
        first_run=row["first_run"],
        last_run=row["last_run"],
        gone_run=row["gone_run"],
    )


def _amount_json(amount: AmountRow | None) -> str | None:
    """An amount as JSON; its bounds are strings, so that no digit is lost."""
    if amount is None:
        return None
    at = amount.interval
    return json.dumps(
        {
            "low": None if at.low is None else str(at.low),
            "high": None if at.high is None else str(at.high),
            "low_open": at.low_open,
            "high_open": at.high_open,
            "unit": amount.unit,
            "text": amount.text,
        },
        ensure_ascii=False,
    )


def _amount(stored: str | None) -> AmountRow | None:
    if stored is None:
        return None
    it: dict[str, Any] = json.loads(stored)
    low, high = (None if it[end] is None else Decimal(it[end]) for end in ("low", "high"))
    return AmountRow(Interval(low, high, it["low_open"], it["high_open"]), it["unit"], it["text"])
