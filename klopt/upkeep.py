"""What a killed run left, made good before the next one writes."""

from __future__ import annotations

from corpus.archive import Archive
from db import Store
from db.forgetting import erase, leftovers


def tidy(store: Store, archive: Archive) -> bool:
    """Finish a takedown that was broken off (True if there was one), and cut off what an `add` that was killed
    appended to the archive without committing.
    """
    with archive.writing():
        finished = finish_forgetting(store, archive)
        ends = store.archive_end()
        for file in sorted({*archive.files(), *ends}):
            archive.settle(file, ends.get(file, 0))
    return finished


def finish_forgetting(store: Store, archive: Archive) -> bool:
    """Delete the archive files that a takedown replaced and wipe the database file; whether there was anything to
    do. What a row still points at is never deleted.
    """
    left = leftovers(store)
    if not left:
        return False
    with archive.writing():
        for file in sorted({*left} - {"", *store.archive_end()}):
            archive.remove(file)
        erase(store)
    return True
