"""Reading a corpus: the half of `Store` that never writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Self

from sqlite_utils import Database

from corpus.article import Article, Span
from db import articles as article_versions
from db import findings as finding_rows
from db import runs
from db.connect import in_words
from db.errors import NotExtracted, NotInCorpus
from db.migrations import schema
from db.read import article_from, extraction_from, ids_where, sentences_of
from db.rows import FindingRow, Known, Level
from extract.nouns import Extraction

_CURRENT = (
    "EXISTS (SELECT 1 FROM extractions AS e JOIN runs AS r ON r.id = e.run WHERE e.article = a.id"
    " AND r.model IS ? AND r.model_version IS ? AND r.reader_version IS ?)"
)


class Reader:
    """What is kept in a corpus. Iterators hold no lock and no more than one article in memory; writing while they run
    is fine. Every method may raise `StoreError`.
    """

    path: str
    read_only: bool
    db: Database
    _conn: sqlite3.Connection

    @classmethod
    def over(cls, conn: sqlite3.Connection, path: str) -> Self:
        """A store to read with, on a connection that somebody else opened and closes, as the pages do."""
        store = cls.__new__(cls)
        store.path, store.read_only = path, True
        store.db = Database(conn, recursive_triggers=False, execute_plugins=False)
        store._conn = conn
        return store

    def known(self, article: Article, *, identity: str | None = None) -> Known | None:
        """Whether this is the article's current text and nothing about it is new, an older text, or neither (None).

        Ask before archiving a page again: what is not put needs no record in the archive.
        """
        with in_words(self.path):
            return article_versions.known(self._conn, article, identity)

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
