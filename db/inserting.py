"""Rows of one article written together, numbered as SQLite would number them, with the row of each noun for those that
refer to it. Plain functions on a connection that is in a transaction.

A row is made once, as the tuple that SQLite takes: a dictionary for each row took as long as SQLite itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, Protocol, TypeVar

from corpus.article import Span

Values = tuple[str | int | float | None, ...]
Noun = TypeVar("Noun", bound="Placed")

PLACED = "article, nr, field, start_char, end_char, text"
"""The columns that every noun at a place has, before its own."""


class Placed(Protocol):
    """A noun at a place of the text."""

    @property
    def span(self) -> Span:
        """Where it stands."""


@dataclass(slots=True)
class Rows(Generic[Noun]):
    """The nouns of a table with their rows, in order. Who refers to one of equal nouns and not to any of them itself
    means the first.
    """

    rows: list[tuple[Noun, int]] = field(default_factory=list)
    _itself: dict[int, int] = field(default_factory=dict)
    _at: dict[tuple[str, int, int], list[tuple[Noun, int]]] = field(default_factory=dict)

    def add(self, noun: Noun, row_id: int) -> None:
        """Note the row of a noun."""
        self.rows.append((noun, row_id))
        self._itself.setdefault(id(noun), row_id)
        self._at.clear()

    def of(self, noun: Noun) -> int | None:
        """The row of this noun, or of one that is equal: compared at its place only, as to hash a noun takes long."""
        if (itself := self._itself.get(id(noun))) is not None:
            return itself
        if not self._at:
            for other, row_id in self.rows:
                self._at.setdefault(_place(other), []).append((other, row_id))
        return next((row_id for other, row_id in self._at.get(_place(noun), ()) if other == noun), None)


def _place(noun: Placed) -> tuple[str, int, int]:
    return noun.span.field, noun.span.start, noun.span.end


def insert_listed(
    conn: sqlite3.Connection,
    article: int,
    table: str,
    columns: str,
    listed: Sequence[Any],
    values: Callable[[Any], Values],
) -> None:
    """Insert a list with its numbers. `columns` are those of the noun's own, `values` makes what stands in them."""
    rows = []
    for nr, noun in enumerate(listed):
        span = noun.span
        rows.append((article, nr, span.field, span.start, span.end, span.text, *values(noun)))
    insert(conn, table, f"{PLACED}, {columns}", rows)


def insert_referred(
    conn: sqlite3.Connection,
    article: int,
    table: str,
    columns: str,
    listed: Sequence[Noun],
    referred: Iterable[Noun | None],
    values: Callable[[Noun], Values],
) -> Rows[Noun]:
    """Insert a list with its numbers, then what is referred to but not in it, without."""
    found: Rows[Noun] = Rows()
    free = int(conn.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])  # noqa: S608 - own names
    for row_id, noun in enumerate(listed, free):
        found.add(noun, row_id)
    for other in referred:
        if other is not None and found.of(other) is None:
            found.add(other, free + len(found.rows))
    rows = []
    for nr, (noun, row_id) in enumerate(found.rows):
        span = noun.span
        number = nr if nr < len(listed) else None
        rows.append((row_id, article, number, span.field, span.start, span.end, span.text, *values(noun)))
    insert(conn, table, f"id, {PLACED}, {columns}", rows)
    return found


def insert(conn: sqlite3.Connection, table: str, columns: str, rows: Sequence[Values]) -> None:
    """Insert rows that have these columns."""
    if rows:
        conn.executemany(_statement(table, columns), rows)


@cache
def _statement(table: str, columns: str) -> str:
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * (columns.count(',') + 1))})"  # noqa: S608 - own names
