"""A copy of the corpus that can be put in its place: the database at one moment and the archive up to there."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from corpus.archive import Archive
from corpus.captures import Capture
from db import Store
from db.connect import in_words
from db.errors import DatabaseDamaged
from klopt.adding import archive_folder
from klopt.options import KloptError, Settings
from klopt.snapshots import folder_of as snapshot_folder
from klopt.swapping import remove
from klopt.terminal import progress

_TRIES = 3
"""A takedown replaces archive files; one that comes while we copy makes us begin again."""


def back_up(settings: Settings, target: Path, *, in_folder: bool = False) -> Path:
    """Copy the corpus of this call to `target` (a new file, or a folder to put it in, with `in_folder` one that is made
    if it is not there) and read the whole copy back; returns the path of the database made. Others may write meanwhile:
    what they commit later is not in it.

    Raises KloptError if something is there already or the folder is not, DatabaseDamaged or ArchiveError if what
    was copied is not whole. Then, and when it is stopped, nothing is left of the copy.
    """
    made = in_folder and not target.exists()
    db = target / settings.db.name if made or target.is_dir() else target
    if not (target if made else db).parent.is_dir():
        raise KloptError("stop.no_folder", path=(target if made else db).parent)
    for there in (db, archive_folder(db), snapshot_folder(db)):
        if there.exists():
            raise KloptError("backup.exists", path=there)
    part = db.with_name(f"{db.name}.part")
    folder = db.with_name(f"{archive_folder(db).name}.part")
    if made:
        target.mkdir()
    try:
        for left in reversed(range(_TRIES)):
            _clear(part, folder)
            _copy_database(settings.db, part)
            try:
                _copy_archive(settings, part, folder)
            except FileNotFoundError as error:
                if not left:
                    raise KloptError("backup.moving", path=settings.db) from error
            else:
                break
        _prove(settings, part, folder)
        if folder.exists():
            folder.replace(archive_folder(db))
        part.replace(db)
        if (kept := snapshot_folder(settings.db)).is_dir():
            shutil.copytree(kept, snapshot_folder(db))
    finally:
        _clear(part, folder)
        if made and not db.exists():
            target.rmdir()
    return db


def _clear(part: Path, folder: Path) -> None:
    remove(part)
    shutil.rmtree(folder, ignore_errors=True)


def _copy_database(source: Path, part: Path) -> None:
    with Store(source, read_only=True) as store, in_words(str(part)), closing(sqlite3.connect(part)) as copy:
        store.db.conn.backup(copy)  # one snapshot, whatever others write
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, to be carried about
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())


def _copy_archive(settings: Settings, part: Path, folder: Path) -> None:
    """Of each archive file the part that the copied database knows. Raises FileNotFoundError if one is gone."""
    source = archive_folder(settings.db)
    with Store(part) as store:
        ends = store.archive_end()
    if not ends:
        return
    folder.mkdir()
    for file, end in progress(sorted(ends.items()), len(ends), settings.say("bar.copying")):
        with (source / file).open("rb") as original, (folder / file).open("wb") as copy:
            for chunk in _chunks(original.fileno(), end):
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
    Archive(folder, lang=settings.lang).reset(ends)


def _chunks(source: int, end: int) -> Iterator[bytes]:
    left = end
    while left > 0 and (chunk := os.read(source, min(left, 1_000_000))):
        yield chunk
        left -= len(chunk)


def _prove(settings: Settings, part: Path, folder: Path) -> None:
    """Read everything back. The error names the original: it is that which is not whole."""
    with Store(part) as store:
        with in_words(str(settings.db)):
            (line,) = store.db.conn.execute("PRAGMA integrity_check(1)").fetchone()
            if line != "ok":
                raise DatabaseDamaged(settings.db, " ".join(str(line).split()))
            captures = store.db.conn.execute(
                "SELECT DISTINCT file, offset, length, digest FROM captures"
            ).fetchall()
        archive = Archive(folder, lang=settings.lang)
        for row in progress(captures, len(captures), settings.say("bar.proving")):
            archive.read(Capture(*row))
        store.db.conn.execute("PRAGMA journal_mode = DELETE")
