"""`klopt count`: in how many articles something stands, by month or year and outlet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from db.counts import LENGTHS, Cell, Length, per_period, undated
from klopt.corpus_file import existing
from klopt.listing import Form, grid, listing_form, plot_options, print_rows, refuse_plot, waiting
from klopt.messages import Lang
from klopt.options import SaidCommand, SaidOption, Settings
from klopt.report import one_line
from klopt.research.written import rate
from klopt.selection import Selection, selection_options
from klopt.terminal import coloured, printable

COLUMNS = ("period", "outlet", "articles", "texts", "of", "per_thousand")


@click.command("count", cls=SaidCommand)
@selection_options(required=True)
@click.option("--by", cls=SaidOption, type=click.Choice(LENGTHS), default="year", help="option.by_period")
@click.option("--together", cls=SaidOption, is_flag=True, help="option.together")
@plot_options
@listing_form
@click.pass_obj
def command(
    settings: Settings,
    selection: Selection,
    by: Length,
    together: bool,
    plot: Path | None,
    force: bool,
    form: Form,
) -> int:
    """Print a row for each period and outlet with an article, also where nothing was found; no table or chart if that
    is everywhere. The table tells in one line of the outlets in which nothing was found at all.
    """
    refuse_plot(plot, force)
    with existing(settings, read_only=True) as store:
        waiting(store, settings, "search.waiting")
        chosen = selection.among(store)
        cells = per_period(store, chosen, selection.around(), by, together)
        without = undated(store, chosen)
    rows = [cell_row(cell) for cell in cells]
    some = any(cell.articles for cell in cells)
    if form != "table":
        print_rows(form, COLUMNS, rows)
    elif some:
        header = [settings.say(f"count.{name}") for name in COLUMNS if not (together and name == "outlet")]
        saying = {cell.outlet for cell in cells if cell.articles}
        lines: list[tuple[list[str], list[str]]] = [
            (_cells(cell, together, settings.lang), []) for cell in cells if cell.outlet in saying
        ]
        click.echo("\n".join(grid(header, lines, coloured())))
        if silent := sorted({one_line(cell.outlet or "?") for cell in cells if cell.outlet not in saying}):
            click.echo(settings.say("count.silent", outlets=", ".join(silent)))
    if not some and not without:
        click.echo(settings.say("listing.nothing"), err=form != "table")
    if without:
        click.echo(f"klopt: {settings.say('count.undated', n=without)}", err=True)
    if plot is not None and some:
        _draw(rows, plot, settings)
    return 0


def _draw(rows: list[dict[str, Any]], plot: Path, settings: Settings) -> None:
    from klopt.charting import beside
    from klopt.research.charts import lines  # altair takes a second to load

    lines(rows, plot, settings.lang, {name: settings.say(f"count.{name}") for name in COLUMNS})
    data = printable(str(beside(plot)))
    click.echo(settings.say("count.plotted", path=printable(str(plot)), data=data), err=True)


def cell_row(cell: Cell) -> dict[str, Any]:
    """The cell for JSON and CSV."""
    return {
        "period": cell.period,
        "outlet": cell.outlet,
        "articles": cell.articles,
        "texts": cell.texts,
        "of": cell.of,
        "per_thousand": round(cell.per_thousand, 3),
    }


def _cells(cell: Cell, together: bool, lang: Lang) -> list[str]:
    outlet = [] if together else [cell.outlet or "?"]
    numbers = [str(cell.articles), str(cell.texts), str(cell.of), rate(cell.per_thousand, lang)]
    return [cell.period, *outlet, *numbers]
