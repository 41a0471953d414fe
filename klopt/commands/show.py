"""`klopt show`: one article with everything marked, what klopt took it for, and what does not add up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal, TypeAlias

import click

from corpus.article import Failure
from corpus.robots import Reservation
from db import Store, article_key
from db.byhand import standing_verdicts
from db.reservations import reserved_of
from extract import contract
from klopt.check.case import Case
from klopt.check.finding import Finding
from klopt.check.levels import capped
from klopt.check.registry import select
from klopt.check.run import check_article, finding_from, keyed
from klopt.check_contract import finding_as_json, verdict_as_json
from klopt.choices import WordChoice
from klopt.corpus_file import existing
from klopt.inputs import complain, given
from klopt.judged import Known, Ledger
from klopt.listing import article_ids
from klopt.marking import KINDS, MarkKind, legend, marked_field, places
from klopt.options import (
    KloptError,
    SaidArgument,
    SaidCommand,
    SaidOption,
    Settings,
    model_option,
)
from klopt.reading import pipeline, read_in_order
from klopt.report import byline, finding_lines
from klopt.show import facts, rights_lines
from klopt.terminal import coloured, json_line, printable, strong

_Judged: TypeAlias = tuple[Finding, Known | None]


@dataclass(frozen=True, slots=True)
class _Shown:
    """An article with its findings; `cases` are those they compare, `known` what is known of each by its key."""

    case: Case
    findings: Sequence[Finding]
    cases: Mapping[str | int, Case]
    known: Sequence[Known] = ()
    rights: Sequence[Reservation] = ()

    def parted(self) -> tuple[list[_Judged], list[_Judged]]:
        """The findings that stand, and those of which somebody said that it adds up, each with what is known of it."""
        every = list(zip_longest(self.findings, self.known))
        fine = [one for one in every if one[1] is not None and one[1].fine]
        return [one for one in every if one not in fine], fine


@click.command("show", cls=SaidCommand)
@click.argument("article", cls=SaidArgument, metavar="usage.article")
@click.option(
    "--mark",
    "marks",
    cls=SaidOption,
    type=WordChoice("mark", [*KINDS, "none"]),
    multiple=True,
    help="option.mark",
)
@click.option(
    "--format",
    "form",
    cls=SaidOption,
    type=click.Choice(["text", "json", "html"]),
    default="text",
    help="option.show_form",
)
@model_option
@click.pass_context
def command(
    ctx: click.Context,
    article: str,
    marks: tuple[MarkKind | Literal["none"], ...],
    form: Literal["text", "json", "html"],
) -> int:
    """Show an article of the corpus by its number, address or name, or a file."""
    settings: Settings = ctx.obj
    kinds: tuple[MarkKind, ...] = tuple(kind for kind in marks if kind != "none") if marks else KINDS
    write = {"text": _text, "json": _json, "html": _page}[form]
    if Path(article).is_file():
        return _show_files(article, settings, lambda shown: write(shown, settings, kinds), one=form == "html")
    with existing(settings, read_only=True) as store:
        (row_id,) = article_ids(store, [article], settings)
        cases: dict[str | int, Case] = {row_id: _stored(store, row_id)}
        rules = select(ignore=settings.config.silenced)
        rows = [row for row in store.findings(article=row_id) if row.rule in rules]
        ledger = Ledger(standing_verdicts(store.db.conn))
        keys = [ledger.known(row.key) for row in rows]
        findings = [finding_from(row) for row in rows]
        for other in {spot.article for finding in findings for spot in finding.spans} - {row_id}:
            cases[other] = _stored(store, int(other))
        rights = reserved_of(store.db.conn, row_id)
        shown = _Shown(cases[row_id], list(capped(findings, settings.config.rules)), cases, keys, rights)
        write(shown, settings, kinds)
    return 0


def _stored(store: Store, row_id: int) -> Case:
    return Case(store.article(row_id), store.extraction(row_id))


def _show_files(path: str, settings: Settings, write: Callable[[_Shown], None], *, one: bool) -> int:
    cases = []
    for item in read_in_order(given([path], settings, exact=True), pipeline(settings)):
        if isinstance(item, Failure):
            complain(item, settings)
        else:
            cases.append(Case(*item))
    if one and len(cases) > 1:
        raise KloptError("show.one_page", path=printable(path), n=len(cases))
    for case in cases:
        found = check_article(select(ignore=settings.config.silenced), case).findings
        findings = [finding for finding in capped(found, settings.config.rules) if finding.level != "note"]
        write(_Shown(case, findings, {case.article.id: case}))
    return 0 if cases else 2


def _text(shown: _Shown, settings: Settings, kinds: Collection[MarkKind]) -> None:
    """The article with its marks and what they mean, what was read, and the findings."""
    lang, colour, case = settings.lang, coloured(), shown.case
    standing, fine = shown.parted()
    marks = places(case.article, case.extraction, [finding for finding, _ in standing], kinds)
    lines = []
    if case.article.title:
        lines.append(
            strong(" ".join(marked_field(case.article, "title", marks, lang, colour).split()), colour)
        )
    lines.append(byline(case.article, lang))
    lines += rights_lines(bool(case.article.reserved), shown.rights, lang)
    lines += ["", marked_field(case.article, "text", marks, lang, colour)]
    if words := legend(marks, lang, colour):
        lines += ["", settings.say("show.legend", marks=words)]
    lines += facts(case.extraction, lang, colour)
    for heading, findings in (("show.findings", standing), ("show.fine", fine)):
        if findings:
            lines += ["", strong(settings.say(heading), colour)]
        for finding, known in findings:
            lines += ["", *finding_lines(finding, case, dict(shown.cases), lang, colour, known)]
    click.echo("\n".join(lines))


def _json(shown: _Shown, settings: Settings, _kinds: Collection[MarkKind]) -> None:
    """One object: the article, all that `klopt extract` says of it, and its findings as `klopt check` has them."""
    article = shown.case.article
    keys = [known.key for known in shown.known] or [
        key for key, _ in keyed(article_key(article), shown.findings)
    ]
    # Only findings of the corpus have any.
    verdicts = [{"verdict": verdict_as_json(one.verdict)} for one in shown.known] or [{}] * len(keys)
    row: dict[str, Any] = {
        **contract.as_json(shown.case.extraction),
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "findings": [
            finding_as_json(key, finding, settings.lang) | verdict
            for key, finding, verdict in zip(keys, shown.findings, verdicts, strict=True)
        ],
    }
    click.echo(json_line(row))


def _page(shown: _Shown, settings: Settings, kinds: Collection[MarkKind]) -> None:
    """A page of HTML with the marks, that loads and runs nothing."""
    from klopt.export.pages import article_page  # loads what makes HTML, which text does not need

    case = shown.case
    standing, fine = ([finding for finding, _ in part] for part in shown.parted())
    click.echo(article_page(case.article, case.extraction, standing, settings.lang, kinds, fine), nl=False)
