"""`klopt kwic`: every place of a query on a line of its own, sorted by what stands left or right of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import click

from db.export import count
from db.find import Hit, every
from klopt.corpus_file import existing
from klopt.kwic import SIDE, Context, contexts
from klopt.listing import Form, Page, article_columns, listing_options, print_rows, waiting
from klopt.option_values import positive
from klopt.options import SaidCommand, SaidOption, Settings
from klopt.research.concordance import ORDERS, Line, Order, in_order
from klopt.selection import Selection, selection_options
from klopt.terminal import coloured, progress

COLUMNS = (
    *("article", "url", "title", "medium", "published", "witness", "field", "start", "end"),
    *("left", "text", "right"),
)


@click.command("kwic", cls=SaidCommand)
@selection_options(required=True)
@click.option(
    "--sort", "order", cls=SaidOption, type=click.Choice(ORDERS), default="right", help="option.sort"
)
@click.option(
    "--width",
    cls=SaidOption,
    metavar="usage.number",
    callback=positive,
    default=str(SIDE),
    show_default=True,
    help="option.width",
)
@click.option("--copies", cls=SaidOption, is_flag=True, help="option.copies")
@listing_options
@click.pass_obj
def command(
    settings: Settings,
    selection: Selection,
    order: Order,
    width: int,
    copies: bool,
    form: Form,
    limit: int | None,
    offset: int,
) -> int:
    """Print the places; a table has those of one text once."""
    page = Page(form, limit, offset)
    with existing(settings, read_only=True) as store:
        waiting(store, settings, "search.waiting")
        fold = form == "table" and not copies
        among = selection.among(store)
        hits = progress(every(store, among), count(store, among), settings.say("bar.reading"))
        part = Part(in_order(lines_of(hits, width, fold), order), offset, page.size())
        if form == "table":
            for line in part:
                context = Context(line.span, line.left, line.right, width)
                click.echo(f"{context.line(coloured())}  [{line.head.id}]")
        else:
            print_rows(form, COLUMNS, map(line_row, part))
    page.end(settings, part.shown, part.total, "kwic.found")
    return 0


@dataclass(slots=True)
class Part:
    """Some of these lines, and when they are read how many there were in all."""

    lines: Iterable[Line]
    offset: int
    size: int | None
    shown: int = 0
    total: int = 0

    def __iter__(self) -> Iterator[Line]:
        for line in self.lines:
            if self.total >= self.offset and (self.size is None or self.shown < self.size):
                self.shown += 1
                yield line
            self.total += 1


def lines_of(hits: Iterable[Hit], width: int, fold: bool) -> Iterator[Line]:
    """The places of these articles, each with so many characters on either side; `fold`: of each text once."""
    seen: set[int] = set()
    for hit in hits:
        if fold and hit.witness in seen:
            continue
        seen.add(hit.witness)
        for context in contexts(hit.article, hit.places, width):
            yield Line(hit.head, hit.witness, context.span, context.left, context.right)


def line_row(line: Line) -> dict[str, Any]:
    """The line for JSON and CSV."""
    span = line.span
    place = {"field": span.field, "start": span.start, "end": span.end}
    around = {"left": line.left, "text": span.text, "right": line.right}
    return article_columns(line.head) | {"witness": line.witness} | place | around
