"""What figures are about: measure, role, period, direction and modality of claims, on sentences of our own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from extract.cues import noun_direction
from extract.models import BUNDLED, load
from extract.nouns import Claim, Extraction
from extract.pipeline import extract

EXAMPLES = [
    row
    for name in ("claims", "claims_news", "population")
    for row in tomllib.loads(
        (Path(__file__).parents[1] / "examples" / f"{name}.toml").read_text(encoding="utf-8")
    )["claim"]
]


ROWS = [
    pytest.param(
        row,
        id=row["text"][:60],
        marks=pytest.mark.xfail(reason=row["known_failure"], strict=True) if "known_failure" in row else (),
    )
    for row in EXAMPLES
]


@pytest.fixture(scope="module")
def read() -> dict[str, Extraction]:
    """All examples, read in one go with the bundled pipeline."""
    articles = [Article(id=row["text"], text=row["text"]) for row in EXAMPLES]
    found = list(extract(articles, load(BUNDLED)))
    return {str(item.article): item for item in found if isinstance(item, Extraction)}


def shown(claim: Claim) -> dict[str, str | None]:
    return {
        "figure": claim.quantity.span.text if claim.quantity else None,
        "measure": claim.measure,
        "role": claim.role,
        "period": claim.period.span.text if claim.period else "",
        "direction": claim.direction,
        "modality": claim.modality,
        "population": claim.population or "",
        "place": claim.place or "",
    }


@pytest.mark.model
@pytest.mark.parametrize("row", ROWS)
def test_a_figure_is_about(row: dict[str, Any], read: dict[str, Extraction]) -> None:
    """Each figure named in the example has a claim with these properties."""
    found = {str(seen["figure"]): seen for seen in map(shown, read[row["text"]].claims)}
    for wanted in row["claims"]:
        assert wanted["figure"] in found, f"read {sorted(found)}"
        seen = found[wanted["figure"]]
        assert {key: seen[key] for key in wanted} == wanted


@pytest.mark.model
def test_claims_of_one_statement_share_a_frame(read: dict[str, Extraction]) -> None:
    """The two ends of a change carry one number and one cue, and the cue is the word of change."""
    start, end = read[EXAMPLES[0]["text"]].claims
    assert start.frame == end.frame is not None
    assert start.cue == end.cue is not None
    assert start.cue.text == "steeg"


@pytest.mark.parametrize(
    ("word", "direction"),
    [("stijging", "up"), ("omzetdaling", "down"), ("min", "down"), ("minister", None), ("terugloop", "down")],
)
def test_a_noun_of_change_has_a_direction(word: str, direction: str | None) -> None:
    """Short nouns of change count on their own only, long ones also at the end of a compound."""
    assert noun_direction(word) == direction
