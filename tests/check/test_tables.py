"""Tables from text to claims and findings, on the examples in tests/tables."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from extract.grid import grids
from extract.nouns import Claim
from klopt.check.case import Case
from klopt.check.registry import select
from klopt.check.run import check_article

TABLES = Path(__file__).parents[1] / "tables"
MARK = re.compile(r"\[\[(.*?)\]\]")
Cases = Callable[[Iterable[Article]], list[Case]]


def rows(name: str, key: str) -> Iterator[Any]:
    for row in tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))[key]:
        reason = row.get("known_failure")
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        yield pytest.param(row, id=row["habit"], marks=marks)


def seen(claim: Claim) -> dict[str, Any]:
    """A claim in the words of the examples."""
    quantity, days = claim.quantity, claim.period.days if claim.period else None
    assert quantity is not None
    last = days.end - timedelta(1) if days and days.end else None
    return {
        "figure": quantity.span.text,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "measure": claim.measure,
        "phrase": claim.phrase,
        "period": f"{days.start}/{last}" if days else None,
        "place": claim.place,
        "population": claim.population,
        "role": claim.role,
        "modality": claim.modality,
        "source": claim.source.name if claim.source else None,
    }


def in_tables(case: Case) -> list[Claim]:
    found = grids(case.article.text)
    return [c for c in case.extraction.claims if any(g.start <= c.span.start < g.end for g in found)]


@pytest.mark.model
@pytest.mark.parametrize("row", [*rows("statistics", "table"), *rows("sums", "table")])
def test_a_table_is_read_by_its_heads(row: dict[str, Any], cases: Cases) -> None:
    """Each cell with a figure is one claim that stands where it says; the findings are those marked."""
    article = Article(id="x", text=MARK.sub(r"\1", row["text"].strip("\n")), published="2018-09-11")
    case = cases([article])[0]
    for claim in case.extraction.claims:
        article.check(claim.span)
        for noun in (claim.quantity, claim.period, claim.source):
            if noun is not None:
                article.check(noun.span)
    found = [seen(claim) for claim in in_tables(case)]
    assert len(found) == row["figures"]
    for wanted in row.get("claims", ()):
        here = [claim for claim in found if claim["figure"] == wanted["figure"]]
        assert {key: _plain(here[0][key]) for key in wanted} == wanted
    checked = check_article(select(), case)
    loud = [finding for finding in checked.findings if finding.level != "note"]
    marked = [mark.span.text for finding in loud for mark in finding.spans]
    assert ([finding.rule for finding in loud], marked) == (
        [row["finding"]] if "finding" in row else [],
        MARK.findall(row["text"]),
    )


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else float(value)


@pytest.mark.parametrize("row", [*rows("lookalikes", "text")])
def test_what_only_looks_like_a_table(row: dict[str, Any]) -> None:
    """Bars, tabs and semicolons alone make no table."""
    assert grids(row["text"]) == ()
