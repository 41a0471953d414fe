"""What tells articles on one matter from others: the weights of `klopt.check.one_matter`, fitted anew.

    python -m bench.matter

A logistic regression (Newton's method, a ridge of .05) on the signs of pairs of articles: the conflicting ones of each
set in `tests/across/seen.toml`, against pairs of the texts in `tests/quality/right.jsonl` that share anything by which
articles are found, taken as news of one day, and the first two of each set in `tests/across/twins.toml`. Printed: the
weights, and how many pairs of each kind have at least so many log-odds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations
from math import log1p
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.sets import articles_of, read, rows
from corpus.article import Article
from klopt.check.candidates import Index
from klopt.check.case import Case
from klopt.check.group import agreeing
from klopt.check.one_matter import MOST_FIGURES, MOST_UNSHARED, Signs, signs

TESTS = Path(__file__).parents[1] / "tests"
TEXTS = 300
"""Texts on other matters: `words/background.toml` was made from those behind them."""
RIDGE, ROUNDS = 0.05, 50
DAY = "2024-10-14"
ODDS = (-3, -2, -1, 0, 1, 2, 3)

Matrix = NDArray[np.float64]


def of_one_matter() -> Iterator[Signs]:
    """The pairs of articles that conflict in a set."""
    for row, members in sets("seen"):
        if "rule" not in row:
            continue
        for one, other in combinations(sorted({number for number, _ in row["marks"]}), 2):
            yield signs_of(members[one], members[other])


def of_twins() -> Iterator[Signs]:
    """The pairs of articles on the same sort of thing."""
    return (signs_of(*members[:2]) for _, members in sets("twins"))


def sets(name: str) -> Iterator[tuple[dict[str, Any], list[Case]]]:
    """The sets of a file in `tests/across`, and their articles as they were read."""
    return ((row, read(articles_of(row))) for row in rows(name))


def of_others() -> Iterator[Signs]:
    """The pairs of texts on other matters that a corpus would look at."""
    lines = (TESTS / "quality" / "right.jsonl").read_text(encoding="utf-8").splitlines()[:TEXTS]
    rows = [json.loads(line) for line in lines]
    cases = read(
        [
            Article(id=nr, title=row.get("title"), text=row["text"], published=DAY)
            for nr, row in enumerate(rows)
        ]
    )
    index = Index()
    for case in cases:
        index.add(case)
    for cluster in index.clusters():
        for one, other in cluster:
            yield signs_of(cases[one], cases[other])


def signs_of(one: Case, other: Case) -> Signs:
    """What two articles share."""
    return signs(one, other, tuple(agreeing(one, other)))


def row(found: Signs) -> list[float]:
    """The signs as the regression takes them."""
    unshared = log1p(min(found.unshared, MOST_UNSHARED))
    return [
        found.words,
        min(found.figures, MOST_FIGURES),
        float(found.named),
        float(found.apart),
        unshared,
        1.0,
    ]


def fitted(rows: Matrix, is_one: Matrix) -> Matrix:
    """The weights; the last is that of nothing shared."""
    weights = np.zeros(rows.shape[1])
    ridge = RIDGE * np.diag([*np.ones(rows.shape[1] - 1), 0.0])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - is_one) + ridge @ weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge
        weights -= np.linalg.solve(curve, slope)
    return weights


def main() -> None:
    """Fit and print."""
    one, others, twins = list(of_one_matter()), list(of_others()), list(of_twins())
    rows = np.array([row(found) for found in (*one, *others, *twins)])
    is_one = np.array([1.0] * len(one) + [0.0] * (len(others) + len(twins)))
    names = ("words", "figures", "name", "apart", "unshared", "nothing")
    print(f"{len(one)} pairs on one matter, {len(others)} on others, {len(twins)} on the same sort of thing")
    print(
        "fitted: ",
        ", ".join(f"{name} {weight:.2f}" for name, weight in zip(names, fitted(rows, is_one), strict=True)),
    )
    print("as used, pairs with at least so many log-odds:")
    for least in ODDS:
        print(f"{least:4}", *(f"{sum(f.odds >= least for f in some):6}" for some in (one, others, twins)))


if __name__ == "__main__":
    main()
