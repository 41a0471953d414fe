"""The bundled pipeline, loaded once, and articles turned into cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from corpus.article import Article
from extract.interval import Interval
from extract.models import BUNDLED, load
from extract.nouns import Days, Extraction
from extract.pipeline import extract
from klopt.check.case import Case, Official


def official(measure: str, year: int, value: str, **more: Any) -> Official:
    """A figure of a table of yearly figures, exact to its last digit or to `step`."""
    exact = Decimal(value)
    step = Decimal(more.pop("step", Decimal(1).scaleb(int(exact.as_tuple().exponent))))
    return Official(
        table=more.pop("table", "tabel"),
        source=more.pop("source", None),
        definition=more.pop("definition", None),
        measure=measure,
        period=str(year),
        days=Days(date(year, 1, 1), date(year + 1, 1, 1)),
        value=exact,
        interval=Interval.around(exact, step),
        unit=more.pop("unit", None),
        place=more.pop("place", None),
        population=more.pop("population", None),
        provisional=more.pop("provisional", False),
    )


@pytest.fixture(scope="session")
def cases() -> Callable[[Iterable[Article]], list[Case]]:
    """Reads articles with the bundled pipeline."""
    nlp = load(BUNDLED)

    def read(articles: Iterable[Article]) -> list[Case]:
        articles = list(articles)
        found = [item for item in extract(articles, nlp) if isinstance(item, Extraction)]
        return [Case(article, extraction) for article, extraction in zip(articles, found, strict=True)]

    return read
