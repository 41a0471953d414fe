"""Every ratio that klopt promises, in one run, into docs/benchmarks.md.

    python -m bench.all [--quick] [--sizes N ...] [--counts N ...] [--peers ENV/bin/python] [--print]

Each part is a bench of its own in this folder, and nothing is measured here that is not measured there. What takes long
(`bench.growth`, `bench.across`, `bench.memory`) is shown as it was kept, with its day; `--sizes` and `--counts` have
corpora measured that were not yet.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

import bench.check
import bench.extract
import bench.read
import bench.search
import bench.store
from bench.across import compared
from bench.clock import best
from bench.growth import grown
from bench.kept import FILE
from bench.peers import peers
from bench.report import Line, written
from bench.texts import given, made_up, page, words
from db import Store
from extract import models

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
DRAFT = 600
"""Words of a draft."""


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m bench.all")
    parser.add_argument("--quick", action="store_true", help="few rounds of few texts: rough")
    parser.add_argument("--sizes", nargs="*", type=int, default=(), help="corpora of so many articles too")
    parser.add_argument("--counts", nargs="*", type=int, default=(), help="checks of so many articles too")
    parser.add_argument("--file", type=Path, default=FILE, help="where results of long benches are kept")
    parser.add_argument("--peers", type=Path, help="the Python of the environment of bench/peers.txt")
    parser.add_argument("--print", action="store_true", help="print the page; leave the file alone")
    asked = parser.parse_args()
    rounds, count = (3, 40) if asked.quick else (5, 120)
    ratio_lines = [*ratios(rounds, count)]
    read = peers(asked.peers, count, rounds)
    wanted = [None, *((grown, size) for size in asked.sizes), *((compared, size) for size in asked.counts)]
    for more in wanted:  # the page after each: the largest corpus takes long
        if more:
            measure, size = more
            measure(size, file=asked.file)
        text = written(ratio_lines, read, asked.file, PAGE.read_text("utf-8") if PAGE.exists() else "")
        if not asked.print:
            PAGE.write_text(text, encoding="utf-8", newline="\n")
    print(text if asked.print else PAGE.relative_to(ROOT))


def ratios(rounds: int, count: int) -> Iterator[Line]:
    """One line after another, each from the bench of its step."""
    pages = [page(article) for article in made_up(count)]
    bench.read.measured(pages[:1])
    clocks = [bench.read.measured(pages) for _ in range(rounds)]
    text, both, ours = (
        len(pages) / median(clock.spent[name] for clock in clocks) for name in bench.read.SIDES
    )
    yield Line(
        "reading a page, beside trafilatura's text and metadata", *_speeds(both, ours, "pages/s"), "80 %"
    )
    yield Line("the same, beside trafilatura's text alone", *_speeds(text, ours, "pages/s"), "80 %")

    articles, nlp = given([], count), models.load(models.BUNDLED)
    total = words(articles)
    batches = bench.extract.batches_of(articles, nlp)
    clocks = [bench.extract.measured(articles, batches, nlp) for _ in range(rounds)]
    bare, ours = (total / best(clocks, name).spent[name] for name in ("spaCy", "klopt"))
    yield Line(
        "reading figures and claims, beside the bare pipeline", *_speeds(bare, ours, "words/s"), "70 %"
    )

    clocks = [bench.check.measured(articles, nlp) for _ in range(rounds)]
    read, within, across = (best(clocks, name).spent[name] for name in ("read", "within", "across"))
    yield Line(
        "rules within an article, beside reading it", *_speeds(total / read, total / within, "words/s"), ""
    )
    yield Line(
        "rules across articles, beside reading them", *_speeds(total / read, total / across, "words/s"), ""
    )

    stored = bench.store.measure(count, rounds)
    yield Line(
        "storing, beside executemany of the same rows", *_speeds(stored.bare, stored.ours, "rows/s"), "50 %"
    )
    yield searching(10 * count)
    yield started("klopt --help", 0.3, "--help")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as draft:
        draft.write(" ".join(" ".join(article.text for article in made_up(9)).split(" ")[:DRAFT]))
        draft.flush()
        yield started(f"klopt check, a draft of {DRAFT} words, from a cold start", 2.5, "check", draft.name)


def searching(articles: int) -> Line:
    """A page of what is found, over every kind of query."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        bench.search.filled(path, articles)
        with Store(path, read_only=True) as store:
            dice = random.Random(bench.search.SEED + 1)  # noqa: S311  (no secret)
            kinds = bench.search.typed(bench.search.sampled(store), dice)
            took = sorted(bench.search.once(store, make()) for make in kinds.values() for _ in range(20))
    name = f"searching {articles:,} articles: half of the queries, 19 of 20 within"
    return Line(name, "", f"{median(took):.1f} ms, {took[int(0.95 * len(took))]:.1f} ms", "", "")


def started(what: str, target: float, *command: str) -> Line:
    """Processor time of a command from its start to its end, the best of four."""
    took = []
    # As a user has it: what was compiled once is kept.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(4):
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "klopt", *command], env=env, stdout=subprocess.DEVNULL, check=False
        )
        after = getrusage(RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return Line(what, "", f"{min(took):.2f} s", "", f"{target} s")


def _speeds(bare: float, ours: float, unit: str) -> tuple[str, str, str]:
    return f"{bare:,.0f} {unit}", f"{ours:,.0f} {unit}", f"{ours / bare:.0%}"


if __name__ == "__main__":
    main()
