"""`kill -9` in the middle of `add` and `extract`, then the same command again: the same rows as an
undisturbed run.
"""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.archive import Archive
from klopt.adding import archive_folder

ARTICLES = 400
LOST_AND_FOUND = ("runs", "captures")
"""Tables that say when and by which run: those differ by nature. Captures are compared through the
archive.
"""


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough articles that a kill falls in the middle."""
    path = tmp_path_factory.mktemp("in") / "rows.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for nr in range(ARTICLES):
            text = f"De gemeente telde {nr + 2} meldingen in 2017. " + "Dat zegt wethouder Jan Dekker. " * 8
            out.write(json.dumps({"id": nr, "url": f"https://voorbeeld.example/{nr}", "text": text}) + "\n")
    return path


def klopt(*args: str | Path) -> list[str]:
    return [sys.executable, "-m", "klopt", *map(str, args)]


def count(db: Path, table: str) -> int:
    """Committed rows, seen from outside while klopt writes."""
    try:
        with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as conn:
            return int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608
    except sqlite3.Error:
        return 0


def kill_when(command: list[str], reached: Callable[[], bool]) -> None:
    """Start it, and kill it without warning as soon as this holds."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while not reached():
            assert running.poll() is None, "it was done before it could be killed"
            time.sleep(0.002)
        running.kill()
        assert running.wait() == -signal.SIGKILL


def dump(db: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables of ours, without row numbers of runs and times of the clock."""
    with sqlite3.connect(db) as conn:
        names = [
            name
            for (name,) in conn.execute(
                "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
                " AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name"
            )
            if name not in LOST_AND_FOUND
        ]
        tables = {}
        for name in names:
            columns = [
                column
                for (column,) in conn.execute("SELECT name FROM pragma_table_info(?)", (name,))
                if column not in ("run", "added_at", "changed_at", "first_seen", "last_seen", "at")
            ]
            rows = conn.execute(f"SELECT {', '.join(columns)} FROM {name}")  # noqa: S608
            tables[name] = sorted(rows, key=repr)
    return tables


def archived(db: Path) -> list[tuple[str, bytes]]:
    """What the archive holds, record by record, whole."""
    return [(kept.name, kept.payload) for kept in Archive(archive_folder(db)).records()]


@pytest.mark.parametrize("at", [1, 150])
def test_add_goes_on_after_a_kill(rows: Path, tmp_path: Path, at: int) -> None:
    """Every article once, every page in the archive once, as if nothing had happened."""
    calm, killed = tmp_path / "calm.db", tmp_path / "killed.db"
    subprocess.run(klopt("add", rows, "--db", calm), check=True, stdout=subprocess.DEVNULL)
    kill_when(klopt("add", rows, "--db", killed), lambda: count(killed, "articles") >= at)
    assert 0 < count(killed, "articles") < ARTICLES
    subprocess.run(klopt("add", rows, "--db", killed), check=True, stdout=subprocess.DEVNULL)
    assert dump(killed) == dump(calm)
    assert archived(killed) == archived(calm)


@pytest.mark.model
def test_extract_goes_on_after_a_kill(rows: Path, tmp_path: Path) -> None:
    """Every article is read once; what was kept before the kill is not read again."""
    calm, killed = tmp_path / "calm.db", tmp_path / "killed.db"
    for db in (calm, killed):
        subprocess.run(klopt("add", rows, "--db", db), check=True, stdout=subprocess.DEVNULL)
    subprocess.run(klopt("extract", "--db", calm), check=True, stdout=subprocess.DEVNULL)
    kill_when(klopt("extract", "--db", killed), lambda: count(killed, "extractions") > 0)
    kept = count(killed, "extractions")
    assert 0 < kept < ARTICLES
    again = subprocess.run(klopt("extract", "--db", killed), check=True, capture_output=True, text=True)
    assert f"{ARTICLES - kept} gelezen, {kept} al eerder gelezen, 0 mislukt" in again.stdout
    assert dump(killed) == dump(calm)
