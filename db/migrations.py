"""The steps that made the tables, in order. Never change one that was released: add the next.

The SQL of a step is in `steps/`. The schema as it should be is kept in a golden file; remake it with

    python -c "from db import Store; print(Store(':memory:').schema(), end='')" > tests/golden/schema.sql
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

from sqlite_utils import Database, Migrations

from db.entity_names import put_right
from db.titles import fill

APPLICATION_ID = 0x6B6C7074
"""`PRAGMA application_id` of every database of klopt: "klpt"."""

SQLITE_MINIMUM = (3, 37, 0)
"""STRICT tables (https://sqlite.org/stricttables.html)."""

migrations = Migrations("klopt")


@migrations(name="0001_articles")
def articles(db: Database) -> None:
    """Runs, articles, versions, captures, failures."""
    _run(db, "0001_articles")


@migrations(name="0002_extractions")
def extractions(db: Database) -> None:
    """What was read: mentions, quantities, periods, dates, sources, quotes, sentences, claims."""
    _run(db, "0002_extractions")


@migrations(name="0003_findings")
def findings(db: Database) -> None:
    """What the checks found and what people did by hand."""
    _run(db, "0003_findings")


@migrations(name="0004_search")
def search(db: Database) -> None:
    """Full text over surface, lemmas and stems."""
    _run(db, "0004_search")


@migrations(name="0005_leftovers")
def leftovers(db: Database) -> None:
    """What a takedown still has to take away."""
    _run(db, "0005_leftovers")


@migrations(name="0006_verdict_articles")
def verdict_articles(db: Database) -> None:
    """Which articles a verdict speaks of."""
    _run(db, "0006_verdict_articles")


@migrations(name="0007_claims")
def claims(db: Database) -> None:
    """How a source follows, worth, thing; affiliations; names and readings put right by hand."""
    _run(db, "0007_claims")


@migrations(name="0008_crawl")
def crawl(db: Database) -> None:
    """Sites, listings, visits and reservations of a crawl."""
    _run(db, "0008_crawl")


@migrations(name="0009_copies")
def copies(db: Database) -> None:
    """Section, rights and where stamps come from; copies of one text."""
    _run(db, "0009_copies")


@migrations(name="0010_references")
def references(db: Database) -> None:
    """Tables of official figures that the user added."""
    _run(db, "0010_references")


@migrations(name="0011_checks")
def checks(db: Database) -> None:
    """What the last check looked at."""
    _run(db, "0011_checks")


@migrations(name="0012_research")
def research(db: Database) -> None:
    """The words of the search index, to look up compounds in."""
    _run(db, "0012_research")


@migrations(name="0013_pages")
def pages(db: Database) -> None:
    """Indexes for what the pages count."""
    _run(db, "0013_pages")


@migrations(name="0014_checked_versions")
def checked_versions(db: Database) -> None:
    """A check notices another older version."""
    _run(db, "0014_checked_versions")


@migrations(name="0015_counts")
def counts(db: Database) -> None:
    """How often each name stands in the corpus."""
    _run(db, "0015_counts")


@migrations(name="0016_occurrences")
def occurrences(db: Database) -> None:
    """The places of the words of the search index, to look at titles alone."""
    _run(db, "0016_occurrences")


@migrations(name="0018_titles")
def titles(db: Database) -> None:
    """The words of titles in an index of their own; every stem of the corpus once."""
    _run(db, "0018_titles")
    fill(db.conn)


@migrations(name="0019_names")
def names(db: Database) -> None:
    """No name in capitals alone that is written otherwise too."""
    put_right(db.conn)


def step_names() -> tuple[str, ...]:
    """The names of all steps, in order."""
    return tuple(step.name for step in migrations._migrations)


def schema(conn: sqlite3.Connection) -> str:
    """The schema as SQL, by table; without what sqlite-utils and FTS5 make for themselves."""
    rows = conn.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name <> '_sqlite_migrations'"
        " AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')"
        " ORDER BY tbl_name, type = 'index', type = 'trigger', name"
    )
    return "".join(f"{sql};\n\n" for (sql,) in rows)


def _run(db: Database, step: str) -> None:
    """Execute a step's statements one by one: `executescript` would commit the transaction that the step is
    part of.
    """
    for statement in _statements(files("db").joinpath("steps", f"{step}.sql").read_text("utf-8")):
        db.conn.execute(statement)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; a trigger with its body is one."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError(f"unfinished statement: {statement[:60]!r}")
