"""Which articles a command for research is about: a query, who published them, and when. The same options everywhere,
so that what was searched is what is counted and written out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from db import Store
from db.among import Among
from db.forms import widened
from db.query import Query
from db.query_as_read import as_read
from db.query_reader import read_query
from extract.nouns import Days
from klopt.listing import among, published_options, publisher_option
from klopt.options import KloptError, SaidArgument, SaidOption, settings_of
from klopt.terminal import printable


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for: the query as typed (None: everything), words of the publisher's name, first and last day."""

    query: Query | None
    source: str | None
    since: Days | None
    until: Days | None
    compounds: bool

    def among(self, store: Store, articles: tuple[int, ...] = ()) -> Among:
        """The articles of this corpus that are meant; the words of the query also in the forms that it knows. Raises
        KloptError.
        """
        return Among(
            source=self.source,
            published=self.around().published,
            articles=articles,
            query=None if self.query is None else widened(store.db.conn, self.query, self.compounds),
        )

    def around(self) -> Among:
        """The articles that are meant, whatever stands in them: what those with the query are held against."""
        return among(self.source, self.since, self.until)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a query is asked of: words of the publisher's name, first and last day, whether with compounds."""

    source: str | None
    since: Days | None
    until: Days | None
    compounds: bool

    def of(self, typed: tuple[str, ...]) -> Selection:
        """These articles with the query of these arguments. Raises KloptError if there is no word in it."""
        return Selection(query_of(typed), self.source, self.since, self.until, self.compounds)


def query_of(typed: tuple[str, ...]) -> Query | None:
    """The query of these arguments, None if there are none. Raises KloptError if there is no word in it.

    What the shell took for one argument and has a blank in it was between quotation marks, which the shell removed;
    alone, it is a whole query. Of one that is not complete a line on standard error says how it was read.
    """
    if not typed:
        return None
    query = read_query(typed[0] if len(typed) == 1 else " ".join(map(_quoted, typed)))
    if query.empty:
        raise KloptError("search.no_words")
    if query.mended:
        settings = settings_of(click.get_current_context())
        read = printable(as_read(query, settings.lang))
        click.echo(f"klopt: {settings.say('search.read_as', query=read)}", err=True)
    return query


def selection_options(*, required: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The query (as arguments), `--source`, `--from`, `--to`, `--compounds`; the command gets them as `selection`."""

    def with_options(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def called(*args: Any, query: tuple[str, ...], filters: Filters, **options: Any) -> Any:
            return command(*args, selection=filters.of(query), **options)

        metavar = "usage.query" if required else "usage.maybe_query"
        argument = click.argument("query", nargs=-1, required=required, cls=SaidArgument, metavar=metavar)
        return argument(filter_options(called))

    return with_options


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--source`, `--from`, `--to`, `--compounds`, handed to a command that has other arguments too as `filters`."""

    @wraps(command)
    def called(*args: Any, **options: Any) -> Any:
        filters = Filters(*(options.pop(name) for name in ("source", "since", "until", "compounds")))
        return command(*args, filters=filters, **options)

    found = click.option("--compounds", cls=SaidOption, is_flag=True, help="option.compounds")(called)
    return publisher_option(published_options(found))


def _quoted(part: str) -> str:
    plain = " " in part and not set('"()') & set(part)
    return f'"{part}"' if plain else part
