"""Bad input: one clear line that says what to do, exit code 2, and nothing that was stored is lost."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.decode import MAX_BYTES
from klopt.cli import main

GOOD = "Het aantal meldingen was 34 in 2016.\n"
HTML_WITHOUT_TEXT = b"<html><head><title>x</title></head><body><script>1</script></body></html>"


def hole(path: Path) -> None:
    """A file of fifty megabytes that takes no room on disk."""
    with path.open("wb") as stream:
        stream.truncate(50_000_000)


BAD: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "empty": ("leeg.txt", lambda path: path.write_bytes(b""), "geen tekst"),
    "blank": ("wit.md", lambda path: path.write_text(" \n\n"), "geen tekst"),
    "binary": ("foto.txt", lambda path: path.write_bytes(bytes(range(256)) * 40), "binair"),
    "huge": ("groot.txt", hole, f"{MAX_BYTES // 1_000_000} MB"),
    "page without text": (
        "pagina.html",
        lambda path: path.write_bytes(HTML_WITHOUT_TEXT),
        "geen lopende tekst",
    ),
    "gone": ("weg.txt", lambda path: path.unlink(missing_ok=True), "bestaat niet"),
    "broken docx": ("brief.docx", lambda path: path.write_bytes(b"PK\x03\x04kapot"), "Word"),
    "unknown kind": ("tabel.xlsx", lambda path: path.write_bytes(b"PK\x03\x04"), "txt"),
    "empty folder": ("map", lambda path: path.mkdir(), "niets leesbaars"),
    "no rows": ("niets.jsonl", lambda path: path.write_text("\n\n"), "geen tekst"),
}


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KLOPT_LANG", raising=False)


@pytest.fixture
def stored() -> Path:
    """A database with one article in it."""
    Path("goed.txt").write_text(GOOD, encoding="utf-8")
    assert main(["add", "goed.txt"]) == 0
    return Path("klopt.db")


def articles(db: Path) -> list[str]:
    with sqlite3.connect(db) as conn:
        return [text for (text,) in conn.execute("SELECT text FROM articles ORDER BY id")]


def one_line(err: str) -> str:
    assert err.count("\n") == 1, err
    assert err.startswith("klopt: ")
    assert "Traceback" not in err
    return err


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("command", ["add", "read"])
def test_input_that_cannot_be_read(command: str, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One line that names the file and what is wrong; exit code 2; no database is made."""
    name, make, words = BAD[case]
    make(Path(name))
    assert main([command, name]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert name in one_line(err)
    assert words in err
    assert not Path("klopt.db").exists()


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_does_not_stop_the_rest(
    case: str, stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The good file beside the bad one is stored, the bad one is kept as a failure, the code is 0."""
    name, make, _ = BAD[case]
    make(Path(name))
    Path("ander.txt").write_text("Een jaar later waren het er 68.\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["add", name, "ander.txt"]) == 0
    out, err = capsys.readouterr()
    assert "1 nieuw" in out
    assert "1 mislukt" in out
    assert name in one_line(err)
    assert len(articles(stored)) == 2
    with sqlite3.connect(stored) as conn:
        assert conn.execute("SELECT count(*) FROM failures").fetchone() == (1,)


def test_windows_1252_is_read_as_it_was_written(stored: Path) -> None:
    """Dutch in the encoding of old Windows programs keeps its accents and quotation marks."""
    text = "De coördinator zei: “Eén melding per dag”, dat is 365 per jaar. Het ging om patiënten."
    Path("oud.txt").write_bytes(text.encode("cp1252"))
    assert main(["add", "oud.txt"]) == 0
    assert articles(stored)[1] == text


def test_one_broken_line_of_jsonl(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The lines around it are stored; the line is named with its number."""
    Path("rijen.jsonl").write_text('{"text": "Een."}\n{"text": \n{"text": "Drie."}\n', encoding="utf-8")
    capsys.readouterr()
    assert main(["add", "rijen.jsonl"]) == 0
    assert "rijen.jsonl:2" in one_line(capsys.readouterr().err)
    assert articles(stored)[1:] == ["Een.", "Drie."]


def test_read_only_database(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written, one line says so, and reading commands still work."""
    before = articles(stored)
    with sqlite3.connect(stored) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    # A write version that this SQLite does not know makes a file read-only for everybody, root too:
    # https://sqlite.org/fileformat2.html#file_format_version_numbers
    with stored.open("r+b") as stream:
        stream.seek(18)
        stream.write(b"\x03")
    Path("ander.txt").write_text("Nog 12 meldingen.\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["add", "ander.txt"]) == 2
    assert "klopt.db" in one_line(capsys.readouterr().err)
    with stored.open("r+b") as stream:
        stream.seek(18)
        stream.write(b"\x02")
    assert articles(stored) == before


@pytest.mark.parametrize("command", [["add", "goed.txt"], ["extract"], ["check"], ["show", "1"]])
def test_database_of_a_newer_version(
    command: list[str], stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Klopt does not touch what it does not know and says to upgrade."""
    before = articles(stored)
    with sqlite3.connect(stored) as conn:
        conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('klopt', '9999_later', '')"
        )
    capsys.readouterr()
    assert main(command) == 2
    assert "nieuwe" in one_line(capsys.readouterr().err)
    assert articles(stored) == before


@pytest.mark.parametrize("name", ["map", "brief.txt"])
def test_database_that_is_something_else(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder or a text file given as database is left as it is."""
    path = Path(name)
    if name == "map":
        path.mkdir()
    else:
        path.write_text("Geachte redactie, " * 100, encoding="utf-8")
    Path("goed.txt").write_text(GOOD, encoding="utf-8")
    assert main(["add", "goed.txt", "--db", name]) == 2
    one_line(capsys.readouterr().err)
    assert path.is_dir() or path.read_text(encoding="utf-8").startswith("Geachte")


def test_published_that_is_no_date(capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong date on the command line stops everything before anything is stored."""
    Path("goed.txt").write_text(GOOD, encoding="utf-8")
    assert main(["add", "goed.txt", "--published", "vorige week"]) == 2
    assert "vorige week" in one_line(capsys.readouterr().err)
    assert not Path("klopt.db").exists()


def _hears_the_user() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so does all that it starts itself."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_interrupted_by_the_user(stored: Path) -> None:
    """Ctrl-C while reading a pipe: one line that says what is kept, exit code 2, what was stored is there."""
    with subprocess.Popen(
        [sys.executable, "-m", "klopt", "add", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_hears_the_user,
    ) as running:
        assert running.stdin
        assert running.stderr
        # Full batches are kept while we go on writing; then klopt waits for more.
        for nr in range(250):
            running.stdin.write(f'{{"text": "Rij {nr}."}}\n')
        running.stdin.flush()
        deadline = time.monotonic() + 60
        while len(articles(stored)) < 201 and time.monotonic() < deadline:
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 2
        err = running.stderr.read().strip()
    assert (
        err
        == "klopt: Gestopt. Wat al was opgeslagen, blijft bewaard; geef dezelfde opdracht om verder te gaan."
    )
    assert len(articles(stored)) == 201


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_file_that_vanishes(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that was there when the folder was listed and is gone when it is opened is a failure in its
    place.
    """
    folder = Path("map")
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD + "Meer.", encoding="utf-8")
    (folder / "b.txt").symlink_to("weg.txt")
    capsys.readouterr()
    assert main(["add", "map"]) == 0
    assert "b.txt" in one_line(capsys.readouterr().err)
    assert len(articles(stored)) == 2


@pytest.mark.parametrize("option", [("--source", "NRC"), ("--published", "2018-09-23"), ("--preview",)])
def test_an_address_with_an_option_for_files(
    option: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Said, not passed over: the page itself says whose it is and of when."""
    assert main(["add", "https://polderpost.example/a", *option]) == 2
    assert option[0] in capsys.readouterr().err


def test_what_is_known_of_the_same_text_is_said_to_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another column for the day is no "unchanged"; the same again is."""
    monkeypatch.chdir(tmp_path)
    rows = "tekst,bron,opgemaakt\nHet waren er 34.,Bode,12-05-2019\nHet waren er 68.,Bode,13-05-2019\n"
    Path("a.csv").write_text(rows)
    said = []
    for options in ([], ["--column", "datum=opgemaakt"], ["--column", "datum=opgemaakt"]):
        assert main(["add", "a.csv", *options]) == 0
        said.append(capsys.readouterr().out)
    assert "2 nieuw, 0 ongewijzigd" in said[0]
    assert "0 nieuw, 0 ongewijzigd" in said[1]
    assert "veranderd: 2" in said[1]
    assert "2 ongewijzigd" in said[2]
    assert "veranderd" not in said[2]
