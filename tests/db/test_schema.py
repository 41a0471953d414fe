"""The schema is what the golden file says, however old the database was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.article import Article
from db import Store, errors
from db.migrations import migrations, step_names
from db.views import VIEWS
from extract.nouns import Extraction

INSERT = "INSERT INTO sentences (article, nr, field, start_char, end_char, text) VALUES ({})"
GOLDEN = Path(__file__).parents[1] / "golden" / "schema.sql"


def test_schema_is_golden(store: Store) -> None:
    """Read the difference as a reviewer; the command that remakes the file is in `db/migrations.py`."""
    assert store.schema() == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("step", step_names())
def test_upgrade_from_before_every_step(path: Path, step: str) -> None:
    """A database of any older version becomes the same as a new one; where it may only be read it says so."""
    with closing(Database(path)) as old:
        migrations.apply(old, stop_before=step)
    if step != step_names()[0]:
        with pytest.raises(errors.DatabaseTooOld, match="kopie"):
            Store(path, read_only=True)
    with Store(path) as store:
        assert store.schema() == GOLDEN.read_text("utf-8")
        assert [each.name for each in migrations.applied(store.db)] == list(step_names())


def test_every_table_is_strict_and_keyed_by_an_integer(store: Store) -> None:
    """Our own tables have checked types and a rowid that VACUUM leaves alone, or none."""
    tables = store.db.conn.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'sqlite_%' AND name <> '_sqlite_migrations'"
    ).fetchall()
    assert len(tables) == 37
    for name, strict in tables:
        assert strict, name
        keys = store.db.conn.execute(
            "SELECT name, type FROM pragma_table_info(?) WHERE pk", (name,)
        ).fetchall()
        named = [*({key for key, _ in keys} & {"id", "article", "key"})]
        assert named, name
        assert {tuple(key) for key in keys} == {(key, "INTEGER") for key in named}, name


def test_every_reference_has_an_index(store: Store) -> None:
    """Without one, replacing an extraction would look through whole tables; runs are never deleted."""
    conn = store.db.conn
    for (table,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        firsts = {
            conn.execute("SELECT name FROM pragma_index_info(?) WHERE seqno = 0", (index,)).fetchone()[0]
            for (index,) in conn.execute("SELECT name FROM pragma_index_list(?)", (table,)).fetchall()
        } | {name for (name,) in conn.execute("SELECT name FROM pragma_table_info(?) WHERE pk = 1", (table,))}
        wanted = {
            column
            for target, column in conn.execute(
                'SELECT "table", "from" FROM pragma_foreign_key_list(?) WHERE seq = 0', (table,)
            )
            if target != "runs"
        }
        assert wanted <= firsts, table


@pytest.mark.parametrize(
    "wrong",
    [
        INSERT.format("1, 9, 'text', 0, 3, 'ab'"),
        INSERT.format("1, 9, 'body', 0, 2, 'ab'"),
        INSERT.format("9, 9, 'text', 0, 2, 'ab'"),
        "UPDATE quantities SET kind = 'guess'",
        "UPDATE quantities SET value_low = NULL",
        "UPDATE claims SET role = 'hero'",
        "UPDATE claims SET cue_text = 'langer dan het was'",
        "UPDATE periods SET end_day = start_day",
        "UPDATE articles SET version = 'een'",
    ],
)
def test_wrong_rows_are_refused(
    store: Store, run: int, article: Article, extraction: Extraction, wrong: str
) -> None:
    """The tables themselves keep out what the nouns would not allow."""
    row_id = store.put_article(article, run).id
    store.put_extraction(row_id, extraction, run)
    with pytest.raises(sqlite3.IntegrityError):
        store.db.conn.execute(wrong)


@pytest.mark.parametrize("view", VIEWS)
def test_views_are_remade(path: Path, view: str) -> None:
    """A view of an older version is replaced, one that is no more is dropped, and each can be asked."""
    with Store(path) as store:
        store.db.conn.execute(f"DROP VIEW {view}")
        store.db.conn.execute(f"CREATE VIEW {view} AS SELECT 1 AS een")
        store.db.conn.execute("CREATE VIEW van_vroeger AS SELECT 1 AS een")
    with Store(path) as store:
        assert store.schema() == GOLDEN.read_text("utf-8")
        assert store.db.conn.execute(f"SELECT count(*) FROM {view}").fetchone()[0] == 0  # noqa: S608
