"""`klopt sources`: where news comes from, whether it still comes, what failed, and which rights are reserved."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from corpus.sources import Source
from corpus.urls import same_house
from db import Store
from db.health import health, listings, missed
from db.reservations import reservations
from klopt.inputs import code_of
from klopt.listing import Form, grid, listing_form, print_rows
from klopt.options import SaidArgument, SaidCommand, Settings
from klopt.report import one_line
from klopt.scrape_targets import chosen, sources_of
from klopt.scraping import Wish, agent_of, fetching_options, run_crawl
from klopt.terminal import coloured, printable, strong

Row = dict[str, Any]
COLUMNS = {
    "list": ("name", "title", "domain", "kind", "country", "notes"),
    "test": ("source", "kind", "url", "state", "found", "reason"),
    "health": ("source", "title", "asked", "kept", "last_kept", "last_asked", "waiting", "failed"),
    "failures": ("source", "url", "step", "reason", "at"),
    "rights": ("site", "kind", "place", "words", "articles"),
}
"""The actions, and what CSV has of each."""
SOME = 20
"""Failures that `health` shows; `failures` shows all."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The sources of this call; `named` if the user gave their names."""

    settings: Settings
    sources: Sequence[Source]
    named: bool

    def names(self, name: str) -> bool:
        """Whether what is noted under this name of a source was asked for."""
        return not self.named or any(source.name == name for source in self.sources)


@click.command("sources", cls=SaidCommand)
@click.argument("words", nargs=-1, cls=SaidArgument, metavar="usage.sources_action")
@listing_form
@fetching_options
@click.pass_obj
def command(
    settings: Settings,
    words: tuple[str, ...],
    form: Form,
    user_agent: str | None,
    delay: float,
    timeout: float,
    allow_private: bool,
) -> int:
    """List, test, or say how they do. What is no action is the name of a source."""
    action, names = (words[0], words[1:]) if words and words[0] in COLUMNS else ("list", words)
    if action == "test":
        named = chosen(names, settings)
        wish = Wish(
            agent=agent_of(settings, user_agent),
            most=0,
            delay=delay,
            timeout=timeout,
            allow_private=allow_private,
        )
        return _test(_Asked(settings, named, True), wish, form)
    sources = chosen(names, settings) if names else list(sources_of(settings).values())
    asked = _Asked(settings, sources, bool(names))
    if action == "list":
        _print(form, action, map(_source, _sorted(sources)), lambda: _listed(asked))
        return 0
    if not settings.db.exists():
        click.echo(settings.say("sources.never"), err=form != "table")
        return 0
    rows, lines = {"health": (_states, _health), "failures": (_failed, _failures), "rights": (_rights, _reserved)}[
        action
    ]  # fmt: skip
    with Store(settings.db, read_only=True) as store:
        _print(form, action, rows(store, asked), lambda: lines(store, asked))
    return 0


def _print(form: Form, action: str, rows: Iterator[Row], lines: Callable[[], Iterator[str]]) -> None:
    if form != "table":
        print_rows(form, COLUMNS[action], rows)
        return
    for line in lines():
        click.echo(line)


def _sorted(sources: Sequence[Source]) -> Iterator[Source]:
    yield from sorted(sources, key=lambda source: (source.country != "NL", source.kind, source.name))


def _source(source: Source) -> Row:
    names = ("name", "title", "domain", "kind", "country", "feeds", "sitemaps", "sections", "notes")
    return {name: getattr(source, name) for name in names}


def _listed(asked: _Asked) -> Iterator[str]:
    """A row a source; of those that were named their addresses and notes too."""
    say = asked.settings.say
    rows = []
    for source in _sorted(asked.sources):
        below = [f"    {say(f'sources.{kind}')}: {printable(address)}" for kind, address in source.listings()]
        if source.notes:
            below.append(f"    {one_line(source.notes)}")
        cells = (source.name, source.title, source.domain, say(f"sources.{source.kind}"), source.country)
        rows.append((cells, below if asked.named else []))
    header = [say(f"sources.head_{name}") for name in ("name", "title", "domain", "kind", "country")]
    yield from grid(header, rows, coloured())


def _test(asked: _Asked, wish: Wish, form: Form) -> int:
    """Fetch the listings and nothing else, keep nothing, and say what they hold."""
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "test.db"
        run_crawl(asked.settings, asked.sources, wish, db)
        with Store(db, read_only=True) as store:
            rows = [{name: row[name] for name in COLUMNS["test"]} for row in listings(store.db.conn)]
            _print(form, "test", iter(rows), lambda: _tested(rows, store, asked))
    failed = sum(row["state"] == "failed" for row in rows)
    return code_of(len(rows) - failed, failed)


