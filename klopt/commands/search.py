"""`klopt search`: the articles with these words, each place in its context."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from db.find import Hit, count, search
from db.query import Query, read_query
from extract.nouns import Days
from klopt.corpus_file import existing
from klopt.kwic import contexts
from klopt.listing import (
    Form,
    Page,
    among,
    article_columns,
    by,
    listing_options,
    print_rows,
    published_options,
    publisher_option,
    waiting,
)
from klopt.options import KloptError, SaidArgument, SaidCommand, Settings
from klopt.report import one_line
from klopt.terminal import coloured, strong

ARTICLES = 20
"""Articles of a table when `--limit` does not say."""
LINES = 5
"""Places of one article that a table shows; JSON lines and CSV have all."""
COLUMNS = ("article", "url", "title", "medium", "published", "field", "start", "end", "left", "text", "right")


@click.command("search", cls=SaidCommand)
@click.argument("query", nargs=-1, required=True, cls=SaidArgument, metavar="usage.query")
@publisher_option
@published_options
@listing_options
@click.pass_obj
def command(
    settings: Settings,
    query: tuple[str, ...],
    source: str | None,
    since: Days | None,
    until: Days | None,
    form: Form,
    limit: int | None,
    offset: int,
) -> int:
    """Print where the words of the query stand, the best article first. `--limit` counts articles."""
    wanted = _read(query)
    if wanted.empty:
        raise KloptError("search.no_words")
    page = Page(form, limit, offset)
    chosen = among(source, since, until)
    with existing(settings, read_only=True) as store:
        waiting(store, settings, "search.waiting")
        total = count(store, wanted, chosen)
        hits = search(store, wanted, chosen, page.size(ARTICLES), offset)
        if page.form == "table":
            shown = sum(1 for hit in hits if _show(hit, settings))
        elif page.form == "csv":
            shown = print_rows("csv", COLUMNS, (row for hit in hits for row in _places(hit)))
        else:
            shown = print_rows("jsonl", (), map(_row, hits))
        page.end(settings, shown, total, "search.found")
    return 0


def _read(typed: tuple[str, ...]) -> Query:
    """The query of these arguments. What the shell took for one argument and has a blank in it was between
    quotation marks, which the shell removed; alone, it is a whole query.
    """
    if len(typed) == 1:
        return read_query(typed[0])
    return read_query(" ".join(f'"{part}"' if " " in part and '"' not in part else part for part in typed))


def _show(hit: Hit, settings: Settings) -> bool:
    colour = coloured()
    title = one_line(hit.head.title or "") or one_line(hit.head.key)
    click.echo(f"{strong(title, colour)}\n{by(hit.head, settings.lang)}")
    for context in contexts(hit.article, hit.places[:LINES]):
        click.echo(context.line(colour))
    if more := len(hit.places) - LINES:
        if more > 0:
            click.echo(f"    {settings.say('search.more', n=more)}")
        elif not hit.places:
            click.echo(f"    {settings.say('search.form')}")
    click.echo()
    return True


def _row(hit: Hit) -> dict[str, Any]:
    """One line of JSON for an article, with all its places."""
    return article_columns(hit.head) | {"hits": len(hit.places), "places": list(_spots(hit))}


def _places(hit: Hit) -> Iterator[dict[str, Any]]:
    return (article_columns(hit.head) | spot for spot in _spots(hit))


def _spots(hit: Hit) -> Iterator[dict[str, Any]]:
    for context in contexts(hit.article, hit.places):
        span = context.span
        place = {"field": span.field, "start": span.start, "end": span.end, "text": span.text}
        yield place | {"left": context.left, "right": context.right}
