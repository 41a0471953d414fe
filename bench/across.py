"""Checking a whole corpus: news with planted conflicts written straight into a database, then `check_corpus`; and the
same corpus when a few articles come.

python -m bench.across [COUNT ...] [--file FILE] [--again]

Each count is a corpus of so many articles: stories of four outlets in a row, one in ten of which gives another figure
than the rest. Ten articles, of ten stories, are held back and added after the check. Shown: processor time for each
claim, of the whole check and of the check of those ten, the most memory, planted conflicts found and false ones. A
count is measured once and kept in FILE (`build/bench.jsonl`).
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from bench.clock import Clock, machine
from bench.kept import FILE, keep, kept, measured_here
from bench.planted import Planted, counted
from bench.stories import OUTLETS, SEED, Story, article, stories
from db import Store
from klopt.check.corpus import Round, check_corpus
from klopt.check.registry import select

LATE = 10
"""Articles that come after the check of the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared(Planted):
    """What the check of so many articles took: seconds of the processor, `late` those for ten more, which touched so
    many others.
    """

    articles: int
    claims: int
    seconds: float
    late: float
    touched: int
    megabytes: float

    def __str__(self) -> str:
        return (
            f"{self.articles:8} articles {self.claims:8} claims  {1e3 * self.seconds / self.claims:7.3f} ms a claim"
            f"  {self.seconds:6.0f} s  {LATE} more, {self.touched} touched: {self.late:6.2f} s"
            f"  {self.megabytes:6.0f} MB at most  {self.in_words}"
        )


@dataclass(slots=True)
class Filled:
    """A corpus that was written: how many claims it has, in which articles a conflict was planted, and what was held
    back: the last outlet of stories that lie far apart.
    """

    claims: int
    planted: set[int]
    late: list[tuple[Story, int]]


def filled(path: Path, count: int) -> Filled:
    """Write a corpus of so many articles but the last `LATE`."""
    dice = random.Random(SEED)  # noqa: S311  (no secret)
    made = Filled(0, set(), [])
    every = (count // OUTLETS) // LATE
    with Store(path) as store:
        run = store.start_run("extract", klopt_version="bench")
        with store.transaction():
            for nr, story in enumerate(stories(count, dice)):
                for outlet in range(OUTLETS):
                    if outlet == OUTLETS - 1 and nr % every == 0 and len(made.late) < LATE:
                        made.late.append((story, outlet))
                    else:
                        put(store, story, outlet, made, run)
    return made


def put(store: Store, story: Story, outlet: int, made: Filled, run: int) -> None:
    """Write one article with what was read from it."""
    written, read = article(story, outlet)
    row_id = store.put_article(written, run).id
    store.put_extraction(row_id, read, run)
    made.claims += len(read.claims)
    if story.planted and outlet == OUTLETS - 1:
        made.planted.add(row_id)


def check(store: Store) -> Round:
    """Check what is new."""
    run = store.start_run("check", klopt_version="bench")
    done = check_corpus(store, select(), run)
    store.finish_run(run)
    return done


def measured(count: int) -> Compared:
    """One corpus, written and checked."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        made = filled(path, count)
        claims = made.claims
        with Store(path) as store:
            with clock.running("check"):
                check(store)
            run = store.start_run("extract", klopt_version="bench")
            with store.transaction():
                for story, outlet in made.late:
                    put(store, story, outlet, made, run)
        with Store(path) as store, clock.running("late"):
            late = check(store)
        with Store(path, read_only=True) as store:
            found = counted(store, made.planted)
    return Compared(
        articles=count,
        claims=claims,
        seconds=clock.spent["check"],
        late=clock.spent["late"],
        touched=late.touched,
        megabytes=getrusage(RUSAGE_SELF).ru_maxrss / 1024,
        **found,
    )


def compared(count: int, file: Path = FILE, *, again: bool = False) -> Compared:
    """One corpus, checked in a process of its own, for the most memory is of the process; or as it was kept."""
    known = None if again else measured_here("across", file, articles=count)
    if known is None:
        one = [sys.executable, "-m", "bench.across", str(count), "--one", "--file", str(file)]
        subprocess.run(one, check=True)
        known = next(line for line in kept("across", file) if line["result"]["articles"] == count)
    return Compared.of(known)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.across")
    parser.add_argument("counts", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--file", type=Path, default=FILE, help="where results are kept")
    parser.add_argument("--again", action="store_true", help="measure what was measured before")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        keep("across", measured(asked.counts[0]), asked.file)
        return
    print(machine(), flush=True)
    for count in asked.counts:
        print(compared(count, asked.file, again=asked.again), flush=True)


if __name__ == "__main__":
    main()
