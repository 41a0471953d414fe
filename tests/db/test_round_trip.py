"""What is put comes back as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.article import Article, Span
from db import Store
from db.errors import NotExtracted, NotInCorpus, UnstorableText
from extract.interval import Interval
from extract.nouns import Claim, Days, Extraction, Period, Quantity

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
FLAGS = st.booleans()
DATES = st.dates(date(1, 1, 1), date(9998, 1, 1))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(st.none() | DECIMALS), draw(st.none() | DECIMALS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Interval(low, high, draw(FLAGS), draw(FLAGS))


@st.composite
def days(draw: st.DrawFn) -> Days:
    start, end = draw(st.none() | DATES), draw(st.none() | DATES)
    if start and end and end <= start:
        end = start + timedelta(days=1)
    return Days(start, end)


WORDS = Span("text", 1, 3, "é€")


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    value = draw(st.none() | DECIMALS | st.tuples(DECIMALS, DECIMALS))
    return Quantity(
        WORDS, "measure", value, draw(intervals()), draw(intervals()), draw(st.none() | st.just("km"))
    )


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    read = tuple(draw(st.lists(quantities(), max_size=4)))
    when = draw(
        st.lists(
            st.builds(Period, st.just(WORDS), st.none() | days(), st.just("day"), st.tuples(days(), days()))
        )
    )
    claims = [
        Claim(WORDS, None, None, draw(st.none() | st.sampled_from(read)) if read else None, period)
        for period in [None, *when]
    ]
    return Extraction(1, quantities=read, periods=tuple(when), claims=tuple(claims))


def test_article_comes_back_equal(store: Store, run: int, article: Article) -> None:
    """Every field of an article survives; its id becomes the row's."""
    put = store.put_article(article, run)
    assert list(store.articles()) == [(put.id, replace(article, id=put.id))]
    assert store.article_key(put.id) == article.url
    assert store.find_article("https://example.org/cafe") == put.id


def test_extraction_comes_back_equal(
    store: Store, run: int, article: Article, extraction: Extraction
) -> None:
    """Every noun survives, with its links; what claims share they still share."""
    put = store.put_article(article, run)
    store.put_extraction(put.id, extraction, run)
    back = store.extraction(put.id)
    assert back == extraction
    assert back.claims[0].quantity is back.quantities[0]
    assert back.claims[0].source is back.sources[0]
    assert back.sources[0].entity is back.mentions[0]
    assert [str(quantity.value) for quantity in back.quantities[:2]] == ["34", "1.50E+6"]
    assert list(store.extractions()) == [(replace(article, id=put.id), extraction)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(extraction=extractions())
def test_any_extraction_comes_back_equal(store: Store, extraction: Extraction) -> None:
    """Whatever the decimals, open ends, alternatives and references are."""
    run = store.start_run("extract", klopt_version="0.1")
    row_id = store.put_article(Article(id="proef:1", text="aé€z"), run).id
    store.put_extraction(row_id, extraction, run)
    assert store.extraction(row_id) == replace(extraction, article=row_id)


def test_decimals_sort_as_numbers(store: Store, run: int, article: Article, extraction: Extraction) -> None:
    """The generated columns order figures by size, not by their digits."""
    store.put_extraction(store.put_article(article, run).id, extraction, run)
    rows = store.db.conn.execute("SELECT value_low FROM quantities ORDER BY value_low_real").fetchall()
    assert [row[0] for row in rows] == [None, "5", "34", "1.50E+6"]


def test_extraction_of_another_text_is_refused(
    store: Store, run: int, article: Article, extraction: Extraction
) -> None:
    """Offsets that do not fit the text never get in, and what was there stays."""
    put = store.put_article(article, run)
    store.put_extraction(put.id, extraction, run)
    with pytest.raises(ValueError, match="does not stand"):
        store.put_extraction(put.id, Extraction(1, sentences=(Span("text", 0, 3, "abc"),)), run)
    assert store.extraction(put.id) == extraction


def test_unknown_and_unread_articles(store: Store, run: int, article: Article) -> None:
    """Asking for what is not there says which of the two it is."""
    with pytest.raises(NotInCorpus, match="artikel 7"):
        store.extraction(7)
    put = store.put_article(article, run)
    with pytest.raises(NotExtracted, match="klopt extract"):
        store.extraction(put.id)


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"], ids=["nul", "surrogate"])
def test_text_that_cannot_be_kept_is_refused(store: Store, run: int, text: str) -> None:
    """SQLite would give back less than was put."""
    with pytest.raises(UnstorableText, match=r"stuk\.txt"):
        store.put_article(Article(id="stuk.txt", text=text), run)
    assert store.counts()["articles"] == 0


def test_numbers_that_are_none_are_refused(store: Store, run: int) -> None:
    """NaN is a mistake of the reader, not a figure."""
    put = store.put_article(Article(id="a", text="aé€z"), run)
    nan = Quantity(WORDS, "count", Decimal("Infinity"), Interval(None, None), Interval(None, None))
    with pytest.raises(ValueError, match="no figure"):
        store.put_extraction(put.id, Extraction(1, quantities=(nan,)), run)
    assert store.counts()["quantities"] == 0
