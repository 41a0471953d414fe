"""A database of which a page is damaged, whichever: a command that needs the page says so in one line."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from klopt.cli import main

COMMANDS = (
    "search meldingen",
    "claims",
    "entities --name Hut",
    "show 1",
    "versions 1",
    "judge",
    "check",
    "export -o uit.jsonl --force",
    "export --format html -o uit",
)


def pages(path: Path) -> dict[str, int]:
    """The root page of every table and index, by name."""
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        rows = conn.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0 ORDER BY rootpage")
        return dict(rows.fetchall())


def spoil(path: Path, page: int) -> None:
    with path.open("rb+") as stream:
        size = int.from_bytes(stream.read(18)[16:18], "big")
        stream.seek((page - 1) * size)
        stream.write(b"\xff" * size)


@pytest.mark.parametrize("command", COMMANDS)
def test_damage_is_named(command: str, built: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Every table and index in turn: the command works without it, or one line names the page and the way out."""
    whole = built.path.read_bytes()
    named = 0
    for page in pages(built.path).values():
        for end in ("-wal", "-shm"):
            Path(f"{built.path}{end}").unlink(missing_ok=True)
        shutil.rmtree("uit", ignore_errors=True)
        built.path.write_bytes(whole)
        spoil(built.path, page)
        capsys.readouterr()
        code = main(command.split())
        said = capsys.readouterr()
        assert "Traceback" not in said.err, (page, said.err)
        if code == 2:
            named += 1
            lines = [line for line in said.err.splitlines() if "beschadigd" in line]
            assert len(lines) == 1
            assert f"Page {page}" in lines[0]
            assert "klopt rebuild" in lines[0]
    assert named


@pytest.mark.model
def test_doctor_sees_it(
    built: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks whether all is well is told of damage in a table that nobody has read yet; a 2."""
    monkeypatch.setenv("KLOPT_MODEL", "nl_klopt_sm")
    assert main(["doctor"]) == 0
    page = pages(built.path)["quotes"]
    spoil(built.path, page)
    assert main(["doctor"]) == 2
    assert f"Page {page}" in capsys.readouterr().out
