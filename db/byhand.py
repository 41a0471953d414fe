"""What people did by hand: verdicts on findings, names declared the same or called otherwise, readings put right
(`db.corrections`), articles taken out for good.

All of it hangs on content keys (`db.keys`) and none of it can be made anew from the archive, so it can be carried
from one database to another. Rows are only added: the last one counts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal

from corpus.article import Article
from db.clock import now
from db.connect import in_words
from db.errors import Forgotten
from db.keys import article_key, tombstone_digest
from db.storable import storable

Verdict = Literal["wrong", "right", "later", "withdrawn"]

TABLES = {
    "verdicts": "finding, verdict, name, note, articles, at",
    "entity_merges": "entity, same_as, name, note, at",
    "entity_names": "entity, called, name, note, at",
    "corrections": "article, subject, words, nth, change, value, name, note, at",
    "tombstones": "key_digest, reason, at",
}
"""What is done by hand, and what of it is the same in every database."""


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """What somebody thought of a finding: "wrong" (it does not add up), "right" (it does), "later", or "withdrawn"
    for what was said before. `at` is ISO 8601 in UTC.
    """

    finding: str
    verdict: Verdict
    name: str
    note: str
    at: str


def add_verdict(
    conn: sqlite3.Connection, finding: str, verdict: Verdict, *, name: str, note: str = ""
) -> VerdictRow:
    """Add a verdict on the finding with this content key, in the transaction of the caller. `name` is who says
    so.
    """
    row = VerdictRow(finding, verdict, storable(name), storable(note), now())
    quoted = conn.execute(
        "SELECT DISTINCT a.key FROM findings AS f JOIN finding_spans AS s ON s.finding = f.id"
        " JOIN articles AS a ON a.id = s.article WHERE f.key = ? ORDER BY a.key",
        (finding,),
    )
    articles = json.dumps([tombstone_digest(key) for (key,) in quoted])
    conn.execute(
        "INSERT INTO verdicts (finding, verdict, name, note, articles, at) VALUES (?, ?, ?, ?, ?, ?)",
        (row.finding, row.verdict, row.name, row.note, articles, row.at),
    )
    return row


def standing_verdicts(conn: sqlite3.Connection, finding: str | None = None) -> dict[str, VerdictRow]:
    """The verdict that counts on each finding that has one, by its key; or on this one alone."""
    rows = conn.execute(
        "SELECT finding, verdict, name, note, at FROM verdicts AS v"
        " WHERE id = (SELECT max(id) FROM verdicts WHERE finding = v.finding) AND verdict <> 'withdrawn'"
        " AND (?1 IS NULL OR finding = ?1)",
        (finding,),
    )
    return {row[0]: VerdictRow(*row) for row in rows}


def keys_from(conn: sqlite3.Connection, prefix: str) -> list[str]:
    """The keys of findings, standing or gone, that begin with these characters; a dozen at most."""
    found = conn.execute(
        "SELECT key FROM findings WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key LIMIT 12",
        (prefix.casefold(),),
    )
    return [key for (key,) in found]


def merge_entities(conn: sqlite3.Connection, entity: str, same_as: str, *, name: str, note: str = "") -> None:
    """Declare that two entities (`db.keys.entity_key`) are one, of which `same_as` stays; equal keys undo it. In the
    transaction of the caller.
    """
    conn.execute(
        "INSERT INTO entity_merges (entity, same_as, name, note, at) VALUES (?, ?, ?, ?, ?)",
        (entity, same_as, storable(name), storable(note), now()),
    )


def rename_entity(conn: sqlite3.Connection, entity: str, called: str, *, name: str, note: str = "") -> None:
    """Call an entity (`db.keys.entity_key`) by another name; an empty one takes that back. In the transaction of the
    caller.
    """
    conn.execute(
        "INSERT INTO entity_names (entity, called, name, note, at) VALUES (?, ?, ?, ?, ?)",
        (entity, storable(called), storable(name), storable(note), now()),
    )


def is_forgotten(conn: sqlite3.Connection, key: str) -> bool:
    """Whether an article with this key was taken out for good."""
    sql = "SELECT 1 FROM tombstones WHERE key_digest = ?"
    return conn.execute(sql, (tombstone_digest(key),)).fetchone() is not None


def refuse_forgotten(conn: sqlite3.Connection, article: Article, identity: str | None, path: str) -> None:
    """Raise Forgotten, which names the article as its owner calls it, if it was taken out for good."""
    if is_forgotten(conn, article_key(article, identity)):
        raise Forgotten(path, storable(str(article.id)))


def add_tombstones(conn: sqlite3.Connection, keys: Iterable[str], reason: str) -> None:
    """Note that the articles with these keys were taken out for good, in the transaction of the caller."""
    conn.executemany(
        "INSERT INTO tombstones (key_digest, reason, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        ((tombstone_digest(key), storable(reason), now()) for key in keys),
    )


def lift_tombstone(conn: sqlite3.Connection, key: str) -> None:
    """Let an article be added again, in the transaction of the caller."""
    conn.execute("DELETE FROM tombstones WHERE key_digest = ?", (tombstone_digest(key),))


Rows = list[tuple[str, ...]]


def read_by_hand(conn: sqlite3.Connection) -> tuple[dict[str, Rows], list[str]]:
    """All that was done by hand, by table, in the order in which it was done; and the tables of a damaged database
    that could not be read to the end.
    """
    found: dict[str, Rows] = {}
    broken = []
    for table, columns in TABLES.items():
        rows = found.setdefault(table, [])
        try:
            for row in conn.execute(f"SELECT {columns} FROM {table} ORDER BY id"):  # noqa: S608 - own names
                rows.append(tuple(str(value) for value in row))
        except sqlite3.DatabaseError:
            broken.append(table)
    return found, broken


def add_by_hand(conn: sqlite3.Connection, found: dict[str, Rows], path: str) -> dict[str, int]:
    """Add what was done by hand in another database, in the transaction of the caller; how many rows are new.

    What was said last must stay last, so the rows of both are put in the order of their moments. An article
    forgotten twice keeps its first tombstone.
    """
    added = {}
    with in_words(path):
        for table, columns in TABLES.items():
            sql = f"SELECT {columns} FROM {table} ORDER BY id"  # noqa: S608 - own names
            ours = [tuple(str(value) for value in row) for row in conn.execute(sql)]
            same = set(ours) if table != "tombstones" else {row[0] for row in ours}
            new = [
                row
                for row in dict.fromkeys(found.get(table, []))
                if (row if table != "tombstones" else row[0]) not in same
            ]
            added[table] = len(new)
            if not new:
                continue
            conn.execute(f"DELETE FROM {table}")  # noqa: S608 - own names
            conn.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * (columns.count(',') + 1))})",  # noqa: S608
                sorted([*ours, *new], key=itemgetter(-1)),
            )
    return added
