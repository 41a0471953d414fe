"""Articles of one day on other matters, full of figures: nobody contradicts anybody."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from corpus.article import Article
from klopt.check.candidates import Index
from klopt.check.case import Case
from klopt.check.group import groups
from klopt.check.registry import run_across, select, tells

RIGHT = Path(__file__).parents[1] / "quality" / "right.jsonl"
MANY = 300
"""Texts of the file that are taken: short ones and long ones, nearly all about something of their own. The weights of
`klopt.check.one_matter` were fitted to them.
"""
LOOKED_AT = 500
"""Pairs of them that share anything by which articles are found, at least."""


@pytest.mark.model
def test_a_day_of_news_without_a_conflict(cases: Callable[[Iterable[Article]], list[Case]]) -> None:
    """Whatever figures, common words and nouns they share by chance."""
    lines = RIGHT.read_text(encoding="utf-8").splitlines()[:MANY]
    texts = [json.loads(line) for line in lines]
    read = cases(
        Article(id=nr, title=text.get("title"), text=text["text"], published="2024-10-14")
        for nr, text in enumerate(texts)
    )
    index = Index()
    for case in read:
        index.add(case)
    assert sum(map(len, index.clusters())) > LOOKED_AT
    found = (finding for group in groups(read, tells(select())) for finding in run_across(select(), group))
    assert [[mark.span.text for mark in one.spans] for one in found if one.level != "note"] == []
