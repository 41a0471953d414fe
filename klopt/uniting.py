"""Take another corpus into this one: articles, versions, captures with their records, and what was done by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from corpus.archive import Archive
from corpus.captures import Capture
from corpus.salvage import record_at
from db import CaptureRow, Store
from db.byhand import add_by_hand, is_forgotten, read_by_hand
from db.keys import tombstone_digest
from db.unite import Place, take_article
from klopt import __version__
from klopt.adding import BATCH, archive_folder
from klopt.options import Settings
from klopt.stopping import goes_on
from klopt.terminal import progress
from klopt.upkeep import tidy


@goes_on()
def unite(settings: Settings, store: Store, other: Store) -> Counter[str]:
    """Take over everything of `other` (opened for reading) into the corpus of this call. How many articles were "new",
    known and given another version or capture ("version"), the "same", "forgotten" here; and "by_hand", what was
    done by hand, of which "tombstones" over there for articles that are here and stay.

    A hundred articles are one transaction: stopped and started again nothing is lost and nothing is there twice.
    """
    ours = Archive(archive_folder(settings.db), lang=settings.lang)
    theirs = Archive(archive_folder(Path(other.path)), lang=settings.lang)
    counts: Counter[str] = Counter()
    with ours.writing():
        tidy(store, ours)
        run = store.start_run("merge", klopt_version=__version__)
        ids = [row_id for (row_id,) in other.db.execute("SELECT id FROM articles ORDER BY id")]
        batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
        for batch in progress(batches, len(batches), settings.say("bar.uniting")):
            last: dict[str, Capture] = {}
            with store.transaction():
                for row_id in batch:
                    counts[_take(store, other, row_id, ours, theirs, last, run)] += 1
                ours.sync()
            for capture in last.values():
                ours.confirm(capture)
        _by_hand(store, other, counts)
        store.finish_run(run)
    return counts


def _take(
    store: Store,
    other: Store,
    row_id: int,
    ours: Archive,
    theirs: Archive,
    last: dict[str, Capture],
    run: int,
) -> str:
    """Take one article over; what that did."""
    key = other.article_key(row_id)
    if is_forgotten(store.db.conn, key):
        return "forgotten"
    here = store.db.execute("SELECT id FROM articles WHERE key = ?", (key,)).fetchone()
    known = {
        tuple(row)
        for row in store.db.execute(
            "SELECT digest, captured_at FROM captures WHERE article = ?", (here[0] if here else 0,)
        )
    }
    versions = _versions(store, here[0]) if here else 0
    places: dict[Place, CaptureRow] = {}
    for file, offset, length, digest, captured_at in other.db.execute(
        "SELECT file, offset, length, digest, captured_at FROM captures WHERE article = ? ORDER BY captured_at, id",
        (row_id,),
    ).fetchall():
        if (digest, captured_at) in known:
            continue
        kept = record_at(theirs, Capture(file, offset, length, digest))
        at = ours.append(kept.name, kept.payload, kept.content_type, kept.captured, kept.given, sync=False)
        places[file, offset] = CaptureRow(at.file, at.offset, at.length, at.digest, captured_at)
        last[at.file] = at
    new_id = take_article(store, other, row_id, places, run)
    if not here:
        return "new"
    return "version" if places or _versions(store, new_id) > versions else "same"


def _versions(store: Store, article: int) -> int:
    return int(store.db.execute("SELECT count(*) FROM versions WHERE article = ?", (article,)).fetchone()[0])


def _by_hand(store: Store, other: Store, counts: Counter[str]) -> None:
    """What was said there holds here. What was forgotten there is not taken out here unasked: that would be the one
    thing that cannot be undone.
    """
    found, _ = read_by_hand(other.db.conn)
    with store.transaction():
        here = {tombstone_digest(key) for (key,) in store.db.execute("SELECT key FROM articles")}
        stay = [row for row in found["tombstones"] if row[0] in here]
        found["tombstones"] = [row for row in found["tombstones"] if row[0] not in here]
        counts["by_hand"] = sum(add_by_hand(store.db.conn, found, store.path).values())
        counts["tombstones"] = len(stay)
