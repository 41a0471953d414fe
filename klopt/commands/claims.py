"""`klopt claims`: figures and statements by what they measure, when, how much, who says so, and how much they are worth
checking.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import click

from corpus.article import Span
from db.among import Among
from db.claims import ORDERS, ClaimOrder, FoundClaim, WantedClaims, claims, count
from db.export import count as articles_of
from extract.contract import as_json
from extract.nouns import Days, Extraction, Modality, QuantityKind, Role
from klopt.choices import WordChoice
from klopt.corpus_file import read_corpus
from klopt.listing import (
    Form,
    Page,
    among,
    article_columns,
    article_ids,
    by,
    grid,
    is_flat,
    listing_options,
    print_rows,
    published_options,
    waiting,
)
from klopt.option_values import a_number, a_stretch
from klopt.options import SaidCommand, SaidOption, Settings
from klopt.report import quoted_lines
from klopt.show import claim_cells
from klopt.terminal import coloured

COLUMNS = (
    *(
        "article",
        "url",
        "title",
        "medium",
        "published",
        "figure",
        "kind",
        "value_low",
        "value_high",
        "low",
        "high",
    ),
    *(
        "unit",
        "hedge",
        "measure",
        "phrase",
        "role",
        "period",
        "period_from",
        "period_to",
        "place",
        "population",
    ),
    *("said_by", "entity", "cue", "attribution", "modality", "worth", "field", "start", "end", "sentence"),
)

HEADER = ("claims.value", "claims.unit", "claims.measure", "claims.role", "claims.period", "claims.said_by")


@click.command("claims", cls=SaidCommand)
@click.option("--measure", cls=SaidOption, help="option.measure")
@click.option("--period", cls=SaidOption, callback=a_stretch, help="option.period")
@click.option("--source", "said_by", cls=SaidOption, help="option.said_by")
@click.option(
    "--kind", cls=SaidOption, type=WordChoice("quantity", get_args(QuantityKind)), help="option.figure_kind"
)
@click.option("--role", cls=SaidOption, type=WordChoice("role", get_args(Role)), help="option.role")
@click.option(
    "--modality", cls=SaidOption, type=WordChoice("modality", get_args(Modality)), help="option.modality"
)
@click.option("--population", cls=SaidOption, help="option.population")
@click.option("--place", cls=SaidOption, help="option.claim_place")
@click.option(
    "--min", "lowest", cls=SaidOption, metavar="usage.number", callback=a_number, help="option.lowest"
)
@click.option(
    "--max", "highest", cls=SaidOption, metavar="usage.number", callback=a_number, help="option.highest"
)
@click.option(
    "--min-worth", "worth", cls=SaidOption, metavar="usage.number", callback=a_number, help="option.min_worth"
)
@click.option(
    "--sort",
    "order",
    cls=SaidOption,
    type=click.Choice([*ORDERS]),
    default="newest",
    help="option.sort_claims",
)
@click.option("--article", "articles", cls=SaidOption, multiple=True, help="option.article")
@click.option("--medium", cls=SaidOption, help="option.publisher")
@published_options
@listing_options
@click.pass_obj
def command(
    settings: Settings,
    measure: str | None,
    period: Days | None,
    said_by: str | None,
    kind: QuantityKind | None,
    role: Role | None,
    modality: Modality | None,
    population: str | None,
    place: str | None,
    lowest: Decimal | None,
    highest: Decimal | None,
    worth: Decimal | None,
    order: ClaimOrder,
    articles: tuple[str, ...],
    medium: str | None,
    since: Days | None,
    until: Days | None,
    form: Form,
    limit: int | None,
    offset: int,
) -> int:
    """Print the figures for which all that was asked holds, sorted as asked."""
    page = Page(form, limit, offset)
    with read_corpus(settings) as store:
        wanted = WantedClaims(
            measure=measure,
            period=period,
            said_by=said_by,
            kind=kind,
            role=role,
            modality=modality,
            population=population,
            place=place,
            lowest=lowest,
            highest=highest,
            worth=None if worth is None else float(worth),
            order=order,
            among=among(medium, since, until, article_ids(store, articles, settings)),
        )
        waiting(store, settings, "listing.waiting")
        total = count(store, wanted)
        found = claims(store, wanted, page.size(), offset)
        if page.form == "table":
            shown = _table(list(found), settings)
        else:
            shown = print_rows(page.form, COLUMNS, map(flat_row if is_flat(page.form) else claim_row, found))
        page.end(settings, shown, total, "claims.found")
        if not total and said_by is not None and articles_of(store, Among(source=said_by)):
            click.echo(f"klopt: {settings.say('claims.medium')}", err=True)
    return 0


def _table(found: list[FoundClaim], settings: Settings) -> int:
    header = [settings.say(key) for key in HEADER]
    rows = [(claim_cells(one.claim, settings.lang), _below(one, settings)) for one in found]
    if rows:
        click.echo("\n".join(grid(header, rows, coloured())))
    return len(rows)


def _below(found: FoundClaim, settings: Settings) -> list[str]:
    """The sentence with its figure marked, and the article."""
    claim = found.claim
    marks = [claim.quantity.span] if claim.quantity and claim.span.covers(claim.quantity.span) else []
    window, inside = _cut(claim.span, marks)
    return [*quoted_lines([(window, inside)], coloured()), f"    {by(found.head, settings.lang)}", ""]


def _cut(sentence: Span, marks: list[Span]) -> tuple[Span, list[Span]]:
    """The sentence, or what is around the figure if it is a table without stops."""
    reach = 300
    if len(sentence.text) <= 2 * reach:
        return sentence, marks
    at = (marks[0].start if marks else sentence.start) - sentence.start
    end = (marks[0].end if marks else sentence.start) - sentence.start
    start, stop = max(0, at - reach), min(len(sentence.text), end + reach)
    return Span(
        sentence.field, sentence.start + start, sentence.start + stop, sentence.text[start:stop]
    ), marks


def claim_row(found: FoundClaim) -> dict[str, Any]:
    """The claim as `klopt extract` prints it, with its article."""
    (claim,) = as_json(Extraction(found.head.id, claims=(found.claim,)))["claims"]
    return {**article_columns(found.head), **claim}


def flat_row(found: FoundClaim) -> dict[str, Any]:
    """The claim without anything in anything, for CSV."""
    row, claim = claim_row(found), found.claim
    figure, period, source = row["quantity"] or {}, row["period"] or {}, row["source"] or {}
    value = figure.get("value")
    low, high = value if isinstance(value, list) else (value, value)
    return row | {
        "figure": figure.get("text"),
        "value_low": low,
        "value_high": high,
        **{name: figure.get(name) for name in ("kind", "low", "high", "unit", "hedge")},
        "period": period.get("text"),
        "period_from": period.get("from"),
        "period_to": period.get("to"),
        "said_by": source.get("name"),
        "entity": source.get("entity"),
        "cue": claim.source.cue if claim.source else None,
        "attribution": claim.attribution,
        "sentence": claim.span.text,
    }
