"""Chunks, parts and the way into the database, with a stand-in for the cluster: what was done is not done again, what
changed meanwhile is not kept, and the article that stops its workers is the only one that is lost.
"""

from __future__ import annotations

import errno
import os
import pickle
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed", reason="the extra klopt[dask] is not installed")

from corpus.article import Article
from db import Store
from db.errors import DatabaseLocked
from klopt.cli import main
from klopt.scale import checking, work
from klopt.scale.connect import Task
from klopt.scale.place import parts_folder

pytestmark = pytest.mark.model


def extract(db: Path, *more: str) -> int:
    return main(["extract", "--db", str(db), "--dask", "local", *more])


def check(db: Path, *more: str) -> int:
    return main(["check", "--db", str(db), "--dask", "local", *more])


def parts(db: Path) -> list[Path]:
    return sorted(parts_folder(db).glob("*.parquet"))


def stop_before(nr: int, here: Any) -> None:
    """Ctrl-C when the task of this number is given out."""

    def stop(_task: Task) -> None:
        if len(here.done) == nr:
            raise KeyboardInterrupt

    here.before = stop


def first_chunk(task: Task) -> bool:
    return pickle.loads(task.given[-1])[0].id == 1  # noqa: S301


def test_a_run_that_is_broken_off_goes_on_where_it_was(corpus: Any, here: Any) -> None:
    """Parts that are not yet in the database are taken; one that is damaged, or half written, is made again."""
    here.late = first_chunk  # so the others wait for it
    stop_before(2, here)
    assert extract(corpus.added) == 2
    first, done = parts(corpus.added), [*here.done]
    assert len(first) == 2
    first[0].write_bytes(first[0].read_bytes()[:-8])
    half = parts_folder(corpus.added) / f".{first[0].name}.1"
    half.write_bytes(b"half")
    os.utime(half, (0, 0))  # of a run that was killed long ago
    here.before = lambda _task: None
    assert extract(corpus.added) == 0
    assert len(here.done) == len(done) + 2
    assert corpus.rows(corpus.added, runs=False) == corpus.rows(corpus.read, runs=False)
    assert not parts_folder(corpus.added).exists()


