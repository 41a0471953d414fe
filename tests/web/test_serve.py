"""`klopt web` itself: the port, the lines it says, Ctrl-C."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from corpus.article import Article
from db import Store
from klopt.cli import main
from klopt.web.serve import application, is_local


@pytest.mark.usefixtures("ids")
def test_serves_until_interrupted(path: Path) -> None:
    """Says where, answers, ends with one line and code 0 at Ctrl-C, and leaves no files of SQLite's behind."""
    command = [sys.executable, "-m", "klopt", "web", "--port", "0", "--db", str(path)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "KLOPT_LANG": "nl"}
    with (
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        ) as served,
        ExitStack() as stack,
    ):
        assert served.stdout is not None
        assert served.stderr is not None
        # A test that fails must not wait for a server that nobody stops.
        stack.callback(served.kill)
        line = served.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        assert found, line
        with urlopen(found[0], timeout=60) as answer:  # noqa: S310 - our own server
            assert b"Bevindingen" in answer.read()
        served.send_signal(signal.SIGINT)
        assert served.wait(60) == 0
        assert served.stdout.read().split() == ["Gestopt."]
        assert served.stderr.read() == ""
    assert sorted(file.name for file in path.parent.iterdir()) == ["klopt.db"]


@pytest.mark.usefixtures("ids")
def test_a_taken_port(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line with another way."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["web", "--port", str(port), "--db", str(path)]) == 2
    assert capsys.readouterr().err == (
        f"klopt: Poort {port} op 127.0.0.1 is al bezet. Kies een andere: klopt web --port 0\n"
    )


@pytest.mark.usefixtures("ids")
def test_an_address_that_is_not_ours(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line."""
    monkeypatch.setenv("KLOPT_PASSWORD", "geheim")
    assert main(["web", "--host", "192.0.2.1", "--port", "0", "--db", str(path)]) == 2
    assert "192.0.2.1 is geen adres van deze computer" in capsys.readouterr().err


@pytest.mark.usefixtures("ids")
def test_others_only_with_a_password(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is served to the network without one."""
    assert main(["web", "--host", "0.0.0.0", "--port", "0", "--db", str(path)]) == 2  # noqa: S104
    assert "--password" in capsys.readouterr().err


def test_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line that says how to get one."""
    assert main(["web", "--db", str(tmp_path / "geen.db")]) == 2
    assert "klopt add" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "said"),
    [("127.0.0.1", ["klopt extract"]), ("0.0.0.0", ["klopt extract", "https"])],  # noqa: S104
)
def test_what_is_said_beforehand(
    path: Path,
    host: str,
    said: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What still has to be done, and who can read along."""
    with Store(path) as store:
        run = store.start_run("add", klopt_version="0.1")
        store.put_article(Article(id="1", text="Er is niets."), run)
    monkeypatch.setattr("klopt.commands.web.serve", lambda _datasette, _taken: None)
    monkeypatch.setenv("KLOPT_PASSWORD", "geheim")
    assert main(["web", "--host", host, "--port", "0", "--db", str(path)]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == len(said)
    assert all(words in line for words, line in zip(said, lines, strict=True))


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.0.0.53", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104
        ("krant.lan", False),
    ],
)
def test_who_can_read_along(host: str, local: bool) -> None:
    """Only addresses that lead back to this machine are local."""
    assert is_local(host) is local


@pytest.mark.usefixtures("ids")
def test_what_others_write_is_seen(path: Path) -> None:
    """The pages follow the corpus while they are open; a folder that refuses makes them take it as it is."""
    datasette = application(path, "nl")
    assert datasette.get_database().is_mutable
    assert not application(_no_wal_to_be_had(path), "nl").get_database().is_mutable


def _no_wal_to_be_had(path: Path) -> Path:
    """A copy beside which SQLite cannot make its -shm file, as on a share that is only read."""
    folder = path.parent / "share"
    folder.mkdir()
    copy = folder / "klopt.db"
    with closing(sqlite3.connect(path)) as conn, closing(sqlite3.connect(copy)) as there:
        conn.backup(there)
    with closing(sqlite3.connect(copy)) as there:
        there.execute("PRAGMA journal_mode = WAL")
    (folder / "klopt.db-wal").mkdir()  # also refuses root
    return copy
