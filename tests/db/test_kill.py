"""A klopt that is killed in the middle and started again leaves the rows of one that was not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from db import Store

CHILD = Path(__file__).with_name("killed_child.py")
ROOT = Path(__file__).parents[2]


def start(path: Path, stop: str) -> subprocess.Popen[str]:
    command = [sys.executable, CHILD, path, stop]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but for runs and the clock."""
    with Store(path) as store:
        conn = store.db.conn
        tables = conn.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict"
        ).fetchall()
        dump = {}
        for (table,) in tables:
            columns = [
                name
                for (name,) in conn.execute("SELECT name FROM pragma_table_xinfo(?)", (table,)).fetchall()
                if name not in ("run", "first_run", "last_run", "added_at", "changed_at", "at")
            ]
            order = next(name for name in ("id", "article", "key") if name in columns)
            sql = f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}"  # noqa: S608 - names of columns
            found = conn.execute(sql).fetchall()
            dump[table] = [tuple(row) for row in found]
        dump["search"] = [
            tuple(row) for row in conn.execute("SELECT rowid FROM search('lemma') ORDER BY rowid")
        ]
        conn.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        assert conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    del dump["runs"]
    return dump


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    path = tmp_path_factory.mktemp("whole") / "klopt.db"
    child = start(path, "never")
    child.communicate()
    assert child.returncode == 0
    return rows(path)


@pytest.mark.parametrize(
    "stop",
    ["open", "in-add-0", "in-add-7", "after-add-7", "in-add-11", "in-extract-3", "after-extract-3", "check"],
)
def test_killed_and_started_again(
    tmp_path: Path, undisturbed: dict[str, list[tuple[object, ...]]], stop: str
) -> None:
    """The child says where it is, in an open transaction or between two, and is killed there (`kill -9`)."""
    path = tmp_path / "klopt.db"
    child = start(path, stop)
    assert child.stdout is not None
    assert child.stdout.readline() == f"{stop}\n"
    child.kill()
    child.communicate()
    assert child.returncode != 0
    again = start(path, "never")
    again.communicate()
    assert again.returncode == 0
    assert rows(path) == undisturbed
    assert len(undisturbed["articles"]) == 12
    assert len(undisturbed["claims"]) == 12
    assert len(undisturbed["findings"]) == 1


def test_killed_over_and_over(tmp_path: Path, undisturbed: dict[str, list[tuple[object, ...]]]) -> None:
    """Each time a little further, until it comes to its end."""
    path = tmp_path / "klopt.db"
    for stop in ("after-add-0", "in-add-5", "after-add-11", "in-extract-0", "after-extract-10", "never"):
        child = start(path, stop)
        assert child.stdout is not None
        child.stdout.readline()
        if stop != "never":
            child.kill()
        child.communicate()
    assert rows(path) == undisturbed
