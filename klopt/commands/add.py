"""`klopt add`: articles into the corpus."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain

import click

from corpus.archive import Archive
from corpus.article import Failure
from corpus.files import Loaded, load_paths
from db import Store
from klopt.adding import Adding, archive_folder, batches
from klopt.inputs import code_of, complain
from klopt.options import KloptError, SaidArgument, SaidCommand, SaidOption, Settings
from klopt.scraping import (
    Wish,
    agent_of,
    checked_addresses,
    fetching_options,
    is_address,
    run_crawl,
    sources_of,
)
from klopt.terminal import progress


@click.command("add", cls=SaidCommand)
@click.argument("paths", nargs=-1, required=True, cls=SaidArgument, metavar="usage.paths_needed")
@click.option("--source", cls=SaidOption, help="option.source")
@click.option("--published", cls=SaidOption, metavar="usage.day", help="option.published")
@click.option("--again", is_flag=True, cls=SaidOption, help="option.again")
@fetching_options
@click.pass_obj
def command(
    settings: Settings,
    paths: tuple[str, ...],
    source: str | None,
    published: str | None,
    again: bool,
    user_agent: str | None,
    delay: float,
    timeout: float,
    allow_private: bool,
) -> int:
    """Add these paths and addresses and say what that did."""
    addresses = checked_addresses(filter(is_address, paths))
    files = tuple(path for path in paths if not is_address(path))
    counts: Counter[str] = Counter()
    if addresses:
        wish = Wish(
            agent=agent_of(settings, user_agent),
            delay=delay,
            timeout=timeout,
            allow_private=allow_private,
            again=again,
            addresses=addresses,
        )
        counts += run_crawl(settings, tuple(sources_of(settings).values()), wish)
        counts["same"] += counts["unchanged"]
    if files:
        counts += add_paths(files, settings, source, published, again=again)
    done = counts["new"] + counts["same"] + counts["version"]
    if done:
        numbers = {name: counts[name] for name in ("new", "same", "version", "failed")}
        click.echo(settings.say("add.done", db=settings.db, **numbers))
    return code_of(done, counts["failed"])


def add_paths(
    paths: tuple[str, ...],
    settings: Settings,
    source: str | None = None,
    published: str | None = None,
    *,
    again: bool = False,
) -> Counter[str]:
    """Put the articles of these paths in the corpus, with `again` also those that were forgotten; how many were
    "new", "same", a new "version", or "failed".

    The database is made when there is something to put in it, not before.
    """
    items = load_paths(
        paths,
        source=source,
        published=published,
        stdin=sys.stdin.buffer,
        lang=settings.lang,
        home=settings.db.absolute().parent,
    )
    early, rest = _until_article(items, settings)
    if rest is None:
        return Counter(failed=len(early))
    given = {"source": source, "published": published}
    with Store(settings.db) as store:
        adding = Adding(
            store,
            Archive(archive_folder(settings.db), lang=settings.lang),
            {name: value for name, value in given.items() if value},
            settings.lang,
            lambda failure: complain(failure, settings),
            again,
        )
        adding.start()
        adding.counts["failed"] += len(early)
        for failure in early:
            store.record_failure(failure, adding.run)
        for batch in batches(progress(rest, None, settings.say("bar.adding"))):
            adding.put(batch)
        store.finish_run(adding.run)
    return adding.counts


def _until_article(
    items: Iterator[Loaded | Failure], settings: Settings
) -> tuple[list[Failure], Iterator[Loaded | Failure] | None]:
    """The failures before the first article, said; and the rest with that article, None if there is none."""
    early: list[Failure] = []
    for item in items:
        if isinstance(item, Loaded):
            return early, chain([item], items)
        complain(item, settings)
        early.append(item)
    if not early:
        raise KloptError("stop.nothing_read")
    return early, None
