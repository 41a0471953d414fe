"""Take an article out so that nothing of it is left in the file. The archive is the caller's: see
`klopt.forgetting`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from db.byhand import add_tombstones
from db.connect import in_words
from db.entity_names import chosen_again
from db.errors import DatabaseLocked
from db.keys import tombstone_digest
from db.store import Store
from db.visits import forget_visits


@dataclass(frozen=True, slots=True)
class Moved:
    """An archive file written anew without some records: under which name (None: nothing was left of it), and
    from which offset each record that stayed went to which.
    """

    file: str | None
    offsets: Mapping[int, int]


def records_of(store: Store, article: int) -> dict[str, dict[int, int]]:
    """Where the pages of an article lie: for each archive file the offsets of its records and how long they are."""
    found: dict[str, dict[int, int]] = {}
    with in_words(store.path):
        sql = "SELECT file, offset, length FROM captures WHERE article = ?"
        for file, offset, length in store.db.conn.execute(sql, (article,)):
            found.setdefault(file, {})[offset] = length
    return found


def forget(store: Store, article: int, reason: str, moved: Mapping[str, Moved]) -> None:
    """Delete the article with all that rests on it, leave a tombstone, and point what stays at the archive files as
    they are now. One transaction. The files replaced are `leftovers` until `erase`.
    """
    conn = store.db.conn
    key = store.article_key(article)
    with in_words(store.path):
        conn.execute("PRAGMA secure_delete = ON")  # zeroes what is deleted; a pragma of the connection
    with store.transaction():
        _forget_said(conn, article, tombstone_digest(key))
        _forget_names(conn, article)
        conn.execute(
            "DELETE FROM failures WHERE url IN (SELECT value FROM"
            " (SELECT name AS value, id FROM articles UNION SELECT url, id FROM articles"
            " UNION SELECT key, id FROM articles UNION SELECT CAST(id AS TEXT), id FROM articles) WHERE id = ?)",
            (article,),
        )
        (url,) = conn.execute("SELECT url FROM articles WHERE id = ?", (article,)).fetchone()
        addresses = forget_visits(conn, article, url)
        with chosen_again(conn, article):
            conn.execute("DELETE FROM articles WHERE id = ?", (article,))
        # The index marks words as gone and keeps them until its parts are merged.
        for index in ("search", "titles"):
            conn.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608 - own names
        conn.execute(
            "DELETE FROM stems WHERE NOT EXISTS (SELECT 1 FROM occurrences AS o WHERE o.term = stems.term)"
        )
        add_tombstones(conn, [key, *addresses], reason)
        for file, move in moved.items():
            _move(conn, file, move)
        conn.executemany(
            "INSERT INTO leftovers (file) VALUES (?) ON CONFLICT DO NOTHING",
            [("",), *((file,) for file in moved)],
        )


def _forget_said(conn: sqlite3.Connection, article: int, digest: str) -> None:
    """Verdicts on findings that quote the article, or quoted it when they were judged: a note may repeat what it
    said.
    """
    conn.execute(
        "DELETE FROM verdicts WHERE finding IN (SELECT f.key FROM findings AS f"
        " JOIN finding_spans AS s ON s.finding = f.id WHERE s.article = ?)"
        " OR ? IN (SELECT value FROM json_each(articles))",
        (article, digest),
    )
    conn.execute("DELETE FROM corrections WHERE article = ?", (digest,))


def _forget_names(conn: sqlite3.Connection, article: int) -> None:
    """What was said of names that stand in this article and in no other. Looked for in the texts: a corpus that was
    rebuilt has not been read yet.
    """
    merges = [
        *(("entity_merges", *row) for row in conn.execute("SELECT id, entity, same_as FROM entity_merges")),
        *(("entity_names", *row, row[1]) for row in conn.execute("SELECT id, entity FROM entity_names")),
    ]
    ours = _words(conn, "SELECT coalesce(title, ''), text FROM versions WHERE article = ?", article)
    names = {key.partition(":")[2] for _, _, *keys in merges for key in keys}
    here = "\n".join(ours)
    names = {name for name in names if name in here}
    others = _words(conn, "SELECT coalesce(title, ''), text FROM versions WHERE article <> ?", article)
    for text in others if names else ():
        names = {name for name in names if name not in text}
    for table, row_id, *keys in merges:
        if names.intersection(key.partition(":")[2] for key in keys):
            conn.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))  # noqa: S608 - own names


def _words(conn: sqlite3.Connection, sql: str, article: int) -> Iterator[str]:
    """The texts as names are spelled in the keys of entities."""
    for row in conn.execute(sql, (article,)):
        yield " ".join(" ".join(row).split()).casefold()


def _move(conn: sqlite3.Connection, file: str, move: Moved) -> None:
    stay = conn.execute("SELECT id, offset FROM captures WHERE file = ?", (file,)).fetchall()
    for row_id, offset in stay:
        if move.file is None or offset not in move.offsets:  # another article read from the same record
            conn.execute("DELETE FROM captures WHERE id = ?", (row_id,))
        else:
            conn.execute(
                "UPDATE captures SET file = ?, offset = ? WHERE id = ?",
                (move.file, move.offsets[offset], row_id),
            )


def leftovers(store: Store) -> list[str]:
    """Archive files that were replaced and are still to be deleted; '' for traces in the database file itself."""
    with in_words(store.path):
        return [file for (file,) in store.db.conn.execute("SELECT file FROM leftovers ORDER BY file")]


def erase(store: Store) -> None:
    """Make the database file anew, so that no page and no log holds what was deleted, and note that nothing is left
    over. Raises DatabaseLocked while another program reads: its log cannot be emptied.
    """
    conn = store.db.conn
    with in_words(store.path):
        conn.execute("VACUUM")
        if conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise DatabaseLocked(store.path)
    with store.transaction():
        conn.execute("DELETE FROM leftovers")