def test_parts_of_another_version_are_not_taken(
    corpus: Any, here: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nor those of other rules or other articles; those of the same are."""
    folder = tmp_path / "delen"
    copied = corpus.copied(corpus.added, tmp_path / "second.db")
    assert extract(corpus.added, "--parts", str(folder)) == 0
    made = len(here.done)
    assert extract(copied, "--parts", str(folder)) == 0
    assert len(here.done) == made
    third = corpus.copied(corpus.read, tmp_path / "third.db")
    with Store(third) as store:
        store.db.conn.execute("DELETE FROM extractions")
    monkeypatch.setattr(work, "__version__", "other")
    assert extract(third, "--parts", str(folder)) == 0
    assert len(here.done) == 2 * made
    assert len([*folder.glob("extract-*.parquet")]) == 2 * made


def test_only_the_article_that_stops_its_workers_is_lost(corpus: Any, here: Any) -> None:
    def has_it(task: Task) -> bool:
        return any(article.id == 30 for article in pickle.loads(task.given[-1]))  # noqa: S301

    here.dies = has_it
    assert extract(corpus.added) == 0
    with Store(corpus.added, read_only=True) as store:
        assert store.counts()["extractions"] == store.counts()["articles"] - 1
        assert store.db.execute("SELECT step, reason FROM failures").fetchall()[0]["step"] == "extract"
        sent = [store.extraction(nr).sentences for nr in (29, 31)]
    with Store(corpus.read, read_only=True) as store:
        assert sent == [store.extraction(nr).sentences for nr in (29, 31)]


def test_what_stopped_its_workers_is_tried_again_on_a_cluster_that_is_whole(
    corpus: Any, here: Any, tmp_path: Path
) -> None:
    """Also where parts are kept."""
    delen = ("--parts", str(tmp_path / "delen"))
    here.dies = lambda task: any(article.id == 30 for article in pickle.loads(task.given[-1]))  # noqa: S301
    for _ in range(2):
        extract(corpus.added, *delen)
        assert len(corpus.rows(corpus.added)["failures"]) == 1
    here.dies = lambda _task: False
    done = len(here.done)
    assert extract(corpus.added, *delen) == 0
    assert len(here.done) == done + 1
    assert not corpus.rows(corpus.added)["failures"]


def test_an_article_that_changes_meanwhile_is_read_as_it_is_now(corpus: Any, here: Any) -> None:
    def write(_task: Task) -> None:
        if not here.done:
            with Store(corpus.added) as other, other.transaction():
                other.db.conn.execute(
                    "UPDATE articles SET text = 'Er waren 12 klachten.', skipped = '[]' WHERE id = 3"
                )

    here.before = write
    assert extract(corpus.added) == 0
    with Store(corpus.added, read_only=True) as store:
        assert [figure.span.text for figure in store.extraction(3).quantities] == ["12"]
        assert store.counts()["extractions"] == store.counts()["articles"]


@pytest.mark.usefixtures("here")
def test_an_article_that_changes_while_its_chunk_is_put_together_is_read_as_it_is_now(
    corpus: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first article of the second chunk was fetched, the others not yet."""
    fetch = Store.article
    changed: list[int] = []

    def fetch_and_write(self: Store, row_id: int) -> Article:
        found = fetch(self, row_id)
        if row_id == 24 and not changed:
            changed.append(row_id)
            with Store(corpus.added) as other, other.transaction():
                other.db.conn.execute(
                    "UPDATE articles SET text = 'Er waren 12 klachten.', skipped = '[]' WHERE id = 24"
                )
        return found

    monkeypatch.setattr(Store, "article", fetch_and_write)
    assert extract(corpus.added) == 0
    assert changed
    with Store(corpus.added, read_only=True) as store:
        assert [figure.span.text for figure in store.extraction(24).quantities] == ["12"]
        assert store.counts()["extractions"] == store.counts()["articles"]


@pytest.mark.parametrize("portion", [7, 1000])
def test_check_keeps_the_rows_of_one_process(
    corpus: Any, here: Any, portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the pairs are cut; and those whose workers are stopped are looked at here."""
    monkeypatch.setattr(checking, "PAIRS", portion)
    here.dies = lambda _task: len(here.done) % 3 == 0
    assert check(corpus.read) == 1
    assert corpus.rows(corpus.read) == corpus.rows(corpus.checked)


def test_a_check_that_is_broken_off_goes_on_where_it_was(corpus: Any, here: Any) -> None:
    """Stopped when all articles were looked at by themselves: only the comparing is left."""
    stop_before(3, here)
    assert check(corpus.read) == 2
    here.before = lambda _task: None
    assert check(corpus.read) == 1
    assert len(here.done) == 4
    assert corpus.rows(corpus.read, runs=False) == corpus.rows(corpus.checked, runs=False)


def test_what_changes_while_it_is_checked_is_checked_as_it_is_now(corpus: Any, here: Any) -> None:
    """A reading that goes while the cluster works is not kept, and comes when it is there again."""

    def take_away(_task: Task) -> None:
        if not here.done:
            with Store(corpus.read) as other, other.transaction():
                other.db.conn.execute("DELETE FROM extractions WHERE article = 10")

    here.before = take_away
    assert check(corpus.read) == 1
    with Store(corpus.read, read_only=True) as store:
        assert not [row for row in store.findings() if any(spot.article == 10 for spot in row.spans)]
    here.before = lambda _task: None
    assert extract(corpus.read) == 0
    assert check(corpus.read) == 1
    assert standing(corpus.read) == standing(corpus.checked)


def standing(db: Path) -> set[str]:
    with Store(db, read_only=True) as store:
        return {row.key for row in store.findings()}


@pytest.mark.usefixtures("here")
def test_a_full_disk_is_one_line_and_leaves_nothing_half(
    corpus: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert extract(corpus.added) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert ".parquet" in line
    assert not [*parts_folder(corpus.added).iterdir()]
    monkeypatch.undo()


def test_forgetting_takes_the_parts_of_a_run_that_was_broken_off(corpus: Any, here: Any) -> None:
    here.late = first_chunk
    stop_before(2, here)
    assert extract(corpus.added) == 2
    assert parts(corpus.added)
    assert main(["forget", "5", "--yes", "--db", str(corpus.added)]) == 0
    assert not parts_folder(corpus.added).exists()


def test_what_another_run_put_beside_ours_stays(corpus: Any, here: Any) -> None:
    """Parts and half-written ones: that run is under way."""
    here.late = first_chunk
    stop_before(2, here)
    assert extract(corpus.added) == 2
    theirs = parts(corpus.added)[0]
    theirs = theirs.rename(theirs.with_name(f"check-{'0' * 32}-{'0' * 16}.parquet"))
    half = theirs.with_name(f".{theirs.name}.1")
    half.write_bytes(b"half")
    here.before = lambda _task: None
    assert extract(corpus.added) == 0
    assert {*parts_folder(corpus.added).iterdir()} == {theirs, half}


def test_forgetting_that_ends_at_a_lock_leaves_no_parts(
    corpus: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And what cannot be deleted is named."""
    folder = parts_folder(corpus.added)

    def put_and_lock(*_given: Any) -> None:
        assert not folder.exists()
        (folder / "under").mkdir(parents=True)
        raise DatabaseLocked(corpus.added)

    (folder / "under").mkdir(parents=True)
    monkeypatch.setattr("klopt.commands.forget.forget_article", put_and_lock)
    assert main(["forget", "5", "--yes", "--db", str(corpus.added)]) == 2
    assert not folder.exists()
    monkeypatch.undo()
    folder.mkdir()
    (folder / "extract.parquet").write_bytes(b"x")
    monkeypatch.setattr("shutil.rmtree", lambda *_given, **_how: None)
    capsys.readouterr()
    assert main(["forget", "5", "--yes", "--db", str(corpus.added)]) == 0
    assert f"klopt: {folder / 'extract.parquet'} kan het artikel nog bevatten" in capsys.readouterr().err
