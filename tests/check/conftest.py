"""The bundled pipeline, loaded once, and articles turned into cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from corpus.article import Article
from extract.models import BUNDLED, load
from extract.nouns import Extraction
from extract.pipeline import extract
from klopt.check.case import Case


@pytest.fixture(scope="session")
def cases() -> Callable[[Iterable[Article]], list[Case]]:
    """Reads articles with the bundled pipeline."""
    nlp = load(BUNDLED)

    def read(articles: Iterable[Article]) -> list[Case]:
        articles = list(articles)
        found = [item for item in extract(articles, nlp) if isinstance(item, Extraction)]
        return [Case(article, extraction) for article, extraction in zip(articles, found, strict=True)]

    return read
