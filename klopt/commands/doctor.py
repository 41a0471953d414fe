"""`klopt doctor`: what is installed, which pipeline reads, what the database holds, and how to get what
is missing.
"""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import click

from db import Store, StoreError
from extract.errors import ExtractError
from extract.models import describe
from klopt import __version__
from klopt.options import SaidCommand, Settings, model_option
from klopt.reading import pipeline, versions
from klopt.report import one_line
from klopt.terminal import coloured, strong

NEEDED = (
    "spacy",
    "sqlite-utils",
    "trafilatura",
    "datasette",
    "warcio",
    "python-docx",
    "lxml_html_clean",
    "rich",
    "click",
)


@click.command("doctor", cls=SaidCommand)
@model_option
@click.pass_context
def command(ctx: click.Context) -> int:
    """Print what there is; 2 if klopt cannot work with it."""
    settings: Settings = ctx.obj
    sound = True
    for key, part in (
        ("doctor.versions", _packages),
        ("doctor.config", _config),
        ("doctor.model", _model),
        ("doctor.database", _database),
    ):
        click.echo(strong(settings.say(key), coloured()))
        for well, line in part(settings):
            sound = sound and well
            click.echo(f"  {line}")
    return 0 if sound else 2


def _packages(settings: Settings) -> Iterator[tuple[bool, str]]:
    yield True, f"klopt {__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    for name in NEEDED:
        try:
            yield True, f"{name} {version(name)}"
        except PackageNotFoundError:
            yield False, f"{name}: {settings.say('doctor.missing', name=name)}"


def _config(settings: Settings) -> Iterator[tuple[bool, str]]:
    if settings.problem is not None:
        yield False, one_line(settings.problem.in_(settings.lang))
    elif settings.config.path is None:
        yield True, settings.say("doctor.no_config")
    else:
        yield True, one_line(str(settings.config.path))


def _model(settings: Settings) -> Iterator[tuple[bool, str]]:
    try:
        model = describe(pipeline(settings))
    except ExtractError as error:
        yield False, one_line(str(error))
    else:
        yield True, f"{model.name} {model.version}"
        yield True, one_line(model.path)


def _database(settings: Settings) -> Iterator[tuple[bool, str]]:
    if not settings.db.exists():
        yield True, one_line(settings.say("stop.no_database", path=settings.db))
        return
    try:
        with Store(settings.db, read_only=True) as store:
            counts = store.counts()
            yield True, one_line(str(settings.db))
            yield True, settings.say("doctor.articles", n=counts["articles"])
            yield True, settings.say("doctor.captures", n=counts["captures"])
            yield True, settings.say("doctor.failures", n=counts["failures"])
            yield True, settings.say("doctor.findings", n=counts["error"] + counts["warning"])
            yield from _waiting(store, settings)
    except StoreError as error:
        yield False, one_line(error.in_(settings.lang))


def _waiting(store: Store, settings: Settings) -> Iterator[tuple[bool, str]]:
    try:
        waiting = store.count_pending(*versions(pipeline(settings)))
    except ExtractError:
        return  # said above
    yield True, settings.say("doctor.waiting", n=waiting)
