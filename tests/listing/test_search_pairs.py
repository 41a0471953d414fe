"""Words that are one word to a reader find each other, words that only look alike do not: `search_pairs.toml`, each
query held against a corpus that klopt read itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.article import Article
from db import Store
from db.among import Among
from db.find import find
from db.forms import widened
from db.query_reader import read_query
from db.words import words
from extract.models import load
from extract.nouns import Extraction
from extract.pipeline import extract

TABLE = tomllib.loads((Path(__file__).parents[1] / "examples" / "search_pairs.toml").read_text("utf-8"))
LEAST_FOUND, MOST_WRONG = 26, 2


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sentences, one article each, read with the bundled pipeline."""
    articles = [
        Article(id=f"x:{nr}", url=f"x:{nr}", text=text)
        for nr, text in enumerate(TABLE["corpus"]["sentences"])
    ]
    with Store(tmp_path_factory.mktemp("pairs") / "klopt.db") as store:
        run = store.start_run("add", klopt_version="0.1")
        ids = [store.put_article(article, run).id for article in articles]
        for row_id, found in zip(ids, extract(articles, load()), strict=True):
            assert isinstance(found, Extraction)
            store.put_extraction(row_id, found, run)
        yield store


def texts(store: Store, typed: str, compounds: bool = False) -> str:
    query = widened(store.db.conn, read_query(typed), compounds)
    return " ".join(hit.article.text for hit in find(store, Among(query=query)).hits())


def finds(store: Store, pair: dict[str, str]) -> bool:
    """Whether the other word stands in a text that the query finds without standing there itself."""
    other = pair["other"]
    query = widened(store.db.conn, read_query(pair["query"]))
    return any(
        other in {word.folded for word in words(hit.article.text)}
        for hit in find(store, Among(query=query)).hits()
    )


@pytest.mark.model
def test_pairs_that_are_one_word(read: Store) -> None:
    """At least 26 of 30: no stemmer alone gives more than 19."""
    missed = [pair for pair in TABLE["same"] if not finds(read, pair)]
    assert len(TABLE["same"]) == 30
    assert len(TABLE["same"]) - len(missed) >= LEAST_FOUND, missed


@pytest.mark.model
def test_pairs_that_only_look_alike(read: Store) -> None:
    """At most two of twelve are merged."""
    merged = [pair for pair in TABLE["apart"] if finds(read, pair)]
    assert len(TABLE["apart"]) == 12
    assert len(merged) <= MOST_WRONG, merged


@pytest.mark.model
def test_every_word_of_the_pairs_stands_in_the_corpus(read: Store) -> None:
    """A pair that nothing could find, or nothing could merge, would prove nothing."""
    there = {word.folded for _, article in read.articles() for word in words(article.text)}
    pairs = [*TABLE["same"], *TABLE["apart"]]
    assert [word for pair in pairs for word in pair.values() if word not in there] == []


@pytest.mark.model
def test_parts_of_compounds_only_when_asked(read: Store) -> None:
    """ "handel" ends "mensenhandel" and begins nothing else; a short word begins no compound by itself."""
    assert "mensenhandel." not in texts(read, "handel")
    assert "mensenhandel." in texts(read, "handel", compounds=True)
    assert "mensenhandelslachtoffers" in texts(read, "slachtoffer", compounds=True)
    assert "mensenhandelslachtoffers" not in texts(read, "slachtoffer")
