"""`klopt check`: do the sums, on files like a linter or on the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import click

from corpus.article import Article, Failure
from db.byhand import standing_verdicts
from klopt import __version__
from klopt.check.case import Case
from klopt.check.finding import Finding, Level
from klopt.check.levels import capped
from klopt.check.registry import select
from klopt.check.run import Checked, check_across, check_article, check_corpus
from klopt.check_contract import as_json
from klopt.completions import rule_names
from klopt.corpus_file import existing
from klopt.inputs import code_of, complain, failure_row, given, told_apart
from klopt.judged import Ledger
from klopt.options import (
    KloptError,
    SaidArgument,
    SaidCommand,
    SaidOption,
    Settings,
    format_option,
    model_option,
)
from klopt.reading import pipeline, read_in_order
from klopt.report import findings_of
from klopt.terminal import coloured, json_line, progress

Item: TypeAlias = Checked | Failure


@dataclass(slots=True)
class Printer:
    """Prints what was checked, article by article, and counts. `find` gives the article that a finding
    compares with. With a `ledger` findings have their keys, and what was judged is left out unless `judged`.
    `given_ids` are the ids that articles came with and do not have here (`klopt.inputs.told_apart`).
    """

    settings: Settings
    as_jsonl: bool
    everything: bool
    find: Callable[[str | int], Case]
    ledger: Ledger | None = None
    judged: bool = False
    given_ids: Mapping[str | int, str | int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def show(self, items: Iterable[Item]) -> int:
        """Print all, the totals last; returns the exit code."""
        for item in items:
            if isinstance(item, Failure):
                self._fail(item)
            else:
                self._article(item)
        if not self.as_jsonl and self.counts["articles"]:
            if not self.counts["shown"]:
                click.echo(self.settings.say("check.silent"))
            names = ("articles", "figures", "checkable", "checked", "findings")
            click.echo(self.settings.say("check.done", **{name: self.counts[name] for name in names}))
            if self.counts["settled"]:
                click.echo(self.settings.say("check.settled", n=self.counts["settled"]))
        return code_of(self.counts["articles"], self.counts["failed"], self.counts["findings"])

    def _fail(self, failure: Failure) -> None:
        self.counts["failed"] += 1
        complain(failure, self.settings)
        if self.as_jsonl:
            click.echo(failure_row(failure))

    def _article(self, checked: Checked) -> None:
        checked = replace(checked, findings=capped(checked.findings, self.settings.config.rules))
        levels: tuple[Level, ...] = ("error", "warning", "note") if self.everything else ("error", "warning")
        shown = [finding for finding in checked.findings if finding.level in levels]
        findings = [finding for finding in shown if self.judged or not self._settled(finding)]
        self.counts["settled"] += len(shown) - len(findings)
        self.counts["articles"] += 1
        for name in ("figures", "checkable", "checked"):
            self.counts[name] += getattr(checked, name)
        self.counts["findings"] += sum(finding.level != "note" for finding in findings)
        self.counts["shown"] += len(findings)
        if self.as_jsonl:
            lang, judged = self.settings.lang, self.judged
            row = as_json(checked, levels, lang, self.ledger, settled=judged)
            for named in (row, *(spot for found in row["findings"] for spot in found["spans"])):
                named["id"] = self.given_ids.get(named["id"], named["id"])
            click.echo(json_line(row))
        elif findings:
            cases = self._compared(checked.case, findings)
            lang, colour = self.settings.lang, coloured()
            for line in findings_of(checked.case, findings, cases, lang, colour, self.ledger):
                click.echo(line)

    def _settled(self, finding: Finding) -> bool:
        known = self.ledger.of(finding) if self.ledger else None
        return known is not None and known.settled

    def _compared(self, case: Case, findings: Iterable[Finding]) -> Mapping[str | int, Case]:
        ids = {spot.article for finding in findings for spot in finding.spans} - {case.article.id}
        return {other: self.find(other) for other in ids}


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
@click.option("--judged", is_flag=True, cls=SaidOption, help="option.judged")
@click.option("--source", cls=SaidOption, help="option.source")
@click.option("--published", cls=SaidOption, metavar="usage.day", help="option.published")
@format_option
@model_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    compare: bool,
    everything: bool,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    judged: bool,
    source: str | None,
    published: str | None,
    as_jsonl: bool,
) -> int:
    """Check these paths, or the corpus, and print what does not add up."""
    settings: Settings = ctx.obj
    # Who names a rule wants to hear it, whatever klopt.toml says.
    names = select(only, ignore if only else (*ignore, *settings.config.silenced))
    if not paths:
        return check_database(settings, names, as_jsonl=as_jsonl, everything=everything, judged=judged)
    items = given(paths, settings, exact=True, source=source, published=published)
    if not compare:
        return Printer(settings, as_jsonl, everything, _nobody).show(_alone(items, names, settings))
    given_ids: dict[str | int, str | int] = {}
    together = list(_alone(told_apart(items, given_ids), names, settings))
    cases = {item.case.article.id: item.case for item in together if isinstance(item, Checked)}
    printer = Printer(settings, as_jsonl, everything, cases.__getitem__, given_ids=given_ids)
    return printer.show(check_across(names, together))


def check_database(
    settings: Settings,
    names: tuple[str, ...],
    *,
    as_jsonl: bool = False,
    everything: bool = False,
    judged: bool = False,
    keys: bool = True,
) -> int:
    """Check every article of the corpus that was read, each alone and against each other, and keep what is found.

    All rules run, so that what is kept is whole; `names` are those of which the findings are shown. What was judged
    is left out unless `judged`. Without `keys` it is shown as if nobody had judged anything.
    """
    with existing(settings) as store:
        counts = store.counts()
        waiting = counts["articles"] - counts["extractions"]
        if not counts["extractions"]:
            raise KloptError("stop.not_extracted", path=settings.db)
        if waiting:
            click.echo(f"klopt: {settings.say('check.waiting', n=waiting)}", err=True)
        run = store.start_run("check", klopt_version=__version__)
        # All are checked and kept before the first is printed: whoever stops reading loses nothing.
        checked = list(progress(check_corpus(store, select(), run), None, settings.say("bar.checking")))
        store.finish_run(run)
        ledger = Ledger(standing_verdicts(store.db.conn))
        for item in checked:
            ledger.note(store.article_key(int(item.case.article.id)), item.findings)
    cases = {item.case.article.id: item.case for item in checked}
    shown = (
        replace(item, findings=tuple(finding for finding in item.findings if finding.rule in names))
        for item in sorted(checked, key=lambda item: int(item.case.article.id))
    )
    known = ledger if keys else None
    return Printer(settings, as_jsonl, everything, cases.__getitem__, known, judged).show(shown)


def _alone(items: Iterable[Article | Failure], names: tuple[str, ...], settings: Settings) -> Iterator[Item]:
    results = read_in_order(items, pipeline(settings))
    for item in progress(results, None, settings.say("bar.checking")):
        yield item if isinstance(item, Failure) else check_article(names, Case(*item))


def _nobody(article: str | int) -> Case:
    raise LookupError(f"a rule within one article compared with {article!r}")
