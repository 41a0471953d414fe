"""`klopt add`: articles into the corpus."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain, islice

import click

from corpus.archive import Archive
from corpus.article import Failure
from corpus.files import load_paths
from corpus.loading import Loaded
from klopt.adding import Adding, archive_folder, batches
from klopt.corpus_file import new_or_existing
from klopt.import_options import Asked, import_options
from klopt.inputs import code_of, complain
from klopt.options import KloptError, SaidArgument, SaidCommand, SaidOption, Settings
from klopt.scale.asked import Dask, Hands, Wanted, dask_of, dask_options, hands
from klopt.scrape_targets import checked_addresses, is_address, sources_of
from klopt.scraping import Wish, agent_of, fetching_options, run_crawl
from klopt.show import article_lines
from klopt.stopping import goes_on
from klopt.terminal import coloured, progress

FIRST = 5
"""Articles that a preview shows."""
BEGINNING = 300
"""Characters of each that it shows."""


@click.command("add", cls=SaidCommand)
@click.argument("paths", nargs=-1, required=True, cls=SaidArgument, metavar="usage.paths_needed")
@import_options
@click.option("--preview", is_flag=True, cls=SaidOption, help="option.preview")
@click.option("--again", is_flag=True, cls=SaidOption, help="option.again")
@dask_options
@fetching_options
@click.pass_obj
def command(
    settings: Settings,
    paths: tuple[str, ...],
    asked: Asked,
    preview: bool,
    again: bool,
    far: Wanted,
    user_agent: str | None,
    delay: float,
    timeout: float,
    allow_private: bool,
) -> int:
    """Add these paths and addresses and say what that did."""
    addresses = checked_addresses(filter(is_address, paths))
    files = tuple(path for path in paths if not is_address(path))
    said = {"--preview": preview, "--source": asked.source, "--published": asked.published}
    if addresses and any(said.values()):
        raise KloptError("add.files_only", option=next(name for name, value in said.items() if value))
    dask = dask_of(far)
    here_alone = (*(["--preview"] if preview else []), *addresses, *(path for path in files if path == "-"))
    if dask is not None and here_alone:
        raise KloptError("cluster.files_only", what=here_alone[0])
    if preview:
        return show_first(files, settings, asked)
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
        counts += add_paths(files, settings, asked, again=again, dask=dask)
    done = counts["new"] + counts["same"] + counts["version"]
    if done:
        numbers = {name: counts[name] for name in ("new", "same", "version", "failed")}
        numbers["same"] -= counts["facts"]
        click.echo(settings.say("add.done", db=settings.db, **numbers))
    if counts["facts"]:
        click.echo(settings.say("add.facts", n=counts["facts"]))
    return code_of(done, counts["failed"])


def show_first(paths: tuple[str, ...], settings: Settings, asked: Asked) -> int:
    """Print the first articles as they would be added, and add nothing."""
    done = failed = 0
    for item in islice(_loaded(paths, settings, asked), FIRST):
        if isinstance(item, Failure):
            failed += 1
            complain(item, settings)
            continue
        article = item.article
        beginning = replace(article, text=article.text[:BEGINNING], skipped=(), silences=())
        click.echo("\n".join([*([""] if done else []), *article_lines(beginning, settings.lang, coloured())]))
        done += 1
    if done:
        click.echo(f"\n{settings.say('add.previewed')}")
    return code_of(done, failed)


def _loaded(paths: tuple[str, ...], settings: Settings, asked: Asked) -> Iterator[Loaded | Failure]:
    return load_paths(
        paths,
        source=asked.source,
        published=asked.published,
        stdin=sys.stdin.buffer,
        lang=settings.lang,
        home=settings.db.absolute().parent,
        columns=asked.columns,
        language=asked.language,
    )


@goes_on()
def add_paths(
    paths: tuple[str, ...],
    settings: Settings,
    asked: Asked | None = None,
    *,
    again: bool = False,
    dask: Dask | None = None,
) -> Counter[str]:
    """Put the articles of these paths in the corpus, with `again` also those that were forgotten; how many were
    "new", "same", a new "version", or "failed".

    The database is made when there is something to put in it, not before.
    """
    asked = asked or Asked()
    with ExitStack() as stack:
        items = (
            _loaded(paths, settings, asked)
            if dask is None
            else _loaded_far(paths, settings, asked, stack.enter_context(hands(dask, settings, None)))
        )
        return _add(items, settings, asked, again=again)


def _loaded_far(
    paths: tuple[str, ...], settings: Settings, asked: Asked, at: Hands
) -> Iterator[Loaded | Failure]:
    """The same as `_loaded`, read by the workers of a cluster."""
    from klopt.scale.adding import FarFiles
    from klopt.scale.work import How

    home = str(settings.db.absolute().parent)
    columns = tuple(sorted(asked.columns.items()))
    how = How(asked.source, asked.published, settings.lang, home, columns, asked.language)
    return FarFiles(at.cluster, at.folder, at.asked, how).load(paths)


def _add(items: Iterator[Loaded | Failure], settings: Settings, asked: Asked, *, again: bool) -> Counter[str]:
    early, rest = _until_article(items, settings)
    if rest is None:
        return Counter(failed=len(early))
    given = {"source": asked.source, "published": asked.published}
    with new_or_existing(settings.db) as store:
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
