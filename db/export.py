"""Everything about chosen articles, to be written elsewhere: a row at a time, all from one moment."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from db.among import Among
from db.connect import in_words
from db.keys import tombstone_digest
from db.read import ids_where
from db.rows import CaptureRow
from db.store import Store

_OF_ARTICLE = "SELECT t.* FROM {table} AS t WHERE t.article IN chosen"
_OF_FINDING = "t.finding IN (SELECT id FROM findings WHERE article IN chosen)"
_OF_ENTITY = (
    "t.entity IN (SELECT key FROM entities AS e JOIN mentions AS m ON m.entity = e.id"
    " WHERE m.article IN chosen)"
)
TABLES: dict[str, str] = {
    "runs": "SELECT t.* FROM runs AS t",
    "articles": "SELECT t.* FROM articles AS t WHERE t.id IN chosen",
    **dict.fromkeys(("versions", "captures"), _OF_ARTICLE),
    # The columns for the search index (lemmas, stems) are made from the text: no facts of their own.
    "extractions": "SELECT t.article, t.run FROM extractions AS t WHERE t.article IN chosen",
    # The signature that copies are found by is made from the text too.
    "copies": "SELECT t.article, t.witness FROM copies AS t WHERE t.article IN chosen",
    "entities": "SELECT t.* FROM entities AS t"
    " WHERE t.id IN (SELECT entity FROM mentions WHERE article IN chosen)",
    **dict.fromkeys(("mentions", "quantities", "periods"), _OF_ARTICLE),
    "period_alternatives": "SELECT t.* FROM period_alternatives AS t"
    " WHERE t.period IN (SELECT id FROM periods WHERE article IN chosen)",
    **dict.fromkeys(
        ("dates", "sources", "quotes", "sentences", "claims", "affiliations", "findings"), _OF_ARTICLE
    ),
    "finding_spans": f"SELECT t.* FROM finding_spans AS t WHERE {_OF_FINDING}",  # noqa: S608 - own words
    "entity_merges": f"SELECT t.* FROM entity_merges AS t WHERE {_OF_ENTITY}",  # noqa: S608 - own words
    "entity_names": f"SELECT t.* FROM entity_names AS t WHERE {_OF_ENTITY}",  # noqa: S608 - own words
    "corrections": "SELECT t.* FROM corrections AS t"
    " WHERE t.article IN (SELECT key_digest(key) FROM articles WHERE id IN chosen)",
    "verdicts": "SELECT t.* FROM verdicts AS t"
    " WHERE t.finding IN (SELECT key FROM findings WHERE article IN chosen)",
}
"""The tables that are exported, each with the rows that belong to `chosen` articles. A finding belongs to the
article it stands with.
"""

LONG = {
    **dict.fromkeys(("versions", "quotes", "sentences", "claims"), frozenset({"text"})),
    "articles": frozenset({"text", "skipped"}),
    "verdicts": frozenset({"note"}),
    "corrections": frozenset({"note"}),
}
"""The columns that hold sentences of an article, or what people wrote about it: what an export without text leaves
empty. Figures, names and places stay, and so does the title, by which an article is cited.
"""


@contextmanager
def snapshot(store: Store) -> Iterator[None]:
    """Read everything as it is now, whatever others write meanwhile."""
    conn = store.db.conn
    conn.create_function("key_digest", 1, tombstone_digest, deterministic=True)
    with in_words(store.path):
        conn.execute("BEGIN")
    try:
        yield
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")  # nothing was written


def count(store: Store, among: Among) -> int:
    """How many articles are chosen."""
    with in_words(store.path):
        selected, values = among.selected(store.db.conn)
        sql = f"SELECT count(*) FROM ({selected})"  # noqa: S608 - own words
        return int(store.db.conn.execute(sql, values).fetchone()[0])


def chosen(store: Store, among: Among) -> Iterator[int]:
    """The ids of the articles, in order."""
    with in_words(store.path):
        yield from ids_where(store.db.conn, *among.where(store.db.conn))


def rows(
    store: Store, table: str, among: Among
) -> tuple[tuple[tuple[str, type], ...], Generator[tuple[Any, ...], None, None]]:
    """The columns of a table of `TABLES`, each with the Python type of its values (or None), and its rows one by
    one in the order of their making. Close the generator if not all are taken: an open cursor keeps the file open.
    """
    conn = store.db.conn
    with in_words(store.path):
        where, values = among.where(conn)
        sql = TABLES[table].format(table=table)
        named = f"WITH chosen AS MATERIALIZED (SELECT a.id FROM articles AS a WHERE {where})"  # noqa: S608
        cursor = conn.execute(f"{named} {sql} ORDER BY t.rowid", values)
        kinds = {"INTEGER": int, "REAL": float}
        # Declared types; table_xinfo, because table_info leaves generated columns out.
        declared = {column["name"]: column["type"] for column in conn.execute(f"PRAGMA table_xinfo({table})")}
        columns = tuple((name, kinds.get(declared[name], str)) for name, *_ in cursor.description)
    return columns, _each(store, cursor, [i for i, (_, kind) in enumerate(columns) if kind is float])


def captures(store: Store, among: Among) -> Iterator[CaptureRow]:
    """Where the pages of the chosen articles lie, each once, in the order of the archive."""
    with in_words(store.path):
        where, values = among.where(store.db.conn)
        found = store.db.conn.execute(
            "SELECT DISTINCT c.file, c.offset, c.length, c.digest, c.captured_at FROM captures AS c"  # noqa: S608
            f" JOIN articles AS a ON a.id = c.article WHERE {where} ORDER BY c.file, c.offset",
            values,
        )
        for row in found:
            yield CaptureRow(*row)


def models(store: Store, among: Among) -> set[str]:
    """The pipelines, each with its version, that the chosen articles were read with."""
    with in_words(store.path):
        where, values = among.where(store.db.conn)
        found = store.db.conn.execute(
            "SELECT DISTINCT r.model, r.model_version FROM articles AS a JOIN extractions AS e ON e.article = a.id"  # noqa: S608
            f" JOIN runs AS r ON r.id = e.run WHERE r.model IS NOT NULL AND {where}",
            values,
        )
        return {" ".join(filter(None, row)) for row in found}


def without_capture(store: Store, among: Among) -> int:
    """How many of the chosen articles have no page in the archive."""
    with in_words(store.path):
        where, values = among.where(store.db.conn)
        sql = (
            f"SELECT count(*) FROM articles AS a WHERE {where}"  # noqa: S608 - own words
            " AND NOT EXISTS (SELECT 1 FROM captures AS c WHERE c.article = a.id)"
        )
        return int(store.db.conn.execute(sql, values).fetchone()[0])


def verdicts(store: Store, finding: str) -> list[dict[str, str]]:
    """What people said of the finding with this key, in the order in which they did."""
    with in_words(store.path):
        found = store.db.conn.execute(
            "SELECT verdict, name, note, at FROM verdicts WHERE finding = ? ORDER BY id", (finding,)
        )
        return [dict(row) for row in found]


def entity_keys(store: Store, article: int) -> list[str | None]:
    """The entity of each mention of an article, in their order."""
    with in_words(store.path):
        found = store.db.conn.execute(
            "SELECT e.key FROM mentions AS m LEFT JOIN entities AS e ON e.id = m.entity"
            " WHERE m.article = ? AND m.nr IS NOT NULL ORDER BY m.nr",
            (article,),
        )
        return [key for (key,) in found]


def article_row(store: Store, article: int) -> dict[str, Any]:
    """What the row of an article says beside the article itself: its key, name and number of the current version."""
    with in_words(store.path):
        row = store.db.conn.execute(
            "SELECT key, name, version, added_at, skipped FROM articles WHERE id = ?", (article,)
        ).fetchone()
    return {**dict(row), "skipped": json.loads(row["skipped"])}


def _each(
    store: Store, cursor: sqlite3.Cursor, reals: Sequence[int]
) -> Generator[tuple[Any, ...], None, None]:
    with in_words(store.path), closing(cursor):
        for row in cursor:
            cells = list(row)
            for i in reals:  # SQLite hands out a whole number of a generated column as an integer
                cells[i] = None if cells[i] is None else float(cells[i])
            yield tuple(cells)
