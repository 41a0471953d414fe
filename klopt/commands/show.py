"""`klopt show`: one article with its figures marked, what klopt took them for, and what does not add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

import click

from corpus.article import Failure
from db import Store
from db.byhand import standing_verdicts
from klopt.check.case import Case
from klopt.check.finding import Finding
from klopt.check.levels import capped
from klopt.check.registry import select
from klopt.check.run import check_article, finding_from
from klopt.corpus_file import existing
from klopt.inputs import complain, given
from klopt.judged import Known, Ledger
from klopt.listing import article_ids
from klopt.options import SaidArgument, SaidCommand, Settings, model_option
from klopt.reading import pipeline, read_in_order
from klopt.report import finding_lines, heading
from klopt.show import facts, marked_text
from klopt.terminal import coloured, strong


@click.command("show", cls=SaidCommand)
@click.argument("article", cls=SaidArgument, metavar="usage.article")
@model_option
@click.pass_context
def command(ctx: click.Context, article: str) -> int:
    """Show an article of the corpus by its number, address or name, or a file."""
    settings: Settings = ctx.obj
    if Path(article).is_file():
        return _show_files(article, settings)
    with existing(settings, read_only=True) as store:
        (row_id,) = article_ids(store, [article], settings)
        cases = {row_id: _stored(store, row_id)}
        rules = select(ignore=settings.config.silenced)
        rows = [row for row in store.findings(article=row_id) if row.rule in rules]
        ledger = Ledger(standing_verdicts(store.db.conn))
        keys = [ledger.known(row.key) for row in rows]
        findings = [finding_from(row) for row in rows]
        for other in {spot.article for finding in findings for spot in finding.spans} - {row_id}:
            cases[int(other)] = _stored(store, int(other))
        _print(cases[row_id], list(capped(findings, settings.config.rules)), cases, settings, keys)
    return 0


def _stored(store: Store, row_id: int) -> Case:
    return Case(store.article(row_id), store.extraction(row_id))


def _show_files(path: str, settings: Settings) -> int:
    shown = 0
    for item in read_in_order(given([path], settings, exact=True), pipeline(settings)):
        if isinstance(item, Failure):
            complain(item, settings)
            continue
        case = Case(*item)
        found = check_article(select(ignore=settings.config.silenced), case).findings
        findings = [finding for finding in capped(found, settings.config.rules) if finding.level != "note"]
        _print(case, findings, {case.article.id: case}, settings)
        shown += 1
    return 0 if shown else 2


def _print(
    case: Case,
    findings: list[Finding],
    cases: Mapping[str | int, Case] | Mapping[int, Case],
    settings: Settings,
    keys: Sequence[Known] = (),
) -> None:
    lang, colour = settings.lang, coloured()
    lines = [*heading(case.article, lang, colour), ""]
    lines.append(marked_text(case.article, [figure.span for figure in case.extraction.quantities], colour))
    lines += facts(case.extraction, lang, colour)
    if findings:
        lines += ["", strong(settings.say("show.findings"), colour)]
    for finding, known in zip_longest(findings, keys):
        lines += ["", *finding_lines(finding, case, dict(cases.items()), lang, colour, known)]
    click.echo("\n".join(lines))
