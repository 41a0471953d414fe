"""Who is credited, under trees that differ from those of the bundled pipeline: no model is needed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from extract.sources import read_sources

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "examples" / "trees.toml").read_text(encoding="utf-8")
)["case"]


def _doc(tree: str) -> Doc:
    rows = [row.split() for row in tree.split("\n") if row]
    return Doc(
        spacy.blank("nl").vocab,
        words=[word for word, *_ in rows],
        pos=[pos for _, pos, *_ in rows],
        lemmas=[lemma[0] if lemma else word.lower() for word, _, _, _, *lemma in rows],
        heads=[int(row[2]) - 1 if int(row[2]) else i for i, row in enumerate(rows)],
        deps=[row[3] for row in rows],
    )


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_who_is_credited_under_another_tree(case: dict[str, Any]) -> None:
    """Exactly these names and cues."""
    doc = _doc(case["tree"])
    assert doc.text.strip() == case["text"]
    assert [[source.name, source.cue] for source in read_sources(doc, "text", ())] == case["sources"]
