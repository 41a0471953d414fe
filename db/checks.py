"""What the last check of the corpus looked at: of each article with which rules, by which keys others find it, and
which articles it was compared with. Triggers note what changed since (`steps/0011_checks.sql`).
"""

from __future__ import annotations

import json
import struct
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from db.connect import in_words
from db.store import Store


@dataclass(frozen=True, slots=True)
class Due:
    """The articles that a check must look at: never checked, changed since, and checked with other rules."""

    new: tuple[int, ...]
    changed: tuple[int, ...]
    outdated: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts that a check of one article gave (`klopt.check.run.Checked`)."""

    article: int
    figures: int
    checkable: int
    checked: int


def due(store: Store, stamp: str) -> Due:
    """The articles that have been read and were not checked with this stamp since, in order of id."""
    with in_words(store.path):
        rows = store.db.conn.execute(
            "SELECT e.article, c.stamp FROM extractions AS e LEFT JOIN checks AS c ON c.article = e.article"
            " WHERE c.stamp IS NOT ? ORDER BY e.article",
            (stamp,),
        ).fetchall()
    return Due(
        new=tuple(row_id for row_id, known in rows if known is None),
        changed=tuple(row_id for row_id, known in rows if known == ""),
        outdated=tuple(row_id for row_id, known in rows if known),
    )


def is_due(store: Store, article: int, stamp: str) -> bool:
    """Whether an article has been read and was not checked with this stamp since."""
    with in_words(store.path):
        sql = (
            "SELECT 1 FROM extractions AS e LEFT JOIN checks AS c ON c.article = e.article"
            " WHERE e.article = ? AND c.stamp IS NOT ?"
        )
        return store.db.conn.execute(sql, (article, stamp)).fetchone() is not None


def forget_checks(store: Store) -> None:
    """Take every article for unchecked. One transaction."""
    with store.transaction():
        for table in ("check_keys", "common_keys", "key_changes"):
            store.db.conn.execute(f"DELETE FROM {table}")  # noqa: S608 - own names
        store.db.conn.execute(
            "UPDATE checks SET matter = NULL, keys = x''"
        )  # before the trigger counts them as lost
        store.db.conn.execute("UPDATE checks SET stamp = ''")


def put_check(store: Store, counted: Counted, stamp: str, keys: Collection[int]) -> None:
    """Note that an article was checked by itself; `keys` (64 bits, signed) are what others find it by. It is to be
    compared.
    """
    packed = struct.pack(f"<{len(keys)}q", *sorted(keys))
    with store.transaction():
        conn = store.db.conn
        conn.execute("UPDATE checks SET stamp = '' WHERE article = ? AND stamp <> ''", (counted.article,))
        conn.execute(
            "INSERT INTO checks (article, stamp, figures, checkable, checked, keys) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (article) DO UPDATE SET stamp = excluded.stamp, figures = excluded.figures,"
            " checkable = excluded.checkable, checked = excluded.checked, keys = excluded.keys",
            (counted.article, stamp, counted.figures, counted.checkable, counted.checked, packed),
        )
        if packed:
            sql = "INSERT INTO key_changes (article, keys, gained) VALUES (?, ?, 1)"
            conn.execute(sql, (counted.article, packed))


def post_keys(store: Store, most: int) -> None:
    """Bring `check_keys` up to date. A key that more than `most` articles have is common; where that changes, all
    articles with the key are to be compared again. One transaction.
    """
    with store.transaction():
        conn = store.db.conn
        conn.execute(
            "CREATE TEMP TABLE IF NOT EXISTS moved (key INTEGER, article INTEGER, gained INTEGER) STRICT"
        )
        conn.execute("DELETE FROM moved")
        # An article may have come and gone, or changed twice: what it lost goes first, what it got last counts.
        conn.executemany(
            "INSERT INTO moved VALUES (?, ?, ?)",
            _changes(
                conn.execute(
                    "SELECT article, keys, gained FROM key_changes WHERE NOT gained"
                    " OR id IN (SELECT max(id) FROM key_changes GROUP BY article)"
                )
            ),
        )
        conn.execute(
            "DELETE FROM check_keys WHERE (key, article) IN (SELECT key, article FROM moved WHERE NOT gained)"
        )
        # In the order of the table: a whole corpus would otherwise touch every page of it for every article.
        conn.execute(
            "INSERT INTO check_keys SELECT key, article FROM moved WHERE gained ORDER BY key, article"
            " ON CONFLICT DO NOTHING"
        )
        crossed = conn.execute(
            "SELECT m.key, (SELECT count(*) FROM"
            "  (SELECT 1 FROM check_keys AS k WHERE k.key = m.key LIMIT ?1 + 1)) > ?1 AS common"
            " FROM (SELECT DISTINCT key FROM moved) AS m"
            " WHERE common <> (m.key IN (SELECT key FROM common_keys))",
            (most,),
        ).fetchall()
        for key, common in crossed:
            put = "INSERT INTO common_keys VALUES (?)" if common else "DELETE FROM common_keys WHERE key = ?"
            conn.execute(put, (key,))
            conn.execute(
                # Whole groups: were only these opened, a group would forget who else was in it.
                "UPDATE checks SET matter = NULL WHERE matter IS NOT NULL AND matter IN (SELECT c.matter"
                " FROM checks AS c JOIN check_keys AS k ON k.article = c.article WHERE k.key = ?)",
                (key,),
            )
        conn.execute("DELETE FROM moved")
        conn.execute("DELETE FROM key_changes")


def _changes(rows: Iterable[tuple[int, bytes, int]]) -> Iterator[tuple[int, int, int]]:
    for article, packed, gained in rows:
        for (key,) in struct.iter_unpack("<q", packed):
            yield key, article, gained


def waiting(store: Store, stamp: str) -> tuple[int, ...]:
    """The articles that were checked by themselves and are to be compared, in order of id."""
    with in_words(store.path):
        sql = "SELECT article FROM checks WHERE matter IS NULL AND stamp = ? ORDER BY article"
        return tuple(row_id for (row_id,) in store.db.conn.execute(sql, (stamp,)))


def near(store: Store, article: int) -> set[int]:
    """The other articles with which this one shares a key that is not common, as `post_keys` left them. Some may have
    changed since: see `is_current`.
    """
    with in_words(store.path):
        conn = store.db.conn
        row = conn.execute("SELECT keys FROM checks WHERE article = ?", (article,)).fetchone()
        keys = [] if row is None else [key for (key,) in struct.iter_unpack("<q", row[0])]
        found = conn.execute(
            "SELECT article FROM check_keys WHERE key IN (SELECT value FROM json_each(?))"
            " AND key NOT IN (SELECT key FROM common_keys)",
            (json.dumps(keys),),
        )
        return {row_id for (row_id,) in found} - {article}


def is_current(store: Store, article: int, stamp: str) -> bool:
    """Whether nothing about an article changed since it was checked with this stamp."""
    with in_words(store.path):
        sql = "SELECT 1 FROM checks WHERE article = ? AND stamp = ?"
        return store.db.conn.execute(sql, (article, stamp)).fetchone() is not None


def lemmas(store: Store, article: int) -> str:
    """The lemmas of an article; "" if it has not been read."""
    with in_words(store.path):
        row = store.db.conn.execute("SELECT lemmas FROM extractions WHERE article = ?", (article,)).fetchone()
        return "" if row is None else str(row[0])


def settle(store: Store, articles: Collection[int]) -> None:
    """Note that these articles are about one matter, were compared, and that no other is."""
    with store.transaction():
        sql = "UPDATE checks SET matter = ? WHERE article = ?"
        store.db.conn.executemany(sql, [(min(articles), article) for article in articles])


def changes_elsewhere(store: Store) -> int:
    """A number that stays the same as long as no other program writes to the database."""
    with in_words(store.path):
        return int(store.db.conn.execute("PRAGMA data_version").fetchone()[0])


def count(store: Store, stamp: str) -> int:
    """How many articles were checked with this stamp and did not change since."""
    with in_words(store.path):
        sql = "SELECT count(*) FROM checks WHERE stamp = ?"
        return int(store.db.conn.execute(sql, (stamp,)).fetchone()[0])


def counted(store: Store, stamp: str) -> Iterator[Counted]:
    """What was counted in each article that was checked with this stamp and did not change since, in order of id."""
    after = 0
    while True:
        with in_words(store.path):
            page = store.db.conn.execute(
                "SELECT article, figures, checkable, checked FROM checks WHERE article > ? AND stamp = ?"
                " ORDER BY article LIMIT 1000",
                (after, stamp),
            ).fetchall()
        if not page:
            return
        yield from (Counted(*row) for row in page)
        after = page[-1][0]
