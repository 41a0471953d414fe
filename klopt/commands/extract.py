"""`klopt extract`: read what is new in the corpus, or print the facts of files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import click

from corpus.article import Failure
from db import Store
from extract.contract import as_json
from klopt import __version__
from klopt.corpus_file import existing
from klopt.import_options import Asked
from klopt.in_file import counted_in_file
from klopt.inputs import code_of, complain, failure_row, given
from klopt.options import (
    SaidArgument,
    SaidCommand,
    SaidOption,
    Settings,
    format_option,
    model_option,
)
from klopt.parallel import Result
from klopt.reading import Reading, pipeline, read_in_order, versions
from klopt.report import heading
from klopt.scale.asked import Dask, Hands, Wanted, dask_of, dask_options, hands
from klopt.show import facts
from klopt.stopping import goes_on
from klopt.terminal import coloured, json_line, progress

if TYPE_CHECKING:
    from spacy.language import Language

TOGETHER = 25
"""Articles whose readings are kept together: they come in bursts, and the index of words is written once for each."""


@click.command("extract", cls=SaidCommand)
@click.argument("paths", nargs=-1, cls=SaidArgument, metavar="usage.paths")
@click.option("--source", cls=SaidOption, help="option.source")
@click.option("--published", cls=SaidOption, metavar="usage.day", help="option.published")
@click.option("-j", "--jobs", cls=SaidOption, type=click.IntRange(1, 64), default=1, help="option.jobs")
@dask_options
@format_option
@model_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    source: str | None,
    published: str | None,
    jobs: int,
    far: Wanted,
    as_jsonl: bool,
) -> int:
    """Read these paths and print, or read what is new in the corpus."""
    settings: Settings = ctx.obj
    dask = dask_of(far, corpus=not paths, jobs=jobs)
    if not paths:
        return extract_corpus(settings, jobs=jobs, dask=dask)
    return print_facts(paths, settings, Asked(source, published), jobs, as_jsonl)


def print_facts(paths: tuple[str, ...], settings: Settings, asked: Asked, jobs: int, as_jsonl: bool) -> int:
    """The facts of each article of these paths, in order."""
    done = failed = 0
    items = given(paths, settings, exact=True, asked=asked)
    results = read_in_order(items, pipeline(settings), jobs, settings.model)
    for item in progress(results, None, settings.say("bar.extracting")):
        if isinstance(item, Failure):
            failed += 1
            complain(item, settings)
            if as_jsonl:
                click.echo(failure_row(item))
            continue
        done += 1
        article, extraction = item
        row = json_line(counted_in_file(as_json(extraction), article)) if as_jsonl else None
        click.echo(row or _text(item, settings, done > 1))
    return code_of(done, failed)


def _text(reading: Reading, settings: Settings, blank_first: bool) -> str:
    article, extraction = reading
    lines = [
        *heading(article, settings.lang, coloured()),
        *facts(extraction, settings.lang, coloured()),
    ]
    return "\n".join([*([""] if blank_first else []), *lines])


@goes_on()
def extract_corpus(settings: Settings, quiet: bool = False, jobs: int = 1, dask: Dask | None = None) -> int:
    """Read every article of the corpus that was not yet read by this pipeline and these readers: with so many jobs, or
    on a cluster.

    Articles are kept as they are read, some tens at a time, so that a run that was broken off goes on there.
    """
    with existing(settings) as store:
        nlp = pipeline(settings)
        current = versions(nlp)
        waiting = store.count_pending(*current)
        known = store.counts()["articles"] - waiting
        done = failed = 0
        if waiting:
            run = store.start_run(
                "extract",
                klopt_version=__version__,
                model=current[0],
                model_version=current[1],
                reader_version=current[2],
            )
            keep = partial(_keep, store, run, settings)
            with ExitStack() as stack:
                kept = (
                    _read_here(store, settings, nlp, jobs, keep)
                    if dask is None
                    else _read_far(
                        store,
                        settings,
                        current,
                        keep,
                        stack.enter_context(hands(dask, settings, current[:2])),
                    )
                )
                for result in progress(kept, waiting, settings.say("bar.extracting")):
                    failed += isinstance(result, Failure)
                    done += not isinstance(result, Failure)
            store.finish_run(run)
        if not quiet:
            line = settings.say("extract.done", read=done, current=known, failed=failed, db=settings.db)
            click.echo(line)
    return code_of(done + known, failed)


def _read_here(
    store: Store, settings: Settings, nlp: Language, jobs: int, keep: Callable[[Sequence[Result]], None]
) -> Iterator[Result]:
    """What waits, read on this machine and kept some articles at a time."""
    articles = (article for _, article in store.pending(*versions(nlp)))
    results = read_in_order(articles, nlp, jobs, settings.model)
    while some := [item if isinstance(item, Failure) else item[1] for item in islice(results, TOGETHER)]:
        with store.transaction():
            keep(some)
        yield from some


def _read_far(
    store: Store,
    settings: Settings,
    current: tuple[str, str, str],
    keep: Callable[[Sequence[Result]], None],
    at: Hands,
) -> Iterator[Result]:
    """What waits, read on a cluster."""
    from klopt.scale.extracting import FarReading

    far = FarReading(store, at.cluster, at.folder, at.asked, settings.model)
    return far.read(store.pending(*current), keep)


def _keep(store: Store, run: int, settings: Settings, results: Sequence[Result]) -> None:
    """What was read of some articles, in the transaction of the caller. The article of an extraction from the corpus is
    the row's number.
    """
    for result in results:
        if isinstance(result, Failure):
            complain(result, settings)
            store.record_failure(result, run)
        else:
            store.put_extraction(int(result.article), result, run)
