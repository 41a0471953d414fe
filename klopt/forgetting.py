"""Take an article out of database and archive together.

Three steps, each whole or not at all: the archive files written anew under new names; one transaction that deletes
the article and points all other rows at the new files; the old files deleted and the database wiped. Killed before
the transaction nothing has happened (the new files are cut to nothing by the next writer); killed after it the
next writer does the third step.
"""

from __future__ import annotations

from corpus.archive import Archive
from corpus.rewrite import written_anew
from db import Store
from db.forgetting import Moved, forget, records_of
from klopt.upkeep import finish_forgetting, tidy


def forget_article(store: Store, archive: Archive, row_id: int, reason: str) -> None:
    """Forget the article in this row. Raises NotInCorpus, ArchiveError, and DatabaseLocked when all is done but the
    wiping, because somebody else reads the database.
    """
    with archive.writing():
        tidy(store, archive)
        ends = store.archive_end()
        moved = {}
        for file, holes in records_of(store, row_id).items():
            stay = store.db.execute("SELECT offset FROM captures WHERE file = ?", (file,)).fetchall()
            name, offsets = written_anew(archive, file, holes, (offset for (offset,) in stay), ends[file])
            moved[file] = Moved(name, offsets)
        forget(store, row_id, reason, moved)
        finish_forgetting(store, archive)
        archive.reset(store.archive_end())
