"""`klopt check`: do the sums, on files like a linter or on the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache, partial

import click

from corpus.article import Article, Failure
from db import Store
from db.byhand import standing_verdicts
from db.references import reference_tables
from klopt import __version__
from klopt.check.case import Case, Official
from klopt.check.corpus import Step, check_corpus
from klopt.check.examined import Crew
from klopt.check.kept import kept, quotable, whole
from klopt.check.registry import select
from klopt.check.run import Checked, check_across, check_article
from klopt.check_printer import Item, printer, shown_levels
from klopt.check_writers import WRITERS, How
from klopt.completions import rule_names
from klopt.corpus_file import existing
from klopt.import_options import Asked
from klopt.inputs import given, told_apart
from klopt.judged import Ledger
from klopt.options import KloptError, SaidArgument, SaidCommand, SaidOption, Settings, model_option
from klopt.reading import pipeline, read_in_order
from klopt.reference.figures import official_figures
from klopt.report import one_line
from klopt.scale.asked import Dask, Wanted, dask_of, dask_options, hands
from klopt.stopping import goes_on
from klopt.terminal import progress
from klopt.undated import Undated

HELD = 200
"""Articles that are kept in memory while findings are printed, as others may be compared with them."""


@click.command("check", cls=SaidCommand)
@click.argument("paths", nargs=-1, cls=SaidArgument, metavar="usage.paths")
@click.option("--across", "compare", is_flag=True, cls=SaidOption, help="option.across")
@click.option("--all", "everything", is_flag=True, cls=SaidOption, help="option.all")
@click.option(
    "--select",
    "only",
    multiple=True,
    cls=SaidOption,
    metavar="usage.rule_name",
    shell_complete=rule_names,
    help="option.select",
)
@click.option(
    "--ignore",
    multiple=True,
    cls=SaidOption,
    metavar="usage.rule_name",
    shell_complete=rule_names,
    help="option.ignore",
)
@click.option(
    "--level", "least", type=click.Choice(["error", "warning", "note"]), cls=SaidOption, help="option.level"
)
@click.option("--anew", is_flag=True, cls=SaidOption, help="option.anew")
@click.option("--why", is_flag=True, cls=SaidOption, help="option.why")
@click.option("--judged", is_flag=True, cls=SaidOption, help="option.judged")
@click.option("--reference", "references", is_flag=True, cls=SaidOption, help="option.references")
@click.option("--source", cls=SaidOption, help="option.source")
@click.option("--published", cls=SaidOption, metavar="usage.day", help="option.published")
@click.option(
    "--format", "form", type=click.Choice([*WRITERS]), default="text", cls=SaidOption, help="option.form"
)
@dask_options
@model_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    compare: bool,
    everything: bool,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    least: str | None,
    anew: bool,
    why: bool,
    judged: bool,
    references: bool,
    source: str | None,
    published: str | None,
    form: str,
    far: Wanted,
) -> int:
    """Check these paths, or the corpus, and print what does not add up."""
    settings: Settings = ctx.obj
    # Who names a rule wants to hear it, whatever klopt.toml says.
    names = select(only, ignore if only else (*ignore, *settings.config.silenced))
    how = How(shown_levels(least, everything), settings.lang, judged=judged, why=why)
    dask = dask_of(far, corpus=not paths)
    if not paths:
        return check_database(settings, names, how, form, anew=anew, dask=dask)
    official = _official(settings) if references else ()
    how = replace(how, tables=bool(official) and "reference" in names)
    items = given(paths, settings, exact=True, asked=Asked(source, published))
    undated = Undated()
    if not compare:
        checked = undated.noted(_alone(items, names, settings, official))
        code = printer(settings, form, how, _nobody).show(checked)
    else:
        given_ids: dict[str | int, str | int] = {}
        together = list(undated.noted(_alone(told_apart(items, given_ids), names, settings, official)))
        cases = {item.article: item.case for item in together if isinstance(item, Checked)}
        how = replace(how, given_ids=given_ids)
        code = printer(settings, form, how, cases.__getitem__).show(check_across(names, together))
    if undated.words is not None:
        click.echo(f"klopt: {settings.say('check.undated', words=one_line(undated.words))}", err=True)
    return code


@goes_on()
def check_database(
    settings: Settings,
    names: tuple[str, ...],
    how: How | None = None,
    form: str = "text",
    *,
    anew: bool = False,
    keys: bool = True,
    dask: Dask | None = None,
) -> int:
    """Check the articles of the corpus that were read, each alone and against each other, as far as they are new or
    changed or touched by those (all of them: `anew`); keep what is found, and print all that stands.

    All rules run, so that what is kept is whole; `names` are those of which the findings are shown. What was judged
    is left out unless `how` says otherwise. Without `keys` it is shown as if nobody had judged or checked anything
    before.
    """
    how = how or How(shown_levels(None, everything=False), settings.lang)
    with existing(settings) as store:
        counts = store.counts()
        waiting = counts["articles"] - counts["extractions"]
        if not counts["extractions"]:
            raise KloptError("stop.not_extracted", path=settings.db)
        if waiting:
            click.echo(f"klopt: {settings.say('check.waiting', n=waiting)}", err=True)
        run = store.start_run("check", klopt_version=__version__)

        def bar(ids: Iterable[int], total: int, step: Step) -> Iterable[int]:
            return progress(ids, total, settings.say(f"bar.{step}"))

        # All is checked and kept before the first is printed: whoever stops reading loses nothing.
        with ExitStack() as stack:
            hired = None if dask is None else partial(_hired, store, settings, dask, stack)
            looked_at = check_corpus(store, select(), run, anew=anew, watched=bar, hired=hired)
        store.finish_run(run)
        ledger = Ledger(standing_verdicts(store.db.conn))
        how = replace(how, ledger=ledger if keys else None, tables=bool(reference_tables(store)))
        fetch = (
            partial(whole, store, official=official_figures(store)) if how.why else partial(quotable, store)
        )
        case_of = lru_cache(HELD)(fetch)
        known = kept(store, select(), case_of, looks=how.why)
        printed = printer(settings, form, how, lambda other: case_of(int(other)))
        return printed.show(_named(known, names, ledger), looked_at if keys else None)


def _hired(
    store: Store, settings: Settings, dask: Dask, stack: ExitStack, stamp: str, official: tuple[Official, ...]
) -> Crew:
    """The workers of a cluster, until the stack is closed."""
    at = stack.enter_context(hands(dask, settings, None))
    from klopt.scale.checking import FarCrew

    return FarCrew(store, at.cluster, at.folder, at.asked, select(), stamp, official)


def _named(
    known: Iterable[tuple[Checked, tuple[str, ...]]], names: tuple[str, ...], ledger: Ledger
) -> Iterator[Checked]:
    """The articles with those of their findings that have one of these names, noted in the ledger."""
    for checked, keys in known:
        findings = []
        for finding, key in zip(checked.findings, keys, strict=True):
            if finding.rule in names:
                ledger.note(finding, key)
                findings.append(finding)
        yield replace(checked, findings=tuple(findings))


def _official(settings: Settings) -> tuple[Official, ...]:
    """The figures of the tables in the database of this call."""
    if not settings.db.exists():
        raise KloptError("stop.no_database", path=settings.db)
    with Store(settings.db, read_only=True) as store:
        found = official_figures(store)
    if not found:
        click.echo(f"klopt: {settings.say('reference.none')}", err=True)
    return found


def _alone(
    items: Iterable[Article | Failure],
    names: tuple[str, ...],
    settings: Settings,
    official: tuple[Official, ...] = (),
) -> Iterator[Item]:
    results = read_in_order(items, pipeline(settings))
    for item in progress(results, None, settings.say("bar.checking")):
        yield item if isinstance(item, Failure) else check_article(names, Case(*item, official=official))


def _nobody(article: str | int) -> Case:
    raise LookupError(f"a rule within one article compared with {article!r}")
