"""The object that other programs read."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from spacy.language import Language

from corpus.article import Article, Span
from extract.contract import as_json, number
from extract.interval import Interval
from extract.nouns import Affiliation, Claim, Days, Extraction, Mention, Period, Quantity, Quote, Source
from extract.pipeline import extract

RANGE = Quantity(
    Span("text", 0, 8, "10 tot 1"),
    "count",
    (Decimal(10), Decimal("15.5")),
    Interval(Decimal(10), None),
    Interval(None, None),
)
YEAR = Period(
    Span("text", 12, 16, "2017"),
    Days(date(2017, 1, 1), date(2018, 1, 1)),
    "year",
    (Days(date(2016, 7, 1), None),),
)
SOURCE = Source(Span("text", 20, 27, "volgens"), "CBS", "volgens")


def test_the_whole_object() -> None:
    """Keys, values and their order of nesting; `to` is the last day."""
    extraction = Extraction(
        article="a",
        mentions=(Mention(Span("title", 0, 3, "CBS"), "organisation", "CBS"),),
        quantities=(RANGE,),
        periods=(YEAR,),
        sources=(SOURCE,),
        quotes=(Quote(Span("text", 30, 32, "ja"), None),),
        claims=(
            Claim(
                Span("text", 0, 3, "Zin"),
                "melding",
                "meldingen",
                None,
                YEAR,
                source=SOURCE,
                attribution="own",
                worth=0.5,
            ),
        ),
        affiliations=(Affiliation(Span("text", 40, 51, "chef Jan Vo"), "Jan Vos", "chef", None),),
    )
    span = {"field": "text", "start": 12, "end": 16, "text": "2017"}
    quantity = {
        "field": "text",
        "start": 0,
        "end": 8,
        "text": "10 tot 1",
        "kind": "count",
        "value": [10, 15.5],
        "low": 10,
    }
    assert json.loads(json.dumps(as_json(extraction))) == {
        "id": "a",
        "entities": [
            {"field": "title", "start": 0, "end": 3, "text": "CBS", "kind": "organisation", "name": "CBS"}
        ],
        "affiliations": [
            {"field": "text", "start": 40, "end": 51, "text": "chef Jan Vo"}
            | {"person": "Jan Vos", "function": "chef", "organisation": None}
        ],
        "quantities": [{**quantity, "high": None, "unit": None, "hedge": None}],
        "periods": [
            {**span, "from": "2017-01-01", "to": "2017-12-31", "precision": "year"}
            | {"alternatives": [{"from": "2016-07-01", "to": None}]}
        ],
        "sources": [
            {"field": "text", "start": 20, "end": 27, "text": "volgens", "name": "CBS", "cue": "volgens"}
        ],
        "quotes": [{"field": "text", "start": 30, "end": 32, "text": "ja", "speaker": None}],
        "claims": [
            {
                "field": "text",
                "start": 0,
                "end": 3,
                "text": "Zin",
                "measure": "melding",
                "phrase": "meldingen",
            }
            | {
                "role": "level",
                "quantity": None,
                "period": {"from": "2017-01-01", "to": "2017-12-31", "text": "2017"},
            }
            | {
                "place": None,
                "population": None,
                "source": {"name": "CBS", "start": 20, "end": 27, "by": "own", "entity": None},
                "modality": "asserted",
                "worth": 0.5,
            }
        ],
    }


@pytest.mark.parametrize(
    ("value", "expected"), [("2", 2), ("2.50", 2.5), ("1E+9", 1_000_000_000), ("-3.0", -3)]
)
def test_numbers_are_json_numbers(value: str, expected: float) -> None:
    """Whole numbers are integers."""
    assert number(Decimal(value)) == expected
    assert type(number(Decimal(value))) is type(expected)


@pytest.mark.model
def test_a_real_extraction_is_json(nlp: Language) -> None:
    """Everything that is read can be printed and read back."""
    article = Article(
        id=7,
        title="68 meldingen",
        text="In 2017 waren er 68 meldingen, aldus Ina Hut.",
        published="2018-09-21",
    )
    (result,) = extract([article], nlp)
    assert isinstance(result, Extraction)
    found = json.loads(json.dumps(as_json(result), ensure_ascii=False, allow_nan=False))
    assert [quantity["value"] for quantity in found["quantities"]] == [68, 68]
    assert found["entities"][0]["name"] == "Ina Hut"
    assert found["claims"][-1]["quantity"]["start"] == 17
