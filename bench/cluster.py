"""A cluster of processes on this machine beside one process, and what a year of CC-NEWS would take.

    python -m bench.cluster [--articles N] [--keep]
    python -m bench.cluster --plan [--workers N ...] [--pages N] [--dutch SHARE] [--words N] [--kilobytes N]

Measured: `klopt add` of web pages, `extract` and `check` of made-up articles (`bench.growth`), by one process and with
`--dask local:2`, each on a small and on a large corpus, so that the start of programs, pipelines and workers falls out.
Shown: processor time for an article, of the one who asks (it sends and stores) and of the workers, and time by the
clock, which says little on a machine that does other things. `--keep` writes what was measured into `cluster.toml`; the
plan reckons with that and with what is assumed there.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from time import perf_counter

from bench.clock import machine
from bench.growth import run, written
from bench.texts import made_up, page
from bench.year import plan

TABLE = Path(__file__).with_suffix(".toml")
SMALL = 192
"""Enough for both workers to have had a chunk and be warm."""
FILES = 4
"""Web archives that the pages of a corpus are in."""
CHILD = """
import json, resource, sys
from klopt.cli import main
code = main(sys.argv[1:])
mine, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
sys.stderr.write("\\n" + json.dumps([code, mine.ru_utime + mine.ru_stime, theirs.ru_utime + theirs.ru_stime]))
"""
STEPS = ("add", "extract", "check")
ASSUMED = ("pages", "dutch", "words", "kilobytes")
FAR = ("--dask", "local:2")


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of a command: of its own processor time, that of the processes that it started, by the clock."""

    own: float
    others: float
    clock: float

    def each(self, small: Took, articles: int) -> Took:
        """Milliseconds for each of so many articles by which this is larger."""
        return Took(
            *(
                1e3 * max(0.0, mine - theirs) / articles
                for mine, theirs in zip(self.all, small.all, strict=True)
            )
        )

    @property
    def all(self) -> tuple[float, float, float]:
        """The three."""
        return self.own, self.others, self.clock


def main() -> None:
    """Measure or plan, and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.cluster")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--plan", action="store_true")
    parser.add_argument("--workers", type=int, nargs="*", default=[16, 128])
    for name in ASSUMED:
        parser.add_argument(f"--{name}", type=float)
    asked = parser.parse_args()
    if asked.plan:
        table = tomllib.loads(TABLE.read_text("utf-8"))
        given = {name: getattr(asked, name) for name in ASSUMED}
        assumed = table["assumed"] | {name: value for name, value in given.items() if value is not None}
        print(plan(table["measured"], assumed, asked.workers))
        return
    print(machine(), flush=True)
    found = measured(asked.articles)
    if asked.keep:
        keep(found)


def measured(articles: int) -> dict[str, float]:
    """Both ways of all steps; a line for each is printed."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sizes = (SMALL, articles + SMALL)
        words = [corpus(folder, size) for size in sizes]
        found["words"] = words[1] / sizes[1]
        found["kilobytes"] = archives(folder, sizes) / 1e3
        for step in STEPS:
            ways: dict[str, Took] = {}
            for way, options in (("one", ()), ("far", FAR)):
                small, large = (timed(step, folder, size, way, options) for size in sizes)
                each = ways[way] = large.each(small, articles)
                found |= {f"{step}_{way}_own": each.own, f"{step}_{way}_others": each.others}
                print(
                    f"{step:8} {' '.join(options) or 'one process':15} an article: {each.own:6.2f} ms here,"
                    f" {each.others:6.2f} ms in workers, {each.clock:6.2f} ms by the clock"
                    f"  (start: {small.own + small.others:.1f} s)",
                    flush=True,
                )
            print(f"{step:8} {compared(ways['one'], ways['far'])}", flush=True)
        checked = (folder / f"{sizes[1]}.check.one").stat().st_size
        found["bytes"] = (checked - (folder / f"{SMALL}.check.one").stat().st_size) / articles
    return found


def compared(one: Took, far: Took) -> str:
    """The cluster beside the process."""
    return (
        f"processor time of all: {(far.own + far.others) / one.own:.2f} of one process; by the clock"
        f" {one.clock / far.clock:.2f} times as fast; at most {one.own / max(far.own, far.others / 2):.2f} times with"
        f" two cores to itself, {one.own / far.own:.1f} times with {far.others / far.own:.1f} workers or more"
    )


def corpus(folder: Path, size: int) -> int:
    """So many articles, added and read by one process for the steps that follow; how many words they have."""
    given = folder / f"{size}.jsonl"
    words, _ = written(given, size)
    run("add", str(given), "--db", str(folder / f"{size}.extract"))
    return words


def archives(folder: Path, sizes: Sequence[int]) -> float:
    """For each size four web archives of so many pages together; bytes of a page."""
    from warcio.warcwriter import WARCWriter

    pages = [(article, page(article)) for article in made_up(max(sizes))]
    for size in sizes:
        inside = folder / f"{size}.pages"
        inside.mkdir()
        for nr in range(FILES):
            with (inside / f"{nr}.warc.gz").open("wb") as out:
                writer = WARCWriter(out, gzip=True)
                for article, html in pages[nr:size:FILES]:
                    record = writer.create_warc_record(
                        f"https://voorbeeld.example/{article.id}",
                        "resource",
                        payload=BytesIO(html),
                        warc_content_type="text/html",
                    )
                    writer.write_record(record)
    return sum(len(html) for _, html in pages) / len(pages)


def timed(step: str, folder: Path, size: int, way: str, options: tuple[str, ...]) -> Took:
    """One command: on pages, or on a copy of the corpus that the step before left."""
    db = folder / f"{size}.{step}.{way}"
    given = [str(folder / f"{size}.pages")] if step == "add" else []
    if step == "extract":
        shutil.copyfile(folder / f"{size}.extract", db)
    elif step == "check":
        shutil.copyfile(folder / f"{size}.extract.{way}", db)
    begun = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, step, *given, "--db", str(db), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    )
    took = perf_counter() - begun
    code, own, others = json.loads(done.stderr.splitlines()[-1])
    if code not in (0, 1):
        raise SystemExit(f"bench: klopt {step} exited {code}: {done.stderr[-500:]}")
    return Took(own, others, took)


def keep(found: dict[str, float]) -> None:
    """Write what was measured into the table, beside what is assumed."""
    text = TABLE.read_text("utf-8")
    lines = [
        f"# {datetime.now(UTC).date()}, {machine()}",
        *(f"{name} = {value:.4g}" for name, value in found.items()),
    ]
    TABLE.write_text(text[: text.index("[measured]")] + "\n".join(["[measured]", *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
