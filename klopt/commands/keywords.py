"""`klopt keywords`: which words are commoner in one selection of articles than in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import wraps
from math import inf
from pathlib import Path
from typing import Any

import click

from db import Store
from db.among import Among
from db.forms import widened
from db.query import All, Query, Without
from db.texts import count_texts, texts
from klopt.corpus_file import existing
from klopt.listing import Form, Page, grid, listing_options, plot_options, print_rows, refuse_plot, waiting
from klopt.option_values import positive
from klopt.options import KloptError, SaidCommand, SaidOption, Settings
from klopt.research.association import FEWEST, SURE, Compared, compared
from klopt.research.collocates import counted
from klopt.research.written import written
from klopt.selection import Selection, query_of, selection_options
from klopt.terminal import coloured, printable, progress

COLUMNS = ("word", "here", "there", "here_per_million", "there_per_million", "g2", "log_ratio")
LOW, FEW = 3.84, 2
"""Thresholds to try where ours let nothing through: G2 for one in twenty, and twice."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which words are told, and how: with at least this G2 and this often, which part of the list, drawn where."""

    least: float
    fewest: int
    plot: Path | None
    page: Page


def association_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--min-g2`, `--min-count`, `--plot`, `--force` and the options of a list, handed to the command as `wanted`."""

    @wraps(command)
    def called(
        *args: Any,
        least: float,
        fewest: int,
        plot: Path | None,
        force: bool,
        form: Form,
        limit: int | None,
        offset: int,
        **rest: Any,
    ) -> Any:
        refuse_plot(plot, force)
        return command(*args, wanted=Wanted(least, fewest, plot, Page(form, limit, offset)), **rest)

    found: Callable[..., Any] = plot_options(listing_options(called))
    for option in (
        click.option(
            "--min-count",
            "fewest",
            cls=SaidOption,
            metavar="usage.number",
            callback=positive,
            default=str(FEWEST),
            show_default=True,
            help="option.min_count",
        ),
        click.option(
            "--min-g2",
            "least",
            cls=SaidOption,
            metavar="usage.number",
            callback=_threshold,
            default=str(SURE),
            show_default=True,
            help="option.min_likelihood",
        ),
    ):
        found = option(found)
    return found


def _threshold(_ctx: click.Context, param: click.Parameter, value: str) -> float:
    """With a decimal comma or point, also of three digits: 6.635 stands in every table of chi-squared."""
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        number = -1.0
    if not 0 <= number < inf:
        raise KloptError("listing.number", option=param.opts[0], value=printable(value))
    return number


@click.command("keywords", cls=SaidCommand)
@selection_options(required=True)
@click.option("--against", cls=SaidOption, help="option.against")
@association_options
@click.pass_obj
def command(settings: Settings, selection: Selection, against: str | None, wanted: Wanted) -> int:
    """Print the words of which the share differs, the surest first. Articles in both count with the first alone."""
    other = None if against is None else query_of((against,))
    with existing(settings, read_only=True) as store:
        waiting(store, settings, "search.waiting")
        chosen = selection.among(store)
        there = _beside(store, selection, chosen, other)
        sizes = count_texts(store, chosen), count_texts(store, there)
        if not all(sizes):
            told = settings.say("keywords.one_side", here=sizes[0], there=sizes[1])
            click.echo(
                told if wanted.page.form == "table" else f"klopt: {told}", err=wanted.page.form != "table"
            )
            return 0
        counts = [
            _counts(store, among, size, settings) for among, size in zip((chosen, there), sizes, strict=True)
        ]
    found = compared(counts[0], counts[1], wanted.least, wanted.fewest)
    show_words(found, wanted, "keywords", settings, some=all(counts))
    if wanted.page.form == "table":
        words = [sum(count.values()) for count in counts]
        click.echo(
            settings.say(
                "keywords.sizes", here=sizes[0], there=sizes[1], words_here=words[0], words_there=words[1]
            )
        )
    return 0


def _beside(store: Store, selection: Selection, chosen: Among, other: Query | None) -> Among:
    """What the selection is held against: the articles of the other query or all, without its own."""
    if chosen.query is None or chosen.query.root is None:
        raise KloptError("search.no_words")
    outside: All | Without = Without(chosen.query.root)
    if other is not None and other.root is not None:
        root = widened(store.db.conn, other, selection.compounds).root
        assert root is not None  # noqa: S101 - widening takes no term away
        outside = All((root, outside))
    return replace(selection.around(), query=Query(outside))


def _counts(store: Store, among: Among, size: int, settings: Settings) -> Counter[str]:
    found: Counter[str] = Counter()
    for text in progress(texts(store, among), size, settings.say("bar.reading")):
        found.update(counted(text.forms()))
    return found


def show_words(
    found: Sequence[Compared], wanted: Wanted, command: str, settings: Settings, *, some: bool
) -> None:
    """Print words with what they were counted to, and draw them if asked. `command` names the words for it; `some`:
    there were words to compare, so that none is found for the thresholds alone.
    """
    page, plot = wanted.page, wanted.plot
    size = page.size()
    part = found[page.offset :] if size is None else found[page.offset : page.offset + size]
    rows = [_row(one) for one in part]
    if page.form != "table":
        print_rows(page.form, COLUMNS, rows)
    elif part:
        header = [settings.say(f"keywords.{name}") for name in ("word", "here", "there", "g2", "log_ratio")]
        cells = [(_cells(one, settings), list[str]()) for one in part]
        click.echo("\n".join(grid(header, cells, coloured())))
        if absent := sum(not (one.here and one.there) for one in part):
            click.echo(settings.say("keywords.absent", n=absent))
    if not found and some and (wanted.least > LOW or wanted.fewest > FEW):
        told = settings.say("keywords.threshold", least=f"{LOW:.2f}", fewest=FEW)
        click.echo(told if page.form == "table" else f"klopt: {told}", err=page.form != "table")
    else:
        page.end(settings, len(part), len(found), "keywords.found")
    if plot is not None and rows:
        from klopt.charting import beside
        from klopt.research.charts import bars  # altair takes a second to load

        bars(rows, plot, settings.lang, {"log_ratio": settings.say(f"{command}.axis")})
        data = printable(str(beside(plot)))
        click.echo(settings.say("count.plotted", path=printable(str(plot)), data=data), err=True)


def _row(one: Compared) -> dict[str, Any]:
    return {name: round(cell, 3) if isinstance(cell, float) else cell for name, cell in asdict(one).items()}


def _cells(one: Compared, settings: Settings) -> list[str]:
    measures = [written(one.g2, 1, settings.lang), written(one.log_ratio, 2, settings.lang)]
    return [one.word, str(one.here), str(one.there), *measures]
