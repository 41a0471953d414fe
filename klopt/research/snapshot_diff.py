"""What is otherwise between two snapshots: article by article, and in what they were made with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from typing import Any, Literal, TypeAlias, get_args

from klopt.research.snapshot import Head, Json

Kind = Literal["new", "gone", "text", "about", "copies", "facts", "found", "lost", "level", "verdict"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Findings: TypeAlias = dict[str, list[str | None]]
"""Rule, level and verdict of each finding by its key."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise with an article: it is new or gone; its text, its day or outlet, the text it is a
    copy of, or what was read from it is another; a finding (`finding`, `rule`) was found or lost, or has another
    level or verdict.
    """

    kind: Kind
    article: str
    finding: str | None = None
    rule: str | None = None
    before: str | None = None
    after: str | None = None


def differences(before: Iterator[Json], after: Iterator[Json]) -> Iterator[Difference]:
    """All of them, in the order of the articles' digests, which both come in: a line of each is in memory."""
    told = merge(
        ((line["article"], 0, line) for line in before),
        ((line["article"], 1, line) for line in after),
        key=lambda one: one[:2],
    )
    for article, both in groupby(told, key=lambda one: one[0]):
        lines = {side: line for _, side, line in both}
        if len(lines) == 1:
            yield Difference("gone" if 0 in lines else "new", article)
        else:
            yield from _of_article(lines[0], lines[1])


def _of_article(before: Json, after: Json) -> Iterator[Difference]:
    article = before["article"]
    fields: tuple[tuple[Kind, tuple[str, ...]], ...] = (
        ("text", ("text",)),
        ("about", ("published", "outlet")),
        ("copies", ("copy_of",)),
        ("facts", ("facts",)),
    )
    for kind, names in fields:
        if any(before[name] != after[name] for name in names):
            was, now = (" ".join(str(one[name] or "-") for name in names) for one in (before, after))
            yield Difference(kind, article, before=was, after=now)
    yield from _of_findings(
        article, *({key: rest for key, *rest in one["findings"]} for one in (before, after))
    )


def _of_findings(article: str, before: Findings, after: Findings) -> Iterator[Difference]:
    told: tuple[tuple[Kind, int], ...] = (("level", 1), ("verdict", 2))
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key), after.get(key)
        if was is None or now is None:
            yield Difference("lost" if now is None else "found", article, key, (was or now or [None])[0])
            continue
        for kind, at in told:
            if was[at] != now[at]:
                yield Difference(kind, article, key, now[0], was[at], now[at])


def made_otherwise(one: tuple[Head, Json], other: tuple[Head, Json]) -> Iterator[tuple[str, str, str]]:
    """What they were made with, where it is not the same: what (a setting of the query, "klopt", "model", "check", or
    a rule), and its value in both.
    """
    (head, end), (head_there, end_there) = one, other
    for name in sorted(head.asked.keys() | head_there.asked.keys()):
        yield from _pair(name, head.asked.get(name), head_there.asked.get(name))
    yield from _pair("klopt", head.klopt, head_there.klopt)
    yield from _pair("model", _models(end), _models(end_there))
    yield from _pair("check", " ".join(end["stamps"]), " ".join(end_there["stamps"]))
    for rule in sorted(head.rules.keys() | head_there.rules.keys()):
        yield from _pair(rule, head.rules.get(rule), head_there.rules.get(rule))


def _models(end: Json) -> str:
    runs = end["made"].get("runs", [])
    return ", ".join(sorted({model_of(run) for run in runs if run["model"]}))


def model_of(run: Json) -> str:
    """The pipeline of a run with its version, and that of the code that reads.

    >>> model_of({"model": "nl_klopt_sm", "model_version": "1.0", "reader_version": "0.1.0"})
    'nl_klopt_sm 1.0 (0.1.0)'
    """
    return f"{run['model']} {run['model_version']} ({run['reader_version']})"


def _pair(name: str, was: Any, now: Any) -> Iterator[tuple[str, str, str]]:
    if was != now:
        yield name, "-" if was is None else str(was), "-" if now is None else str(now)
