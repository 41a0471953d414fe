"""`klopt extract`: read what is new in the corpus, or print the facts of files."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import click

from corpus.article import Failure
from db import Store
from extract.contract import as_json
from klopt import __version__
from klopt.corpus_file import existing
from klopt.import_options import Asked
from klopt.inputs import code_of, complain, failure_row, given
from klopt.options import (
    SaidArgument,
    SaidCommand,
    SaidOption,
    Settings,
    format_option,
    model_option,
)
from klopt.reading import Reading, pipeline, read_in_order, versions
from klopt.report import heading
from klopt.show import facts
from klopt.terminal import coloured, json_line, progress

TOGETHER = 25
"""Articles whose readings are kept together: they come in bursts, and the index of words is written once for each."""


@click.command("extract", cls=SaidCommand)
@click.argument("paths", nargs=-1, cls=SaidArgument, metavar="usage.paths")
@click.option("--source", cls=SaidOption, help="option.source")
@click.option("--published", cls=SaidOption, metavar="usage.day", help="option.published")
@click.option("-j", "--jobs", cls=SaidOption, type=click.IntRange(1, 64), default=1, help="option.jobs")
@format_option
@model_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    source: str | None,
    published: str | None,
    jobs: int,
    as_jsonl: bool,
) -> int:
    """Read these paths and print, or read what is new in the corpus."""
    settings: Settings = ctx.obj
    if not paths:
        return extract_corpus(settings, jobs=jobs)
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
        click.echo(json_line(as_json(item[1])) if as_jsonl else _text(item, settings, done > 1))
    return code_of(done, failed)


def _text(reading: Reading, settings: Settings, blank_first: bool) -> str:
    article, extraction = reading
    lines = [
        *heading(article, settings.lang, coloured()),
        *facts(extraction, settings.lang, coloured()),
    ]
    return "\n".join([*([""] if blank_first else []), *lines])


def extract_corpus(settings: Settings, quiet: bool = False, jobs: int = 1) -> int:
    """Read every article of the corpus that was not yet read by this pipeline and these readers, with so many jobs.

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
            articles = (article for _, article in store.pending(*current))
            results = read_in_order(articles, nlp, jobs, settings.model)
            shown = progress(results, waiting, settings.say("bar.extracting"))
            while items := [*islice(shown, TOGETHER)]:
                failures = [item for item in items if isinstance(item, Failure)]
                for failure in failures:
                    complain(failure, settings)
                _keep(store, items, run)
                failed += len(failures)
                done += len(items) - len(failures)
            store.finish_run(run)
        if not quiet:
            line = settings.say("extract.done", read=done, current=known, failed=failed, db=settings.db)
            click.echo(line)
    return code_of(done + known, failed)


def _keep(store: Store, items: Sequence[Reading | Failure], run: int) -> None:
    """What was read of some articles, in one transaction. The article of an extraction from the corpus is the row's
    number.
    """
    with store.transaction():
        for item in items:
            if isinstance(item, Failure):
                store.record_failure(item, run)
            else:
                store.put_extraction(int(item[1].article), item[1], run)
