"""The sets of articles in tests/across: what must be found, and what must leave all rules across articles silent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from bench.sets import articles_of, hits, loud, rows
from corpus.article import Article
from klopt.check.case import Case
from klopt.check.finding import Finding
from klopt.check.group import groups
from klopt.check.registry import catalogue, run_across, select, tells

HELD_FOUND, HELD_ALARMS = 74, 3
"""Of the sets kept aside: how many conflicts must be found at least, and how many alarms there may be at most."""

Cases = Callable[[Iterable[Article]], list[Case]]

pytestmark = pytest.mark.model


def some(name: str) -> Iterator[Any]:
    for nr, row in enumerate(rows(name)):
        reason = row.get("known_failure")
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        yield pytest.param(row, id=f"{nr}: {row.get('rule', 'silent')}", marks=marks)


def said_of(row: dict[str, Any], cases: Cases) -> list[Finding]:
    """What the rules across articles say of a set at warning or above."""
    return loud(cases(articles_of(row)))


@pytest.mark.parametrize("row", tuple(some("seen")))
def test_conflicts_are_found_and_look_alikes_are_not(row: dict[str, Any], cases: Cases) -> None:
    """A finding of the rule of that name marks the figures, and nothing else is said; look-alikes are silent."""
    found = said_of(row, cases)
    if "rule" in row:
        assert hits(row, found)
        assert {finding.rule for finding in found} == {row["rule"]}
    else:
        assert found == []


@pytest.mark.parametrize("row", tuple(some("twins")))
def test_the_same_sort_of_thing_elsewhere_is_no_conflict(row: dict[str, Any], cases: Cases) -> None:
    assert said_of(row, cases) == []


def test_sets_kept_aside(cases: Cases) -> None:
    """As many are found, and as few cry wolf, as when it was last measured."""
    kept = rows("held")
    wrong = [row for row in kept if "rule" in row]
    assert sum(hits(row, said_of(row, cases)) for row in wrong) >= HELD_FOUND
    assert sum(bool(said_of(row, cases)) for row in kept if "rule" not in row) <= HELD_ALARMS


@pytest.mark.parametrize("row", [pytest.param(row, id=str(nr)) for nr, row in enumerate(rows("seen"))])
def test_what_is_found_is_found_in_any_order(row: dict[str, Any], cases: Cases) -> None:
    """The same marks in the same words, whichever article comes first; which of two versions is the later is asked."""
    last = len(row["articles"]) - 1

    def marked(articles: list[dict[str, Any]], *, turned: bool) -> list[Any]:
        found = said_of({"articles": articles}, cases)
        return sorted(
            (
                one.rule,
                sorted((abs(last * turned - int(m.article)), m.span.field, m.span.start) for m in one.spans),
            )
            for one in found
            if one.rule != "revision"
        )

    assert marked(row["articles"], turned=False) == marked(row["articles"][::-1], turned=True)


def test_order_does_not_matter(cases: Cases) -> None:
    """The same findings whichever article comes first."""
    row = next(
        row for row in rows("seen") if len(row["articles"]) > 2 and row.get("rule") == "figure-conflict"
    )
    read = cases([Article(id=nr, **article) for nr, article in enumerate(row["articles"])])
    told = [
        {
            (finding.rule, finding.message)
            for group in groups(some, tells(select()))
            for finding in run_across(select(), group)
        }
        for some in (read, read[::-1])
    ]
    assert told[0] == told[1] != set()


def test_every_rule_across_has_a_set() -> None:
    """A rule without a set that it must find is tried by nothing."""
    tried = {row.get("rule") for name in ("seen", "held") for row in rows(name)}
    assert {name for name, rule in catalogue().items() if rule.scope == "across"} <= tried


def test_an_unknown_period_leaves_no_brackets(cases: Cases) -> None:
    """A message says no "(?)", and the measure is not the figure itself."""
    told = [
        finding.message.nl
        for row in rows("seen")
        if row.get("rule") == "figure-conflict"
        for finding in said_of(row, cases)
    ]
    heads = [text.split(": ")[0] for text in told]
    assert any("(" not in head for head in heads)
    assert not any("?" in head or any(sign.isdigit() for sign in head.split(" (")[0]) for head in heads)
