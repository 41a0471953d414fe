"""Articles, their versions, and what is still to be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from corpus.article import Article, Failure
from db import CaptureRow, Store
from extract.nouns import Extraction

VERSIONS = ("nl_test", "1", "0.1")


def capture(number: int, day: int | None = None) -> CaptureRow:
    return CaptureRow(
        "a.warc.gz", number * 100, 90, f"sha256:{number}", f"2018-09-{day or number + 1:02}T00:00:00Z"
    )


def text_of(store: Store) -> str:
    ((_, article),) = store.articles()
    return article.text


def dump(store: Store) -> list[str]:
    """All rows of all tables."""
    return [line for line in store.db.conn.iterdump() if "search" not in line]


def test_same_again_changes_nothing(store: Store, run: int, article: Article, extraction: Extraction) -> None:
    """Not one row differs, and what was read stays."""
    put = store.put_article(article, run, capture(0))
    store.put_extraction(put.id, extraction, run)
    before = dump(store)
    assert store.put_article(article, run).change == "same"
    assert store.put_article(article, run, capture(0)).change == "same"
    assert store.put_article(replace(article, published=None, authors=(), source=None), run).change == "same"
    assert dump(store) == before
    assert store.known(article) == "current"


def test_other_text_is_a_version_of_the_same_article(
    store: Store, run: int, article: Article, extraction: Extraction
) -> None:
    """The id stays, the old text is kept, and what was read from it is gone."""
    put = store.put_article(article, run)
    store.put_extraction(put.id, extraction, run)
    again = store.put_article(replace(article, text="Anders.", skipped=()), run)
    assert (again.id, again.change) == (put.id, "version")
    assert text_of(store) == "Anders."
    counts = store.counts()
    assert (counts["articles"], counts["versions"], counts["extractions"], counts["entities"]) == (1, 2, 0, 0)
    assert [number for number, _ in store.pending(*VERSIONS)] == [put.id]
    assert store.known(article) == "older"


def test_folder_with_two_versions_can_be_added_again(store: Store, run: int, article: Article) -> None:
    """Re-adding an older text without a capture is no news."""
    newer = replace(article, text="Anders.", skipped=())
    changes = [store.put_article(each, run).change for each in (article, newer, article, newer)]
    assert changes == ["new", "version", "same", "same"]
    assert text_of(store) == "Anders."


@pytest.mark.parametrize(
    ("days", "current"),
    [((1, 2, 3), "Oud."), ((1, 3, 2), "Nieuw."), ((2, 1, 3), "Oud.")],
    ids=["turned back later", "older capture later", "captured in another order"],
)
def test_latest_capture_is_the_current_text(
    store: Store, run: int, days: tuple[int, int, int], current: str
) -> None:
    """Whatever the order in which captures are put, the text fetched last is shown."""
    for number, (text, day) in enumerate(zip(("Oud.", "Nieuw.", "Oud."), days, strict=True)):
        store.put_article(Article(id="x:1", url="x:1", text=text), run, capture(number, day))
    assert text_of(store) == current
    assert store.counts()["versions"] == 2
    assert store.counts()["captures"] == 3


@pytest.mark.parametrize(("field", "value"), [("published", "2018-09-06"), ("skipped", ())])
def test_facts_that_reading_rests_on_make_it_pending(
    store: Store, run: int, article: Article, extraction: Extraction, field: str, value: object
) -> None:
    """Another publication date moves every relative period, so the article is read again."""
    put = store.put_article(article, run)
    store.put_extraction(put.id, extraction, run)
    assert store.put_article(replace(article, **{field: value}), run).change == "same"
    assert getattr(store.article(put.id), field) == value
    assert store.count_pending(*VERSIONS) == 1


def test_facts_that_it_does_not_rest_on_leave_it(
    store: Store, run: int, article: Article, extraction: Extraction
) -> None:
    """An author more is kept and nothing is read again."""
    put = store.put_article(article, run)
    store.put_extraction(put.id, extraction, run)
    store.put_article(replace(article, agency="ANP"), run)
    assert store.article(put.id).agency == "ANP"
    assert store.count_pending(*VERSIONS) == 0


def test_identity_without_an_address(store: Store, run: int) -> None:
    """A file is known by its URI, a loose text by its words."""
    file = Article(id="a.txt", text="Een.")
    first = store.put_article(file, run, identity="file:///a.txt")
    second = store.put_article(replace(file, text="Twee."), run, identity="file:///a.txt")
    assert (second.id, second.change) == (first.id, "version")
    loose = store.put_article(Article(id=1, text="Drie."), run)
    assert store.put_article(Article(id=2, text="Drie."), run).id == loose.id
    assert store.article_name(first.id) == "a.txt"


@pytest.mark.parametrize(
    "other", [("nl_other", "1", "0.1"), ("nl_test", "2", "0.1"), ("nl_test", "1", "0.2")]
)
def test_pending_is_what_this_reader_has_not_read(
    store: Store, run: int, article: Article, extraction: Extraction, other: tuple[str, str, str]
) -> None:
    """Another model, model version or reader has everything still to do."""
    put = store.put_article(article, run)
    assert store.count_pending(*VERSIONS) == 1
    store.put_extraction(put.id, extraction, run)
    assert list(store.pending(*VERSIONS)) == []
    assert [number for number, _ in store.pending(*other)] == [put.id]


def test_pending_streams_while_writing(store: Store, run: int) -> None:
    """Each article comes once, in order of id, while extractions and new articles are put."""
    with store.transaction():
        for number in range(1100):
            store.put_article(Article(id=f"x:{number}", text=f"Tekst {number}."), run)
    seen = []
    with store.transaction():
        for row_id, each in store.pending(*VERSIONS):
            seen.append(row_id)
            store.put_extraction(row_id, Extraction(each.id), run)
            if row_id == 5:
                store.put_article(Article(id="x:new", text="Erbij."), run)
    assert seen == list(range(1, 1102))
    assert store.count_pending(*VERSIONS) == 0


def test_transactions_nest(store: Store, run: int, article: Article) -> None:
    """What fails inside is undone alone; what fails outside undoes all."""

    def put_and_fail() -> None:
        with store.transaction():
            store.put_article(replace(article, text="Anders.", skipped=()), run)
            raise KeyboardInterrupt

    with store.transaction():
        store.put_article(article, run)
        with pytest.raises(KeyboardInterrupt):
            put_and_fail()
    assert text_of(store) == article.text
    with pytest.raises(KeyboardInterrupt):
        put_and_fail()
    assert text_of(store) == article.text
    assert store.counts()["versions"] == 1


def test_archive_end(store: Store, run: int, article: Article) -> None:
    """The end of the last committed record of each file, also when several articles came from one record."""
    store.put_article(article, run, capture(3))
    store.put_article(Article(id="x:1", text="Een."), run, capture(3))
    store.put_article(Article(id="x:2", text="Twee."), run, capture(1))
    store.put_article(Article(id="x:3", text="Drie."), run, replace(capture(0), file="b.warc.gz"))
    assert store.archive_end() == {"a.warc.gz": 390, "b.warc.gz": 90}


def test_failures_are_kept_once(store: Store, run: int) -> None:
    """The same address and step again replaces the reason."""
    store.record_failure(Failure("a.html", "read", "geen tekst"), run)
    store.record_failure(Failure("a.html", "read", "leeg \ud800"), run)
    rows = store.db.conn.execute("SELECT url, step, reason FROM failures").fetchall()
    assert [tuple(row) for row in rows] == [("a.html", "read", "leeg ?")]


def test_runs_say_when_and_with_what(store: Store, run: int) -> None:
    """Provenance: a run has begin, end, versions and settings."""
    store.finish_run(run)
    row = store.db.conn.execute("SELECT * FROM runs").fetchone()
    assert (row["kind"], row["model"], row["reader_version"], row["config"]) == (
        "add",
        "nl_test",
        "0.1",
        "{}",
    )
    assert datetime.fromisoformat(row["finished_at"]) >= datetime.fromisoformat(row["started_at"])


def test_views_show_figures_and_claims(
    store: Store, run: int, article: Article, extraction: Extraction
) -> None:
    """Whoever reads with SQL sees each figure in its sentence, and no figure twice."""
    store.put_extraction(store.put_article(article, run).id, extraction, run)
    figures = store.db.conn.execute("SELECT text, sentence FROM figures_read ORDER BY start_char").fetchall()
    assert [row["text"] for row in figures] == ["34", "1,50 miljoen", "Tientallen", "5 en 7 procent"]
    assert "van 34 in 2017" in figures[0]["sentence"]
    claims = store.db.conn.execute("SELECT figure, last_day, source FROM claims_read ORDER BY id").fetchall()
    assert [tuple(row) for row in claims] == [
        ("34", "2017-12-31", "Els Vos"),
        ("1,50 miljoen", None, "Vos"),
        (None, None, None),
    ]
    entities = store.db.conn.execute("SELECT name, mentions FROM entities_read").fetchall()
    assert [tuple(row) for row in entities] == [("Els Vos", 2)]
