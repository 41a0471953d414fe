"""A corpus made by `klopt add`, what is in a database, and a klopt that waits somewhere to be killed."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from klopt.cli import main

CHILD = Path(__file__).with_name("stopped_child.py")
ROOT = Path(__file__).parents[2]

Dump = dict[str, list[tuple[object, ...]]]

QUERIES = {
    "articles": "SELECT id, key, name, url, source, title, text, published, modified, authors, kind, skipped,"
    " text_digest, version, added_at, changed_at FROM articles",
    "versions": "SELECT a.key, v.nr, v.digest, v.title, v.text, v.published, v.first_seen, v.last_seen"
    " FROM versions AS v JOIN articles AS a ON a.id = v.article",
    "captures": "SELECT a.key, c.version, c.file, c.offset, c.length, c.digest, c.captured_at"
    " FROM captures AS c JOIN articles AS a ON a.id = c.article",
    "failures": "SELECT url, step, reason, at FROM failures",
    "verdicts": "SELECT finding, verdict, name, note, articles, at FROM verdicts ORDER BY id",
    "entity_merges": "SELECT entity, same_as, name, note, at FROM entity_merges ORDER BY id",
    "entity_names": "SELECT entity, called, name, note, at FROM entity_names ORDER BY id",
    "corrections": "SELECT article, subject, words, nth, change, value, name, note, at FROM corrections ORDER BY id",
    "tombstones": "SELECT key_digest, reason, at FROM tombstones",
}


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("KLOPT_LANG", "KLOPT_DB", "KLOPT_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KLOPT_NAME", "Els")


@pytest.fixture
def dump() -> Callable[[str], Dump]:
    """Everything in a database but what was read from the texts, and runs; and that the file is sound."""

    def dumped(db: str = "klopt.db") -> Dump:
        with closing(sqlite3.connect(db)) as conn:
            assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
            conn.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
            return {
                name: rows if "ORDER" in sql else sorted(rows, key=repr)
                for name, sql in QUERIES.items()
                for rows in [conn.execute(sql).fetchall()]
            }

    return dumped


@pytest.fixture
def add() -> Callable[..., None]:
    """Add one article by `klopt add`: its number (and so its address), and its text."""

    def added(nr: int, text: str, db: str = "klopt.db", *more: str, **facts: str) -> None:
        row = {"url": f"https://krant.example/{nr}", "text": text, **facts}
        path = Path("rij.jsonl")
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
        assert main(["add", str(path), "--db", db, *more]) == 0

    return added


@pytest.fixture
def killed() -> Callable[..., None]:
    """Run klopt until it comes to this place, and kill it there (`kill -9`)."""

    def kill(place: str, *args: str) -> None:
        with subprocess.Popen(
            [sys.executable, CHILD, place, *args], stdout=subprocess.PIPE, text=True, env=None
        ) as child:
            assert child.stdout is not None
            lines = []
            for line in child.stdout:
                lines.append(line.strip())
                if lines[-1] == f"at {place}":
                    break
            assert lines[-1:] == [f"at {place}"], lines
            child.kill()
            assert child.wait() == -signal.SIGKILL

    return kill
