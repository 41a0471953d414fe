"""Articles from the paths on the command line, and what becomes of those that cannot be read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import click

from corpus.article import Article, Failure
from corpus.files import read_paths
from klopt.import_options import Asked
from klopt.messages import say
from klopt.options import KloptError, Settings
from klopt.terminal import json_line, printable


def given(
    paths: Iterable[str],
    settings: Settings,
    *,
    exact: bool,
    asked: Asked | None = None,
) -> Iterator[Article | Failure]:
    """The articles of these paths in order, failures in their place; `-` is standard input.

    Raises KloptError at the end if there was nothing at all: neither an article nor a failure.
    """
    nothing, asked = True, asked or Asked()
    for item in read_paths(
        paths,
        exact=exact,
        source=asked.source,
        published=asked.published,
        stdin=sys.stdin.buffer,
        lang=settings.lang,
        columns=asked.columns,
        language=asked.language,
        every_page=not exact,
    ):
        nothing = False
        yield item
    if nothing:
        raise KloptError("stop.nothing_read")


def told_apart(
    items: Iterable[Article | Failure], given_ids: dict[str | int, str | int]
) -> Iterator[Article | Failure]:
    """The same articles, each with an id of its own: of two that came as "a" the second is "a (2)". What they came as
    is noted in `given_ids`, so that it can be printed.
    """
    seen: set[str | int] = set()
    for item in items:
        if isinstance(item, Article):
            number, name = 1, item.id
            while name in seen:
                number += 1
                name = f"{item.id} ({number})"
            seen.add(name)
            if name != item.id:
                given_ids[name] = item.id
                item = replace(item, id=name)
        yield item


def complain(failure: Failure, settings: Settings) -> None:
    """One line on stderr: what could not be read, why, and what to do."""
    line = say("finding.failed", settings.lang, url=failure.url, reason=failure.reason)
    click.echo(f"klopt: {printable(' '.join(line.split()))}", err=True)


def failure_json(failure: Failure) -> dict[str, Any]:
    """The object that stands in the place of an article that could not be read."""
    reason = {"step": failure.step, "reason": failure.reason, "url": failure.url}
    return {"id": None, "failure": reason}


def failure_row(failure: Failure) -> str:
    """The same on a line."""
    return json_line(failure_json(failure))


def code_of(done: int, failed: int, findings: int = 0) -> int:
    """The exit code: 2 only if nothing could be done, else 1 if something was found, else 0."""
    if failed and not done:
        return 2
    return 1 if findings else 0
