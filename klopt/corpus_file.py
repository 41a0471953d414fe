"""The database of this call, opened, and what must be true of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.confirmed import confirmed_in
from db import Store
from db.connect import in_words
from db.errors import DatabaseTooOld
from klopt.options import KloptError, Settings


@contextmanager
def existing(settings: Settings, *, read_only: bool = False) -> Iterator[Store]:
    """The database, which must be there and hold an article: no command but `add` and `demo` makes one.

    Raises KloptError that says how to get one, and StoreError.
    """
    if not settings.db.exists():
        refuse_leftovers(settings.db)
        raise KloptError("stop.no_database", path=settings.db)
    with _opened(settings.db, read_only=read_only) as store:
        if not store.counts()["articles"]:
            raise KloptError("stop.no_articles", path=settings.db)
        with in_words(store.path):  # for the plain functions that read on its connection
            yield store


def new_or_existing(db: Path) -> Store:
    """The database to add to, made if it is not there. Raises KloptError (see `refuse_leftovers`) and StoreError."""
    refuse_leftovers(db)
    return Store(db)


def refuse_leftovers(db: Path) -> None:
    """Raise KloptError if there is no database but the folder of one that is gone still holds its pages: they can be
    had back, and a new one would not know of them.
    """
    from klopt.adding import archive_folder  # loads what writes archives, which who only reads does not need

    folder = archive_folder(db)
    if not db.exists() and any(confirmed_in(folder).values()):
        raise KloptError("stop.left_archive", folder=folder)


def _opened(path: Path, *, read_only: bool) -> Store:
    """The database; one of an older klopt is upgraded first where that may be done, also by who only reads."""
    try:
        return Store(path, read_only=read_only)
    except DatabaseTooOld:
        if not os.access(path, os.W_OK):
            raise
    Store(path).close()
    return Store(path, read_only=read_only)


@contextmanager
def read_corpus(settings: Settings) -> Iterator[Store]:
    """The database, only for reading; at least one of its articles must have been read. Raises KloptError and
    StoreError.
    """
    with existing(settings, read_only=True) as store:
        if not store.counts()["extractions"]:
            raise KloptError("stop.not_extracted", path=settings.db)
        yield store


def row_of(store: Store, name: str) -> int | None:
    """The row of the article with this number, address or name; None if there is no such address or name. Raises
    NotInCorpus for a number that no article has.
    """
    # SQLite has no larger numbers than 18 digits for sure; what has more can still be a name.
    if not (name.isascii() and name.isdigit() and len(name) < 19):
        return store.find_article(name)
    store.article_key(int(name))
    return int(name)
