"""How `klopt check` says what it found: text for people, JSON for programs, a page to send on.

A writer is told of each article as it is checked, of each failure, and of the end with its counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

import click

from corpus.article import Article, Failure
from db import article_key
from klopt import sarif
from klopt.check.case import Case
from klopt.check.corpus import Round
from klopt.check.finding import Finding, Level
from klopt.check.run import Checked, keyed
from klopt.check.wording import number
from klopt.check_contract import as_json
from klopt.in_file import counted_in_file
from klopt.inputs import failure_json
from klopt.judged import Ledger
from klopt.messages import Lang, say
from klopt.report import findings_of
from klopt.terminal import coloured, json_line
from klopt.why import why_json, why_lines

if TYPE_CHECKING:
    from klopt.draft_page import DraftPage

Cases = Mapping[str | int, Case]


@dataclass(frozen=True, slots=True)
class Said:
    """What there is to say of one article: the findings to show, and the articles that they compare with."""

    checked: Checked
    findings: Sequence[Finding]
    cases: Cases

    def articles(self) -> dict[str | int, Article]:
        """The article and those that its findings compare with, by what findings call them."""
        article = self.checked.case.article
        return {article.id: article, **{nr: case.article for nr, case in self.cases.items()}}


@dataclass(frozen=True, slots=True)
class How:
    """What every writer must know: the levels shown, the language, keys and verdicts (`ledger`) if there are any,
    whether judged findings are shown (`judged`), whether to say why rules were silent (`why`), and whether figures were
    held beside those of tables (`tables`). `given_ids` are the
    ids that articles came with and do not have here (`klopt.inputs.told_apart`).
    """

    levels: tuple[Level, ...]
    lang: Lang
    ledger: Ledger | None = None
    judged: bool = False
    why: bool = False
    tables: bool = False
    given_ids: Mapping[str | int, str | int] = field(default_factory=dict)


class Writer(Protocol):
    """One way to say it, on standard output."""

    def article(self, said: Said) -> None:
        """One article was checked."""

    def failure(self, failure: Failure) -> None:
        """One could not be read (stderr has heard of it)."""

    def end(self, counts: Mapping[str, int], looked_at: Round | None) -> None:
        """That was all; the counts are over all articles. `looked_at` is what was checked of a corpus this time."""


@dataclass(slots=True)
class TextWriter:
    """Findings as an editor reads them, each article under its heading, the counts last."""

    how: How

    def article(self, said: Said) -> None:
        """Nothing is printed of an article in which all is well, unless `why` asks."""
        how = self.how
        if said.findings or how.why:
            lines = findings_of(
                said.checked.case, said.findings, said.cases, how.lang, coloured(), how.ledger
            )
            for line in lines:
                click.echo(line)
        if how.why:
            for line in why_lines(said.checked, how.lang):
                click.echo(line)

    def failure(self, failure: Failure) -> None:
        """Standard error has the line."""

    def end(self, counts: Mapping[str, int], looked_at: Round | None) -> None:
        """What was looked at, the counts, and what was judged before."""
        if not counts["articles"]:
            return
        lang = self.how.lang
        if not counts["shown"]:
            click.echo(say("check.silent", lang))
        names = ("articles", "figures", "checkable", "checked", "findings")
        click.echo(say("check.done", lang, **{name: counts[name] for name in names}))
        if looked_at is not None and looked_at.new < counts["articles"]:
            click.echo(_looked_at(looked_at, lang))
        if self.how.tables and (looked_at is None or looked_at.new + looked_at.changed):
            click.echo(_held(counts["held"], looked_at, lang))
        if counts["settled"]:
            click.echo(say("check.settled", lang, n=counts["settled"]))


def _looked_at(done: Round, lang: Lang) -> str:
    """How many articles a check of the corpus looked at, and why at those."""
    if done.anew:
        return say("check.looked_anew", lang)
    numbers = {
        name: number(Decimal(getattr(done, name)), lang)
        for name in ("new", "changed", "touched", "unchanged")
    }
    return say("check.looked_at", lang, **numbers)


def _held(figures: int, looked_at: Round | None, lang: Lang) -> str:
    """How many figures were held beside those of a table; of a corpus, among those checked now."""
    if looked_at is None:
        return say("check.held" if figures else "check.held_none", lang, n=figures)
    return say("check.held_now" if looked_at.held else "check.held_none_now", lang, n=looked_at.held)


@dataclass(slots=True)
class LinesWriter:
    """JSON Lines: one object an article, in the order given."""

    how: How

    def article(self, said: Said) -> None:
        """Its object on a line, also when nothing was found."""
        click.echo(json_line(self.row(said)))

    def row(self, said: Said) -> dict[str, Any]:
        """The object of an article; with `why` also what the rules looked at."""
        how = self.how
        row = as_json(said.checked, how.levels, how.lang, how.ledger, settled=how.judged)
        articles = said.articles()
        for found in row["findings"]:
            found["spans"] = [counted_in_file(spot, articles[spot["id"]]) for spot in found["spans"]]
        for named in (row, *(spot for found in row["findings"] for spot in found["spans"])):
            named["id"] = how.given_ids.get(named["id"], named["id"])
        return row | ({"looks": why_json(said.checked, how.lang)} if how.why else {})

    def failure(self, failure: Failure) -> None:
        """A row in its place."""
        click.echo(json_line(failure_json(failure)))

    def end(self, counts: Mapping[str, int], looked_at: Round | None) -> None:
        """Nothing: every line stands by itself."""


@dataclass(slots=True)
class ArrayWriter(LinesWriter):
    """One JSON array of the same objects, written as they come."""

    begun: bool = False

    def article(self, said: Said) -> None:
        """Its object, behind a comma if another stands before it."""
        self._item(self.row(said))

    def failure(self, failure: Failure) -> None:
        """A row in its place."""
        self._item(failure_json(failure))

    def _item(self, row: dict[str, Any]) -> None:
        click.echo((",\n" if self.begun else "[\n") + json_line(row), nl=False)
        self.begun = True

    def end(self, counts: Mapping[str, int], looked_at: Round | None) -> None:  # noqa: ARG002 - as every writer
        """The closing bracket."""
        click.echo("\n]" if self.begun else "[]")


@dataclass(slots=True)
class PageWriter:
    """One page of HTML: each text with its marks, the sums in the margin."""

    how: How
    page: DraftPage = field(init=False)

    def __post_init__(self) -> None:
        from klopt.draft_page import DraftPage  # loads what makes HTML, which text does not need

        self.page = DraftPage(self.how.lang)

    def article(self, said: Said) -> None:
        """The text with what was found in it, also when that is nothing."""
        why = list(why_lines(said.checked, self.how.lang)) if self.how.why else []
        self.page.add(said.checked, said.findings, said.cases, why)

    def failure(self, failure: Failure) -> None:
        """A line in its place."""
        self.page.fail(failure)

    def end(self, counts: Mapping[str, int], looked_at: Round | None) -> None:  # noqa: ARG002 - as every writer
        """The whole page, counts first."""
        click.echo(self.page.text(counts), nl=False)


@dataclass(slots=True)
class SarifWriter:
    """One SARIF log of all findings, for editors that show what a linter says."""

    how: How
    results: list[dict[str, Any]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def article(self, said: Said) -> None:
        """Its findings as results."""
        article = said.checked.case.article
        articles = said.articles()
        if self.how.ledger is None:
            keys = [(finding, key) for key, finding in keyed(article_key(article), said.checked.findings)]
        else:
            keys = [(f, known.key) for f in said.findings if (known := self.how.ledger.of(f)) is not None]
        for finding, key in keys:
            if finding in said.findings:
                self.results.append(sarif.result(key, finding, articles, self.how.given_ids, self.how.lang))

    def failure(self, failure: Failure) -> None:
        """A notification: the run was not whole."""
        self.failures.append(failure)

    def end(self, counts: Mapping[str, int], looked_at: Round | None) -> None:  # noqa: ARG002 - as every writer
        """The whole log."""
        click.echo(json_line(sarif.log(self.results, self.failures, self.how.lang)))


WRITERS: Mapping[str, type[TextWriter] | type[LinesWriter] | type[PageWriter] | type[SarifWriter]] = {
    "text": TextWriter,
    "json": ArrayWriter,
    "jsonl": LinesWriter,
    "html": PageWriter,
    "sarif": SarifWriter,
}
"""By the word behind `--format`."""
