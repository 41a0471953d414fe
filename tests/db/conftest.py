"""One article with everything that can be read from an article, for the tests of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.article import Article, Field, Span
from db import Store
from extract.interval import Interval
from extract.nouns import (
    Affiliation,
    Claim,
    Days,
    Extraction,
    Mention,
    Period,
    Quantity,
    Quote,
    Source,
    WrittenDate,
)

TITLE = "Café telt mee"
TEXT = (
    "Volgens Els Vos steeg het aantal gasten van 34 in 2017 naar ruim 1,50 miljoen. "
    '"Tientallen kwamen op 31 april", zegt Vos. Dat is tussen de 5 en 7 procent.'
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "klopt.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as store:
        yield store


@pytest.fixture
def run(store: Store) -> int:
    return store.start_run("add", klopt_version="0.1", model="nl_test", model_version="1")


@pytest.fixture
def article() -> Article:
    return Article(
        id="https://example.org/cafe",
        url="https://example.org/cafe",
        title=TITLE,
        text=TEXT,
        source="De Proefkrant",
        published="2018-09-05T10:00:00+02:00",
        authors=("Els Vos", "Jan de Wit"),
        paywall=False,
        skipped=(Span("text", 0, 7, "Volgens"),),
    )


@pytest.fixture
def at() -> Callable[..., Span]:
    """The nth place of these words in the article."""

    def find(words: str, nth: int = 0, field: Field = "text") -> Span:
        where, start = (TEXT if field == "text" else TITLE), -1
        for _ in range(nth + 1):
            start = where.index(words, start + 1)
        return Span(field, start, start + len(words), words)

    return find


@pytest.fixture
def extraction(at: Callable[..., Span]) -> Extraction:
    """Every field of every noun is used: ranges, open ends, vague values, references that are in no list."""
    els = Mention(at("Els Vos"), "person", "Els Vos")
    vos = Mention(at("Vos", 1), "person", "Els Vos")
    point = Quantity(at("34"), "count", Decimal(34), Interval.point(34), Interval.point(34), digits="34")
    much = Quantity(
        at("1,50 miljoen"),
        "money",
        Decimal("1.50E+6"),
        Interval(Decimal("1500000"), Decimal("1510000.00"), low_open=True),
        Interval(Decimal("1500000"), None, True, False),
        unit="EUR",
        hedge="ruim",
        digits="1,50",
    )
    vague = Quantity(
        at("Tientallen"), "count", None, Interval(Decimal(20), Decimal(99)), Interval(None, None)
    )
    same = Interval(Decimal(5), Decimal(7), False, True)
    between = Quantity(at("5 en 7 procent"), "percent", (Decimal(5), Decimal(7)), same, same, "procent")
    known = Period(
        at("2017"),
        Days(date(2017, 1, 1), date(2018, 1, 1)),
        "year",
        (Days(None, date(2018, 1, 1)), Days(date(2017, 1, 1), None)),
    )
    unknown = Period(at("31 april"), None, "day")
    always = Period(at("in 2017"), Days(None, None), "range")
    said = Source(at("Volgens Els Vos"), "Els Vos", "Volgens", els)
    aside = Source(at("zegt Vos"), "Vos", "zegt", Mention(at("Vos", 1), "other", "niet in de lijst"))
    first = at(TEXT[: TEXT.index(' "')])
    last = at("Dat is tussen de 5 en 7 procent.")
    return Extraction(
        article=1,
        mentions=(els, vos),
        quantities=(point, much, vague, between),
        periods=(known, unknown),
        dates=(WrittenDate(at("31 april"), day=31, month=4), WrittenDate(at("2017"), 0, 1, 2, 2017, 5, 0, 0)),
        sources=(said,),
        quotes=(Quote(at("Tientallen kwamen op 31 april"), "Vos"), Quote(at("telt", field="title"), None)),
        claims=(
            Claim(
                first, "gast", "aantal gasten", point, known, "Delft", "gasten", "from", said, "estimated", 0,
                at("steeg"), "up", "carried", 0.35,
            ),
            Claim(first, "gast", None, much, always, role="to", frame=0, source=aside),
            Claim(last, None, None, None, modality="denied"),
        ),
        sentences=(at(TITLE, field="title"), first, last),
        affiliations=(Affiliation(at("Els Vos"), "Els Vos", "voorzitter", None),),
        lemmas="café tellen mee volgens Els Vos stijgen het aantal gast",
    )  # fmt: skip
