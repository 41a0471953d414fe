"""Figures in sentences: what is read, what it can mean, and that no text breaks the reader."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from extract.interval import Interval
from extract.nouns import Quantity
from extract.quantities import read_quantities

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "examples" / "quantities.toml").read_text("utf-8")
)["case"]


def params() -> list[Any]:
    """A parameter per sentence; known failures as strict xfail with their reason."""
    rows = []
    for case in CASES:
        reason = case.get("known_failure")
        marks = pytest.mark.xfail(reason=reason) if reason else ()
        rows.append(pytest.param(case, id=case["text"][:50], marks=marks))
    return rows


def shown(value: Decimal | tuple[Decimal, Decimal] | None) -> tuple[Fraction, ...]:
    """The ends of a value, rounded so that thirds compare."""
    ends = value if isinstance(value, tuple) else (value,) if value is not None else ()
    return tuple(Fraction(end).limit_denominator(10**6) for end in ends)


@pytest.mark.parametrize("case", params())
def test_the_figures_of_a_sentence(case: dict[str, Any]) -> None:
    """Every figure of the table is read with span, kind and value, and nothing else is."""
    wanted = case.get("figures", [])
    got = read_quantities(case["text"])
    assert [q.span.text for q in got] == [row[0] for row in wanted]
    for quantity, row in zip(got, wanted, strict=True):
        assert quantity.kind == row[1]
        assert shown(quantity.value) == (() if row[2] == "-" else tuple(map(Fraction, row[2].split(".."))))
        if len(row) > 3:
            assert quantity.unit == (row[3] or None)
        if len(row) > 4 or quantity.hedge:
            assert quantity.hedge == (row[4] if len(row) > 4 else None)


def only(text: str) -> Quantity:
    """The one figure of a text."""
    (quantity,) = read_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("34 meldingen", "34", "34"),
        ("1.200 meldingen", "1200", "1200"),
        ("40 procent", "39.5", "40.5"),
        ("36,7 procent", "36.65", "36.75"),
        ("1,5 miljoen", "1450000", "1550000"),
        ("€ 12,50", "12.495", "12.505"),
        ("tientallen", "20", "99"),
        ("honderden", "200", "999"),
        ("duizenden", "2000", "9999"),
        ("meer dan 300 mensen", "300", None),
        ("minstens 300 mensen", "300", None),
        ("hooguit 300 mensen", None, "300"),
        ("minder dan 300 mensen", None, "300"),
        ("maar liefst 300 mensen", "300", "300"),
        ("ruim 37 procent", "37", "38"),
        ("bijna 37 procent", "36", "37"),
        ("ongeveer 37 procent", "35", "39"),
        ("10 à 15 mensen", "10", "15"),
        ("de helft", "0.45", "0.55"),
        ("ruim de helft", "0.5", "0.6"),
        ("een 39-jarige man", "39", "39"),
    ],
)
def test_the_strict_interval_of_a_figure(text: str, low: str | None, high: str | None) -> None:
    """Rounding by the digits shown, hedges in their direction, no bound where there is none."""
    quantity = only(text)
    assert (quantity.low, quantity.high) == (low and Decimal(low), high and Decimal(high))


@pytest.mark.parametrize(
    ("text", "value", "strict", "lenient"),
    [
        ("ruim 37 procent", "36.7", False, False),
        ("ruim 37 procent", "37", False, False),
        ("ruim 1700 meldingen", "1710.8", True, True),
        ("1.200 meldingen", "1230", False, True),
        ("precies 1.200 meldingen", "1230", False, False),
        ("40 procent", "42", False, True),
        ("34 meldingen", "34.4", False, False),
        ("verdubbeld", "1.81", False, True),
        ("verdubbeld", "1.5", False, False),
        ("bijna drie keer zoveel", "2.59", False, True),
        ("bijna twee derde", "0.62", True, True),
        ("ruim een derde", "0.38", True, True),
        ("een derde", "0.29", True, True),
        ("een derde", "0.25", False, False),
        ("meer dan 300 mensen", "300", False, False),
    ],
)
def test_which_values_a_figure_allows(text: str, value: str, strict: bool, lenient: bool) -> None:
    """What the strict and what the lenient reading of a printed figure can stand for."""
    quantity = only(text)
    assert quantity.strict.contains(Decimal(value)) is strict
    assert quantity.lenient.contains(Decimal(value)) is lenient


def test_taken_ranges_hold_no_figure() -> None:
    """What the reader of periods claimed is left to it."""
    text = "Op 12 waren er 34."
    assert [q.span.text for q in read_quantities(text, taken=[(3, 5)])] == ["34"]


def test_a_tagger_decides_about_een() -> None:
    """With `is_numeral` the plain word "een" counts where the tagger says so."""
    text = "Er was een dode en een feest."
    assert [q.span.start for q in read_quantities(text, is_numeral=lambda start, _: start == 7)] == [7]


def test_spans_name_their_field() -> None:
    """Offsets count in the field that the text is."""
    assert read_quantities("34 doden", field="title")[0].span.field == "title"


PAIRS: list[dict[str, str]] = tomllib.loads(
    (Path(__file__).parents[1] / "examples" / "hedges.toml").read_text("utf-8")
)["pair"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['figure']} = {pair['exact']}")
def test_published_hedges_stand(pair: dict[str, str]) -> None:
    """A hedged figure holds the exact one that was published with it, in the reading that the table says."""
    quantity, exact = only(pair["figure"]), Decimal(pair["exact"])
    holds = {"strict": quantity.strict, "lenient": quantity.lenient}
    point = Interval.point(exact)
    assert (
        next((name for name, reading in holds.items() if reading.overlaps(point)), "outside")
        == pair["reading"]
    )
