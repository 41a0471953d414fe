"""`klopt doctor`: what is installed, which pipeline reads, what the database holds, and how to get what
is missing.
"""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version

import click
from spacy.language import Language

from corpus.archive import Archive
from corpus.errors import ArchiveError
from db import Store, StoreError
from db.connect import first_damage
from db.errors import DatabaseDamaged
from db.invariants import INVARIANTS, broken, captures
from extract.errors import ModelError
from extract.models import describe
from klopt import __version__
from klopt.adding import archive_folder
from klopt.options import SaidCommand, SaidOption, Settings, model_option
from klopt.reading import pipeline, versions
from klopt.report import one_line
from klopt.terminal import coloured, progress, strong

NEEDED = (
    "spacy",
    "click",
    "courlan",
    "datasette",
    "datasketch",
    "dateparser",
    "feedparser",
    "lxml_html_clean",
    "markdown-it-py",
    "pdfminer.six",
    "protego",
    "py3langid",
    "python-docx",
    "python-multipart",
    "rich",
    "scrapy",
    "snowballstemmer",
    "sqlite-utils",
    "srsly",
    "trafilatura",
    "w3lib",
    "warcio",
)
"""What klopt cannot work without."""
MOST_NAMED = 20
"""Damaged records that are named one by one."""
Load = Callable[[], Language]


@click.command("doctor", cls=SaidCommand)
@click.option("--deep", cls=SaidOption, is_flag=True, help="option.deep")
@model_option
@click.pass_context
def command(ctx: click.Context, deep: bool) -> int:
    """Print what there is; 2 if klopt cannot work with it."""
    settings: Settings = ctx.obj
    sound = True
    loaded = cache(lambda: pipeline(settings))
    for key, part in (
        ("doctor.versions", _packages(settings)),
        ("doctor.config", _config(settings)),
        ("doctor.model", _model(settings, loaded)),
        ("doctor.database", _database(settings, loaded)),
        *([("doctor.deep", _deep(settings))] if deep else []),
    ):
        click.echo(strong(settings.say(key), coloured()))
        for well, line in part:
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


def _model(settings: Settings, loaded: Load) -> Iterator[tuple[bool, str]]:
    try:
        model = describe(loaded())
    except ModelError as error:
        yield False, one_line(error.in_(settings.lang))
    else:
        yield True, f"{model.name} {model.version}"
        yield True, one_line(model.path)


def _database(settings: Settings, loaded: Load) -> Iterator[tuple[bool, str]]:
    """What the database holds, whether a page of it is damaged, and whether the archive is all there."""
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
            yield from _waiting(store, settings, loaded)
            if (damage := first_damage(store.path)) is not None:
                raise DatabaseDamaged(store.path, damage)
            Archive(archive_folder(settings.db), lang=settings.lang).check(store.archive_end())
    except StoreError as error:
        yield False, one_line(error.in_(settings.lang))
    except ArchiveError as error:
        yield False, one_line(str(error))


def _waiting(store: Store, settings: Settings, loaded: Load) -> Iterator[tuple[bool, str]]:
    try:
        waiting = store.count_pending(*versions(loaded()))
    except ModelError:
        return  # said above
    yield True, settings.say("doctor.waiting", n=waiting)


def _deep(settings: Settings) -> Iterator[tuple[bool, str]]:
    """Whether all that must hold in a corpus holds, and whether the archive still has what was put in it."""
    if not settings.db.exists():
        return
    try:
        with Store(settings.db, read_only=True) as store:
            for name in progress(INVARIANTS, len(INVARIANTS), settings.say("bar.invariants")):
                found = broken(store, name)
                said = settings.say(f"invariant.{name}")
                if found is None:
                    yield True, f"{settings.say('doctor.holds')}: {said}"
                else:
                    yield False, settings.say("doctor.broken", what=said, rows=found.rows, first=found.first)
            yield from _records(store, settings)
    except StoreError as error:
        yield False, one_line(error.in_(settings.lang))


def _records(store: Store, settings: Settings) -> Iterator[tuple[bool, str]]:
    """Every record of the archive read, and its digest compared."""
    archive = Archive(archive_folder(settings.db), lang=settings.lang)
    bad = 0
    for capture in progress(captures(store), store.counts()["captures"], settings.say("bar.archive")):
        try:
            archive.read(capture)
        except ArchiveError as error:
            bad += 1
            if bad <= MOST_NAMED:
                yield False, one_line(str(error))
    if bad > MOST_NAMED:
        yield False, settings.say("doctor.more_records", n=bad - MOST_NAMED)
    if not bad:
        yield True, f"{settings.say('doctor.holds')}: {settings.say('invariant.records')}"
