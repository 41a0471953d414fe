"""Put a new database in the place of the old one, so that at every moment there is a whole one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db import Store
from db.connect import in_words
from db.errors import DatabaseLocked
from klopt.options import KloptError


def beside(db: Path) -> tuple[Path, Path]:
    """Where the new database is made, and what the old one is called until it is no longer needed."""
    return db.with_name(f"{db.name}.new"), db.with_name(f"{db.name}.bak")


def remove(db: Path) -> None:
    """Delete a database with the files that SQLite keeps beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{db}{end}").unlink(missing_ok=True)


def make_good(db: Path) -> None:
    """What a rebuild that was killed left: half a new database goes, and if it was killed between the two names of
    the old one that gets its own back.
    """
    new, old = beside(db)
    remove(new)
    if old.exists() and not db.exists():
        _rename(old, db)


def refuse_company(store: Store) -> None:
    """Raise KloptError if another program has the database open: it would go on writing into the old one."""
    conn = store.db.conn
    conn.execute("PRAGMA busy_timeout = 1000")
    try:
        # Leaving WAL mode is only possible for the one connection there is (https://sqlite.org/wal.html).
        with in_words(store.path):
            alone = conn.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete"
    except DatabaseLocked:
        alone = False
    if not alone:
        raise KloptError("rebuild.in_use", path=store.path)


@contextmanager
def held(store: Store | None) -> Iterator[None]:
    """Nobody else writes or reads the old database meanwhile, so that nothing said by hand gets lost between
    reading it and putting the new one in its place. None: it cannot be opened, nor by others.
    """
    if store is None:
        yield
        return
    refuse_company(store)
    conn = store.db.conn
    conn.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")


def swap(db: Path) -> None:
    """The new database (closed, whole) takes the name of the old one, which is then called `.bak`."""
    new, old = beside(db)
    with new.open("rb+") as stream:
        os.fsync(stream.fileno())
    if db.exists():
        remove(old)
        # What is in the log of the old one must not be taken for part of the new one.
        for end in ("-wal", "-shm", "-journal"):
            if Path(f"{db}{end}").exists():
                Path(f"{db}{end}").replace(f"{old}{end}")
        try:
            os.link(db, old)
        except OSError:  # a file system without links: for a moment there is only the .bak, see `make_good`
            db.replace(old)
    _last(new, db)


def _last(new: Path, db: Path) -> None:
    """From now on it is the new one."""
    new.replace(db)


def _rename(old: Path, db: Path) -> None:
    for end in ("-wal", "-journal", ""):
        if Path(f"{old}{end}").exists():
            Path(f"{old}{end}").replace(f"{db}{end}")
