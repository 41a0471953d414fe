"""The page `docs/benchmarks.md`, from what was measured now and what was kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.across import LATE, Compared
from bench.clock import machine
from bench.growth import STEPS, Grown
from bench.kept import kept
from bench.memory import Held
from bench.peers import Peer
from bench.reach import ASKED, Reach, power, reach


@dataclass(frozen=True, slots=True)
class Line:
    """A ratio: what was compared, both speeds with their unit, and what was promised."""

    what: str
    bare: str
    ours: str
    share: str
    target: str


def written(lines: Iterable[Line], read: Iterable[Peer], file: Path, page: str = "") -> str:
    """The page. A section of which nothing is kept in the file stays as it is in `page`, with its own day: what was
    measured on another machine is not lost.
    """
    rows = [f"| {line.what} | {line.bare} | {line.ours} | {line.share} | {line.target} |" for line in lines]
    peer_rows = [f"| {one.name} | {one.speed:,.0f} | {one.found:.1%} | {one.other:.1%} |" for one in read]
    growth, across, memory = kept("growth", file), kept("across", file), kept("memory", file)
    grown = [Grown.of(line) for line in growth]
    return (
        HEAD.format(day=f"{datetime.now(UTC):%Y-%m-%d}", machine=machine(), rows="\n".join(rows))
        + PEERS.format(rows="\n".join(peer_rows))
        + (_told(GROWTH, growth, map(_grown_row, grown)) or _section(GROWTH, page))
        + (
            _told(ACROSS, across, (_compared_row(Compared.of(line)) for line in across))
            or _section(ACROSS, page)
        )
        + (
            _told(MEMORY, memory, (_held_row(Held(**line["result"])) for line in memory))
            or _section(MEMORY, page)
        )
        + (_reach(grown) if grown else _section(REACH, page))
    )


def _section(section: str, page: str) -> str:
    """The part of a page under the heading of this section; nothing if it has none."""
    heading = section.strip().splitlines()[0]
    _, found, rest = page.partition(f"\n{heading}\n")
    return f"\n{heading}\n{rest.partition(chr(10) + '## ')[0].rstrip()}\n" if found else ""


def _told(section: str, kept_lines: Sequence[dict[str, Any]], rows: Iterable[str]) -> str:
    """A section of what was kept, with the days and machines; nothing if nothing was."""
    where = sorted({f"{line['day']}; {line['machine']}" for line in kept_lines})
    return section.format(where=" and ".join(where), rows="\n".join(rows)) if where else ""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _grown_row(one: Grown) -> str:
    whole = sum(one.seconds.values())
    return _row(
        f"{one.articles:,}",
        *(f"{1e3 * one.seconds[step] / one.articles:.1f} ms" for step in STEPS),
        f"{one.articles / whole:,.1f}",
        f"{one.words / whole:,.0f}",
        f"{max(one.megabytes.values()):,.0f} MB",
        f"{one.bytes_per_article:,}",
        f"{one.told} of {one.planted}",
        str(one.others),
    )


def _compared_row(one: Compared) -> str:
    return _row(
        f"{one.articles:,}",
        f"{one.claims:,}",
        f"{1e3 * one.seconds / one.claims:.2f} ms",
        f"{one.seconds / 60:,.1f} min",
        f"{one.late:.2f} s",
        f"{one.megabytes:,.0f} MB",
        f"{one.told} of {one.planted}",
        str(one.others),
    )


def _held_row(one: Held) -> str:
    return _row(f"{one.articles:,}", f"{one.words:,}", f"{one.megabytes:,.0f} MB", f"{one.speed:,.0f}")


def _reach(grown: Sequence[Grown]) -> str:
    by_size = sorted(grown, key=lambda one: one.articles)
    found = [reach(grown, articles) for articles in ASKED]
    powers = ", ".join(
        f"{step} {power(by_size[max(0, len(by_size) - 2)], by_size[-1], step):.2f}" for step in STEPS
    )
    sizes = " and ".join(f"{one.articles:,}" for one in by_size[-2:])
    return REACH.format(powers=powers, sizes=sizes, rows="\n".join(map(_reach_row, found)))


def _reach_row(one: Reach) -> str:
    return _row(
        f"{one.articles:,}",
        *(f"{one.hours[step]:,.2f} h" for step in STEPS),
        f"{sum(one.hours.values()):,.1f} h",
        f"{one.gigabytes:,.1f} GB",
        "measured" if one.measured else "extrapolated",
    )


HEAD = """# How fast it is

Made by `python -m bench.all` on {day}; {machine}. Processor time, so that
what else the machine does counts little; both sides of a ratio in turns in one run. Texts and pages are made by the
bench (`bench/texts.toml`): real news is less plain.

| | bare | klopt | klopt's share | target |
|---|---:|---:|---:|---:|
{rows}

Reading a page gives its text and what the page says of itself, so trafilatura's text *and metadata* is what it stands
beside; the text alone is the stricter measure. On longer pages, with more around the text, klopt's share is higher.

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

By `python -m bench.growth` on {where}.
Articles of 250 words; stories told by four outlets, one in ten with another figure in one of them. `klopt add`,
`extract` and `check`, one after another; processor time an article, start of program and pipeline included; the most
memory of the three, of the largest process. Others: findings that are shown unasked and are not the planted ones.

| articles | add | extract | check | articles/s | words/s | memory | bytes an article | planted conflicts | others |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
{rows}
"""
ACROSS = (
    """
## Checking alone

By `python -m bench.across` on {where}.
The same stories without other words around them, written straight into the database; the whole check, and the check of
"""
    f"{LATE} articles that come later."
    """

| articles | claims | a claim | whole check | later ones | memory | planted conflicts | others |
|---:|---:|---:|---:|---:|---:|---:|---:|
{rows}
"""
)
MEMORY = """
## Memory

By `python -m bench.memory` on {where}.
One process that reads short articles, each with words that no other has; what it holds after so many, the pipeline
included. The target is at most 5 % more after 20,000 than after 1,000.

| articles | words | memory | words/s |
|---:|---:|---:|---:|
{rows}
"""
REACH = """
## How far one machine goes

By `python -m bench.reach`: hours of one core and the size of the database, from the corpora above. Beyond the largest,
each step is taken to grow as it did between {sizes} articles,
by these powers of their number: {powers}.
Reading shares out over cores (`klopt extract -j`).

| articles | add | extract | check | together | database | |
|---:|---:|---:|---:|---:|---:|---|
{rows}
"""
