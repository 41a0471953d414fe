"""`klopt figure`: one measure through all coverage, by period and outlet, with the conflicts marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from db.claims import WantedClaims, claims
from db.copies import copy_groups
from db.measures import marked
from extract.contract import number
from extract.nouns import Days
from klopt.check.called import is_in_text, period_in_words
from klopt.check.registry import across_rules
from klopt.corpus_file import read_corpus
from klopt.followed import Figure, followed
from klopt.judged import SHORT
from klopt.listing import (
    Form,
    among,
    article_columns,
    grid,
    is_flat,
    listing_form,
    plot_options,
    print_rows,
    published_options,
    refuse_plot,
    waiting,
)
from klopt.messages import Lang
from klopt.options import KloptError, SaidArgument, SaidCommand, SaidOption, Settings
from klopt.show import claim_cells
from klopt.terminal import coloured, printable
from klopt.when import said_when

COLUMNS = (
    *("period", "period_from", "period_to", "figure", "value_low", "value_high", "unit", "measure", "phrase"),
    "role",
    *("place", "population", "said_by", "article", "url", "title", "medium", "published", "witness"),
    "conflicts",
)
VALUES = frozenset(("level", "from", "to", "total"))
"""Roles of figures that say how much there was; others have their role beside what they are of."""
HEADER = (
    *("claims.period", "claims.value", "claims.unit", "claims.measure", "figure.medium", "figure.published"),
    *("figure.article", "figure.conflicts"),
)


@click.command("figure", cls=SaidCommand)
@click.argument("measure", cls=SaidArgument, metavar="usage.measure")
@click.option("--place", cls=SaidOption, help="option.claim_place")
@click.option("--population", cls=SaidOption, help="option.population")
@click.option("--medium", cls=SaidOption, help="option.publisher")
@published_options
@listing_form
@plot_options
@click.pass_obj
def command(
    settings: Settings,
    measure: str,
    place: str | None,
    population: str | None,
    medium: str | None,
    since: Days | None,
    until: Days | None,
    form: Form,
    plot: Path | None,
    force: bool,
) -> int:
    """Print what each article says of this measure, the oldest period first."""
    if not measure.strip():
        raise KloptError("figure.measure_needed")
    refuse_plot(plot, force)
    with read_corpus(settings) as store:
        wanted = WantedClaims(
            measure=measure, place=place, population=population, among=among(medium, since, until)
        )
        waiting(store, settings, "listing.waiting")
        asked = list(claims(store, wanted))
        marks = marked(store.db.conn, across_rules(), {one.head.id for one in asked})
        found = list(followed(asked, marks, copy_groups(store)))
    if form != "table":
        print_rows(form, COLUMNS, (_row(figure, flat=is_flat(form)) for figure in found))
    elif found:
        _table(found, settings)
    if not found:
        click.echo(settings.say("listing.nothing"), err=form != "table")
    if plot is not None and found:
        _draw(found, measure, plot, settings)
    return 0


def _table(found: Sequence[Figure], settings: Settings) -> None:
    header = [settings.say(key) for key in HEADER]
    rows: list[tuple[list[str], list[str]]] = [(_cells(figure, settings), []) for figure in found]
    click.echo("\n".join(grid(header, rows, coloured())))
    texts = len({figure.witness for figure in found})
    articles = len({figure.head.id for figure in found})
    click.echo(settings.say("figure.found", n=len(found), articles=articles, texts=texts))
    if any(figure.conflicts for figure in found):
        click.echo(settings.say("figure.legend"))


def _draw(found: Sequence[Figure], measure: str, path: Path, settings: Settings) -> None:
    from klopt.charting import beside
    from klopt.plot import plot, plotted  # altair takes a second to load

    shown = plotted(found)
    if not shown:
        raise KloptError("figure.plot_nothing")
    plot(shown, measure, path, settings.lang, COLUMNS, [_row(figure, flat=True) for figure in shown])
    told = {"path": printable(str(path)), "data": printable(str(beside(path)))}
    click.echo(settings.say("figure.plotted", n=len(shown), left=len(found) - len(shown), **told), err=True)


def _cells(figure: Figure, settings: Settings) -> list[str]:
    value, unit, measure, role, *_ = claim_cells(figure.claim, settings.lang)
    if figure.claim.role not in VALUES:
        measure = f"{measure} ({role})".strip()  # 50 procent more is no 50 procent
    head = figure.head
    day = str(head.published_on or "")
    marks = " ".join(f"≠ {key[:SHORT]}" for key in figure.conflicts)
    return [_when(figure, settings.lang), value, unit, measure, head.source or "?", day, str(head.id), marks]


def _when(figure: Figure, lang: Lang) -> str:
    """The period as written, with the year if that does not stand there."""
    claim = figure.claim
    if claim.period is None:
        return "-"
    words = period_in_words(claim) if is_in_text(claim) else None
    return said_when(claim, lang) if words is None else words.in_(lang)


def _row(figure: Figure, *, flat: bool) -> dict[str, Any]:
    claim, (low, high), days = figure.claim, figure.ends, figure.days
    return {
        "period": claim.period.span.text if claim.period else None,
        "period_from": days.start.isoformat() if days and days.start else None,
        "period_to": days.end.isoformat() if days and days.end else None,
        "figure": figure.quantity.span.text,
        "value_low": number(low),
        "value_high": number(high),
        "unit": figure.quantity.unit,
        "measure": claim.measure,
        "phrase": claim.phrase,
        "role": claim.role,
        "place": claim.place,
        "population": claim.population,
        "said_by": claim.source.name if claim.source else None,
        **article_columns(figure.head),
        "witness": figure.witness,
        "conflicts": " ".join(figure.conflicts) if flat else list(figure.conflicts),
    }
