"""`klopt search`: the articles with these words, each place in its context; or how they are divided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from db import Store
from db.among import Among
from db.facets import FACETS, Facet, facet
from db.find import Hit, find
from db.measure_words import measure_words
from klopt.corpus_file import existing
from klopt.kwic import contexts
from klopt.listing import (
    Form,
    Page,
    article_columns,
    by,
    grid,
    is_flat,
    listing_options,
    print_rows,
    waiting,
)
from klopt.options import SaidCommand, SaidOption, Settings
from klopt.report import one_line
from klopt.selection import Selection, selection_options
from klopt.terminal import coloured, strong

ARTICLES = 20
"""Articles of a table when `--limit` does not say."""
LINES = 5
"""Places of one article that a table shows; JSON lines and CSV have all."""
_OF = ("article", "url", "title", "medium", "published", "witness")
COLUMNS = (*_OF, "field", "start", "end", "left", "text", "right")
FACET_COLUMNS = ("facet", "value", "articles", "texts")


@click.command("search", cls=SaidCommand)
@selection_options(required=True)
@click.option(
    "--facet", "divided", cls=SaidOption, type=click.Choice(FACETS), multiple=True, help="option.facet"
)
@click.option("--copies", "every", cls=SaidOption, is_flag=True, help="option.copies")
@listing_options
@click.pass_obj
def command(
    settings: Settings,
    selection: Selection,
    divided: tuple[Facet, ...],
    every: bool,
    form: Form,
    limit: int | None,
    offset: int,
) -> int:
    """Print where the words of the query stand, the best article first. `--limit` counts articles, in a table copies
    of one text as one; with `--facet` it counts values.
    """
    page = Page(form, limit, offset)
    with existing(settings, read_only=True) as store:
        waiting(store, settings, "search.waiting")
        chosen = selection.among(store)
        if divided:
            _facets(store, chosen, divided, page, settings)
            return 0
        fold = form == "table" and not every
        found = find(store, chosen)
        articles, texts = found.articles, found.texts
        hits = found.hits(page.size(ARTICLES), offset, fold=fold)
        if page.form == "table":
            shown = sum(1 for hit in hits if _show(hit, fold, settings))
        elif is_flat(page.form):
            shown = print_rows(page.form, COLUMNS, (row for hit in hits for row in place_rows(hit)))
        else:
            shown = print_rows("jsonl", (), map(article_row, hits))
        if fold and texts < articles:
            click.echo(settings.say("search.folded", articles=articles))
        page.end(
            settings,
            shown,
            texts if fold else articles,
            "search.texts" if fold and texts < articles else "search.found",
        )
    return 0


def _facets(store: Store, chosen: Among, divided: tuple[Facet, ...], page: Page, settings: Settings) -> None:
    found = [(name, facet(store, chosen, name, page.size(ARTICLES))) for name in divided]
    if page.form != "table":
        print_rows(
            page.form,
            FACET_COLUMNS,
            (
                dict(zip(FACET_COLUMNS, (name, one.value, one.articles, one.texts), strict=True))
                for name, divisions in found
                for one in divisions
            ),
        )
    unknown = settings.say("facet.unknown")
    for name, divisions in found:
        if page.form == "table" and divisions:
            keys = [one.key for one in divisions if one.key is not None] if name == "measure" else []
            called = measure_words(store.db.conn, keys)
            header = [
                settings.say(f"facet.{name}"),
                settings.say("facet.articles"),
                settings.say("facet.texts"),
            ]
            named = [called.get(one.key or "", one.value) or unknown for one in divisions]
            rows: list[tuple[list[str], list[str]]] = [
                ([words, str(one.articles), str(one.texts)], [])
                for words, one in zip(named, divisions, strict=True)
            ]
            click.echo("\n".join([*grid(header, rows, coloured()), ""]))
        elif page.form == "table" and any(others for _, others in found):
            click.echo(f"{settings.say(f'facet.{name}')}: {settings.say('facet.none')}\n")
    if not any(divisions for _, divisions in found):
        click.echo(settings.say("listing.nothing"), err=page.form != "table")


def _show(hit: Hit, fold: bool, settings: Settings) -> bool:
    colour = coloured()
    title = one_line(hit.head.headline) or one_line(hit.head.key)
    click.echo(f"{strong(title, colour)}\n{by(hit.head, settings.lang)}")
    if fold and hit.together > 1:
        click.echo(settings.say("search.copies", n=hit.together - 1))
    for context in contexts(hit.article, hit.places[:LINES]):
        click.echo(context.line(colour))
    if (more := len(hit.places) - LINES) > 0:
        click.echo(f"    {settings.say('search.more', n=more)}")
    elif not hit.places:
        click.echo(f"    {settings.say('search.form')}")
    click.echo()
    return True


def article_row(hit: Hit) -> dict[str, Any]:
    """One line of JSON for an article, with all its places."""
    return _about(hit) | {"hits": len(hit.places), "places": list(spots(hit))}


def _about(hit: Hit) -> dict[str, Any]:
    return article_columns(hit.head) | {"witness": hit.witness}


def place_rows(hit: Hit) -> Iterator[dict[str, Any]]:
    """One row for each place of an article, for CSV."""
    return (_about(hit) | spot for spot in spots(hit))


def spots(hit: Hit) -> Iterator[dict[str, Any]]:
    """The places of an article with what stands around them."""
    for context in contexts(hit.article, hit.places):
        span = context.span
        place = {"field": span.field, "start": span.start, "end": span.end, "text": span.text}
        yield place | {"left": context.left, "right": context.right}
