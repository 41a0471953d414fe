"""What a new database takes over from the old one: what people did by hand, texts that no record gives back, and
the numbers and moments that people know articles by.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from db import CaptureRow, Store, StoreError
from db.byhand import add_by_hand, read_by_hand
from db.crawl_state import take_crawl
from db.unite import take_article

_TEXTS = (
    "SELECT a.id, a.key, v.nr, v.digest, v.first_seen, v.last_seen, c.file, c.offset FROM articles AS a"
    " JOIN versions AS v ON v.article = a.id"
    " LEFT JOIN captures AS c ON c.article = v.article AND c.version = v.nr ORDER BY a.id, v.nr"
)
_SEEN = "SELECT a.key, v.digest, v.first_seen, v.last_seen FROM articles AS a JOIN versions AS v ON v.article = a.id"


class Carried:
    """The way from the old database (None: it does not open, or is not there) into the new one. `whole` is False as
    soon as something of the old one could not be read: then it must be kept.
    """

    def __init__(self, store: Store, old: Store | None, path: Path, run: int) -> None:
        self._store = store
        self._old = old
        self._path = path
        self._run = run
        self.whole = old is not None or not path.exists()

    def by_hand(self) -> int:
        """Take over what was done by hand; how many rows that are. May be called again for what came since."""
        if self._old is not None:
            found, broken = read_by_hand(self._old.db.conn)
        elif self._path.exists():
            with closing(sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)) as conn:
                found, broken = read_by_hand(conn)
        else:
            return 0
        self.whole = self.whole and not broken
        with self._store.transaction():
            add_by_hand(self._store.db.conn, found, self._store.path)
        return sum(map(len, found.values()))

    def ids(self) -> dict[str, int]:
        """The row of each article of the old database by its key: people remember numbers."""
        found: dict[str, int] = {}
        try:
            if self._old is not None:
                for key, row_id in self._old.db.execute("SELECT key, id FROM articles"):
                    found[key] = row_id
        except sqlite3.DatabaseError:
            self.whole = False
        return found

    def texts(self, places: Mapping[tuple[str, int], CaptureRow]) -> int:
        """Take over the texts that no record gave back, with their captures at those of `places` that are whole; of
        how many articles. And when each article was added, and what could not be read.
        """
        if self._old is None:
            return 0
        try:
            with self._store.transaction():
                lost, moved = self._lost()
                ids = self.ids()
                for row_id, numbers in {**moved, **lost}.items():
                    key = self._old.article_key(row_id)
                    here = self._store.db.execute("SELECT id FROM articles WHERE key = ?", (key,)).fetchone()
                    wanted = here[0] if here else ids[key]
                    only = numbers | moved.get(row_id, set())
                    take_article(self._store, self._old, row_id, places, self._run, wanted, only=only)
                self._moments()
        except (StoreError, sqlite3.DatabaseError):
            self.whole = False
            return 0
        return len(lost)

    def crawl(self) -> None:
        """Take over how far fetching from the web is. If that cannot be read, feeds and sitemaps are looked at anew."""
        if self._old is None:
            return
        try:
            with self._store.transaction():
                take_crawl(self._store.db.conn, self._old.db.conn, self._run)
        except sqlite3.DatabaseError:
            self.whole = False

    def _lost(self) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
        """Versions of the old database that the new one has not, and those that it has seen for a shorter time (a
        record of them is damaged, another is not): of each article the numbers.
        """
        lost: defaultdict[int, set[int]] = defaultdict(set)
        moved: defaultdict[int, set[int]] = defaultdict(set)
        if self._old is None:
            return lost, moved
        read = {tuple(row) for row in self._store.db.execute("SELECT file, offset FROM captures")}
        seen = {(row[0], row[1]): (row[2], row[3]) for row in self._store.db.execute(_SEEN)}
        back: defaultdict[tuple[int, int], bool] = defaultdict(bool)
        for row_id, key, nr, digest, first, last, file, offset in self._old.db.execute(_TEXTS):
            here = seen.get((key, digest))
            # A record that is read otherwise now than it was then has been read all the same.
            back[row_id, nr] |= (file, offset) in read or here is not None
            if here not in (None, (first, last)):
                moved[row_id].add(nr)
        for (row_id, nr), given_back in back.items():
            if not given_back:
                lost[row_id].add(nr)
        return lost, moved

    def _moments(self) -> None:
        if self._old is None:
            return
        self._store.db.conn.executemany(
            "UPDATE articles SET added_at = ?, changed_at = ?, name = ? WHERE key = ?",
            (
                (row["added_at"], row["changed_at"], row["name"], row["key"])
                for row in self._old.db.execute("SELECT key, name, added_at, changed_at FROM articles")
            ),
        )
        self._store.db.conn.executemany(
            "INSERT INTO failures (url, step, reason, run, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (
                (row["url"], row["step"], row["reason"], self._run, row["at"])
                for row in self._old.db.execute("SELECT * FROM failures WHERE step <> 'extract' ORDER BY id")
            ),
        )
