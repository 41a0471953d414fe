"""Findings come, stay, go and come back; what people said of them stays."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.article import Article, Span
from db import AmountRow, FindingRow, FindingSpanRow, RepairRow, Store, finding_key
from extract.interval import Interval
from extract.nouns import Extraction

TEXTS = ("Van 34 in 2017 naar 68 in 2017.", "In 2016 waren het er 34.", "Geen cijfers.")


@pytest.fixture
def ids(store: Store, run: int) -> list[int]:
    ids = [store.put_article(Article(id=f"proef:{nr}", text=text), run).id for nr, text in enumerate(TEXTS)]
    for row_id, article in store.articles(ids):
        sentence = Span("text", 0, len(article.text), article.text)
        store.put_extraction(row_id, Extraction(row_id, sentences=(sentence,)), run)
    return ids


def a_finding(store: Store, *places: tuple[int, str], rule: str = "same-period") -> FindingRow:
    spans = []
    for article, words in places:
        start = store.article(article).text.index(words)
        spans.append(FindingSpanRow(article, Span("text", start, start + len(words), words)))
    words = [at.span.text for at in spans]
    return FindingRow(
        key=finding_key(store.article_key(places[0][0]), rule, words, 0),
        rule=rule,
        level="error",
        message_nl="Twee waarden voor 2017.",
        message_en="Two values for 2017.",
        spans=tuple(spans),
        stated=AmountRow(Interval(Decimal("1.50"), None, True), "keer", "meer dan 1,5 keer"),
        repairs=(RepairRow(0, "2017", "2016"),),
    )


def check(store: Store, rows: list[FindingRow], articles: list[int] | None = None) -> int:
    run = store.start_run("check", klopt_version="0.1")
    store.put_findings(rows, run, articles)
    return run


def keys(store: Store, gone: bool | None = False) -> list[str]:
    return [row.key for row in store.findings(gone=gone)]


def test_finding_comes_back_equal(store: Store, ids: list[int]) -> None:
    """Spans, sums and repairs survive; the runs are filled in."""
    row = a_finding(store, (ids[0], "34 in 2017"), (ids[0], "68 in 2017"))
    run = check(store, [row])
    assert list(store.findings()) == [replace(row, first_run=run, last_run=run)]
    assert list(store.findings(level="note")) == list(store.findings(article=ids[1])) == []
    assert list(store.findings(level=("note", "error"), rule="same-period", article=ids[0], key=row.key))


def test_finding_that_is_not_found_again_is_gone_and_can_return(store: Store, ids: list[int]) -> None:
    """Nothing is deleted: a finding remembers when it was first seen."""
    row = a_finding(store, (ids[0], "34 in 2017"))
    first = check(store, [row])
    second = check(store, [])
    assert keys(store) == []
    assert [each.gone_run for each in store.findings(gone=True)] == [second]
    check(store, [])
    assert [each.gone_run for each in store.findings(gone=True)] == [second]
    third = check(store, [row])
    (again,) = store.findings()
    assert (again.first_run, again.last_run, again.gone_run) == (first, third, None)
    assert keys(store, gone=None) == [row.key]


def test_only_what_was_checked_can_go(store: Store, ids: list[int]) -> None:
    """A finding goes when its rule looked at one of its articles and not before."""
    within = a_finding(store, (ids[0], "34 in 2017"))
    across = a_finding(store, (ids[0], "34 in 2017"), (ids[1], "34"), rule="period-conflict")
    run = store.start_run("check", klopt_version="0.1")
    store.put_findings([within], run, [ids[0]], ["same-period"])
    store.put_findings([across], run, ids[:2], ["period-conflict"])
    assert sorted(keys(store)) == sorted([within.key, across.key])
    store.put_findings([], run, [ids[2]])
    store.put_findings([], run, [ids[1]], ["same-period"])
    assert sorted(keys(store)) == sorted([within.key, across.key])
    store.put_findings([], run, [ids[0]], ["same-period"])
    assert keys(store) == [across.key]
    store.put_findings([], run, [ids[1]], ["period-conflict"])
    assert keys(store) == []


def test_what_no_check_can_find_again(store: Store, ids: list[int]) -> None:
    """A finding of a rule that is no more, or in an article with a text that nobody has read yet."""
    here = a_finding(store, (ids[0], "34 in 2017"))
    old = a_finding(store, (ids[0], "68 in 2017"), rule="of-yore")
    changed = a_finding(store, (ids[1], "34"))
    run = check(store, [here, old, changed])
    assert store.put_article(Article(id="proef:1", text="Het waren er 35."), run).change == "version"
    assert len(keys(store)) == 3
    store.drop_findings(run, ["same-period"])
    assert keys(store) == [here.key]


def test_half_a_check_is_no_check(store: Store, ids: list[int]) -> None:
    """A rule that breaks off takes nothing away."""
    row = a_finding(store, (ids[0], "34 in 2017"))
    check(store, [row])

    def broken() -> object:
        yield a_finding(store, (ids[1], "34"))
        raise RuntimeError("rule")

    with pytest.raises(RuntimeError, match="rule"):
        check(store, broken())  # type: ignore[arg-type]
    assert keys(store) == [row.key]


def test_finding_goes_with_any_of_its_articles(store: Store, ids: list[int]) -> None:
    """Who asks to be forgotten is not quoted beside another article."""
    across = a_finding(store, (ids[0], "34 in 2017"), (ids[1], "34"))
    check(store, [across])
    store.db.conn.execute("DELETE FROM articles WHERE id = ?", (ids[1],))
    assert keys(store, gone=None) == []


def test_open_findings_with_quote_and_verdict(store: Store, ids: list[int]) -> None:
    """A verdict takes a finding off the list, withdrawing it puts it back, and no verdict is rewritten."""
    row = a_finding(store, (ids[0], "34 in 2017"), (ids[0], "68 in 2017"))
    check(store, [row])
    conn = store.db.conn
    (shown,) = conn.execute("SELECT * FROM findings_open").fetchall()
    assert (shown["quote"], shown["figures"]) == (TEXTS[0], "34 in 2017 | 68 in 2017")
    for verdict, left in (("later", 1), ("right", 0), ("withdrawn", 1)):
        conn.execute(
            "INSERT INTO verdicts (finding, verdict, name, at) VALUES (?, ?, 'Els', '2026')",
            (row.key, verdict),
        )
        assert conn.execute("SELECT count(*) FROM findings_open").fetchone()[0] == left
    with pytest.raises(sqlite3.IntegrityError, match="only added"):
        conn.execute("UPDATE verdicts SET verdict = 'wrong'")


def test_key_is_the_same_after_a_rebuild(tmp_path: Path) -> None:
    """Other row ids and moved offsets, same key; other words or a second time, another."""
    found = []
    for name, before in (("a.db", 0), ("b.db", 5)):
        with Store(tmp_path / name) as store:
            run = store.start_run("add", klopt_version="0.1")
            for nr in range(before):
                store.put_article(Article(id=f"y:{nr}", text="Iets anders."), run)
            row_id = store.put_article(Article(id="proef:0", text="Ook. " * before + TEXTS[0]), run).id
            found.append(a_finding(store, (row_id, "34 in 2017")))
    assert found[0].spans != found[1].spans
    assert found[0].key == found[1].key
    variants = [
        finding_key("proef:0", "same-period", ["34 in 2017"], 1),
        finding_key("proef:0", "same-period", ["34 in 2016"], 0),
        finding_key("proef:0", "same-period", ["34 in", "2017"], 0),
        finding_key("proef:1", "same-period", ["34 in 2017"], 0),
        finding_key("proef:0", "change-factor", ["34 in 2017"], 0),
    ]
    assert len({found[0].key, *variants}) == 6
