"""Rows of one article written together, numbered as SQLite would number them, with the row of each noun for those that
refer to it. Plain functions on a connection that is in a transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, Protocol, TypeVar

from corpus.article import Span

Value = str | int | float | None
Columns = dict[str, Value]
Noun = TypeVar("Noun", bound="Placed")


class Placed(Protocol):
    """A noun at a place of the text."""

    @property
    def span(self) -> Span:
        """Where it stands."""


@dataclass(slots=True)
class Rows(Generic[Noun]):
    """The nouns of a table with their rows, in order. Who refers to one of equal nouns means the first."""

    rows: list[tuple[Noun, int]] = field(default_factory=list)
    _at: dict[tuple[str, int, int], list[tuple[Noun, int]]] = field(default_factory=dict)

    def add(self, noun: Noun, row_id: int) -> None:
        """Note the row of a noun."""
        self.rows.append((noun, row_id))
        self._at.setdefault(_place(noun), []).append((noun, row_id))

    def of(self, noun: Noun) -> int | None:
        """The row of this noun, or of one that is equal: compared at its place only, as to hash a noun takes long."""
        for other, row_id in self._at.get(_place(noun), ()):
            if other is noun or other == noun:
                return row_id
        return None


def _place(noun: Placed) -> tuple[str, int, int]:
    return noun.span.field, noun.span.start, noun.span.end


def insert_listed(
    conn: sqlite3.Connection,
    article: int,
    table: str,
    listed: Sequence[Any],
    columns: Callable[[Any], Columns],
) -> None:
    """Insert a list with its numbers."""
    insert(conn, table, [{"article": article, "nr": nr} | columns(noun) for nr, noun in enumerate(listed)])


def insert_referred(
    conn: sqlite3.Connection,
    article: int,
    table: str,
    listed: Sequence[Noun],
    referred: Iterable[Noun | None],
    columns: Callable[[Noun], Columns],
) -> Rows[Noun]:
    """Insert a list with its numbers, then what is referred to but not in it, without."""
    found: Rows[Noun] = Rows()
    free = conn.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0]  # noqa: S608 - own names
    rows: list[Columns] = []

    def add(noun: Noun, nr: int | None) -> None:
        found.add(noun, free + len(rows))
        rows.append({"id": free + len(rows), "article": article, "nr": nr} | columns(noun))

    for nr, noun in enumerate(listed):
        add(noun, nr)
    for other in referred:
        if other is not None and found.of(other) is None:
            add(other, None)
    insert(conn, table, rows)
    return found


def insert(conn: sqlite3.Connection, table: str, rows: Sequence[Columns]) -> None:
    """Insert rows that all have the columns of the first."""
    if rows:
        conn.executemany(_statement(table, tuple(rows[0])), [tuple(row.values()) for row in rows])


@lru_cache(maxsize=64)
def _statement(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - own names
