"""A corpus from nothing to findings, with the commands that a person types: does twice as much take twice as long?

    python -m bench.growth [SIZE ...] [--jobs N] [--file FILE] [--again]

Each size is so many made-up articles of a newspaper's length: the stories of `bench.stories`, of which one in ten has
another figure in one of its four outlets, and paragraphs without figures. `klopt add`, `extract` and `check` run one
after another, each a process of its own. Shown: processor time, the most memory, bytes of the database for an article,
planted conflicts found and other findings.

A size is measured once with the same jobs, klopt and machine, and kept in FILE (`build/bench.jsonl`). Its corpus is
kept beside it after each step until it is done, so that a run that was broken off, by whatever, takes up the step that
it was at. `--again` measures anew.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.clock import machine
from bench.kept import FILE, keep, measured_here
from bench.planted import Planted, counted
from bench.stories import OUTLETS, SEED, article, stories
from bench.texts import sentence
from db import Store
from klopt.check.stamp import stamp_of

PADDING = 16
"""Sentences around the story: 300 words together."""
DB = "klopt.db"
STEPS = ("add", "extract", "check")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown(Planted):
    """What a corpus of this size took: seconds of the processor and megabytes of memory (of the largest process) for
    each step.
    """

    articles: int
    words: int
    jobs: int
    seconds: dict[str, float]
    megabytes: dict[str, float]
    bytes_per_article: int

    def __str__(self) -> str:
        steps = "  ".join(
            f"{step} {1e3 * self.seconds[step] / self.articles:6.2f} ms, {self.megabytes[step]:.0f} MB"
            for step in STEPS
        )
        return (
            f"{self.articles:7} articles of {self.words // self.articles} words; an article and at most: {steps};"
            f" {self.bytes_per_article} bytes; {self.in_words}"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.growth")
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--jobs", "-j", type=int, default=1, help="processes that read")
    parser.add_argument("--file", type=Path, default=FILE, help="where results are kept")
    parser.add_argument("--again", action="store_true", help="measure what was measured before")
    asked = parser.parse_args()
    print(machine(), flush=True)
    for size in asked.sizes:
        print(grown(size, asked.jobs, asked.file, again=asked.again), flush=True)


def grown(size: int, jobs: int = 1, file: Path = FILE, *, again: bool = False) -> Grown:
    """One corpus, from a file of JSON lines to its findings: measured, or as it was kept."""
    known = None if again else measured_here("growth", file, articles=size, jobs=jobs)
    if known is not None:
        return Grown.of(known)
    folder = file.parent / f"growth-{size}-{jobs}-{stamp_of(())}"
    if again:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    given = folder / "in.jsonl"
    words, planted = written(given, size)
    commands = {"add": ["add", str(given)], "extract": ["extract", "--jobs", str(jobs)], "check": ["check"]}
    took: dict[str, tuple[float, float]] = {}
    before: Path | None = None
    for step in STEPS:
        took[step] = stepped(folder, step, before, commands[step])
        before = folder / step
    found = looked_at(folder / STEPS[-1] / DB, size, words, planted, jobs, took)
    keep("growth", found, file)
    shutil.rmtree(folder)
    return found


def stepped(folder: Path, step: str, before: Path | None, command: list[str]) -> tuple[float, float]:
    """Do a step on a copy of what the one before it left, unless it was done: seconds and megabytes."""
    done, note, work = folder / step, folder / f"{step}.json", folder / "work"
    if note.exists():
        seconds, megabytes = json.loads(note.read_text("utf-8"))
        return seconds, megabytes
    for left in (work, done):
        shutil.rmtree(left, ignore_errors=True)
    if before:
        shutil.copytree(before, work)
    else:
        work.mkdir()
    took = run(*command, "--db", str(work / DB))
    work.rename(done)
    note.write_text(json.dumps(took), encoding="utf-8")
    if before:
        shutil.rmtree(before)
    return took


def looked_at(
    db: Path, size: int, words: int, planted: set[str], jobs: int, took: dict[str, tuple[float, float]]
) -> Grown:
    """What is in the corpus at the end."""
    with Store(db, read_only=True) as store:
        found = counted(store, {row_id for row_id, item in store.articles() if item.url in planted})
    return Grown(
        articles=size,
        words=words,
        jobs=jobs,
        seconds={step: seconds for step, (seconds, _) in took.items()},
        megabytes={step: megabytes for step, (_, megabytes) in took.items()},
        bytes_per_article=db.stat().st_size // size,
        **found,
    )


def written(path: Path, size: int) -> tuple[int, set[str]]:
    """Write the articles; how many words they have, and the addresses of those with a planted conflict."""
    dice = random.Random(SEED)  # noqa: S311  (no secret)
    words, planted = 0, set()
    with path.open("w", encoding="utf-8") as out:
        for nr, (url, line, is_planted) in enumerate(lines(size, dice)):
            if nr == size:
                break
            words += len(line["text"].split())
            planted |= {url} if is_planted else set()
            out.write(f"{json.dumps(line)}\n")
    return words, planted


def lines(size: int, dice: random.Random) -> Iterator[tuple[str, dict[str, str], bool]]:
    """Address, line and whether its figure is the odd one out."""
    for story in stories(size, dice):
        for outlet in range(OUTLETS):
            made, _ = article(story, outlet)
            padding = [sentence(dice, "plain") for _ in range(PADDING)]
            paragraphs = [made.text, *(" ".join(padding[at : at + 4]) for at in range(0, PADDING, 4))]
            url = str(made.url)
            line = {
                "id": str(made.id),
                "url": url,
                "source": str(made.source),
                "published": str(made.published),
            }
            yield url, line | {"text": "\n\n".join(paragraphs)}, story.planted and outlet == OUTLETS - 1


def run(*command: str) -> tuple[float, float]:
    """Processor seconds and the most megabytes of a command, with those of the processes that it starts."""
    with subprocess.Popen(
        [sys.executable, "-m", "klopt", *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as child:
        said = child.stderr.read() if child.stderr else b""
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise SystemExit(
            f"bench: klopt {command[0]} exited {child.returncode}: {said.decode(errors='replace')[-500:]}"
        )
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    main()
