"""`klopt sources`: where news comes from, whether it still comes, and which rights are reserved."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import click

from corpus.sources import Source
from corpus.urls import same_house
from db import Store, visits
from klopt.inputs import code_of
from klopt.options import SaidArgument, SaidCommand, Settings
from klopt.report import one_line
from klopt.scraping import Wish, agent_of, chosen, fetching_options, run_crawl, sources_of
from klopt.terminal import coloured, printable, strong

ACTIONS = ("list", "test", "health")


@click.command("sources", cls=SaidCommand)
@click.argument("words", nargs=-1, cls=SaidArgument, metavar="usage.sources_action")
@fetching_options
@click.pass_obj
def command(
    settings: Settings,
    words: tuple[str, ...],
    user_agent: str | None,
    delay: float,
    timeout: float,
    allow_private: bool,
) -> int:
    """List, test, or say how they do. What is no action is the name of a source."""
    action, names = (words[0], words[1:]) if words and words[0] in ACTIONS else ("list", words)
    if action == "test":
        wish = Wish(
            agent=agent_of(settings, user_agent),
            most=0,
            delay=delay,
            timeout=timeout,
            allow_private=allow_private,
        )
        return _test(chosen(names, settings), settings, wish)
    found = chosen(names, settings) if names else list(sources_of(settings).values())
    lines = (
        _listed(found, settings, bool(names)) if action == "list" else _health(found, settings, bool(names))
    )
    for line in lines:
        click.echo(line)
    return 0


def _listed(found: list[Source], settings: Settings, whole: bool) -> Iterator[str]:
    """A line a source; with `whole` its addresses and notes too."""
    width = max(len(source.name) for source in found)
    for source in sorted(found, key=lambda source: (source.country != "NL", source.kind, source.name)):
        kind = settings.say(f"sources.{source.kind}")
        yield printable(f"{source.name:<{width}}  {source.title} ({source.domain}), {kind}, {source.country}")
        if whole:
            for listing, address in source.listings():
                yield printable(f"{'':<{width}}  {settings.say(f'sources.{listing}')}: {address}")
            if source.notes:
                yield printable(f"{'':<{width}}  {source.notes}")


def _test(found: list[Source], settings: Settings, wish: Wish) -> int:
    """Fetch the listings and nothing else, keep nothing, and say what they hold."""
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "test.db"
        run_crawl(settings, found, wish, db)
        with Store(db, read_only=True) as store:
            rows = visits.listings(store.db.conn)
            for row in rows:
                yes = settings.say("sources.lists", found=row["found"])
                said = (
                    settings.say("sources.failed", reason=row["reason"] or "?")
                    if row["state"] == "failed"
                    else yes
                )
                click.echo(printable(f"{row['source']}: {row['url']}: {said}"))
            for line in _reserved(store, {source.domain for source in found}, settings):
                click.echo(line)
    failed = sum(row["state"] == "failed" for row in rows)
    return code_of(len(rows) - failed, failed)


def _health(found: list[Source], settings: Settings, whole: bool) -> Iterator[str]:
    """How each source that was ever asked has done."""
    if not settings.db.exists():
        yield settings.say("sources.never")
        return
    with Store(settings.db, read_only=True) as store:
        conn = store.db.conn
        states = visits.health(conn)
        listings = {
            name: list(rows) for name, rows in groupby(visits.listings(conn), lambda row: row["source"])
        }
        nothing = True
        for source in found:
            state = states.get(source.name)
            if state is None and source.name not in listings:
                continue
            nothing = False
            yield printable(f"{source.name}: {_state(state, settings)}")
            for row in listings.get(source.name, ()):
                if row["state"] == "failed":
                    said = settings.say("sources.failed", reason=row["reason"] or "?")
                    yield printable(f"    {row['url']}: {said}")
            if whole:
                for url, reason in visits.failures(conn, source.name):
                    yield printable(f"    {url}: {one_line(reason)}")
        if nothing:
            yield settings.say("sources.never")
        yield from _reserved(store, {source.domain for source in found}, settings)


def _state(state: visits.Health | None, settings: Settings) -> str:
    if state is None or not state.asked:
        return settings.say("sources.no_pages", waiting=state.waiting if state else 0)
    if not state.kept:
        since = (state.last_kept or "")[:10] or settings.say("sources.ever")
        return settings.say("sources.silent", asked=state.asked, since=since)
    numbers = {
        "kept": state.kept,
        "asked": state.asked,
        "last": (state.last_kept or "")[:16],
        "waiting": state.waiting,
    }
    return settings.say("sources.well", **numbers)


def _reserved(store: Store, domains: set[str], settings: Settings) -> Iterator[str]:
    """The rights that are reserved, in the words of those who reserve them."""
    heading = False
    for row in visits.reservations(store.db.conn):
        if not any(same_house(row["site"], domain) for domain in domains):
            continue
        if not heading:
            yield ""
            yield strong(settings.say("sources.reserved"), coloured())
            heading = True
        count = f" ({settings.say('sources.on_pages', count=row['articles'])})" if row["articles"] else ""
        yield printable(f"{row['place']}{count}:")
        yield printable(f"    {one_line(row['words'])}")
