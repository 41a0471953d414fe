"""How the rules across articles do on the sets in `tests/across`.

    python -m bench.sets

`seen.toml` are sets that the checks were made by, `held.toml` those kept aside, whose misses nobody looks at, and
`twins.toml` articles on the same sort of thing elsewhere. Printed: how many conflicts are found, by a finding of their
rule at warning or above that marks one of the figures, and how many sets without one are accused of any.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from spacy.language import Language

from corpus.article import Article
from extract.models import BUNDLED, load
from extract.nouns import Extraction
from extract.pipeline import extract
from klopt.check.case import Case
from klopt.check.finding import Finding
from klopt.check.group import groups
from klopt.check.registry import run_across, select, tells

SETS = Path(__file__).parents[1] / "tests" / "across"
NAMES = ("seen", "held", "twins")


def rows(name: str) -> list[dict[str, Any]]:
    """The sets of a file."""
    found: list[dict[str, Any]] = tomllib.loads((SETS / f"{name}.toml").read_text(encoding="utf-8"))["set"]
    return found


def articles_of(row: dict[str, Any]) -> list[Article]:
    """The articles of a set, numbered from 0."""
    return [Article(id=nr, **article) for nr, article in enumerate(row["articles"])]


def read(articles: Sequence[Article]) -> list[Case]:
    """Articles with what the bundled pipeline reads."""
    found = [item for item in extract(articles, _pipeline()) if isinstance(item, Extraction)]
    return [Case(article, item) for article, item in zip(articles, found, strict=True)]


@cache
def _pipeline() -> Language:
    return load(BUNDLED)


def loud(cases: Sequence[Case]) -> list[Finding]:
    """What the rules across articles say of these at warning or above."""
    found = (finding for group in groups(cases, tells(select())) for finding in run_across(select(), group))
    return [finding for finding in found if finding.level != "note"]


def hits(row: dict[str, Any], found: Iterable[Finding]) -> bool:
    """Whether a finding of the rule marks one of the figures that conflict, with more or fewer words around it."""
    return any(
        mark.article == nr and (words in mark.span.text or mark.span.text in words)
        for finding in found
        if finding.rule == row["rule"]
        for mark in finding.spans
        for nr, words in row["marks"]
    )


def main() -> None:
    """Measure and print."""
    for name in NAMES:
        wrong, right, found, accused = 0, 0, 0, 0
        for row in rows(name):
            told = loud(read(articles_of(row)))
            if "rule" in row:
                wrong, found = wrong + 1, found + hits(row, told)
            else:
                right, accused = right + 1, accused + bool(told)
        print(f"{name:6} {found:4} of {wrong} conflicts found, {accused:3} of {right} without one accused")


if __name__ == "__main__":
    main()
