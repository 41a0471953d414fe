"""What the commands that list have in common: which articles, how many at a time, and as a table, JSON lines
or CSV (for a spreadsheet that is set to Dutch too).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

import click

from corpus.article import Article
from db import Store
from db.among import Among, Head
from extract.nouns import Days
from klopt.corpus_file import row_of
from klopt.csvtext import BOM, csv_line
from klopt.messages import Lang
from klopt.option_values import a_day, positive, whole
from klopt.options import KloptError, SaidOption, Settings
from klopt.report import byline, one_line
from klopt.terminal import json_line, printable, strong

Form: TypeAlias = Literal["table", "jsonl", "csv", "excel"]
ROWS = 50
"""Rows of a table when `--limit` does not say; JSON lines and CSV are for programs and give all."""
_WIDEST = 32


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list: at most `limit` (None: all) from `offset` on, in this form."""

    form: Form
    limit: int | None
    offset: int

    def size(self, rows: int = ROWS) -> int | None:
        """The limit, or what a table has when none was given."""
        return rows if self.limit is None and self.form == "table" else self.limit

    def end(self, settings: Settings, shown: int, total: int, key: str) -> None:
        """Say how many there are and how to see the rest: below a table; or on stderr that there are none."""
        if self.form != "table":
            if not total:
                click.echo(f"klopt: {settings.say('listing.nothing')}", err=True)
            return
        if not total:
            click.echo(settings.say("listing.nothing"))
            return
        line = settings.say(key, n=total)
        if not shown:
            line += " " + settings.say("listing.past", offset=self.offset)
        elif shown < total:
            line += " " + settings.say("listing.part", first=self.offset + 1, last=self.offset + shown)
        if shown and self.offset + shown < total:
            line += " " + settings.say("listing.next", offset=self.offset + shown)
        click.echo(line)


def listing_form(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--format`, handed to the command as `form`."""
    return click.option(
        "--format",
        "form",
        cls=SaidOption,
        type=click.Choice(get_args(Form)),
        default="table",
        help="option.table_format",
    )(command)


def listing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--format`, `--limit` and `--offset`, handed to the command as `form`, `limit` and `offset`."""
    for option in (
        click.option(
            "--offset",
            cls=SaidOption,
            metavar="usage.number",
            default="0",
            callback=whole,
            help="option.offset",
        ),
        click.option(
            "--limit", cls=SaidOption, metavar="usage.number", callback=positive, help="option.limit"
        ),
    ):
        command = option(command)
    return listing_form(command)


def plot_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--plot` and `--force`, handed to the command as `plot` and `force`."""
    forced = click.option("--force", cls=SaidOption, is_flag=True, help="option.force")(command)
    return click.option("--plot", cls=SaidOption, type=click.Path(path_type=Path), help="option.plot_data")(
        forced
    )


def refuse_plot(plot: Path | None, force: bool) -> None:
    """Raise KloptError before anything is counted or printed if the chart that was asked for cannot be made."""
    if plot is not None:
        from klopt.charting import can_come  # altair takes a second to load

        can_come(plot, force=force)


def published_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--from` and `--to`, handed to the command as `since` and `until`."""
    for option in (
        click.option(
            "--to", "until", cls=SaidOption, metavar="usage.day", callback=a_day, help="option.until"
        ),
        click.option(
            "--from", "since", cls=SaidOption, metavar="usage.day", callback=a_day, help="option.since"
        ),
    ):
        command = option(command)
    return command


def publisher_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--source`: who published it."""
    return click.option("--source", cls=SaidOption, help="option.publisher")(command)


def article_ids(store: Store, given: Iterable[str], settings: Settings) -> tuple[int, ...]:
    """The row ids of articles named by number, address or name. Raises KloptError or StoreError for one that is
    not there.
    """
    ids = []
    for name in given:
        row_id = row_of(store, name)
        if row_id is None:
            raise KloptError("stop.no_article", id=printable(name), path=settings.db)
        ids.append(row_id)
    return tuple(ids)


def among(
    source: str | None, since: Days | None, until: Days | None, articles: tuple[int, ...] = ()
) -> Among:
    """The articles that these options choose. Raises KloptError if the last day is before the first."""
    published = None
    if since is not None or until is not None:
        try:
            published = Days(since.start if since else None, until.end if until else None)
        except ValueError:
            raise KloptError("listing.backwards") from None
    return Among(source=source, published=published, articles=articles)


def waiting(store: Store, settings: Settings, key: str) -> None:
    """Say on stderr how many articles have not been read, and what that means here."""
    counts = store.counts()
    if unread := counts["articles"] - counts["extractions"]:
        click.echo(f"klopt: {settings.say(key, n=unread)}", err=True)


def by(head: Head, lang: Lang) -> str:
    """Who published it, when, and its number."""
    return byline(
        Article(id=head.id, text="", source=head.source, published=head.published, name=head.name), lang
    )


def article_columns(head: Head) -> dict[str, Any]:
    """What JSON lines and CSV say of the article that a row stands in."""
    return {
        "article": head.id,
        "url": head.url,
        "title": head.title,
        "medium": head.source,
        "published": head.published,
    }


def print_rows(form: Form, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> int:
    """Print rows as JSON lines (all their keys) or as CSV with a header (these columns); how many there were."""
    shown = 0
    for line in header(form, columns):
        click.echo(
            line.encode() if form == "excel" else line, nl=False
        )  # its mark is UTF-8, whatever a terminal has
    for shown, line in enumerate(row_lines(form, columns, rows), 1):  # noqa: B007 - counted
        click.echo(line.encode() if form == "excel" else line, nl=False)
    return shown


def header(form: Form, columns: Sequence[str]) -> Iterator[str]:
    """What stands above the rows: the names of the columns in CSV."""
    if is_flat(form):
        yield (BOM if form == "excel" else "") + csv_line(columns, excel=form == "excel")


def is_flat(form: Form) -> bool:
    """Whether rows in this form have nothing in anything."""
    return form in ("csv", "excel")


def row_lines(form: Form, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Rows as lines of JSON (all their keys) or of CSV (these columns, without a header)."""
    for row in rows:
        if is_flat(form):
            cells = (row[name] for name in columns)
            harmless = (printable(cell) if isinstance(cell, str) else cell for cell in cells)
            yield csv_line(harmless, excel=form == "excel")
        else:
            yield f"{json_line(row)}\n"


def grid(
    header: Sequence[str], rows: Sequence[tuple[Sequence[str], Sequence[str]]], colour: bool
) -> Iterable[str]:
    """A table: the header, and each row with the lines that stand below it. Cells are cut to what fits, made
    harmless, and stand right if all in their column start with a digit.
    """
    cut = [[_cell(cell) for cell in cells] for cells, _ in rows]
    widths = [max(len(cells[i]) for cells in [list(header), *cut]) for i in range(len(header))]
    right = [all(not cells[i] or cells[i][0].isdigit() for cells in cut) for i in range(len(header))]
    yield strong(_row(header, widths, right), colour)
    for cells, (_, below) in zip(cut, rows, strict=True):
        yield _row(cells, widths, right)
        yield from below


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = (
        cell.rjust(width) if to_right else cell.ljust(width)
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    )
    return "  ".join(padded).rstrip()


def _cell(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"
