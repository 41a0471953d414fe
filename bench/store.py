"""Storing: `db.Store` beside `executemany` of the very same rows into the very same tables.

    python -m bench.store [--rounds N] [--articles N]

Both write into an empty file with all tables, indexes, checks and triggers, an article at a time, in one transaction.
The bare side has the rows ready and numbered; klopt makes them from what was read, joins names, and looks at what is
there already.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bench.clock import Clock, best, machine
from bench.texts import made_up
from corpus.article import Article, Failure
from db import Store
from extract import models
from extract.nouns import Extraction
from extract.pipeline import extract

OWNER = {
    "entities": "0",
    "stems": "0",
    "articles": "id",
    "titles": "rowid",
    "period_alternatives": "(SELECT article FROM periods WHERE periods.id = period)",
}
"""Of which article a row is, where no column says it; 0: of none, and before all."""
TITLES = "titles"
"""The index that no trigger fills."""
Insert = tuple[str, list[tuple[object, ...]]]
"""A statement and its rows."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a corpus takes: `ours` and `bare` are rows a second."""

    articles: int
    rows: int
    ours: float
    bare: float
    bytes_per_article: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.store")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", type=int, default=300)
    asked = parser.parse_args()
    found = measure(asked.articles, asked.rounds)
    print(
        f"{found.articles} articles, {found.rows} rows, {found.bytes_per_article} bytes an article; {machine()}"
    )
    print(f"executemany  {found.bare:8.0f} rows/s")
    print(f"db.Store     {found.ours:8.0f} rows/s  {found.ours / found.bare:.0%} of it")


def measure(articles: int, rounds: int) -> Stored:
    """The best of so many rounds, both sides in turns."""
    read = all_read(articles)
    clocks = []
    with tempfile.TemporaryDirectory() as folder:
        for nr in range(max(1, rounds)):
            clock = Clock()
            ours, bare = Path(folder) / f"ours{nr}.db", Path(folder) / f"bare{nr}.db"
            store_all(ours, read, clock)
            inserts = inserts_of(ours)
            insert_all(bare, inserts, clock)
            assert inserts_of(bare) == inserts
            clocks.append(clock)
        size = ours.stat().st_size
    rows = sum(len(found) for _, found in inserts)
    took = [best(clocks, name).spent[name] for name in ("ours", "bare")]
    return Stored(articles, rows, rows / took[0], rows / took[1], size // articles)


def all_read(articles: int) -> list[tuple[Article, Extraction]]:
    """Made-up articles and what was read from them."""
    given = [*made_up(articles)]
    read = []
    for article, result in zip(given, extract(given, models.load(models.BUNDLED)), strict=True):
        if isinstance(result, Failure):
            raise SystemExit(f"bench: {result}")
        read.append((article, result))
    return read


def store_all(path: Path, read: list[tuple[Article, Extraction]], clock: Clock) -> None:
    """Our side: as `klopt add` and `klopt extract` write it."""
    with Store(path) as store:
        run = store.start_run("extract", klopt_version="bench")
        with clock.running("ours"), store.transaction():
            for article, extraction in read:
                store.put_extraction(store.put_article(article, run).id, extraction, run)


def inserts_of(path: Path) -> list[Insert]:
    """What it takes to write these rows again, article after article; those referred to before those that refer."""
    found: list[tuple[int, int, Insert]] = []
    with sqlite3.connect(path) as conn:
        for nr, name in enumerate(in_order(conn)):
            known = conn.execute("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", (name,))
            columns = ", ".join([*(["rowid"] if name == TITLES else []), *(column for (column,) in known)])
            owner = OWNER.get(name, "article")
            rows = conn.execute(f"SELECT {owner} AS owner, {columns} FROM {name} ORDER BY owner")  # noqa: S608 - own words
            sql = f"INSERT INTO {name} ({columns}) VALUES ({', '.join('?' * len(rows.description[1:]))})"  # noqa: S608
            found += [
                (owner, nr, (sql, [row[1:] for row in part]))
                for owner, part in groupby(rows, lambda row: int(row[0]))
            ]
    return [insert for _, _, insert in sorted(found, key=lambda one: one[:2])]


def in_order(conn: sqlite3.Connection) -> list[str]:
    """The tables that an article is written to, each after those that it refers to."""
    sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict AND name <> 'runs'"
    names = [name for (name,) in conn.execute(sql).fetchall()]
    names = [name for name in names if conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0]]  # noqa: S608
    order: list[str] = []
    while len(order) < len(names):
        for name in names:
            refers = {to for (to,) in conn.execute('SELECT "table" FROM pragma_foreign_key_list(?)', (name,))}
            if name not in order and refers & {*names} - {name} <= {*order}:
                order.append(name)
    return [*order, TITLES]


def insert_all(path: Path, inserts: list[Insert], clock: Clock) -> None:
    """The bare side."""
    with Store(path) as store:
        store.start_run("extract", klopt_version="bench")
        with clock.running("bare"), store.transaction():
            for sql, rows in inserts:
                store.db.conn.executemany(sql, rows)


if __name__ == "__main__":
    main()
