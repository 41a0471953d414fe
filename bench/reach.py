"""How far one machine goes: what corpora of other sizes would take, from those that `bench.growth` measured.

    python -m bench.reach [ARTICLES ...] [--file FILE]

A step that took longer an article in the larger of the two largest corpora than in the smaller is taken to go on so
(the power of the number of articles that these two make); one that took no longer, to stay. A corpus within what was
measured is no guess, one far beyond is one.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.clock import machine
from bench.growth import STEPS, Grown
from bench.kept import FILE, kept

ASKED = (10_000, 100_000, 1_000_000)
HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Reach:
    """What a corpus of so many articles takes: hours of the processor for each step, gigabytes of the database."""

    articles: int
    hours: dict[str, float]
    gigabytes: float
    measured: bool
    """Whether a corpus as large was measured."""


def power(smaller: Grown, larger: Grown, step: str) -> float:
    """By which power of the number of articles the time of a step grows; 1 if by no more."""
    if smaller.articles >= larger.articles:
        return 1.0
    times = larger.seconds[step] / smaller.seconds[step]
    return max(1.0, math.log(times) / math.log(larger.articles / smaller.articles))


def reach(grown: Sequence[Grown], articles: int) -> Reach:
    """What so many articles would take, by the two largest corpora that were measured. Raises IndexError for none."""
    by_size = sorted(grown, key=lambda one: one.articles)
    largest, before = by_size[-1], by_size[max(0, len(by_size) - 2)]
    times = articles / largest.articles
    hours = {step: largest.seconds[step] * times ** power(before, largest, step) / HOUR for step in STEPS}
    size = articles * largest.bytes_per_article / 1e9
    return Reach(articles, hours, size, articles <= largest.articles)


def main() -> None:
    """Print."""
    parser = argparse.ArgumentParser(prog="python -m bench.reach")
    parser.add_argument("articles", nargs="*", type=int, default=ASKED)
    parser.add_argument("--file", type=Path, default=FILE, help="where results are kept")
    asked = parser.parse_args()
    grown = [Grown.of(line) for line in kept("growth", asked.file)]
    if not grown:
        raise SystemExit("bench: nothing was measured yet: python -m bench.growth")
    print(machine())
    for found in (reach(grown, articles) for articles in asked.articles):
        steps = "  ".join(f"{step} {found.hours[step]:8.2f} h" for step in STEPS)
        how = "" if found.measured else "  extrapolated"
        print(
            f"{found.articles:9,} articles  {steps}  together {sum(found.hours.values()):8.1f} h"
            f"  {found.gigabytes:7.1f} GB{how}"
        )


if __name__ == "__main__":
    main()
