"""`klopt doctor --deep`: what something else than klopt broke in a corpus is found and named."""

import sqlite3
from pathlib import Path

import pytest

from db import Store
from db.invariants import INVARIANTS, broken, captures
from db.keys import tombstone_digest
from klopt.cli import main

DAMAGE = {
    "places": "UPDATE quantities SET start_char = start_char + 1, end_char = end_char + 1",
    "finding_places": "UPDATE finding_spans SET start_char = start_char + 1, end_char = end_char + 1",
    "versions": "UPDATE versions SET text = text || '!' WHERE article = 1",
    "marks": "DELETE FROM finding_spans",
    "witnesses": "INSERT OR REPLACE INTO copies (article, signature, witness) VALUES (1, x'00', 2)",
    "entities": "INSERT INTO entities (key, kind, name) VALUES ('x', 'person', 'Niemand')",
    "counts": "UPDATE entities SET figures = figures + 1",
    "search": "DELETE FROM search_docsize WHERE id = 1",
    "references": "UPDATE extractions SET run = 9999",
}
"""Of the tombstones the digest is not plain SQL: see the test of its own."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("deep")
    (folder / "a.txt").write_text("Het aantal steeg van 34 in 2017 naar 68 in 2017.", encoding="utf-8")
    (folder / "b.txt").write_text(
        "De gemeente telde 12 meldingen in 2018, zegt Jan Dekker.", encoding="utf-8"
    )
    for args in (["add", str(folder / "a.txt"), str(folder / "b.txt")], ["extract"], ["check"]):
        main([*args, "--db", str(folder / "klopt.db")])
    (folder / "klopt.db-wal").unlink(missing_ok=True)
    return (folder / "klopt.db").read_bytes()


@pytest.fixture
def db(made: bytes, tmp_path: Path) -> Path:
    (tmp_path / "klopt.db").write_bytes(made)
    return tmp_path / "klopt.db"


def names(db: Path) -> set[str]:
    with Store(db, read_only=True) as store:
        return {name for name in INVARIANTS if broken(store, name)}


def spoil(db: Path, sql: str) -> None:
    with sqlite3.connect(db) as conn:
        for (trigger,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            conn.execute(f"DROP TRIGGER {trigger}")
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute(sql)


def test_a_sound_corpus_breaks_nothing(db: Path) -> None:
    assert names(db) == set()
    with Store(db, read_only=True) as store:
        assert len([*captures(store)]) == 2


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found_and_called_by_its_name(db: Path, name: str) -> None:
    spoil(db, DAMAGE[name])
    assert name in names(db)


def test_an_article_that_was_forgotten_and_is_there(db: Path) -> None:
    with sqlite3.connect(db) as conn:
        (key,) = conn.execute("SELECT key FROM articles WHERE id = 2").fetchone()
        conn.execute(
            "INSERT INTO tombstones (key_digest, reason, at) VALUES (?, '', '')", (tombstone_digest(key),)
        )
    with Store(db, read_only=True) as store:
        found = broken(store, "tombstones")
    assert found is not None
    assert (found.rows, found.first) == (1, 2)


def test_the_command_says_what_is_wrong_and_what_to_do(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor", "--deep", "--db", str(db)])
    assert "klopt rebuild" not in capsys.readouterr().out
    spoil(db, DAMAGE["places"])
    assert main(["doctor", "--deep", "--db", str(db)]) == 2
    said = capsys.readouterr().out
    assert "dit gaat niet op: cijfers, tijden, namen" in said
    assert "klopt rebuild" in said


def test_a_record_that_changed_in_the_archive_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Er waren 34 meldingen in 2017.", encoding="utf-8")
    db = tmp_path / "klopt.db"
    main(["add", str(tmp_path / "a.txt"), "--db", str(db)])
    assert main(["doctor", "--deep", "--db", str(db)]) == 0
    (file,) = tmp_path.glob("*/klopt-*.warc.gz")
    data = bytearray(file.read_bytes())
    data[-20] ^= 0xFF
    file.write_bytes(bytes(data))
    capsys.readouterr()
    assert main(["doctor", "--deep", "--db", str(db)]) == 2
    assert file.name in capsys.readouterr().out
