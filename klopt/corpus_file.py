"""The database of this call, opened, and what must be true of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
        raise KloptError("stop.no_database", path=settings.db)
    with _opened(settings.db, read_only=read_only) as store:
        if not store.counts()["articles"]:
            raise KloptError("stop.no_articles", path=settings.db)
        with in_words(store.path):  # for the plain functions that read on its connection
            yield store


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
