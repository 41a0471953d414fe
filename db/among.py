"""Which articles are meant, and how an article is named where it is found."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from corpus.article import first_words
from db.matching import expression, matching
from db.query import Query
from db.search import has_words
from extract.nouns import Days

Value: TypeAlias = str | int | float | None
Where: TypeAlias = tuple[str, tuple[Value, ...]]
"""A condition in SQL and the values of its question marks."""


@dataclass(frozen=True, slots=True)
class Head:
    """An article without its text: `id` is the row's, `published` as the article has it."""

    id: int
    key: str
    title: str | None
    source: str | None
    published: str | None
    url: str | None
    opening: str | None = None
    """How the text begins, of an article without a title."""
    name: str | None = None
    """The file that it came from, or what its owner called it, of an article without an address."""

    @property
    def headline(self) -> str:
        """What the article is called in a list: its title, else the first words of its text."""
        return (self.title or "").strip() or first_words(self.opening or "")

    @property
    def published_on(self) -> date | None:
        """The calendar day of publication, in the page's own zone."""
        return None if self.published is None else datetime.fromisoformat(self.published).date()


HEAD = ", ".join(f"a.{name} AS a_{name}" for name in ("id", "key", "title", "source", "published", "url"))
HEAD += ", CASE WHEN trim(coalesce(a.title, '')) = '' THEN substr(a.text, 1, 600) END AS a_opening"
HEAD += ", CASE WHEN a.url IS NULL THEN a.name END AS a_name"
"""The columns of `articles AS a` that `head_from` reads."""


def head_from(row: sqlite3.Row) -> Head:
    """The head in the columns of `HEAD`."""
    return Head(
        *(
            row[f"a_{name}"]
            for name in ("id", "key", "title", "source", "published", "url", "opening", "name")
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """The articles for which everything that is given holds; nothing given: all.

    `source` is who published it, or words of that name, case and accents aside. `published` is a stretch of
    days in the page's own zone; an article without a date is in none. `articles` are row ids. `query` is what
    must stand in it. `having` are further conditions on `articles AS a` (`db.facets.having`).
    """

    source: str | None = None
    published: Days | None = None
    articles: tuple[int, ...] = ()
    query: Query | None = None
    having: tuple[Where, ...] = ()

    def where(self, conn: sqlite3.Connection) -> Where:
        """The condition on `articles AS a`."""
        clauses: list[str] = []
        values: list[Value] = []
        if self.source is not None:
            names = conn.execute("SELECT DISTINCT source FROM articles WHERE source IS NOT NULL")
            clauses.append(is_in("a.source"))
            values.append(json.dumps([name for (name,) in names if has_words(name, self.source)]))
        if self.published is not None:
            clauses.append("a.published IS NOT NULL")
            if self.published.start is not None:
                clauses.append("a.published >= ?")
                values.append(self.published.start.isoformat())
            if self.published.end is not None:
                clauses.append(
                    "a.published < ?"
                )  # a stamp starts with its day, so the strings sort as days do
                values.append(self.published.end.isoformat())
        if self.articles:
            clauses.append(is_in("a.id"))
            values.append(json.dumps(self.articles))
        if self.query is not None:
            sql, more = matching(conn, self.query)
            clauses.append(f"({sql})")
            values.extend(more)
        for sql, more in self.having:
            clauses.append(f"({sql})")
            values.extend(more)
        return " AND ".join(clauses) or "1", tuple(values)

    def selected(self, conn: sqlite3.Connection) -> Where:
        """The query that gives their row ids as `id`. Where the search index alone knows, the rows stay closed: a long
        text is slow to read past.
        """
        if self.query is not None and self == Among(query=self.query) and self.query.root is not None:
            said = expression(self.query.root)
            if said is not None:
                return "SELECT rowid AS id FROM search WHERE search MATCH ?", (said,)
        where, values = self.where(conn)
        return f"SELECT a.id AS id FROM articles AS a WHERE {where}", values  # noqa: S608 - own words


EVERYTHING = Among()
"""All articles."""


def is_in(column: str) -> str:
    """The condition that the column is in the JSON list that is its value: as many as it takes, one `?`."""
    return f"{column} IN (SELECT value FROM json_each(?))"  # noqa: S608 - own names


def both(*wheres: Where) -> Where:
    """All of these conditions."""
    return (
        " AND ".join(f"({sql})" for sql, _ in wheres),
        tuple(value for _, values in wheres for value in values),
    )