def _tested(rows: Sequence[Row], store: Store, asked: _Asked) -> Iterator[str]:
    for row in rows:
        said = asked.settings.say("sources.lists", found=row["found"])
        if row["state"] == "failed":
            said = asked.settings.say("sources.failed", reason=row["reason"] or "?")
        yield one_line(f"{row['source']}: {row['url']}: {said}")
    if list(_rights(store, asked)):
        yield ""
        yield from _reserved(store, asked)


def _states(store: Store, asked: _Asked) -> Iterator[Row]:
    """How each source that was ever asked has done."""
    states = health(store.db.conn)
    failed = [row["source"] for row in _failed(store, asked)]
    polled = {row["source"] for row in listings(store.db.conn)}
    for source in asked.sources:
        state = states.get(source.name)
        if state is None and source.name not in polled:
            continue
        yield {
            "source": source.name,
            "title": source.title,
            "asked": state.asked if state else 0,
            "kept": state.kept if state else 0,
            "last_kept": state.last_kept if state else None,
            "last_asked": state.last_asked if state else None,
            "waiting": state.waiting if state else 0,
            "failed": failed.count(source.name),
        }


def _health(store: Store, asked: _Asked) -> Iterator[str]:
    """A line a source and what failed; of those that were named also with which pages; then the rights."""
    say = asked.settings.say
    broken = [row for row in listings(store.db.conn) if row["state"] == "failed"]
    nothing = True
    for row in _states(store, asked):
        nothing = False
        failed = f"; {say('sources.failures', n=row['failed'])}" if row["failed"] else ""
        yield one_line(f"{row['source']}: {_state(row, asked.settings)}{failed}")
        if not asked.named:
            for bad in (bad for bad in broken if bad["source"] == row["source"]):
                said = say("sources.failed", reason=bad["reason"] or "?")
                yield one_line(f"    {bad['url']}: {said}", strip=False)
            continue
        failures = [bad for bad in _failed(store, asked) if bad["source"] == row["source"]]
        yield from _failure_lines(failures[:SOME], asked)
        if len(failures) > SOME:
            yield f"    {say('sources.rest', n=len(failures) - SOME, name=row['source'])}"
    if nothing:
        yield say("sources.never")
    if list(_rights(store, asked)):
        yield ""
        yield from _reserved(store, asked)


def _state(row: Row, settings: Settings) -> str:
    if not row["asked"]:
        return settings.say("sources.no_pages", waiting=row["waiting"])
    last = (row["last_kept"] or "")[:16].replace("T", " ")
    if not row["kept"]:
        return settings.say(
            "sources.silent", asked=row["asked"], since=last[:10] or settings.say("sources.ever")
        )
    numbers = {name: row[name] for name in ("kept", "asked", "waiting")}
    return settings.say("sources.well", last=last, **numbers)


def _failed(store: Store, asked: _Asked) -> Iterator[Row]:
    """What failed, the last first."""
    for row in missed(store.db.conn, asked.sources):
        if asked.names(row.source):
            yield {name: getattr(row, name) for name in COLUMNS["failures"]}


def _failures(store: Store, asked: _Asked) -> Iterator[str]:
    failures = list(_failed(store, asked))
    yield from _failure_lines(failures, asked) if failures else [asked.settings.say("sources.no_failures")]


def _failure_lines(failures: Sequence[Row], asked: _Asked) -> Iterator[str]:
    """When and in which step, and below it the address and the reason, whole."""
    say = asked.settings.say
    for row in failures:
        step = say(f"sources.step_{row['step']}") if row["step"] in STEPS else row["step"]
        yield one_line(f"  {row['at'][:16].replace('T', ' ')}  {row['source']}  {step}", strip=False)
        yield one_line(f"    {row['url']}", strip=False)
        yield one_line(f"    {row['reason']}", strip=False)


STEPS = ("robots", "feed", "sitemap", "section", "fetch", "read", "decode", "parse", "store")
"""Steps that have a word of their own."""


def _rights(store: Store, asked: _Asked) -> Iterator[Row]:
    """What the sites say about rights, each in its own words."""
    for row in reservations(store.db.conn):
        if any(same_house(row["site"], source.domain) for source in asked.sources):
            yield {name: row[name] for name in COLUMNS["rights"]}


def _reserved(store: Store, asked: _Asked) -> Iterator[str]:
    found = list(_rights(store, asked))
    if not found:
        yield asked.settings.say("sources.no_rights")
        return
    yield strong(asked.settings.say("sources.reserved"), coloured())
    for row in found:
        pages = (
            f" ({asked.settings.say('sources.on_pages', count=row['articles'])})" if row["articles"] else ""
        )
        yield printable(f"{row['place']}{pages}:")
        yield f"    {one_line(row['words'])}"
