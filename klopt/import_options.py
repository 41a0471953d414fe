"""How to read files that hold many articles: `--column` and `--language`, for `klopt add` and `klopt read`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import click

from corpus.imports.columns import FIELDS
from klopt.messages import table
from klopt.options import KloptError, SaidOption, settings_of


def import_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Both options, handed to the command as `columns` (field -> column) and `language`."""
    column = click.option(
        "--column",
        "columns",
        cls=SaidOption,
        multiple=True,
        metavar="usage.column",
        callback=_columns,
        help="option.column",
    )
    language = click.option(
        "--language",
        cls=SaidOption,
        metavar="usage.language",
        callback=lambda _ctx, _param, value: value.strip().lower() if value else None,
        help="option.language",
    )
    return column(language(command))


def _columns(ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """ "text=Artikel" or "tekst=Artikel", as often as there are fields."""
    found: dict[str, str] = {}
    for value in values:
        field, parted, name = value.partition("=")
        known = _fields().get(field.strip().casefold())
        if not parted or not name.strip() or known is None:
            words = [settings_of(ctx).say(f"column.{name}") for name in FIELDS]
            raise KloptError("add.bad_column", value=value, fields=", ".join(words))
        found[known] = name.strip()
    return found


@cache
def _fields() -> dict[str, str]:
    """What each field is called in Dutch and in English."""
    words = {field: field for field in FIELDS}
    for field in FIELDS:
        words |= {word.casefold(): field for word in table()[f"column.{field}"].values()}
    return words
