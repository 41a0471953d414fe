"""Opening a file that is not what it should be: one clear line each, and nothing is changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from corpus.article import Article
from db import Store, errors
from db.errors import StoreError

NOBODY = 65534
ONE = Article(id="proef:1", text="Een.")


def filled(path: Path) -> Path:
    with Store(path) as store:
        store.put_article(ONE, store.start_run("add", klopt_version="0.1"))
    return path


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user may look into, as pytest's own folders are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def somebody_else() -> Iterator[None]:
    """Permissions mean nothing to root; be another user for a while."""
    if not hasattr(os, "geteuid"):
        pytest.skip("no file permissions as on Unix")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def no_sqlite(path: Path) -> None:
    path.write_bytes(b"Dit is een verslag, geen database. " * 100)


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE recipes (id INTEGER)")


def foreign_by_id(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA application_id = 42")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(filled(path))) as conn, conn:
        row = ("klopt", "9999_future", "")
        conn.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)", row)


def a_folder(path: Path) -> None:
    path.mkdir()


def damaged(path: Path) -> None:
    filled(path)
    raw = bytearray(path.read_bytes())
    raw[100:4096] = b"\xff" * 3996
    path.write_bytes(raw)


@pytest.mark.parametrize("read_only", [False, True], ids=["write", "read"])
@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (no_sqlite, errors.NotADatabase, "geen database van klopt"),
        (foreign, errors.ForeignDatabase, "ander programma"),
        (foreign_by_id, errors.ForeignDatabase, "ander programma"),
        (newer, errors.DatabaseTooNew, "9999_future"),
        (a_folder, errors.IsFolder, "map"),
        (damaged, errors.DatabaseDamaged, "klopt rebuild"),
    ],
)
def test_what_is_not_ours_is_refused_and_left_alone(
    path: Path, make: Callable[[Path], None], error: type[StoreError], says: str, read_only: bool
) -> None:
    """The error names the file and what to do; not a byte changes and no files are left beside it."""
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(error, match=says) as caught:
        Store(path, read_only=read_only)
    assert str(path) in str(caught.value)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_missing_file_and_folder(path: Path) -> None:
    """Reading makes no empty database, and writing no folders."""
    with pytest.raises(errors.DatabaseMissing, match="klopt add"):
        Store(path, read_only=True)
    with pytest.raises(errors.NoFolder, match="--db") as caught:
        Store(path / "er" / "niet.db")
    assert "no folder" not in str(caught.value)
    assert "map" not in caught.value.in_("en")
    assert not path.exists()


def test_empty_file_becomes_a_database(path: Path) -> None:
    """`touch klopt.db` is no mistake."""
    path.touch()
    with Store(path) as store:
        assert store.counts()["articles"] == 0


def test_damage_found_later(path: Path) -> None:
    """A page that cannot be read is named, whatever was asked."""
    with Store(path) as store, store.transaction():
        run = store.start_run("add", klopt_version="0.1")
        for nr in range(300):
            store.put_article(Article(id=f"proef:{nr}", text=f"Tekst {nr}. " * 50), run)
    with closing(sqlite3.connect(path)) as conn:
        (root,) = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = 'articles'").fetchone()
    raw = bytearray(path.read_bytes())
    raw[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    path.write_bytes(raw)
    with Store(path) as store:
        with pytest.raises(errors.DatabaseDamaged, match=rf"[Pp]age {root}.*klopt rebuild"):
            list(store.articles())
        with pytest.raises(errors.DatabaseDamaged):
            store.put_article(ONE, 1)


def test_reading_leaves_nothing_behind(path: Path) -> None:
    """No -wal or -shm file stays, no row can be written."""
    filled(path)
    before = path.read_bytes()
    with Store(path, read_only=True) as store:
        assert [article.text for _, article in store.articles()] == ["Een."]
        with pytest.raises(errors.DatabaseReadOnly, match="kopieer"):
            store.start_run("add", klopt_version="0.1")
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            store.db.conn.execute("DELETE FROM articles")
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_read_only_share(open_folder: Path) -> None:
    """Where nothing may be written the corpus can be read, and writing says why not."""
    path = filled(open_folder / "klopt.db")
    path.chmod(0o444)
    open_folder.chmod(0o555)
    with somebody_else():
        with Store(path, read_only=True) as store:
            assert [article.text for _, article in store.articles()] == ["Een."]
            assert list(store.findings()) == []
        with pytest.raises(errors.DatabaseReadOnly, match="alleen-lezen"):
            Store(path)
        with pytest.raises(errors.DatabaseReadOnly):
            Store(open_folder / "nieuw.db")
    assert [file.name for file in open_folder.iterdir()] == [path.name]


def test_read_only_share_while_its_owner_writes(open_folder: Path) -> None:
    """What the owner committed is seen, though it is still in the -wal file."""
    path = open_folder / "klopt.db"
    with Store(path) as store:
        store.put_article(ONE, store.start_run("add", klopt_version="0.1"))
        open_folder.chmod(0o555)
        with somebody_else(), Store(path, read_only=True) as reader:
            assert reader.counts()["articles"] == 1


def test_permission_denied(open_folder: Path) -> None:
    """A file that may not even be read."""
    path = filled(open_folder / "klopt.db")
    path.chmod(0)
    with somebody_else():
        for read_only in (True, False):
            with pytest.raises(errors.CannotOpen, match="rechten"):
                Store(path, read_only=read_only)


def test_locked_by_another_writer(path: Path) -> None:
    """Who writes keeps others waiting; they read meanwhile, and open, and after the wait are told."""
    with Store(path) as first, Store(path, timeout=0.05) as second, first.transaction():
        run = first.start_run("add", klopt_version="0.1")
        first.put_article(ONE, run)
        with pytest.raises(errors.DatabaseLocked, match="Wacht"):
            second.start_run("add", klopt_version="0.1")
        with Store(path, timeout=0.05) as third:
            assert third.counts()["articles"] == 0
    with Store(path) as store:
        assert store.counts()["articles"] == 1


def test_a_new_file_locked_by_another(path: Path) -> None:
    """A database that another program is still making."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(errors.DatabaseLocked):
            Store(path, timeout=0.05)


