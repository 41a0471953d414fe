"""docs/data.md: every table and view of the database, from the schema itself and `db/columns.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import Store

WORDS = Path(__file__).parents[2] / "db" / "columns.toml"


@dataclass(frozen=True, slots=True)
class Column:
    """A column as SQLite knows it; `refers` is "table.column" of what it points at."""

    name: str
    type: str
    may_be_null: bool
    refers: str | None


def described() -> dict[str, dict[str, str]]:
    """The descriptions: of each table under "about", of its columns under their names; "shared" for columns
    that mean the same in many tables.
    """
    return tomllib.loads(WORDS.read_text("utf-8"))


def schema() -> dict[str, tuple[str, list[Column]]]:
    """Every table and view of klopt's own with its kind and columns, in the order in which they are made."""
    with Store(":memory:") as store:
        conn = store.db.conn
        rows = conn.execute(
            "SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view')"
            " AND name NOT GLOB 'sqlite_*' AND name <> '_sqlite_migrations'"
            " AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY type, rowid"
        ).fetchall()
        return {name: (kind, list(_columns(conn, name, kind, sql))) for name, kind, sql in rows}


def _columns(conn: Any, table: str, kind: str, sql: str) -> Iterator[Column]:
    refers = {
        row["from"]: f"{row['table']}.{row['to'] or 'id'}" for row in _pragma(conn, "foreign_key_list", table)
    }
    for row in _pragma(conn, "table_xinfo", table):
        if row["hidden"] == 1:
            continue  # what a virtual table adds for its own use
        plain = kind == "table" and not sql.startswith("CREATE VIRTUAL")
        needed = bool(row["notnull"] or row["pk"]) or not plain
        yield Column(row["name"], row["type"] or "", not needed, refers.get(row["name"]))


def _pragma(conn: Any, pragma: str, table: str) -> list[Any]:
    return list(conn.execute(f"SELECT * FROM pragma_{pragma}(?)", (table,)))  # noqa: S608 - own words


def blocks() -> dict[str, str]:
    """A section for each table, then one for each view."""
    if wrong := undescribed():
        raise ValueError(f"{WORDS.name}: describe or take out {', '.join(wrong)}")
    words, tables = described(), schema()
    sections: dict[str, list[str]] = {"table": [], "view": []}
    for name, (kind, columns) in tables.items():
        sections[kind].append(_section(name, columns, words["shared"] | words[name], typed=kind == "table"))
    return {"tables": "\n\n".join(sections["table"]), "views": "\n\n".join(sections["view"])}


def undescribed() -> list[str]:
    """Tables and columns without description, and descriptions of what the database does not have."""
    words, tables = described(), schema()
    shared = set(words.pop("shared"))
    there = {(name, column.name) for name, (_, columns) in tables.items() for column in columns}
    there |= {(name, "about") for name in tables}
    said = {(name, column) for name, columns in words.items() for column in columns}
    missing = {(name, column) for name, column in there - said if column not in shared}
    unused = {("shared", column) for column in shared - {column for _, column in there - said}}
    return sorted(".".join(pair) for pair in missing | (said - there) | unused)


def _section(name: str, columns: list[Column], words: dict[str, str], typed: bool) -> str:
    head = "| column | type | |\n|---|---|---|" if typed else "| column | |\n|---|---|"
    rows = [
        " | ".join(("| `" + column.name + "`", *([_type(column)] if typed else []), _about(column, words)))
        + " |"
        for column in columns
    ]
    return "\n".join([f"### {name}", "", words["about"], "", head, *rows])


def _type(column: Column) -> str:
    return f"{column.type.lower()}{', may be null' if column.may_be_null else ''}"


def _about(column: Column, words: dict[str, str]) -> str:
    text = words[column.name]
    return f"{text} (-> `{column.refers}`)" if column.refers else text
