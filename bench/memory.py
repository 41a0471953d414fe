"""Memory of reading a large corpus: what this process holds after so many short articles.

    python -m bench.memory [--articles N] [--file FILE]

Each article is a paragraph or two of made-up news, 30 words at least, with three words that no other article has, as
names are in real news: whatever is kept by word or by text would show as growth. Each mark is kept in FILE
(`build/bench.jsonl`). Linux only (`/proc`).
"""

from __future__ import annotations

import argparse
import dataclasses
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from os import sysconf
from pathlib import Path
from string import ascii_lowercase

from bench.clock import Clock, machine
from bench.kept import FILE, keep
from bench.texts import made_up, words
from corpus.article import Article, Failure
from extract import models, pipeline

MARKS = (1_000, 5_000, 10_000, 20_000)
SHORT = 30
"""Words of an article, at least."""


@dataclass(frozen=True, slots=True)
class Held:
    """Megabytes in memory after so many articles, the pipeline included, and words a second until then."""

    articles: int
    words: int
    megabytes: float
    speed: float


def short(count: int) -> Iterator[Article]:
    """So many articles, each cut after the paragraph that makes it long enough."""
    dice = random.Random(count)  # noqa: S311  (no secret)
    for article in made_up(count):
        new = ["".join(dice.choices(ascii_lowercase, k=9)).title() for _ in range(3)]
        paragraphs = [f"{new[0]} {new[1]} uit {new[2]} vertelt het."]
        for paragraph in article.text.split("\n\n"):
            if sum(len(text.split()) for text in paragraphs) < SHORT:
                paragraphs.append(paragraph)
        yield dataclasses.replace(article, text="\n\n".join(paragraphs))


def held() -> float:
    """What this process has in memory now, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * sysconf("SC_PAGE_SIZE") / 2**20


def main() -> None:
    """Read and print at each mark."""
    parser = argparse.ArgumentParser(prog="python -m bench.memory")
    parser.add_argument("--articles", type=int, default=MARKS[-1])
    parser.add_argument("--file", type=Path, default=FILE, help="where results are kept")
    asked = parser.parse_args()
    count = asked.articles
    nlp = models.load(models.BUNDLED)
    print(f"{machine()}; pipeline loaded: {held():.0f} MB", flush=True)
    marks = {*takewhile(lambda mark: mark < count, MARKS), count}
    clock, read = Clock(), 0

    def counted() -> Iterator[Article]:
        nonlocal read
        for article in short(count):
            read += words([article])
            yield article

    results = pipeline.extract(counted(), nlp)
    for number in range(1, count + 1):
        with clock.running("extract"):
            result = next(results)
        if isinstance(result, Failure):
            raise SystemExit(f"bench: {result}")
        if number in marks:
            mark = Held(number, read, held(), read / clock.spent["extract"])
            keep("memory", mark, asked.file)
            print(
                f"{number:8} articles {read:9} words {mark.megabytes:6.0f} MB {mark.speed:6.0f} words/s",
                flush=True,
            )


if __name__ == "__main__":
    main()
