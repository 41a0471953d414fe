"""The examples that `klopt explain` prints are true: the first is found by its rule, the second leaves it silent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest

from corpus.article import Article
from klopt.check.case import Case, Earlier
from klopt.check.registry import Rule, catalogue, select
from klopt.check.run import check_article
from tests.check.officials import official

TABLE = (official("faillissementen", 2018, "3144"),)
"""What stands in a table that a user added."""
IN_ARTICLE = [rule for rule in catalogue().values() if rule.scope == "article"]


@pytest.mark.model
@pytest.mark.parametrize("rule", IN_ARTICLE, ids=lambda rule: rule.name)
def test_the_printed_examples_hold(rule: Rule, cases: Callable[[Iterable[Article]], list[Case]]) -> None:
    """What is shown as found is found by that rule alone; what is shown as right is silent."""
    read = cases([_article("found", rule.found), _article("silent", rule.silent)])
    found, silent = (
        replace(case, official=TABLE, earlier=_earlier(example))
        for case, example in zip(read, (rule.found, rule.silent), strict=True)
    )
    assert [
        finding.rule for finding in check_article(select(), found).findings if finding.level != "note"
    ] == [rule.name]
    assert [finding for finding in check_article(select(), silent).findings if finding.level != "note"] == []


def _article(name: str, example: str) -> Article:
    """The line before a line end is the title; an older version stands before " | "."""
    title, _, text = example.rpartition(" | ")[2].rpartition("\n")
    return Article(id=name, title=title or None, text=text)


def _earlier(example: str) -> tuple[Earlier, ...]:
    older = example.rpartition(" | ")[0]
    return (Earlier(1, date(2021, 3, 1), None, older),) if older else ()


def test_examples_across_articles_are_two_articles() -> None:
    """A rule across articles shows one text of each article."""
    for rule in catalogue().values():
        if rule.scope == "across":
            assert rule.found.count(" | ") == rule.silent.count(" | ") == 1
