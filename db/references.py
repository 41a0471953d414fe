"""Tables of official figures that the user added, and their values."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from db.store import Store
from extract.nouns import Days


@dataclass(frozen=True, slots=True)
class NewTable:
    """What is kept of a table that is added: `columns` says which column or constant each field was read from, `digest`
    is the SHA-256 of the file.
    """

    name: str
    title: str | None
    source: str | None
    definition: str | None
    file: str
    digest: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReferenceTable(NewTable):
    """A table that was added; `values` is how many figures it gave."""

    id: int
    added_at: str
    values: int


@dataclass(frozen=True, slots=True)
class ReferenceValue:
    """One value: what it is of and when, exact to `step` (1000 in a table of thousands). `line` is that of the file."""

    line: int
    measure: str
    period: str
    days: Days
    value: Decimal
    step: Decimal
    unit: str | None
    place: str | None
    population: str | None
    provisional: bool


def add_reference(
    store: Store, new: NewTable, values: Iterable[ReferenceValue]
) -> tuple[ReferenceTable, bool]:
    """Keep a table; the same file read by the same columns is there once. A name that is taken gets a number behind it.
    Returns the table and whether it is new. One transaction.
    """
    columns = json.dumps(dict(new.columns), sort_keys=True, ensure_ascii=False)
    with store.transaction():
        conn = store.db.conn
        there = conn.execute(
            "SELECT id FROM reference_tables WHERE digest = ? AND columns = ?", (new.digest, columns)
        ).fetchone()
        if there:
            return _one(conn, there[0]), False
        taken = {row[0] for row in conn.execute("SELECT name FROM reference_tables")}
        name = next(name for nr in range(1, len(taken) + 2) if (name := _numbered(new.name, nr)) not in taken)
        row = conn.execute(
            "INSERT INTO reference_tables (name, title, source, definition, file, digest, columns, added_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (name, new.title, new.source, new.definition, new.file, new.digest, columns,
             datetime.now(UTC).isoformat(timespec="seconds")),
        )  # fmt: skip
        conn.executemany(
            "INSERT INTO reference_values (reference_table, line, measure, period, start_day, end_day, value, step,"
            " unit, place, population, provisional) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (row.lastrowid, one.line, one.measure, one.period, str(one.days.start), str(one.days.end),
                 str(one.value), str(one.step), one.unit, one.place, one.population, int(one.provisional))
                for one in values
            ],
        )  # fmt: skip
        return _one(conn, int(row.lastrowid or 0)), True


def reference_tables(store: Store) -> tuple[ReferenceTable, ...]:
    """All tables, in the order in which they were added."""
    ids = store.db.conn.execute("SELECT id FROM reference_tables ORDER BY id").fetchall()
    return tuple(_one(store.db.conn, row[0]) for row in ids)


def reference_values(store: Store, table: int) -> tuple[ReferenceValue, ...]:
    """The values of a table, in the order of the file."""
    rows = store.db.conn.execute(
        "SELECT line, measure, period, start_day, end_day, value, step, unit, place, population, provisional"
        " FROM reference_values WHERE reference_table = ? ORDER BY id",
        (table,),
    )
    return tuple(
        ReferenceValue(
            row[0], row[1], row[2], Days(date.fromisoformat(row[3]), date.fromisoformat(row[4])), Decimal(row[5]),
            Decimal(row[6]), row[7], row[8], row[9], bool(row[10]),
        )
        for row in rows
    )  # fmt: skip


def remove_reference(store: Store, table: int) -> None:
    """Take a table and its values out."""
    with store.transaction():
        store.db.conn.execute("DELETE FROM reference_tables WHERE id = ?", (table,))


def _numbered(name: str, nr: int) -> str:
    return name if nr == 1 else f"{name}-{nr}"


def _one(conn: sqlite3.Connection, table: int) -> ReferenceTable:
    row = conn.execute(
        "SELECT t.name, t.title, t.source, t.definition, t.file, t.digest, t.columns, t.id, t.added_at, COUNT(v.id)"
        " FROM reference_tables t LEFT JOIN reference_values v ON v.reference_table = t.id"
        " WHERE t.id = ? GROUP BY t.id",
        (table,),
    ).fetchone()
    name, title, source, definition, file, digest, columns, *rest = row
    return ReferenceTable(name, title, source, definition, file, digest, json.loads(columns), *rest)