def test_two_writers_in_turn(path: Path) -> None:
    """Two klopts at once on one new file: each waits for the other, and every article gets in once."""

    def write(name: str) -> None:
        try:
            with Store(path) as store:
                run = store.start_run("add", klopt_version="0.1")
                for nr in range(40):
                    store.put_article(Article(id=f"{name}:{nr}", text=f"{name} {nr}"), run)
                    store.put_article(Article(id=f"samen:{nr}", text=f"samen {nr}"), run)
        except BaseException as error:
            failed.append(error)

    failed: list[BaseException] = []
    writers = [threading.Thread(target=write, args=(name,)) for name in ("een", "twee")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failed == []
    with Store(path) as store:
        assert store.counts()["articles"] == store.counts()["versions"] == 120


def test_full_disk(path: Path) -> None:
    """When nothing more fits the article is refused whole and what was there can be read."""
    with Store(filled(path)) as store:
        run = store.start_run("add", klopt_version="0.1")
        store.db.conn.execute("PRAGMA max_page_count = 100")  # for SQLite the same as a full disk
        with pytest.raises(errors.DiskFull, match="Maak ruimte"):
            store.put_article(Article(id="groot:1", text="woord " * 200_000), run)
        assert [article.text for _, article in store.articles()] == ["Een."]


@pytest.mark.parametrize("name", errors._messages())
def test_every_error_speaks_two_languages(name: str) -> None:
    """One line each, with the path, in Dutch by default."""
    error = getattr(errors, name)("pad.db\nregel", "feit")
    assert str(error) == error.in_("nl") != error.in_("en")
    for lang in ("nl", "en"):
        assert "\n" not in error.in_(lang)
        assert "{" not in error.in_(lang)
        assert "pad.db" in error.in_(lang) or "feit" in error.in_(lang)


def test_every_error_has_words() -> None:
    """The table and the tree hold the same names, and every code of SQLite leads to one of them."""
    assert set(errors._messages()) == {error.__name__ for error in StoreError.__subclasses__()}
    assert {error.__name__ for error in errors._BY_CODE.values()} <= set(errors._messages())
