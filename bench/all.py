"""Every ratio that klopt promises, in one run, into docs/benchmarks.md.

    python -m bench.all [--quick] [--sizes N ...] [--peers ENV/bin/python] [--print]

Each part is a bench of its own in this folder, and nothing is measured here that is not measured there. `--quick` is a
minute; without it the growth alone takes as long as reading its articles (30,000: half an hour on one core).
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

import bench.check
import bench.extract
import bench.read
import bench.search
import bench.store
from bench.clock import best, machine
from bench.growth import STEPS, Grown, grown
from bench.peers import Peer, peers
from bench.texts import given, made_up, page, words
from db import Store
from extract import models

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
DRAFT = 600
"""Words of a draft."""


@dataclass(frozen=True, slots=True)
class Line:
    """A ratio: what was compared, both speeds with their unit, and what was promised."""

    what: str
    bare: str
    ours: str
    share: str
    target: str


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m bench.all")
    parser.add_argument("--quick", action="store_true", help="few rounds of few texts: rough")
    parser.add_argument("--sizes", nargs="*", type=int, default=None, help="corpora of so many articles")
    parser.add_argument("--peers", type=Path, help="the Python of the environment of bench/peers.txt")
    parser.add_argument("--print", action="store_true", help="print the page; leave the file alone")
    asked = parser.parse_args()
    rounds, count = (3, 40) if asked.quick else (5, 120)
    lines = [*ratios(rounds, count)]
    read = peers(asked.peers, count, rounds)
    sizes = asked.sizes if asked.sizes is not None else [200] if asked.quick else [1_000, 10_000, 30_000]
    done: list[Grown] = []
    for size in [0, *sizes]:  # the page after each step: the largest corpus takes long
        done += [grown(size)] if size else []
        text = written(lines, read, done)
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
    yield Line("the same, beside trafilatura's text alone", *_speeds(text, ours, "pages/s"), "")

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


def written(lines: list[Line], read: list[Peer], sizes: list[Grown]) -> str:
    """The page."""
    rows = [f"| {line.what} | {line.bare} | {line.ours} | {line.share} | {line.target} |" for line in lines]
    peer_rows = [f"| {one.name} | {one.speed:,.0f} | {one.found:.1%} | {one.other:.1%} |" for one in read]
    return (
        HEAD.format(day=f"{datetime.now(UTC):%Y-%m-%d}", machine=machine(), rows="\n".join(rows))
        + PEERS.format(rows="\n".join(peer_rows))
        + GROWTH.format(rows="\n".join(map(_grown_row, sizes)))
    )


def _grown_row(one: Grown) -> str:
    whole = sum(one.seconds.values())
    cells = [
        f"{one.articles:,}",
        *(f"{1e3 * one.seconds[step] / one.articles:.1f} ms" for step in STEPS),
        f"{one.articles / whole:,.1f}",
        f"{one.words / whole:,.0f}",
        f"{max(one.megabytes.values()):,.0f} MB",
        f"{one.bytes_per_article:,}",
        f"{one.told} of {one.planted}",
        str(one.others),
    ]
    return f"| {' | '.join(cells)} |"


HEAD = """# How fast it is

Made by `python -m bench.all` on {day}; {machine}. Processor time, so that
what else the machine does counts little; both sides of a ratio in turns in one run. Texts and pages are made by the
bench (`bench/texts.toml`): real news is less plain.

| | bare | klopt | klopt's share | target |
|---|---:|---:|---:|---:|
{rows}

Storing is compared with rows that are ready and numbered; making them from what was read, the forms of a word for the
search and the names that are the same are klopt's. Both write an article at a time.
"""
PEERS = """
## Reading pages beside others

The same made-up pages. How many of the words of the articles came out, and how many words came out that are of no
article (menu, teasers, a title before the text).

| | pages/s | found | of no article |
|---|---:|---:|---:|
{rows}

For the other steps there is nobody to stand beside: the Python release of recognizers-text (Microsoft) has no Dutch
model, and textacy finds quotations in English, Spanish and French.
"""
GROWTH = """
## From nothing to findings

Articles of 250 words; stories told by four outlets, one in ten with another figure in one of them. `klopt add`,
`extract` and `check`, one after another; processor time an article, start of program and pipeline included.

| articles | add | extract | check | articles/s | words/s | memory | bytes an article | planted conflicts | others |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
{rows}
"""


if __name__ == "__main__":
    main()
