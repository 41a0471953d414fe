"""A corpus of some chunks, and a stand-in for a cluster that does the work in this process."""

from __future__ import annotations

import gc
import json
import random
import sqlite3
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from bench.stories import OUTLETS, article, stories
from klopt.adding import archive_folder
from klopt.cli import main
from klopt.scale.asked import Dask, Hands

pytest.importorskip("distributed", reason="the extra klopt[dask] is not installed")
pytest.importorskip("arro3.io", reason="the extra klopt[dask] is not installed")

from klopt import parallel
from klopt.scale import checking, extracting
from klopt.scale.connect import AHEAD, Died, Task
from klopt.scale.parts import Folder
from klopt.scale.place import parts_folder
from klopt.scale.work import TooMuch, versions

ARTICLES = 60
TOGETHER = 24
"""Articles of a chunk in these tests: three chunks."""
WRONG = "Het aantal klachten verdubbelde volgens CoMensha van 34 in 2017 naar 68 in 2017."
LEFT_OUT = ("runs",)
"""Tables that say when something was done."""


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracting, "TOGETHER", TOGETHER)
    monkeypatch.setattr(checking, "TOGETHER", TOGETHER)


def written(path: Path, articles: int = ARTICLES) -> None:
    """Stories of four outlets in JSON lines, some of which disagree, and a wrong sum in one of nine articles."""
    dice = random.Random(9)  # noqa: S311 - no secret
    with path.open("w", encoding="utf-8") as out:
        for nr, story in enumerate(stories(articles, dice)):
            for outlet in range(OUTLETS):
                made, _ = article(story, outlet)
                text = f"{made.text} {WRONG}" if (nr * OUTLETS + outlet) % 9 == 0 else made.text
                row = {"url": made.url, "source": made.source, "published": made.published, "text": text}
                out.write(json.dumps(row) + "\n")


def rows(db: Path, *, runs: bool = True) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but those that say when and those of the index of words; without the numbers of the runs
    if they are others.
    """
    with closing(sqlite3.connect(db)) as conn:
        tables = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'")
        found = {}
        for (table,) in tables.fetchall():
            columns = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
            asked = ", ".join(name for name in columns if runs or not name.endswith("run"))
            if table not in LEFT_OUT:
                found[table] = sorted(conn.execute(f"SELECT {asked} FROM {table}"), key=repr)  # noqa: S608
        return found


@pytest.fixture(scope="session")
def _local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    written(folder / "in.jsonl")
    assert main(["add", str(folder / "in.jsonl"), "--db", str(folder / "added.db")]) == 0
    copied(folder / "added.db", folder / "read.db")
    assert main(["extract", "--db", str(folder / "read.db")]) == 0
    copied(folder / "read.db", folder / "checked.db")
    assert main(["check", "--db", str(folder / "checked.db")]) == 1
    return folder


@pytest.fixture(name="rows")
def _rows() -> Callable[[Path], dict[str, list[tuple[Any, ...]]]]:
    """`rows`, for who has another corpus."""
    return rows


def copied(one: Path, other: Path) -> Path:
    """A copy of a database with its archive."""
    with closing(sqlite3.connect(one)) as source, closing(sqlite3.connect(other)) as target:
        source.backup(target)
    if archive_folder(one).exists():
        copytree(archive_folder(one), archive_folder(other))
    return other


@dataclass(frozen=True, slots=True)
class Corpus:
    """Where a corpus lies that one process added (from the file `given`), read and checked, at each of these steps."""

    given: Path
    added: Path
    read: Path
    checked: Path
    rows = staticmethod(rows)
    copied = staticmethod(copied)


@pytest.fixture
def corpus(_local: Path, tmp_path: Path) -> Corpus:
    """Copies to work on; `checked` is for comparing."""
    added, read = (copied(_local / name, tmp_path / name) for name in ("added.db", "read.db"))
    return Corpus(_local / "in.jsonl", added, read, _local / "checked.db")


@dataclass(slots=True)
class Here:
    """A cluster that takes some tasks before it does the first, the `late` ones at the end. `dies` says for which
    there is no worker that survives it, `before` is called before each.
    """

    dies: Callable[[Task], bool] = lambda _task: False
    before: Callable[[Task], None] = lambda _task: None
    late: Callable[[Task], bool] = lambda _task: False
    done: list[str] = field(default_factory=list)
    dashboard: str | None = None

    def workers(self) -> int:
        return 1

    def hold(self, value: bytes) -> bytes:
        return value

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, bytes | Died]]:
        waiting = iter(tasks)
        under_way: dict[str, Task] = {}
        later: list[Task] = []
        while True:
            while len(under_way) < AHEAD and (task := next(waiting, None)) is not None:
                assert task.name not in under_way, "given out twice"
                if self.late(task):
                    later.append(task)
                else:
                    under_way[task.name] = task
            task = under_way.pop(next(iter(under_way))) if under_way else later.pop(0) if later else None
            if task is None:
                return
            self.before(task)
            self.done.append(task.name)
            yield task, self._result(task)

    def _result(self, task: Task) -> bytes | Died:
        try:
            return Died() if self.dies(task) else task.function(*task.given)
        except TooMuch:
            return Died()


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Here:
    """`--dask` works with this stand-in, whatever address is given."""
    from contextlib import contextmanager

    cluster = Here()

    @contextmanager
    def hands(dask: Dask, settings: Any, model: tuple[str, str] | None) -> Iterator[Hands]:
        folder = Folder(dask.parts or parts_folder(settings.db))
        yield Hands(cluster, folder, versions(model))  # type: ignore[arg-type]
        if dask.parts is None:
            folder.clear()

    monkeypatch.setattr("klopt.reading.load", parallel.loaded)  # once for all tests
    monkeypatch.setattr("klopt.commands.add.hands", hands)
    monkeypatch.setattr("klopt.commands.extract.hands", hands)
    monkeypatch.setattr("klopt.commands.check.hands", hands)
    return cluster


def _let_go() -> Iterator[None]:
    yield
    with (
        warnings.catch_warnings()
    ):  # Dask leaves the sockets of talks that failed, or that ended in a hurry, to Python
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


let_go = pytest.fixture(name="let_go")(_let_go)
let_go_at_last = pytest.fixture(name="let_go_at_last", scope="module")(_let_go)
