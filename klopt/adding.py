"""Into the corpus: the bytes in the archive, the article in the database, both or neither.

A batch is one transaction. First its pages go to the archive and onto the disk, then the rows that point
at them are committed; what a killed run left in the archive behind the last row is cut off when the next
one starts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from corpus.archive import Archive, Capture
from corpus.article import Failure
from corpus.formats import JSON
from corpus.loading import Loaded
from corpus.rows import read_row
from db import CaptureRow, Put, Store, article_key
from db.byhand import lift_tombstone, refuse_forgotten
from db.errors import Forgotten, UnstorableText
from db.keys import text_digest
from klopt import __version__
from klopt.messages import Lang, say
from klopt.upkeep import tidy

FORGOTTEN = "forgotten"
"""The step of a failure to add what `klopt forget` took out."""

BATCH = 100
BATCH_BYTES = 5_000_000
"""A batch is closed at whichever comes first: so much is done again at most after a kill."""


def archive_folder(db: Path) -> Path:
    """Where the pages of this database are: beside it, under its whole name, so that two databases never
    share.
    """
    return db.with_name(f"{db.name}.warc")


@dataclass(slots=True)
class Adding:
    """One run of adding; with `again` also what was forgotten. `counts` has "new", "same", "version", "failed", and
    "facts", those of the same of which something else than the text is new.
    """

    store: Store
    archive: Archive
    given: dict[str, str]
    lang: Lang
    complain: Callable[[Failure], None]
    again: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    run: int = 0

    def start(self, kind: str = "add") -> None:
        """Note the run, and cut off what a killed one left in the archive."""
        tidy(self.store, self.archive)
        self.run = self.store.start_run(kind, klopt_version=__version__, config=self.given)

    def put(
        self,
        batch: Iterable[Loaded | Failure],
        also: Callable[[Sequence[Failure]], None] = lambda _failures: None,
    ) -> None:
        """Keep a batch, all or nothing. What cannot be read or stored is counted, said and kept as a
        failure. `also` is done in the same transaction, after it, and told what failed.
        """
        captures: dict[str, Capture] = {}
        changes: Counter[str] = Counter()
        failures: list[Failure] = []
        with self.archive.writing():
            with self.store.transaction():
                for item in batch:
                    failure = item if isinstance(item, Failure) else self._put(item, captures, changes)
                    if failure is not None:
                        failures.append(failure)
                        if failure.step != FORGOTTEN:  # no trace of it is kept
                            self.store.record_failure(failure, self.run)
                also(failures)
                self.archive.sync()
            for capture in captures.values():
                self.archive.confirm(capture)
        self.counts += changes
        self.counts["failed"] += len(failures)
        for failure in failures:
            self.complain(failure)

    def _put(self, loaded: Loaded, captures: dict[str, Capture], changes: Counter[str]) -> Failure | None:
        """Store one article; its page only if its text is not in the corpus yet."""
        article = loaded.article
        identity = identity_of(loaded)
        try:
            if self.again:
                lift_tombstone(self.store.db.conn, article_key(article, identity))
            refuse_forgotten(self.store.db.conn, article, identity, self.store.path)
            if self.store.known(article, identity=identity):
                put = self.store.put_article(article, self.run, identity=identity, called=loaded.called)
            else:
                put = self._put_captured(loaded, identity, captures)
        except Forgotten:
            return Failure(str(article.id), FORGOTTEN, say("add.forgotten", self.lang))
        except UnstorableText as error:
            return Failure(str(article.id), "store", error.in_(self.lang))
        changes[put.change] += 1
        changes["facts"] += put.facts
        return None

    def _put_captured(self, loaded: Loaded, identity: str | None, captures: dict[str, Capture]) -> Put:
        now = loaded.captured or datetime.now(UTC)
        capture = self.archive.append(
            str(loaded.article.id), loaded.payload, loaded.content_type, now, self.given, sync=False
        )
        captures[capture.file] = capture
        row = CaptureRow(
            capture.file,
            capture.offset,
            capture.length,
            capture.digest,
            now.isoformat(timespec="milliseconds"),
        )
        return self.store.put_article(loaded.article, self.run, row, identity=identity, called=loaded.called)


def batches(items: Iterable[Loaded | Failure]) -> Iterator[list[Loaded | Failure]]:
    """The same items in portions of bounded size."""
    batch: list[Loaded | Failure] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.payload) if isinstance(item, Loaded) else 0
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def identity_of(loaded: Loaded) -> str | None:
    """What makes a file without address the same article next time: its path. A row that is only known by the number
    of its line is known by its text instead, for lines move.
    """
    name = str(loaded.article.id)
    if loaded.article.url:
        return None
    if loaded.content_type == JSON and read_row(loaded.payload, 1).id is None:
        return f"sha256:{text_digest(loaded.article)}"  # said, for "rows.jsonl:1" could be an address
    return f"file:{name}"
