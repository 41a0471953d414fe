"""Who is what of which organisation, on sentences of our own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from extract.affiliations import read_affiliations
from extract.entities import read_mentions

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "examples" / "affiliations.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_people_and_their_functions(nlp: Language, case: dict[str, Any]) -> None:
    """Person, function and organisation, and nothing where the text names no function."""
    doc = nlp(case["text"])
    found = read_affiliations(doc, "text", read_mentions(doc, "text"))
    assert [[one.person, one.function, one.organisation or ""] for one in found] == case["people"]
    for one in found:
        assert case["text"][one.span.start : one.span.end] == one.span.text
