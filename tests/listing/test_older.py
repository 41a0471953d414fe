"""A corpus of an older klopt: who only reads upgrades it where that may be done, and says what to do where not."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.migrations import migrations, step_names
from klopt.cli import main


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """One with an article, of before the last step but one."""
    path = tmp_path / "klopt.db"
    with closing(Database(path)) as db:
        migrations.apply(db, stop_before=step_names()[-2])
        db.conn.execute(
            "INSERT INTO runs (id, kind, started_at, klopt_version, reader_version) VALUES (1, 'add', '', '0', '0')"
        )
        db.conn.execute(
            "INSERT INTO articles (key, name, text, kind, text_digest, version, added_at, changed_at, run)"
            " VALUES ('a', 'a', 'Een melding.', 'article', '', 1, '', '', 1)"
        )
        db.conn.commit()
    return path


@pytest.mark.parametrize("command", [["search", "melding"], ["entities"], ["check"]])
def test_it_is_upgraded(old: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """And the command goes on as if it had been new."""
    main([*command, "--db", str(old)])
    assert "oudere versie" not in capsys.readouterr().err
    with closing(Database(old)) as db:
        assert [each.name for each in migrations.applied(db)] == list(step_names())


def test_where_it_may_not_be_written(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line that says how."""
    monkeypatch.setattr("klopt.corpus_file.os.access", lambda _path, asked, **_: asked != os.W_OK)
    assert main(["search", "melding", "--db", str(old)]) == 2
    assert "Open een kopie" in capsys.readouterr().err
