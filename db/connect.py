"""Open a database file: see whose it is before anything is changed, upgrade it, and turn SQLite's errors into
ours.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from db import views
from db.errors import (
    CannotOpen,
    DatabaseDamaged,
    DatabaseMissing,
    DatabaseReadOnly,
    DatabaseTooNew,
    DatabaseTooOld,
    ForeignDatabase,
    IsFolder,
    NoFolder,
    SqliteTooOld,
    in_our_words,
)
from db.migrations import APPLICATION_ID, SQLITE_MINIMUM, migrations, step_names


@contextmanager
def in_words(path: str) -> Iterator[None]:
    """Raise errors of SQLite as errors of ours that name `path`; mistakes of the program pass unchanged."""
    try:
        yield
    except sqlite3.Error as error:
        ours = in_our_words(error, path)
        if ours is None:
            raise
        if isinstance(ours, DatabaseDamaged):
            ours = DatabaseDamaged(path, first_damage(path) or error)
        raise ours from error


def connect(path: str, *, read_only: bool, timeout: float) -> Database:
    """The database at `path`, upgraded to this version's tables and views. Raises StoreError; see
    `db.errors`.

    `timeout` is in seconds: how long to wait for another writer, now and at every later write.
    """
    if sqlite3.sqlite_version_info < SQLITE_MINIMUM:
        raise SqliteTooOld(path, sqlite3.sqlite_version)
    _look(path, read_only)
    with in_words(path):
        conn = _open_to_read(path, timeout) if read_only else _open(path, timeout)
        try:
            steps_wanting = _whose(conn, path)
            if read_only and steps_wanting:
                raise DatabaseTooOld(path)
            db = Database(conn, execute_plugins=False)
            conn.execute("PRAGMA foreign_keys = ON")
            if not read_only:
                _prepare(db, path, steps_wanting, timeout)
        except BaseException:
            conn.close()
            raise
    return db


def first_damage(path: str) -> str | None:
    """What `PRAGMA quick_check` names first in this file; None if it finds nothing or cannot look."""
    if path == ":memory:" or not Path(path).is_file():
        return None
    try:
        # `immutable` leaves no -wal behind, but does not see what is in one.
        how = "mode=ro" if _has_wal(path) else "mode=ro&immutable=1"
        with closing(sqlite3.connect(_uri(path, how), uri=True)) as conn:
            (line,) = conn.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error:
        return None
    return None if line == "ok" else " ".join(str(line).split())


def _look(path: str, read_only: bool) -> None:
    """Refuse what no SQLite error tells clearly: a folder, a missing file or folder."""
    if path == ":memory:":
        return
    file = Path(path)
    if file.is_dir():
        raise IsFolder(path)
    if file.exists():
        return
    if read_only:
        raise DatabaseMissing(path)
    if not file.parent.is_dir():
        raise NoFolder(path, file.parent)
    if not _may_write(file.parent):
        raise DatabaseReadOnly(path)


def _has_wal(path: str) -> bool:
    """Whether there is a -wal file with something in it: commits that are not in the database file yet."""
    wal = Path(f"{path}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _may_write(path: Path) -> bool:
    """Whether this process may write there: a file is only of use together with its folder, for the -wal."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _uri(path: str, query: str) -> str:
    return f"file:{quote(str(Path(path).absolute()))}?{query}"


def _open(path: str, timeout: float) -> sqlite3.Connection:
    # No implicit transactions of Python's: we begin them ourselves, with the write lock taken at once.
    conn = sqlite3.connect(path, timeout=timeout, isolation_level=None)
    if path != ":memory:":
        _refuse_read_only(conn, path)
    return conn


def _refuse_read_only(conn: sqlite3.Connection, path: str) -> None:
    """SQLite quietly opens for reading what it may not write; say so now and not at the first write."""
    file = Path(path)
    if file.exists() and not (_may_write(file) and _may_write(file.parent)):
        conn.close()
        raise DatabaseReadOnly(path)


def _open_to_read(path: str, timeout: float) -> sqlite3.Connection:
    """Three ways, the most careful first.

    Where we could write we open for writing and forbid it (`query_only`): as the last one out we then tidy up
    the -wal file, which a read-only connection leaves behind. Else `mode=ro`, which shares the -wal and -shm
    files of a writer. Else, with no writer's -wal about and no permission to make one, `immutable`: the file
    as it lies there.
    """
    file = Path(path)
    writable = _may_write(file) and _may_write(file.parent)
    if path == ":memory:" or writable:
        conn = sqlite3.connect(path, timeout=timeout, isolation_level=None)
        conn.execute("PRAGMA query_only = ON")
        return conn
    for query in ("mode=ro", "mode=ro&immutable=1"):
        conn = sqlite3.connect(_uri(path, query), uri=True, timeout=timeout, isolation_level=None)
        try:
            conn.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            conn.close()
            # SQLITE_CANTOPEN or SQLITE_READONLY_*: no -shm file to be had. What a -wal holds, `immutable`
            # would not show.
            if _has_wal(path) or query != "mode=ro":
                raise
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                raise
        else:
            return conn
    raise CannotOpen(path)


def _whose(conn: sqlite3.Connection, path: str) -> bool:
    """Refuse what is not ours or too new. Whether steps are wanting; a new database wants them all."""
    (application,) = conn.execute("PRAGMA application_id").fetchone()
    tables = {
        name
        for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if name != "_sqlite_migrations" and not name.startswith("sqlite_")
    }
    if application != APPLICATION_ID and (application or tables):
        raise ForeignDatabase(path)
    applied = {step.name for step in migrations.applied(Database(conn, execute_plugins=False))}
    unknown = sorted(applied.difference(step_names()))
    if unknown:
        raise DatabaseTooNew(path, unknown[0])
    return len(applied) < len(step_names())


def _prepare(db: Database, path: str, steps_wanting: bool, timeout: float) -> None:
    """Write-ahead log, steps and views. A database that is current is not written to, so it opens while
    another writes.
    """
    conn = db.conn
    _use_wal(conn, timeout)
    # In WAL mode NORMAL survives a kill at any moment; a power cut may take the last commits, which a new run
    # redoes.
    conn.execute("PRAGMA synchronous = NORMAL")
    if not steps_wanting and not views.stale(conn):
        return
    # All steps in one transaction: two klopts that open the same new file wait for each other, and a kill
    # leaves all or nothing.
    conn.execute("BEGIN IMMEDIATE")
    try:
        _whose(conn, path)  # what the other one did while we waited
        for statement in views.stale(conn):
            if statement.startswith("DROP"):  # a view on a column that a step takes away would stop the step
                conn.execute(statement)
        migrations.apply(db)
        for statement in views.stale(conn):
            conn.execute(statement)
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def _use_wal(conn: sqlite3.Connection, timeout: float) -> None:
    """Switch a new database to WAL. SQLite does not wait for its lock here, so we do."""
    until = time.monotonic() + timeout
    while True:
        try:
            if conn.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                conn.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.05)
