"""The rows of an article and its versions. Plain functions on a connection that is in a transaction."""

from __future__ import annotations

import json
import sqlite3

from corpus.article import Article
from db.clock import now
from db.entity_names import chosen_again
from db.keys import text_digest
from db.titles import add_title, put_title
from db.words import Written


def insert_article(
    conn: sqlite3.Connection, article: Article, key: str, run: int, wanted_id: int | None
) -> int:
    """A new article, under the id that is wanted if one is; returns its id."""
    facts = _facts(article) | {
        "id": wanted_id,  # None: the next
        "key": key,
        "name": str(article.id),
        "url": article.url,
        "version": 1,
        "added_at": now(),
        "run": run,
    }
    facts["changed_at"] = facts["added_at"]
    columns = ", ".join(facts)
    (row_id,) = conn.execute(
        f"INSERT INTO articles ({columns}) VALUES ({', '.join('?' * len(facts))}) RETURNING id",  # noqa: S608 - own names
        tuple(facts.values()),
    ).fetchone()
    add_title(conn, int(row_id), Written.of(article.title, article.text))
    return int(row_id)


def update_article(conn: sqlite3.Connection, row_id: int, article: Article, version: int, run: int) -> None:
    """Another text or other facts. What was read goes when what it was read from changed (title and text: a
    trigger does it).
    """
    with chosen_again(conn, row_id):
        _update_article(conn, row_id, article, version, run)
    read = conn.execute("SELECT lemmas FROM extractions WHERE article = ?", (row_id,)).fetchone()
    put_title(conn, row_id, Written.of(article.title, article.text, read[0] if read else ""))


def _update_article(conn: sqlite3.Connection, row_id: int, article: Article, version: int, run: int) -> None:
    facts = _facts(article)
    stale = conn.execute(
        "SELECT 1 FROM articles WHERE id = ? AND (published IS NOT ? OR skipped <> ?)",
        (row_id, facts["published"], facts["skipped"]),
    ).fetchone()
    if stale:
        conn.execute("DELETE FROM extractions WHERE article = ?", (row_id,))
    facts |= {"version": version, "changed_at": now(), "run": run}
    conn.execute(
        f"UPDATE articles SET {', '.join(f'{name} = ?' for name in facts)} WHERE id = ?",  # noqa: S608 - own names
        (*facts.values(), row_id),
    )


def add_version(
    conn: sqlite3.Connection, row_id: int, nr: int, article: Article, seen: str, run: int
) -> None:
    """One version of an article, with the facts that go with its text."""
    conn.execute(
        "INSERT INTO versions"
        " (article, nr, digest, title, text, published, modified, first_seen, last_seen, run)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row_id, nr, text_digest(article), article.title, article.text,
            article.published, article.modified, seen, seen, run,
        ),
    )  # fmt: skip


def _facts(article: Article) -> dict[str, str | int | None]:
    """The columns that say what the article is, as stored."""
    skipped = [{"field": s.field, "start": s.start, "end": s.end, "text": s.text} for s in article.skipped]
    return {
        "source": article.source,
        "title": article.title,
        "text": article.text,
        "published": article.published,
        "modified": article.modified,
        "authors": json.dumps(article.authors, ensure_ascii=False),
        "agency": article.agency,
        "language": article.language,
        "paywall": None if article.paywall is None else int(article.paywall),
        "published_from": article.published_from,
        "modified_from": article.modified_from,
        "section": article.section,
        "reserved": None if article.reserved is None else int(article.reserved),
        "kind": article.kind,
        "skipped": json.dumps(skipped, ensure_ascii=False),
        "text_digest": text_digest(article),
    }
