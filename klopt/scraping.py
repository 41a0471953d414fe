"""One crawl for one call: its sources, how klopt makes itself known, and what is said while it runs."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.archive import Archive
from corpus.article import Failure
from corpus.discover import Candidate
from corpus.sources import Source, source_of
from corpus.urls import canonical
from corpus.visits import Visit
from db import Store, visits
from klopt.adding import Adding, archive_folder
from klopt.corpus_file import new_or_existing
from klopt.crawling import Desk
from klopt.inputs import complain
from klopt.options import KloptError, SaidOption, Settings
from klopt.scraped import summary
from klopt.stopping import goes_on

if TYPE_CHECKING:
    from corpus.manners import Way

CONTACT = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|https?://\S{4,}")
SLOWER = 1.0
"""Seconds at least between two requests to a host that is not the user's own."""
WATCH = 5.0
"""Minutes at least between two rounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the user asked of a crawl. `watch` is in minutes, `delay` in seconds."""

    agent: str
    since: date | None = None
    most: int | None = None
    watch: float | None = None
    delay: float = 2.0
    timeout: float = 30.0
    allow_private: bool = False
    again: bool = False
    addresses: tuple[str, ...] = field(default=())


def fetching_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command that fetches has."""
    for option in (
        click.option("--allow-private", is_flag=True, cls=SaidOption, help="option.allow_private"),
        click.option(
            "--timeout",
            type=click.FloatRange(min=0.1, max=600),
            default=30.0,
            cls=SaidOption,
            metavar="usage.seconds",
            help="option.timeout",
        ),
        click.option(
            "--delay", type=float, default=2.0, cls=SaidOption, metavar="usage.seconds", help="option.delay"
        ),
        click.option("--user-agent", cls=SaidOption, help="option.user_agent"),
    ):
        command = option(command)
    return command


def agent_of(settings: Settings, given: str | None) -> str:
    """The User-Agent: of this call, else of klopt.toml. Raises KloptError if it says not where the user can be
    reached.
    """
    from klopt.config_values import AGENT

    agent = settings.config.user_agent if given is None else given.strip()
    if not CONTACT.search(agent) or not AGENT.fullmatch(agent):
        raise KloptError("scrape.no_contact", agent=agent)
    return agent


def refuse_haste(wish: Wish) -> None:
    """Raise KloptError for a pace that no stranger's site should have to bear."""
    if wish.allow_private:
        return
    if wish.delay < SLOWER:
        raise KloptError("scrape.too_fast", least=f"{SLOWER:g}")
    if wish.watch is not None and wish.watch < WATCH:
        raise KloptError("scrape.too_often", least=f"{WATCH:g}")


def way_of(wish: Wish) -> Way:
    """How to fetch for this wish."""
    from corpus.manners import Way

    return Way(
        agent=wish.agent,
        delay=wish.delay,
        timeout=wish.timeout,
        watch=None if wish.watch is None else wish.watch * 60,
        **({"public": lambda _address: True} if wish.allow_private else {}),
    )


@goes_on()
def run_crawl(
    settings: Settings, sources: Sequence[Source], wish: Wish, db: Path | None = None
) -> Counter[str]:
    """Crawl, and give back what that came to (see `Desk`). Raises KloptError, also if it was interrupted."""
    from corpus.fetch import crawl
    from corpus.frontier import Frontier
    from corpus.visits import Plan

    refuse_haste(wish)
    plan = Plan(
        sources=() if wish.addresses else tuple(sources),
        agent=wish.agent,
        since=wish.since,
        most=wish.most,
        lang=settings.lang,
    )
    kept = settings.db if db is None else db
    with new_or_existing(kept) as store:
        desk = _desk(store, Archive(archive_folder(kept), lang=settings.lang), settings, sources, wish)
        _announce(desk, settings, wish)
        frontier = Frontier(plan, desk, teller(desk.left, settings))
        frontier.poll()
        finished = crawl(frontier, way_of(wish), _round_ended(desk, settings, wish))
        end_line()
        if not finished:
            raise click.Abort
        store.finish_run(desk.run)
        desk.counts["left"] = desk.left(ever=True)
    return desk.counts


def _desk(store: Store, archive: Archive, settings: Settings, sources: Sequence[Source], wish: Wish) -> Desk:
    def said(failure: Failure) -> None:
        end_line()
        complain(failure, settings)

    adding = Adding(store, archive, {}, settings.lang, said, wish.again)
    adding.start("add" if wish.addresses else "scrape")
    desk = Desk(store, adding, {source.name: source for source in sources}, settings.lang, said)
    if wish.addresses:
        only: list[str] = []
        with store.transaction():
            for address in wish.addresses:
                url = canonical(address)
                source = source_of(url, sources)
                visits.queue(
                    store.db.conn, Candidate(url), source.name if source else "", None, desk.run, anew=True
                )
                only.append(url)
        desk.only = tuple(dict.fromkeys(only))
    return desk


def _announce(desk: Desk, settings: Settings, wish: Wish) -> None:
    """Say that a run that was broken off is taken up again, and where."""
    broken = None if wish.addresses else visits.broken_off(desk.store.db.conn, desk.run)
    if broken is None:
        return
    desk.resumed = broken.first
    if broken.total > broken.done:
        click.echo(settings.say("scrape.resumed", done=broken.done, total=broken.total), err=True)


def teller(left: Callable[[], int], settings: Settings) -> Callable[[Visit], None]:
    """A line on a terminal that says how far we are; `left` gives the number of pages that wait."""
    done: Counter[str] = Counter()

    def told(visit: Visit) -> None:
        done[visit.kind] += 1
        if sys.stderr.isatty():
            total = done["page"] + left()
            line = settings.say("scrape.progress", done=done["page"], total=total)
            click.echo(f"\r\x1b[K{line}", nl=False, err=True)

    return told


def _round_ended(desk: Desk, settings: Settings, wish: Wish) -> Callable[[], None]:
    """With --watch: what the round gave, and when the next one begins."""
    told: Counter[str] = Counter()

    def ended() -> None:
        end_line()
        gave = desk.counts - told
        told.update(gave)
        gave["left"] = desk.left(ever=True)
        click.echo(summary(gave, settings))
        at = datetime.now().astimezone() + timedelta(minutes=wish.watch or 0)
        click.echo(settings.say("scrape.next_round", at=f"{at:%H:%M}"), err=True)

    return ended


def end_line() -> None:
    """Take that line away."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
