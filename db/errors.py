"""What can go wrong with the database, as exceptions of our own.

    StoreError               one line, in Dutch (`str`) or English (`in_("en")`), that says what to do
    ├── CannotOpen           no permission, or what else the system says
    ├── IsFolder             a folder in its place
    ├── NoFolder             no such folder
    ├── DatabaseMissing      asked to read a file that is not there
    ├── NotADatabase         a file, but no SQLite database
    ├── ForeignDatabase      a database, but of another application
    ├── DatabaseTooNew       steps were applied that this version does not know
    ├── DatabaseTooOld       must be upgraded, but may only be read
    ├── DatabaseReadOnly     may not be written
    ├── DatabaseLocked       another program kept writing for as long as we wait
    ├── DatabaseDamaged      a page that cannot be what it should be
    ├── DiskFull             nothing more fits
    ├── DiskTrouble          the disk or the share fails
    ├── SqliteTooOld         Python was built with a SQLite without STRICT tables
    ├── NotInCorpus          no article of that id
    ├── Forgotten            an article that was taken out for good
    ├── NotExtracted         an article that has not been read yet
    └── UnstorableText       NUL or half a surrogate pair in a text

The words are in `messages.toml`, a table for each class.
"""

from __future__ import annotations

import sqlite3
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

Lang = Literal["nl", "en"]


class StoreError(Exception):
    """Base of every error of this package. `path` is the database, `detail` the one fact that the message
    names.
    """

    def __init__(self, path: str | Path = "", detail: object = "") -> None:
        super().__init__(str(path), str(detail))
        self.path = str(path)
        self.detail = str(detail)

    def in_(self, lang: Lang) -> str:
        """The message in this language: one line, also when the path has a line break."""
        words = _messages()[type(self).__name__][lang]
        return " ".join(words.format(path=self.path, detail=self.detail).split())

    def __str__(self) -> str:
        return self.in_("nl")


class CannotOpen(StoreError):
    """The file cannot be opened or made."""


class IsFolder(StoreError):
    """There is a folder where a database is meant."""


class NoFolder(StoreError):
    """The folder (`detail`) in which the database is meant to be is not there."""


class DatabaseMissing(StoreError):
    """There is nothing to read."""


class NotADatabase(StoreError):
    """The file is something else than a SQLite database."""


class ForeignDatabase(StoreError):
    """The database belongs to another application."""


class DatabaseTooNew(StoreError):
    """The database has steps that this version does not know."""


class DatabaseTooOld(StoreError):
    """The database lacks steps, and they cannot be applied to what may only be read."""


class DatabaseReadOnly(StoreError):
    """Writing is not permitted."""


class DatabaseLocked(StoreError):
    """Another writer did not finish in time."""


class DatabaseDamaged(StoreError):
    """SQLite finds the file malformed."""


class DiskFull(StoreError):
    """No room left."""


class DiskTrouble(StoreError):
    """Reading or writing the file fails."""


class SqliteTooOld(StoreError):
    """The SQLite of this Python lacks what the tables need."""


class NotInCorpus(StoreError):
    """No article has this id."""


class Forgotten(StoreError):
    """The article was taken out for good and does not come back by itself."""


class NotExtracted(StoreError):
    """The article has no extraction."""


class UnstorableText(StoreError):
    """A text that SQLite could not give back as it was."""


_BY_CODE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: DatabaseLocked,
    sqlite3.SQLITE_LOCKED: DatabaseLocked,
    sqlite3.SQLITE_CORRUPT: DatabaseDamaged,
    sqlite3.SQLITE_NOTADB: NotADatabase,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
    sqlite3.SQLITE_PERM: CannotOpen,
    sqlite3.SQLITE_AUTH: CannotOpen,
    sqlite3.SQLITE_CANTOPEN: CannotOpen,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR: DiskTrouble,
    sqlite3.SQLITE_PROTOCOL: DatabaseLocked,
}


def in_our_words(error: sqlite3.Error, path: str | Path) -> StoreError | None:
    """The error of ours that this error of SQLite is; None if it is a mistake of the program (a constraint,
    wrong SQL).
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    # The low byte is the primary code; the rest says which kind of it (https://sqlite.org/rescode.html).
    kind = _BY_CODE.get(code & 0xFF)
    return None if kind is None else kind(path, error)


@cache
def _messages() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("db").joinpath("messages.toml").read_text("utf-8"))
