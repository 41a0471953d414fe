"""Run klopt on a site of our own."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

AGENT = "klopt (redactie@polderpost.example)"
Run = Callable[..., subprocess.CompletedProcess[str]]


def command(folder: Path, *args: str, delay: float = 0.005) -> list[str]:
    """A command line that fetches from the loopback interface, quickly."""
    fetching = ["--user-agent", AGENT, "--delay", str(delay), "--allow-private", "--timeout", "2"]
    return [sys.executable, "-m", "klopt", "--config", str(folder / "klopt.toml"), *args, *fetching]


@pytest.fixture
def klopt(tmp_path: Path) -> Run:
    """Run a command that fetches, in a folder of its own."""

    def run(*args: str, delay: float = 0.005) -> subprocess.CompletedProcess[str]:
        (tmp_path / "klopt.toml").touch()
        line = command(tmp_path, *args, delay=delay)
        return subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, timeout=60)

    return run


def settings(folder: Path, address: str, **lists: list[str]) -> None:
    """Write klopt.toml with one source, "post"."""
    rows = "".join(f"{name} = {[address + path for path in paths]}\n" for name, paths in lists.items())
    (folder / "klopt.toml").write_text(
        f'[sources.post]\naddress = "{address}/"\nsource = "De Polderpost"\n{rows}'
    )


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    """What the database of this folder answers."""
    with closing(sqlite3.connect(f"file:{folder / 'klopt.db'}?mode=ro", uri=True)) as conn:
        return conn.execute(sql).fetchall()


def peak(line: list[str], folder: Path) -> int:
    """Run this command to its end: the most memory it held, in kB."""
    running = subprocess.Popen(line, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode in (0, -signal.SIGINT)
    return used.ru_maxrss
