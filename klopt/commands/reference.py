"""`klopt reference`: tables of official figures to check articles against: add, list, show, remove."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from corpus.article import Failure
from corpus.reasons import system_words
from db import Store
from db.connect import in_words
from db.references import (
    NewTable,
    ReferenceTable,
    ReferenceValue,
    add_reference,
    reference_tables,
    reference_values,
    remove_reference,
)
from klopt.check.wording import amount
from klopt.corpus_file import new_or_existing
from klopt.listing import Form, grid, listing_form, print_rows
from klopt.moments import here
from klopt.options import KloptError, SaidArgument, SaidCommand, SaidOption, Settings
from klopt.reference.cbs import PREFIX, Fetched, fetch_table, is_cbs
from klopt.reference.rows import MAX_BYTES, MAX_ROWS, BadTable
from klopt.reference.table import FIELDS, Read, read_table
from klopt.report import long_date, one_line
from klopt.terminal import coloured, printable, progress

ACTIONS = ("add", "list", "show", "remove")
TABLES = ("name", "title", "source", "definition", "values", "file", "columns", "added_at")
VALUES = ("line", "measure", "period", "value", "unit", "place", "population", "provisional")
SOME = 10
"""Rows that could not be used, of which the reason is printed."""


@click.command("reference", cls=SaidCommand)
@click.argument("words", nargs=-1, cls=SaidArgument, metavar="usage.reference_action")
@click.option("--measure", cls=SaidOption, help="option.ref_measure")
@click.option("--period", cls=SaidOption, help="option.ref_period")
@click.option("--value", cls=SaidOption, help="option.ref_value")
@click.option("--place", cls=SaidOption, help="option.ref_place")
@click.option("--population", cls=SaidOption, help="option.ref_population")
@click.option("--unit", cls=SaidOption, help="option.ref_unit")
@click.option("--source", cls=SaidOption, help="option.ref_source")
@click.option("--definition", cls=SaidOption, help="option.ref_definition")
@click.option("--name", cls=SaidOption, help="option.ref_name")
@click.option("--decimal", type=click.Choice([",", "."]), cls=SaidOption, help="option.ref_decimal")
@listing_form
@click.pass_obj
def command(settings: Settings, /, words: tuple[str, ...], form: Form, **given: str | None) -> int:
    """Add a table, or say what is there."""
    action, rest = (words[0], words[1:]) if words else ("list", ())
    if action not in ACTIONS or len(rest) != (action != "list"):
        raise KloptError("reference.which_action", actions=", ".join(ACTIONS))
    if action == "add":
        return _add(settings, rest[0], given)
    if not settings.db.exists():
        raise KloptError("stop.no_database", path=settings.db)
    with Store(settings.db, read_only=action in ("list", "show")) as store, in_words(store.path):
        if action == "list":
            return _list(reference_tables(store), form, settings)
        table = _named(store, rest[0])
        if action == "show":
            return _show(table, reference_values(store, table.id), form, settings)
        remove_reference(store, table.id)
        click.echo(settings.say("reference.removed", name=printable(table.name), n=table.values))
    return 0


def _add(settings: Settings, path: str, given: dict[str, str | None]) -> int:
    data, official = _fetched(path, settings) if is_cbs(path) else (_bytes(Path(path), settings), None)
    said = {field: word for field in FIELDS if (word := given[field])}
    try:
        read = read_table(data, said, given["decimal"])
    except BadTable as bad:
        raise KloptError(bad.key, **bad.values) from bad
    _complain(read, settings, path)
    if not read.figures:
        raise KloptError("reference.nothing", path=path)
    kept = {word: str(given[word]) for word in ("source", "definition", "decimal") if given[word]}
    new = NewTable(
        given["name"] or (path.removeprefix(PREFIX) if official else Path(path).stem),
        read.title,
        given["source"] or read.source,
        given["definition"],
        path if official else Path(path).name,
        hashlib.sha256(data).hexdigest(),
        {**read.columns, **kept},
    )
    figures = progress(read.figures, len(read.figures), settings.say("reference.adding"))
    with new_or_existing(settings.db) as store, in_words(store.path):
        table, is_new = add_reference(store, new, figures)
    key = "reference.added" if is_new else "reference.there"
    click.echo(settings.say(key, name=printable(table.name), n=table.values))
    if is_new:
        click.echo(settings.say("reference.then"))
    return 0


def _fetched(path: str, settings: Settings) -> tuple[bytes, Fetched]:
    """A table of CBS as CSV."""
    label = settings.say("reference.fetching")
    try:
        (found,) = progress((fetch_table(one) for one in (path,)), 1, label)
    except ModuleNotFoundError as error:
        raise KloptError("reference.no_cbs", python=sys.executable) from error
    if isinstance(found, Failure):
        raise KloptError(
            found.step, table=path.removeprefix(PREFIX), reason=one_line(found.reason), rows=MAX_ROWS
        )
    return found.data, found


def _bytes(path: Path, settings: Settings) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise KloptError(
            "stop.os", path=printable(str(path)), reason=system_words(error, settings.lang)
        ) from error
    if len(data) > MAX_BYTES:
        raise KloptError("reference.too_large", size=MAX_BYTES // 1024**2)
    return data


def _complain(read: Read, settings: Settings, path: str) -> None:
    """Say on stderr which rows were left out, and why."""
    for bad in read.bad[:SOME]:
        reason = settings.say(bad.key, cell=one_line(bad.cell)[:60])
        click.echo(f"klopt: {printable(path)}:{bad.row}: {reason}", err=True)
    if len(read.bad) > SOME:
        click.echo(f"klopt: {settings.say('reference.more', n=len(read.bad) - SOME)}", err=True)
    if read.bad:
        left = settings.say("reference.left", n=len({bad.row for bad in read.bad}), rows=read.rows)
        click.echo(f"klopt: {left}", err=True)


def _named(store: Store, name: str) -> ReferenceTable:
    tables = reference_tables(store)
    found = next((table for table in tables if table.name == name), None)
    if found is None:
        names = ", ".join(printable(table.name) for table in tables)
        key = "reference.unknown" if names else "reference.unknown_none"
        raise KloptError(key, name=printable(name), names=names)
    return found


def _list(tables: Sequence[ReferenceTable], form: Form, settings: Settings) -> int:
    if form != "table":
        print_rows(
            form, TABLES, ({name: _plain(getattr(table, name)) for name in TABLES} for table in tables)
        )
    elif not tables:
        click.echo(settings.say("reference.none"))
    else:
        heads = [settings.say(f"reference.head_{name}") for name in ("name", "values", "source", "title")]
        rows = ([t.name, str(t.values), t.source or "", t.title or ""] for t in tables)
        _print_grid(heads, rows)
    return 0


def _show(table: ReferenceTable, values: Iterable[ReferenceValue], form: Form, settings: Settings) -> int:
    if form != "table":
        print_rows(form, VALUES, ({name: _plain(getattr(one, name)) for name in VALUES} for one in values))
        return 0
    click.echo(one_line(table.title or table.name))
    if table.definition:
        click.echo(settings.say("reference.defined", definition=one_line(table.definition)))
    day = long_date(here(table.added_at).date(), settings.lang)
    click.echo(settings.say("reference.origin", file=one_line(table.file), day=day))
    if table.columns:
        said = ((settings.say(f"reference.head_{field}"), word) for field, word in table.columns.items())
        columns = ", ".join(f"{field}: {one_line(word)}" for field, word in said)
        click.echo(settings.say("reference.read_as", columns=columns))
    heads = [
        settings.say(f"reference.head_{name}")
        for name in ("measure", "period", "value", "place", "population")
    ]
    star = settings.say("reference.provisional")
    rows = (
        [
            one.measure,
            one.period,
            amount(one.value, one.unit, settings.lang) + (f" {star}" if one.provisional else ""),
            one.place or "",
            one.population or "",
        ]
        for one in values
    )
    _print_grid(heads, rows)
    return 0


def _print_grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    for line in grid(heads, [(tuple(map(one_line, row)), ()) for row in rows], coloured()):
        click.echo(line)


def _plain(value: Any) -> Any:
    """The value as JSON has it: decimals as text."""
    return value if value is None or isinstance(value, (str, int, dict)) else str(value)
