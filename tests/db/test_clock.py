"""A clock that goes back: what was done "later than now" was done before it was set right, and stops nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from corpus.article import Article
from corpus.discover import Candidate
from corpus.visits import Answer, SiteAnswer, Visit
from db import Store, article_rows, articles, byhand, finding_key, listings, runs, visits
from db.clock import now

Ahead = Callable[[], AbstractContextManager[None]]
NEXT_YEAR = "2099-01-01T00:00:00.000+00:00"
PAGE = Visit(url="https://krant.example/a", kind="page", source="krant")
FEED = Visit(url="https://krant.example/feed", kind="feed", source="krant")


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> Ahead:
    """Everything inside is written by a clock that is ahead by years."""

    @contextmanager
    def wrong_clock() -> Iterator[None]:
        with monkeypatch.context() as patch:
            for module in (articles, article_rows, byhand, listings, runs, visits):
                patch.setattr(module, "now", lambda: NEXT_YEAR)
            yield

    return wrong_clock


def test_a_page_that_waits_is_fetched(store: Store, run: int, ahead: Ahead) -> None:
    """It was tried, by that clock, years from now; it still waits for this round, and once tried, for the next."""
    conn = store.db.conn
    with ahead(), store.transaction():
        visits.queue(conn, Candidate(PAGE.url), "krant", None, run)
        visits.missed(conn, PAGE, True, run)
    round_at = now()
    assert visits.count_waiting(conn, ["krant"], (), round_at) == 1
    with store.transaction():
        visits.missed(conn, PAGE, True, run)
    assert visits.count_waiting(conn, ["krant"], (), round_at) == 0


def test_what_a_site_said_is_asked_anew(store: Store, run: int, ahead: Ahead) -> None:
    """An answer holds a day, not until the clock has come round; a listing is looked at again."""
    conn = store.db.conn
    said, answer = SiteAnswer(200, b"User-agent: *"), Answer(url=FEED.url, status=200, headers={}, body=b"")
    with ahead(), store.transaction():
        listings.put_site(conn, "krant.example", said, (), run)
        listings.put_listing(conn, FEED, answer, (), True, run)
    assert listings.site(conn, "krant.example") is None
    assert not listings.polled(conn, FEED.url, run).done
    with store.transaction():
        listings.put_site(conn, "krant.example", said, (), run)
        listings.put_listing(conn, FEED, answer, (), True, run)
    assert listings.site(conn, "krant.example") == said
    assert listings.polled(conn, FEED.url, run).done


def test_the_last_verdict_and_text_count(store: Store, run: int, ahead: Ahead) -> None:
    """Order is that of the rows, whatever stands beside them."""
    key = finding_key("a", "same-period", ["34 in 2017"], 0)
    text = Article(id="file:///a.txt", text="Er kwamen 34 meldingen.")
    with ahead(), store.transaction():
        byhand.add_verdict(store.db.conn, key, "wrong", name="Els")
        put = store.put_article(text, run)
    with store.transaction():
        byhand.add_verdict(store.db.conn, key, "right", name="Els")
        store.put_article(Article(id="file:///a.txt", text="Er kwamen 43 meldingen."), run)
    assert byhand.standing_verdicts(store.db.conn)[key].verdict == "right"
    assert store.article(put.id).text == "Er kwamen 43 meldingen."
