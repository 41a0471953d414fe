"""What a year of CC-NEWS would take: what was measured for a page, an article and a word, times what is assumed of a
year (`cluster.toml`). The only place where the numbers of `docs/cluster.md` come from.

    hours of a step = max(ms of all workers x times / workers, ms of the one who asks x times) / 3,600,000
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

HOUR = 3_600_000
"""Milliseconds."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command over a year: hours of processor time of one process without a cluster, of the workers together, and of
    the one who asks them.
    """

    name: str
    alone: float
    workers: float
    own: float

    def hours(self, workers: int) -> float:
        """By the clock, with so many workers that have a core each."""
        return max(self.workers / workers, self.own)


def steps(measured: Mapping[str, float], assumed: Mapping[str, float]) -> tuple[Step, ...]:
    """The three commands."""
    articles = assumed["pages"] * assumed["dutch"]
    longer = assumed["words"] / measured["words"]
    larger = assumed["kilobytes"] / measured["kilobytes"]

    def step(name: str, times: float, by: float, own_times: float) -> Step:
        alone, others, own = (measured[f"{name}_{way}"] for way in ("one_own", "far_others", "far_own"))
        return Step(
            name, times * alone * by / HOUR, times * others * by / HOUR, own_times * own * longer / HOUR
        )

    return (
        step("add", assumed["pages"], larger, articles),  # only what is Dutch comes back
        step("extract", articles, longer, articles),
        step("check", articles, longer, articles),
    )


def plan(measured: Mapping[str, float], assumed: Mapping[str, float], workers: Sequence[int]) -> str:
    """The table, with what it rests on."""
    return "\n".join(_lines(measured, assumed, workers))


def _lines(
    measured: Mapping[str, float], assumed: Mapping[str, float], workers: Sequence[int]
) -> Iterator[str]:
    articles = assumed["pages"] * assumed["dutch"]
    longer = assumed["words"] / measured["words"]
    yield (
        f"Assumed: {assumed['pages'] / 1e6:.0f} million pages of {assumed['kilobytes']:.0f} kB,"
        f" {100 * assumed['dutch']:.1f} % Dutch = {articles / 1e6:.1f} million articles of"
        f" {assumed['words']:.0f} words."
    )
    yield (
        f"Measured: articles of {measured['words']:.0f} words, pages of {measured['kilobytes']:.0f} kB,"
        f" {measured['bytes'] / 1e3:.0f} kB of database an article."
    )
    yield f"Database: {articles * longer * measured['bytes'] / 1e9:.0f} GB."
    yield ""
    yield (
        "| | one process | workers together | here | "
        + " | ".join(f"{count} workers" for count in workers)
        + " |"
    )
    yield "|---|---:|---:|---:|" + "---:|" * len(workers)
    found = steps(measured, assumed)
    for one in found:
        hours = " | ".join(f"{one.hours(count):,.0f} h" for count in workers)
        yield f"| klopt {one.name} | {one.alone:,.0f} h | {one.workers:,.0f} h | {one.own:,.0f} h | {hours} |"
    together = (sum(one.hours(count) for one in found) for count in workers)
    alone = sum(one.alone for one in found) / 24
    yield f"| together | {alone:,.1f} days | | | {' | '.join(f'{hours / 24:,.1f} days' for hours in together)} |"
