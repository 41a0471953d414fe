"""How well the order of worth puts first what a fact-checker would look up, beside two simple orders.

python -m bench.worth

The sentences and what was said of them are in `tests/examples/worth.toml`. Average precision: of each sentence that is
worth checking, the share of such sentences among those up to it, averaged; 1 if all of them come first.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from corpus.article import Article
from extract import models
from extract.nouns import Extraction
from extract.pipeline import extract

FILE = Path(__file__).parents[1] / "tests" / "examples" / "worth.toml"


def average_precision(wanted: list[bool]) -> float:
    """Of an order, the best first.

    >>> average_precision([True, False, True])
    0.8333333333333333
    """
    hits = [sum(wanted[: at + 1]) / (at + 1) for at, is_wanted in enumerate(wanted) if is_wanted]
    return sum(hits) / len(hits) if hits else 0.0


def scored() -> list[tuple[str, bool, bool, float]]:
    """Each sentence with whether it is worth checking, whether it has a figure, and its score."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["sentences"]
    articles = [Article(id=nr, text=row["text"]) for nr, row in enumerate(rows)]
    found = []
    for row, read in zip(rows, extract(articles, models.load(models.BUNDLED)), strict=True):
        assert isinstance(read, Extraction)
        worth = max((claim.worth for claim in read.claims), default=0.0)
        found.append((row["text"], row["check"], bool(read.quantities), worth))
    return found


def orders() -> dict[str, float]:
    """The average precision of each order; what is equal stays as it stands in the file."""
    rows = scored()
    return {
        "as they stand": average_precision([check for _, check, _, _ in rows]),
        "with a figure first": average_precision(
            [row[1] for row in sorted(rows, key=lambda row: not row[2])]
        ),
        "by worth": average_precision([row[1] for row in sorted(rows, key=lambda row: -row[3])]),
    }


def main() -> None:
    """Print the orders, and the sentences by worth."""
    for text, check, _, worth in sorted(scored(), key=lambda row: -row[3]):
        print(f"{worth:.2f}  {'check' if check else '     '}  {text}")
    print()
    for name, value in orders().items():
        print(f"{name:20} {value:.3f}")


if __name__ == "__main__":
    main()
