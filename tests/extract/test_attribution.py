"""Who is credited with a figure and how surely it is said, on sentences of our own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from extract.models import BUNDLED, load
from extract.nouns import Extraction
from extract.pipeline import extract

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "examples" / "attribution.toml").read_text(encoding="utf-8")
)["case"]


@pytest.fixture(scope="module")
def read() -> dict[str, Extraction]:
    """All examples, read in one go with the bundled pipeline."""
    articles = [Article(id=case["text"], text=case["text"]) for case in CASES]
    return {
        str(item.article): item for item in extract(articles, load(BUNDLED)) if isinstance(item, Extraction)
    }


@pytest.mark.model
@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case["text"][:50],
            marks=[pytest.mark.xfail(reason=case["known_failure"], strict=True)]
            if "known_failure" in case
            else [],
        )
        for case in CASES
    ],
)
def test_a_figure_is_credited(case: dict[str, Any], read: dict[str, Extraction]) -> None:
    """Each figure named in the example has this source, by this way, and is said this surely."""
    found = {
        claim.quantity.span.text: {
            "figure": claim.quantity.span.text,
            "source": claim.source.name if claim.source else "",
            "by": claim.attribution,
            "modality": claim.modality,
        }
        for claim in read[case["text"]].claims
        if claim.quantity
    }
    for wanted in case["claims"]:
        assert {key: found[wanted["figure"]][key] for key in wanted} == wanted
