"""The word lists of figures: no word stands twice, and every word is one that the readers can look up."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from extract.atoms import fold, table
from extract.nouns import QuantityKind
from extract.quantities import read_quantities

KINDS = set(QuantityKind.__args__)  # type: ignore[attr-defined]


def forms(row: dict[str, Any]) -> list[str]:
    """Words and symbols of one row."""
    return [*row.get("words", []), *row.get("symbols", [])]


@pytest.mark.parametrize(
    ("name", "key"),
    [("hedges", "hedge"), ("units", "unit"), ("currencies", "currency"), ("hedges", "behind")],
)
def test_no_word_means_two_things(name: str, key: str) -> None:
    """A word stands for one unit, one currency or one direction."""
    counts = Counter(
        word for row in table(name)[key] for word in [*row.get("words", []), *row.get("symbols", [])]
    )
    assert [word for word, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("name", ["factors", "labels"])
def test_lists_name_a_word_once_and_folded(name: str) -> None:
    """Lists are looked up folded: an accent or a capital in them would never be found."""
    for section in table(name).values():
        for words in section.values():
            if isinstance(words, list):
                assert [w for w, n in Counter(words).items() if n > 1 or w != fold(w)] == []


@pytest.mark.parametrize("row", table("units")["unit"], ids=lambda row: row["name"])
def test_every_form_of_a_unit_is_read(row: dict[str, Any]) -> None:
    """Digits before each word and symbol of a unit give a figure of its kind and name."""
    assert row.get("kind", "measure") in KINDS
    for form in forms(row):
        assert [q.unit for q in read_quantities(f"Het zijn er 12 {form}.")] == [row["name"]], form


@pytest.mark.parametrize("row", table("currencies")["currency"], ids=lambda row: row["code"])
def test_every_form_of_a_currency_is_read(row: dict[str, Any]) -> None:
    """A currency word behind a number and a sign before it give money in its code."""
    texts = [f"Het is 12 {word}." for word in row["words"]] + [
        f"Het is {sign} 12." for sign in row.get("symbols", [])
    ]
    for text in texts:
        assert [(q.kind, q.unit) for q in read_quantities(text)] == [("money", row["code"])], text


@pytest.mark.parametrize("row", table("hedges")["hedge"], ids=lambda row: row["words"][0])
def test_every_hedge_is_read_before_a_number(row: dict[str, Any]) -> None:
    """Each hedge is found with its own words; emphasis leaves none."""
    for words in row["words"]:
        (quantity,) = read_quantities(f"Dat is {words} 37 procent.")
        assert quantity.hedge == (None if row["side"] in ("plain", "exact") else words)
