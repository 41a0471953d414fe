"""`klopt entities`: who and what is named, how often, and where."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, get_args

import click

from db import Store
from db.entities import FoundMention, WantedEntities, count, entities, functions, mentions
from extract.nouns import Days, MentionKind
from klopt.choices import WordChoice
from klopt.corpus_file import read_corpus
from klopt.listing import (
    Form,
    Page,
    among,
    article_columns,
    by,
    grid,
    listing_options,
    print_rows,
    published_options,
    publisher_option,
    waiting,
)
from klopt.options import SaidCommand, SaidOption, Settings
from klopt.report import quoted_lines
from klopt.terminal import coloured, printable

COUNTED = ("kind", "name", "mentions", "articles", "key")
PLACED = (
    *("kind", "name", "article", "url", "title", "medium", "published"),
    *("field", "start", "end", "text", "sentence"),
)
HEADER = ("entities.kind", "entities.name", "entities.mentions", "entities.articles")
NAMES = 10
"""Names above the places, when a name is asked for."""


@click.command("entities", cls=SaidCommand)
@click.option(
    "--kind", cls=SaidOption, type=WordChoice("kind", get_args(MentionKind)), help="option.name_kind"
)
@click.option("--name", cls=SaidOption, help="option.name")
@publisher_option
@published_options
@listing_options
@click.pass_obj
def command(
    settings: Settings,
    kind: MentionKind | None,
    name: str | None,
    source: str | None,
    since: Days | None,
    until: Days | None,
    form: Form,
    limit: int | None,
    offset: int,
) -> int:
    """Print the names with their counts, the most mentioned first; with a name: where it stands."""
    page = Page(form, limit, offset)
    wanted = WantedEntities(kind=kind, name=name, among=among(source, since, until))
    with read_corpus(settings) as store:
        waiting(store, settings, "listing.waiting")
        names, places = count(store, wanted)
        if name is None:
            shown = _names(store, wanted, page, page.size(), settings)
            page.end(settings, shown, names, "entities.found")
        else:
            shown = _places(store, wanted, page, settings)
            page.end(settings, shown, places, "entities.placed")
    return 0


def _names(store: Store, wanted: WantedEntities, page: Page, limit: int | None, settings: Settings) -> int:
    found = entities(store, wanted, limit, page.offset)
    if page.form != "table":
        return print_rows(page.form, COUNTED, map(asdict, found))
    header = [settings.say(key) for key in HEADER]
    rows = [
        ((settings.say(f"kind.{one.kind}"), one.name, str(one.mentions), str(one.articles)), ())
        for one in found
    ]
    if rows:
        click.echo("\n".join(grid(header, rows, coloured())))
        click.echo()
    return len(rows)


def _places(store: Store, wanted: WantedEntities, page: Page, settings: Settings) -> int:
    found = mentions(store, wanted, page.size(), page.offset)
    if page.form != "table":
        return print_rows(page.form, PLACED, map(_row, found))
    _names(store, wanted, Page("table", None, 0), NAMES, settings)
    _functions(store, wanted, settings)
    shown = 0
    for one in found:
        shown += 1
        around = one.sentence or one.span
        click.echo("\n".join(quoted_lines([(around, [one.span])], coloured())))
        click.echo(f"    {by(one.head, settings.lang)}\n")
    return shown


def _functions(store: Store, wanted: WantedEntities, settings: Settings) -> None:
    """What articles say that these people are."""
    people = [one.name for one in entities(store, wanted, NAMES) if one.kind == "person"]
    found = functions(store, people)
    for person, function, organisation, articles in found:
        key = "entities.function_of" if organisation else "entities.function"
        said = settings.say(key, name=person, function=function, organisation=organisation or "", n=articles)
        click.echo(f"  {printable(said)}")
    if found:
        click.echo()


def _row(found: FoundMention) -> dict[str, Any]:
    span = found.span
    return {
        "kind": found.kind,
        "name": found.name,
        **article_columns(found.head),
        "field": span.field,
        "start": span.start,
        "end": span.end,
        "text": span.text,
        "sentence": found.sentence.text if found.sentence else None,
    }
