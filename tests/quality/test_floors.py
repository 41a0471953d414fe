"""The shipped pipeline reads and checks no worse than it did: the floors of `floors.toml`."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from bench import quality, treebank
from corpus.article import Article
from extract import models
from extract.nouns import Extraction
from extract.pipeline import extract

pytestmark = pytest.mark.model
FLOORS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
BESIDE = Path(__file__).parents[3] / "shared"
TREEBANKS = {part: BESIDE / "data" / f"ud_test_{part}.spacy" for part in FLOORS["treebank"]}
NEWSPAPER = BESIDE / "eval" / "ner_dev.jsonl"


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The bundled pipeline, whatever else is installed."""
    return models.load(models.BUNDLED)


def test_names_in_our_news(nlp: Language) -> None:
    """People, organisations and places in the pieces that we wrote."""
    reached = {kind: score.f for kind, score in quality.names(nlp).items()}
    assert {kind: f for kind, f in reached.items() if f < FLOORS["news"][kind]} == {}


def test_checks_on_our_texts(nlp: Language) -> None:
    """What is found and accused is what `measured.toml` says. If not: `python -m bench.quality --write`, and read the
    difference as a reviewer: less found or more accused needs a reason.
    """
    assert quality.measured(nlp) == (quality.SETS / "measured.toml").read_text(encoding="utf-8")


def test_few_are_accused() -> None:
    """On texts that nobody had seen, and on all."""
    reached = tomllib.loads((quality.SETS / "measured.toml").read_text(encoding="utf-8"))
    for only, floors in FLOORS["checks"].items():
        wrong, found, right, alarms = reached[only]["all"]
        assert found / wrong >= floors["recall"], only
        assert alarms / right <= floors["alarms"], only


@pytest.mark.skipif(not NEWSPAPER.exists(), reason="the newspaper of CoNLL-2002 may not be handed on")
def test_names_in_the_newspaper(nlp: Language) -> None:
    """The same on a Belgian newspaper of the year 2000, for evaluation only."""
    rows = [json.loads(line) for line in NEWSPAPER.read_text(encoding="utf-8").splitlines()]
    articles = [Article(id=nr, text=row["text"]) for nr, row in enumerate(rows)]
    wanted = [
        (nr, name["start"], name["end"], name["kind"])
        for nr, row in enumerate(rows)
        for name in row["entities"]
    ]
    found = [
        (read.article, name.span.start, name.span.end, name.kind)
        for read in extract(articles, nlp)
        if isinstance(read, Extraction)
        for name in read.mentions
    ]
    for kind, floor in FLOORS["newspaper"].items():
        score = quality.scored((w for w in wanted if w[-1] == kind), (f for f in found if f[-1] == kind))
        assert score.f >= floor, kind


@pytest.mark.parametrize("part", [*TREEBANKS])
def test_syntax_on_the_treebanks(part: str, nlp: Language) -> None:
    """Tags, lemmas, dependencies and sentences from plain text, with our own components for lines and lemmas."""
    if not TREEBANKS[part].exists():
        pytest.skip("the test sections of the treebanks are not part of the project")
    scores = treebank.scores(nlp, TREEBANKS[part])
    assert {
        name: scores[name] for name, floor in FLOORS["treebank"][part].items() if scores[name] < floor
    } == {}
