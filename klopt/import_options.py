"""What the user says beside the files: `--source`, `--published`, `--column` and `--language`, for `klopt add` and
`klopt read`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, wraps
from typing import Any

import click

from corpus.imports.columns import FIELDS
from klopt.messages import table
from klopt.options import KloptError, SaidOption, settings_of


@dataclass(frozen=True, slots=True)
class Asked:
    """How to read files; see `corpus.files.read_paths`. `columns`: field -> column; `language`: ISO 639-1."""

    source: str | None = None
    published: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None


def import_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The four options, handed to the command as `asked`."""

    @wraps(command)
    def called(
        *args: Any,
        source: str | None,
        published: str | None,
        columns: dict[str, str],
        language: str | None,
        **rest: Any,
    ) -> Any:
        return command(*args, asked=Asked(source, published, columns, language), **rest)

    for option in (
        click.option(
            "--language",
            cls=SaidOption,
            metavar="usage.language",
            callback=lambda _ctx, _param, value: value.strip().lower() if value else None,
            help="option.language",
        ),
        click.option(
            "--column",
            "columns",
            cls=SaidOption,
            multiple=True,
            metavar="usage.column",
            callback=_columns,
            help="option.column",
        ),
        click.option("--published", cls=SaidOption, metavar="usage.day", help="option.published"),
        click.option("--source", cls=SaidOption, help="option.source"),
    ):
        called = option(called)
    return called


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
    words = {name: name for name in FIELDS}
    for name in FIELDS:
        words |= {word.casefold(): name for word in table()[f"column.{name}"].values()}
    return words
