"""The one class that ties the database together: `Store`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from corpus.article import Article, Failure
from db import articles as writing_articles
from db import extractions as writing_extractions
from db import findings as finding_rows
from db import runs
from db.byhand import refuse_forgotten
from db.connect import connect, in_words
from db.errors import DatabaseReadOnly
from db.failures import clear_failures, record_failure
from db.reader import Reader
from db.rows import CaptureRow, FindingRow, Put
from extract.nouns import Extraction


class Store(Reader):
    """A corpus on disk. Opening it makes or upgrades the file; `with` closes it. Every method may raise
    `StoreError`.

    Each writing method is one transaction: after a kill it was done or it was not. One writer at a time:
    another waits `timeout` seconds and then raises `DatabaseLocked`. Row ids are of this file; what must
    outlive it hangs on keys (`db.keys`).
    """

    def __init__(self, path: str | Path, *, read_only: bool = False, timeout: float = 10.0) -> None:
        self.path = str(path)
        self.read_only = read_only
        self.db = connect(self.path, read_only=read_only, timeout=timeout)
        self._conn = self.db.conn
        self._conn.row_factory = sqlite3.Row

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
