"""The one class that ties the database together: `Store`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database

from corpus.article import Article, Failure, Span
from db import articles as writing_articles
from db import extractions as writing_extractions
from db import findings as finding_rows
from db import runs
from db.byhand import refuse_forgotten
from db.connect import connect, in_words
from db.errors import DatabaseReadOnly, NotExtracted, NotInCorpus
from db.failures import clear_failures, record_failure
from db.migrations import schema
from db.read import article_from, extraction_from, ids_where, sentences_of
from db.rows import CaptureRow, FindingRow, Known, Level, Put
from extract.nouns import Extraction

_CURRENT = (
    "EXISTS (SELECT 1 FROM extractions AS e JOIN runs AS r ON r.id = e.run WHERE e.article = a.id"
    " AND r.model IS ? AND r.model_version IS ? AND r.reader_version IS ?)"
)


class Store:
    """A corpus on disk. Opening it makes or upgrades the file; `with` closes it. Every method may raise
    `StoreError`.

    Each writing method is one transaction: after a kill it was done or it was not. One writer at a time:
    another waits `timeout` seconds and then raises `DatabaseLocked`. Iterators hold no lock and no more than
    one article in memory; writing while they run is fine. Row ids are of this file; what must outlive it
    hangs on keys (`db.keys`).
    """

    def __init__(self, path: str | Path, *, read_only: bool = False, timeout: float = 10.0) -> None:
        self.path = str(path)
        self.read_only = read_only
        self.db: Database = connect(self.path, read_only=read_only, timeout=timeout)
        self._conn = self.db.conn
        self._conn.row_factory = sqlite3.Row

    @classmethod
    def over(cls, conn: sqlite3.Connection, path: str) -> Self:
        """A store to read with, on a connection that somebody else opened and closes, as the pages do."""
        store = cls.__new__(cls)
        store.path, store.read_only = path, True
        store.db = Database(conn, recursive_triggers=False, execute_plugins=False)
        store._conn = conn
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._conn.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make several writes one: all or nothing, also inside another. Meanwhile other writers wait."""
        if self.read_only:
            raise DatabaseReadOnly(self.path)
        with in_words(self.path):
            if self._conn.in_transaction:
                with self.db.atomic():  # a savepoint
                    yield
                return
            self._conn.execute(
                "BEGIN IMMEDIATE"
            )  # the write lock now, so that what we read before writing stays true
            try:
                yield
                self._conn.execute("COMMIT")
            except BaseException:
                if self._conn.in_transaction:
                    self._conn.execute("ROLLBACK")
                raise

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction for one write, which is part of the caller's where there is one. A savepoint around each would
        write the index of words as often; so whoever asks for a write refuses before it changes anything, and anything
        else that goes wrong is for the whole transaction.
        """
        if self._conn.in_transaction and not self.read_only:
            with in_words(self.path):
                yield
        else:
            with self.transaction():
                yield

    def start_run(
        self,
        kind: str,
        *,
        klopt_version: str,
        model: str | None = None,
        model_version: str | None = None,
        reader_version: str | None = None,
        config: Mapping[str, Any] | None = None,
    ) -> int:
        """Note that something begins ("add", "extract", "check" ...) and with what; returns the run's id.

        `reader_version` is that of the code that reads (default: `klopt_version`): what `pending` compares.
        """
        with self.transaction():
            versions = (klopt_version, model, model_version, reader_version or klopt_version)
            return runs.start_run(self._conn, kind, versions, config or {})

    def finish_run(self, run: int) -> None:
        """Note that a run came to its end."""
        with self.transaction():
            runs.finish_run(self._conn, run)

    def known(self, article: Article, *, identity: str | None = None) -> Known | None:
        """Whether this is the article's current text and nothing about it is new, an older text, or neither (None).

        Ask before archiving a page again: what is not put needs no record in the archive.
        """
        with in_words(self.path):
            return writing_articles.known(self._conn, article, identity)

    def put_article(
        self,
        article: Article,
        run: int,
        capture: CaptureRow | None = None,
        *,
        identity: str | None = None,
        called: Iterable[str] = (),
        row_id: int | None = None,
    ) -> Put:
        """Keep an article, or what is new about it. The same again changes nothing.

        It is the same article if `db.keys.article_key` is equal: its address, else `identity` (give a file's
        URI), else its text. Another title or text makes a new version, and what was read from the old one
        goes; so it does when `published` or `skipped` change. An older text that is put without a capture, or
        with one from before the current text, leaves the current text current. Failures under its name, its
        address or `called` are cleared: it was read. A new article gets row `row_id` if given.

        Raises UnstorableText for NUL and half surrogate pairs, Forgotten if it was taken out for good.
        """
        with self._writing():
            refuse_forgotten(self._conn, article, identity, self.path)
            put = writing_articles.put_article(self._conn, article, run, capture, identity, row_id)
            names = filter(None, {str(article.id), article.url, *called})
            clear_failures(self._conn, names, extracting=False)
            return put

    def record_failure(self, failure: Failure, run: int) -> None:
        """Keep what went wrong; of one address and step only the last, until it goes well."""
        with self._writing():
            record_failure(self._conn, failure, run)

    def archive_end(self) -> dict[str, int]:
        """For each archive file the offset after its last committed record: what lies behind it was never
        put.
        """
        with in_words(self.path):
            return dict(
                self._conn.execute("SELECT file, max(offset + length) FROM captures GROUP BY file").fetchall()
            )

    def articles(self, ids: Iterable[int] | None = None) -> Iterator[tuple[int, Article]]:
        """The current text of these articles in the order given, or of all in order of id. Raises
        NotInCorpus.
        """
        for row_id in self._ids("1", ()) if ids is None else ids:
            yield row_id, self.article(row_id)

    def article(self, row_id: int) -> Article:
        """One article; its `id` is the row's. Raises NotInCorpus."""
        return article_from(self._row(row_id))

    def article_key(self, row_id: int) -> str:
        """The content key of an article, for `db.keys.finding_key`. Raises NotInCorpus."""
        return str(self._row(row_id)["key"])

    def article_name(self, row_id: int) -> str:
        """What its owner called it when it was added: the path as given, the address. Raises NotInCorpus."""
        return str(self._row(row_id)["name"])

    def find_article(self, key_or_name: str) -> int | None:
        """The id of the article with this key, address or name; None if there is none."""
        with in_words(self.path):
            row = self._conn.execute(
                "SELECT id FROM articles WHERE ?1 IN (key, url, name) ORDER BY key <> ?1, id LIMIT 1",
                (key_or_name,),
            ).fetchone()
        return None if row is None else int(row["id"])

    def pending(self, model: str, model_version: str, reader_version: str) -> Iterator[tuple[int, Article]]:
        """Articles not yet read, or read by another model or reader, in order of id. Putting extractions
        meanwhile is fine.
        """
        for row_id in self._ids(f"NOT {_CURRENT}", (model, model_version, reader_version)):
            yield row_id, self.article(row_id)

    def count_pending(self, model: str, model_version: str, reader_version: str) -> int:
        """How many articles `pending` will give."""
        with in_words(self.path):
            sql = f"SELECT count(*) FROM articles AS a WHERE NOT {_CURRENT}"  # noqa: S608 - own words
            return int(self._conn.execute(sql, (model, model_version, reader_version)).fetchone()[0])

    def put_extraction(self, article_id: int, extraction: Extraction, run: int) -> None:
        """Replace everything read from an article. Raises NotInCorpus, and ValueError if a span is not in its
        current text.
        """
        with self._writing():
            article = self.article(article_id)
            for span in (*extraction.sentences, *(q.span for q in extraction.quantities)):
                article.check(span)
            writing_extractions.put_extraction(self._conn, article_id, extraction, run)
            names = filter(None, (str(article_id), article.url))
            clear_failures(self._conn, names, extracting=True)

    def extraction(self, article_id: int) -> Extraction:
        """What was read from an article, equal to what was put but for `article`, the row's id. Raises
        NotExtracted.
        """
        with in_words(self.path):
            found = extraction_from(self._conn, article_id)
        if found is None:
            self._row(article_id)
            raise NotExtracted(self.path, article_id)
        return found

    def sentences(self, article_id: int) -> tuple[Span, ...]:
        """The sentences of an article; none if it has not been read."""
        with in_words(self.path):
            return sentences_of(self._conn, article_id)

    def extractions(self) -> Iterator[tuple[Article, Extraction]]:
        """All articles that have been read, with what was read, in order of id; `Article.id` is the row's."""
        for row_id in self._ids("EXISTS (SELECT 1 FROM extractions AS e WHERE e.article = a.id)", ()):
            yield self.article(row_id), self.extraction(row_id)

    def put_findings(
        self,
        rows: Iterable[FindingRow],
        run: int,
        articles: Iterable[int] | None = None,
        rules: Iterable[str] | None = None,
    ) -> None:
        """Keep all that these rules (None: all) found in these articles (None: the whole corpus).

        A finding of one of the rules that quotes one of the articles and is not among the rows is marked gone; one that
        comes back stands again. None is ever deleted.
        """
        with self.transaction():
            finding_rows.put_findings(self._conn, rows, run, articles, rules)

    def drop_findings(self, run: int, rules: Iterable[str]) -> None:
        """Mark gone the findings of other rules than these, and those that quote an article which has not been read
        since it changed: no check can find them again.
        """
        with self.transaction():
            finding_rows.drop_findings(self._conn, run, rules)

    def findings(
        self,
        *,
        level: Level | Iterable[Level] = (),
        rule: str | None = None,
        article: int | None = None,
        key: str | None = None,
        gone: bool | None = False,
    ) -> Iterator[FindingRow]:
        """Findings with their spans, by article. No level: all. `gone`: False those that stand, True those
        gone, None both.
        """
        levels: tuple[Level, ...] = (level,) if isinstance(level, str) else tuple(level)
        with in_words(self.path):
            yield from finding_rows.findings(
                self._conn, levels=levels, rule=rule, article=article, gone=gone, key=key
            )

    def schema(self) -> str:
        """The tables, indexes, triggers and views as SQL."""
        return schema(self._conn)

    def counts(self) -> dict[str, int]:
        """How many rows of each thing there are; findings that stand by level ("error" ...) and "gone"."""
        with in_words(self.path):
            return runs.counts(self._conn)

    def _row(self, row_id: int) -> sqlite3.Row:
        with in_words(self.path):
            row: sqlite3.Row | None = self._conn.execute(
                "SELECT * FROM articles WHERE id = ?", (row_id,)
            ).fetchone()
        if row is None:
            raise NotInCorpus(self.path, row_id)
        return row

    def _ids(self, where: str, values: tuple[str, ...]) -> Iterator[int]:
        with in_words(self.path):
            yield from ids_where(self._conn, where, values)
