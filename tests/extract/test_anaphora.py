"""Who is meant by "volgens haar" and "aldus de wethouder", and where nobody can say."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from extract.models import BUNDLED, load
from extract.nouns import Extraction
from extract.pipeline import extract

CASES = tomllib.loads((Path(__file__).parents[1] / "examples" / "anaphora.toml").read_text(encoding="utf-8"))[
    "case"
]


@pytest.fixture(scope="module")
def read() -> dict[str, Extraction]:
    """All cases, read in one go with the bundled pipeline."""
    articles = [Article(id=case["text"], text=case["text"]) for case in CASES]
    return {str(x.article): x for x in extract(articles, load(BUNDLED)) if isinstance(x, Extraction)}


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:70])
def test_who_is_meant(case: dict[str, Any], read: dict[str, Extraction]) -> None:
    """The entity of each of these sources, and the words of the text as its name."""
    sources = {source.name: source for source in read[case["text"]].sources}
    for words, who in case["who"].items():
        assert words in sources, f"read {sorted(sources)}"
        entity = sources[words].entity
        assert (entity.name if entity else "") == who
