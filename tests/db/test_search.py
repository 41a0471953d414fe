"""The search index says what the rows say, whatever happened to them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.article import Article
from db import Store
from db.invariants import broken
from db.matching import matching
from db.query_reader import read_query
from db.search import stem_column, stems
from db.titles import COLUMNS, fill, title_columns
from db.words import Written
from extract.nouns import Extraction


def hits(store: Store, query: str) -> list[int]:
    rows = store.db.conn.execute("SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid", (query,))
    return [row_id for (row_id,) in rows]


def is_right(store: Store) -> bool:
    """Whether the index holds exactly the words that the rows hold."""
    try:
        store.db.conn.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        return False
    return True


@pytest.mark.parametrize(
    "query", ["cafe", "CAFÉ", "surface:cafe", '"els vos steeg"', "lemma:stijgen", "gast*"]
)
def test_finds(store: Store, run: int, article: Article, extraction: Extraction, query: str) -> None:
    """Accents and case are folded; phrases go by the words as they stand, lemmas by what was read."""
    store.put_extraction(store.put_article(article, run).id, extraction, run)
    assert hits(store, query) == [1]


def test_a_query_while_rows_are_read(
    store: Store, run: int, article: Article, extraction: Extraction
) -> None:
    """What a query needs of a connection is there once; SQLite changes no function under a reader."""
    store.put_extraction(store.put_article(article, run).id, extraction, run)
    query = read_query("bron:krant OF titel:gast")
    first = matching(store.db.conn, query)
    reading = store.db.conn.execute("SELECT id FROM sentences")
    assert reading.fetchone()
    assert matching(store.db.conn, query) == first


@pytest.mark.parametrize("query", ["stijging", "steeg", "gast"])
def test_stems_of_words_and_of_lemmas(
    store: Store, run: int, article: Article, extraction: Extraction, query: str
) -> None:
    """A query needs no model: its stem is that of the word or of the lemma in the article."""
    row_id = store.put_article(article, run).id
    assert hits(store, f"stem:{stems(query)}") == []
    store.put_extraction(row_id, extraction, run)
    assert hits(store, f"stem:{stems(query)}") == [row_id]


def test_new_text_takes_the_old_words_out(
    store: Store, run: int, article: Article, extraction: Extraction
) -> None:
    """Surface, lemmas and stems of a text that is no longer current find nothing."""
    store.put_extraction(store.put_article(article, run).id, extraction, run)
    store.put_article(replace(article, text="Heel anders.", skipped=()), run)
    assert hits(store, "miljoen") == hits(store, "lemma:stijgen") == hits(store, "stem:gast") == []
    assert hits(store, "heel") == hits(store, "cafe") == [1]
    assert is_right(store)


def test_deleted_article_is_found_no_more(
    store: Store, run: int, article: Article, extraction: Extraction
) -> None:
    """Taking an article out takes everything of it along."""
    store.put_extraction(store.put_article(article, run).id, extraction, run)
    store.db.conn.execute("DELETE FROM articles")
    assert hits(store, "cafe") == hits(store, "lemma:stijgen") == []
    counts = store.counts()
    assert counts.pop("runs") == 1
    assert set(counts.values()) == {0}
    assert is_right(store)
    assert store.db.conn.execute("SELECT count(*) FROM titles").fetchone()[0] == 0


@pytest.mark.parametrize("title", ["—", "", None])
def test_a_title_without_words_is_indexed_like_any(
    store: Store, run: int, article: Article, title: str | None
) -> None:
    """Whether the index knows an article says whether it has a title, also after it was read."""
    row_id = store.put_article(replace(article, title=title, skipped=()), run).id
    assert broken(store, "search") is None
    store.put_extraction(row_id, Extraction(row_id, lemmas="met stijging"), run)
    assert broken(store, "search") is None


def test_titles_of_an_older_corpus(store: Store, run: int, article: Article, extraction: Extraction) -> None:
    """The step that makes the index finds in it what a new corpus has."""
    store.put_extraction(store.put_article(article, run).id, extraction, run)
    store.put_article(replace(article, url="https://example.org/2", id="2", title=None), run)
    asked = "SELECT rowid, * FROM titles"
    made = [tuple(row) for row in store.db.conn.execute(asked)]
    assert made[0][:2] == (1, "cafe telt mee")
    store.db.conn.execute("DELETE FROM titles")
    fill(store.db.conn)
    assert [tuple(row) for row in store.db.conn.execute(asked)] == made


def test_a_wrong_index_is_noticed(store: Store, run: int, article: Article) -> None:
    """The check of these tests can fail."""
    store.put_article(article, run)
    store.db.conn.execute("INSERT INTO search (rowid, surface, lemma, stem) VALUES (1, 'verzonnen', '', '')")
    assert not is_right(store)


def test_long_words_and_repeated_stems() -> None:
    """Only lemmas that add a stem are added, each time they stand there."""
    assert stem_column(["Hij", "steeg"], ["hij", "stijgen", "stijgen"]) == "hij steeg stijg stijg"
    assert stem_column(["Hij", "stijgen"], ["hij", "stijgen"]) == "hij stijg"
    assert stems("x" * 100) == "x" * 100


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["put", "read", "delete"]), st.integers(0, 2), st.sampled_from(["een", "twee één"])
    ),
    max_size=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=STEPS)
def test_index_is_right_after_anything(store: Store, steps: list[tuple[str, int, str]]) -> None:
    """Puts, readings and deletions in any order."""
    run = store.start_run("add", klopt_version="0.1")
    for step, number, words in steps:
        article = Article(id=f"x:{number}", url=f"x:{number}", title=words, text=f"{words} {number}")
        row_id = store.find_article(f"x:{number}")
        if step == "put":
            store.put_article(article, run)
        elif row_id is not None and step == "read":
            store.put_extraction(row_id, Extraction(row_id, lemmas=f"lemma {words}"), run)
        elif row_id is not None:
            store.db.conn.execute("DELETE FROM articles WHERE id = ?", (row_id,))
    assert is_right(store)
    there = store.db.conn.execute(f"SELECT rowid, {', '.join(COLUMNS)} FROM titles ORDER BY rowid").fetchall()  # noqa: S608
    assert [tuple(row) for row in there] == [
        (row_id, *title_columns(Written.of(article.title, article.text, lemmas or "")))
        for row_id, article in store.articles()
        for (lemmas,) in [_lemmas(store, row_id)]
    ]


def _lemmas(store: Store, article: int) -> tuple[str | None]:
    sql = "SELECT (SELECT lemmas FROM extractions WHERE article = ?)"
    return tuple(store.db.conn.execute(sql, (article,)).fetchone())
