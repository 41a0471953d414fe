"""Make the database anew from the archive, with what people did by hand from the old one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from corpus.archive import Archive
from corpus.article import Failure
from corpus.captures import Capture
from corpus.formats import read_payload
from corpus.loading import Loaded
from corpus.reasons import Refused
from corpus.salvage import Wreck, record_at, salvage
from corpus.stamps import iso_stamp
from db import CaptureRow, Store, article_key
from db.connect import in_words
from db.errors import DatabaseDamaged, Forgotten, NotADatabase, UnstorableText
from klopt import __version__
from klopt.adding import BATCH, archive_folder, identity_of
from klopt.carrying import Carried
from klopt.options import KloptError, Settings
from klopt.swapping import beside, held, make_good, refuse_company, remove, swap
from klopt.terminal import progress
from klopt.upkeep import finish_forgetting


@dataclass(slots=True)
class Rebuilt:
    """What came of it. `counts`: "articles", "captures", "taken" (articles of which the old database knew a text that
    the archive has not), "failed", "by_hand". `bak`: the old database, if it was kept because not all of it could
    be read.
    """

    counts: Counter[str] = field(default_factory=Counter)
    wrecks: list[Wreck] = field(default_factory=list)
    bak: Path | None = None


def rebuild(settings: Settings, complain: Callable[[Failure], None]) -> Rebuilt:
    """Build the database of this call anew beside the old one, then swap the two. Whenever it is stopped before that
    the old one is as it was. What cannot be read is told to `complain`, and the rest goes on.

    Raises KloptError if there is no archive, or if another program has the database open.
    """
    db = settings.db
    archive = Archive(archive_folder(db), lang=settings.lang)
    if not archive.files():
        raise KloptError("rebuild.no_archive", folder=archive.folder)
    done = Rebuilt()
    with ExitStack() as stack:
        stack.enter_context(archive.writing())
        make_good(db)
        old = _opened(db)
        if old is not None:
            stack.enter_context(old)
            refuse_company(old)
            finish_forgetting(old, archive)
        new, bak = beside(db)
        stack.callback(remove, new)
        with Store(new) as store:
            run = store.start_run("rebuild", klopt_version=__version__)
            carried = Carried(store, old, db, run)
            carried.by_hand()  # what was forgotten must be known before the records are read
            places = _places(archive, settings, done)
            _replay(store, archive, places, run, carried.ids(), settings, done, complain)
            # From here until the swap nobody can say anything that would be lost.
            stack.enter_context(held(old))
            done.counts["by_hand"] = carried.by_hand()
            done.counts["taken"] = carried.texts({(place.file, place.offset): place for place in places})
            carried.crawl()
            store.finish_run(run)
            done.counts["articles"] = store.counts()["articles"]
            done.counts["captures"] = store.counts()["captures"]
            ends = store.archive_end()
            _proven(store)
        _cut(archive, ends, done.wrecks)
        swap(db)
    if carried.whole:
        remove(bak)
    elif bak.exists():
        done.bak = bak
    return done


def _opened(db: Path) -> Store | None:
    """The old database; None if there is none, or it is so damaged that it does not open."""
    if not db.exists():
        return None
    try:
        return Store(db)
    except (DatabaseDamaged, NotADatabase):
        return None


def _places(archive: Archive, settings: Settings, done: Rebuilt) -> list[CaptureRow]:
    """Every record of the archive once, in the order of time. Damage is noted."""
    found = []
    seen = set()
    for kept in progress(salvage(archive), None, settings.say("bar.archive")):
        if isinstance(kept, Wreck):
            done.wrecks.append(kept)
            continue
        # A takedown that was killed before it was committed leaves copies of records.
        same = (kept.name, kept.captured, kept.capture.digest)
        if same not in seen:
            seen.add(same)
            at = kept.capture
            stamp = kept.captured.isoformat(timespec="milliseconds")
            row = CaptureRow(at.file, at.offset, at.length, at.digest, stamp)
            found.append((kept.captured, at.file, at.offset, row))
    return [row for *_, row in sorted(found, key=lambda item: item[:3])]


def _replay(
    store: Store,
    archive: Archive,
    places: list[CaptureRow],
    run: int,
    ids: dict[str, int],
    settings: Settings,
    done: Rebuilt,
    complain: Callable[[Failure], None],
) -> None:
    fresh = count(max(ids.values(), default=0) + 1)
    shown = progress(range(0, len(places), BATCH), -(-len(places) // BATCH), settings.say("bar.rebuilding"))
    for start in shown:
        with store.transaction():
            for place in places[start : start + BATCH]:
                failure = _put(store, archive, place, run, ids, fresh, settings)
                if failure is not None:
                    done.counts["failed"] += 1
                    store.record_failure(failure, run)
                    complain(failure)


def _put(
    store: Store,
    archive: Archive,
    place: CaptureRow,
    run: int,
    ids: dict[str, int],
    fresh: Iterator[int],
    settings: Settings,
) -> Failure | None:
    """Add one record as it was added when it came; None too for what was forgotten since."""
    kept = record_at(archive, Capture(place.file, place.offset, place.length, place.digest))
    published = kept.given.get("published")
    try:
        article = read_payload(
            kept.payload,
            kept.content_type,
            name=kept.name,
            source=kept.given.get("source"),
            published=iso_stamp(published) if published else None,
        )
        identity = identity_of(Loaded(article, kept.payload, kept.content_type))
        key = article_key(article, identity)
        row_id = ids[key] if key in ids else ids.setdefault(key, next(fresh))
        store.put_article(article, run, place, identity=identity, row_id=row_id)
    except Refused as refused:
        return refused.failure(kept.name, settings.lang)
    except UnstorableText as error:
        return Failure(kept.name, "store", error.in_(settings.lang))
    except Forgotten:
        return None
    return None


def _proven(store: Store) -> None:
    """Raise DatabaseDamaged unless SQLite and its index find the new database whole."""
    conn = store.db.conn
    with in_words(store.path):
        (line,) = conn.execute("PRAGMA integrity_check(1)").fetchone()
        if line != "ok":
            raise DatabaseDamaged(store.path, line)
        conn.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")


def _cut(archive: Archive, ends: dict[str, int], wrecks: Iterable[Wreck]) -> None:
    """Let the archive end where the new database knows it to end. What a database had committed behind that is put
    aside first: somebody may yet be able to read it.
    """
    before = archive.confirmed()
    for wreck in wrecks:
        if ends.get(wreck.file, 0) <= wreck.offset < before.get(wreck.file, 0):
            with (archive.folder / wreck.file).open("rb") as stream:
                stream.seek(wreck.offset)
                aside = archive.folder / f"{wreck.file}.{wreck.offset}.damaged"
                aside.write_bytes(stream.read(wreck.length))
    archive.reset(ends)
    for file in archive.files():
        archive.settle(file, ends.get(file, 0))
