"""Every rule on the examples in tests/rules: what must be marked, and what must leave all rules silent."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from klopt.check.case import Case, Earlier
from klopt.check.finding import Finding
from klopt.check.registry import catalogue, reasons, select
from klopt.check.run import Checked, check_across, check_article
from tests.check.officials import official

RULES = Path(__file__).parents[1] / "rules"
MARK = re.compile(r"\[\[(.*?)\]\]")
LEAST = 5
"""Examples that each rule within one article must have, both of what is wrong and of what only looks wrong."""

Cases = Callable[[Iterable[Article]], list[Case]]


def examples() -> Iterator[Any]:
    for path in sorted(RULES.glob("*.toml")):
        for rule, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if rule == "set":
                continue
            for row in rows:
                reason = row.get("known_failure")
                marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
                yield pytest.param(rule, row, id=f"{rule}: {row['text'][:60]}", marks=marks)


def sets() -> Iterator[Any]:
    for nr, row in enumerate(tomllib.loads((RULES / "across.toml").read_text(encoding="utf-8"))["set"]):
        yield pytest.param(row, id=f"{nr}: {row.get('rule', 'silent')}")


def loud(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.level != "note"]


def older(nr: int, text: str) -> Earlier:
    """An older version; a line before a line end is its title."""
    title, _, text = text.rpartition("\n")
    return Earlier(nr, date(2021, 3, nr), title or None, text)


@pytest.mark.model
@pytest.mark.parametrize(("rule", "row"), tuple(examples()))
def test_a_rule_marks_what_is_wrong_and_nothing_else(rule: str, row: dict[str, Any], cases: Cases) -> None:
    """The marked figures are found by the rule of that name; without marks no rule speaks."""
    title, text = row.get("title", ""), row["text"]
    wanted = [*MARK.findall(title), *MARK.findall(text)]
    article = Article(
        id="x",
        text=MARK.sub(r"\1", text),
        title=MARK.sub(r"\1", title) or None,
        published=row.get("published"),
    )
    figures = tuple(official(**figure) for figure in row.get("official", ()))
    earlier = tuple(older(nr, text) for nr, text in enumerate(row.get("earlier", ()), 1))
    checked = check_article(select(), replace(cases([article])[0], official=figures, earlier=earlier))
    found = loud(checked.findings)
    assert {look.why for look in checked.looks} <= set(reasons())
    assert [finding.rule for finding in found] == ([rule] if wanted else [])
    assert [mark.span.text for finding in found for mark in finding.spans] == wanted


@pytest.mark.model
@pytest.mark.parametrize("row", tuple(sets()))
def test_rules_across_articles(row: dict[str, Any], cases: Cases) -> None:
    """Articles that contradict each other are found with the figures compared; look-alikes are not."""
    articles = [Article(id=nr, **article) for nr, article in enumerate(row["articles"])]
    checked = [check_article(select(), case) for case in cases(articles)]
    found = [
        finding
        for item in check_across(select(), checked)
        if isinstance(item, Checked)
        for finding in loud(item.findings)
        if len({mark.article for mark in finding.spans}) > 1
    ]
    if "rule" not in row:
        assert found == []
    else:
        first = next(finding for finding in found if finding.rule == row["rule"])
        assert [mark.span.text for mark in first.spans] == row["marks"]


def test_every_rule_has_examples_of_both_kinds() -> None:
    """A rule within one article has at least five examples to find and five to leave alone."""
    wrong: dict[str, int] = {}
    right: dict[str, int] = {}
    for parameters in examples():
        rule, row = parameters.values
        side = wrong if MARK.search(f"{row.get('title', '')} {row['text']}") else right
        side[rule] = side.get(rule, 0) + 1
    for name, rule in catalogue().items():
        if rule.scope == "article":
            assert wrong.get(name, 0) >= LEAST, name
            assert right.get(name, 0) >= LEAST, name
    assert {*wrong, *right} <= set(catalogue())
