"""What others said of articles holds as long as those are the same."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.article import Article
from db.errors import NotInCorpus
from extract.nouns import Extraction
from klopt.check.case import Case
from klopt.check.ties import Ties


@pytest.fixture
def texts() -> dict[int, str]:
    return {1: "een", 2: "twee", 3: "drie", 4: "vier"}


@pytest.fixture
def near() -> dict[int, set[int]]:
    return {1: {2, 3}, 2: {1, 3}, 3: {1, 2}, 4: {1}}


@pytest.fixture
def ties(texts: dict[int, str], near: dict[int, set[int]]) -> Any:
    """Of 1, 2 and 3; only 1 and 2 are tied."""

    def case(article: int) -> Case:
        if article not in texts:
            raise NotInCorpus("klopt.db", article)
        return Case(Article(id=article, text=texts[article]), Extraction(article))

    made = Ties((1, 2, 3), case, near.__getitem__)
    assert made.near(1) == {2, 3}
    made.told({1: {2}, 2: {1}, 3: set()})
    return made


def test_who_writes_something_else_changes_nothing(ties: Any) -> None:
    assert [ties.near(one) for one in (1, 2, 3, 4)] == [{2}, {1}, set(), {1}]
    ties.wrote()
    assert [ties.near(one) for one in (1, 2, 3, 4)] == [{2}, {1}, set(), {1}]


def test_an_article_that_changed_may_be_tied_to_all_that_share_a_key(
    ties: Any, texts: dict[int, str]
) -> None:
    """Whatever its keys are."""
    texts[3] = "anders"
    ties.wrote()
    assert [ties.near(one) for one in (1, 2, 3)] == [{2, 3}, {1, 3}, {1, 2}]
    del texts[2]
    ties.wrote()
    assert ties.near(1) == {2, 3}


def test_who_shares_keys_with_others_than_before_is_looked_at_anew(
    ties: Any, near: dict[int, set[int]]
) -> None:
    near[1] = {2, 3, 4}
    ties.wrote()
    assert [ties.near(one) for one in (1, 2)] == [{2, 3, 4}, {1}]
