"""No room to write: one line that says what to do, nothing half left, and the same command works once there is room.

A limit on the size of files stands for the full disk; the system then refuses a write in the same way.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from klopt.cli import main

resource = pytest.importorskip("resource")

CHILD = """
import resource, sys
from klopt.cli import main
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), hard))
sys.exit(main(sys.argv[2:]))
"""
ROOM = 60_000
"""Bytes in one file: more than SQLite needs beside a database that it only reads, less than what is written."""


def rows(begin: int, end: int) -> str:
    text = "Het aantal meldingen steeg van {nr} in 2016 naar {next} in 2017. " * 20
    return "".join(
        json.dumps({"id": f"n{nr}", "title": f"Bericht {nr}", "text": text.format(nr=nr, next=nr + 3)}) + "\n"
        for nr in range(begin, end)
    )


@pytest.fixture(autouse=True)
def _corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KLOPT_LANG", raising=False)
    Path("eerst.jsonl").write_text(rows(0, 100), encoding="utf-8")
    Path("meer.jsonl").write_text(rows(100, 240), encoding="utf-8")
    assert main(["add", "eerst.jsonl"]) == 0


def run(*args: str, room: int = ROOM, **where: int) -> subprocess.CompletedProcess[str]:
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **where}
    return subprocess.run([sys.executable, "-c", CHILD, str(room), *args], text=True, check=False, **streams)


def articles() -> int:
    with closing(sqlite3.connect("klopt.db")) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(conn.execute("SELECT count(*) FROM articles").fetchone()[0])


def names() -> set[str]:
    return {path.name for path in Path().iterdir()} - {"klopt.db-wal", "klopt.db-shm"}


@pytest.mark.parametrize(
    "args",
    [
        "init --config instellingen.toml",
        "export -o uit.jsonl",
        "export --format csv -o uit",
        "export --format parquet -o uit",
        "export --format html -o uit",
        "export --format warc -o uit.warc.gz",
        "backup kopie.db",
        "rebuild",
        "add meer.jsonl",
        "merge-corpus ander.db",
    ],
)
def test_no_room(args: str) -> None:
    """Refused in one line with a 2; what was stored is whole; then there is room and all is well."""
    given = args.split()
    if "parquet" in given:
        pytest.importorskip("arro3.io")
    room = {"init": 500, "export": 4000 if {"html", "warc", "parquet"} & {*given} else ROOM}.get(
        given[0], ROOM
    )
    if given[0] == "merge-corpus":
        assert main(["add", "meer.jsonl", "--db", "ander.db"]) == 0
    before = names()
    refused = run(*given, room=room)
    assert refused.returncode == 2, refused.stderr
    assert "Traceback" not in refused.stderr
    (line,) = refused.stderr.splitlines()
    assert line.startswith("klopt: ")
    assert "schijf" in line
    assert names() == before
    assert articles() >= 100
    assert main(given) == 0
    assert articles() in (100, 240)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("args", ["rules", "search meldingen", "export -o -"])
def test_output_has_no_room(args: str) -> None:
    """The disk that the shell writes the output to is full: one line, a 2, and Python says nothing more at exit."""
    with Path("/dev/full").open("w") as full:
        refused = run(*args.split(), room=2**40, stdout=full.fileno())
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr
    assert "schijf is vol" in refused.stderr.splitlines()[-1]
