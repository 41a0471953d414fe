"""Write articles, their versions and captures. Plain functions on a connection that is in a transaction."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from corpus.article import Article
from db.article_rows import add_version, insert_article, update_article
from db.clock import now
from db.keys import article_key, text_digest
from db.read import article_from
from db.rows import CaptureRow, Change, Known, Put
from db.storable import refuse_unstorable


def known(conn: sqlite3.Connection, article: Article, identity: str | None) -> Known | None:
    """Whether this text is the current one of its article with nothing new about it, an older one, or neither."""
    row = conn.execute(
        "SELECT a.*, v.nr = a.version AS current FROM articles AS a JOIN versions AS v ON v.article = a.id"
        " WHERE a.key = ? AND v.digest = ?",
        (article_key(article, identity), text_digest(article)),
    ).fetchone()
    if row is None:
        return None
    if not row["current"]:
        return "older"
    stored = article_from(row)
    return "current" if _merged(stored, article) == stored else None


def put_article(
    conn: sqlite3.Connection,
    article: Article,
    run: int,
    capture: CaptureRow | None,
    identity: str | None,
    row_id: int | None = None,
) -> Put:
    """Store the article or what is new about it; see `Store.put_article`. `row_id` is the row that a new one
    gets.
    """
    captured = capture.captured_at if capture else None
    nr, put = put_version(conn, article, run, captured, identity, row_id)
    if capture:
        conn.execute(
            "INSERT INTO captures (article, version, file, offset, length, digest, captured_at, run)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (file, offset, article) DO NOTHING",
            (
                put.id,
                nr,
                capture.file,
                capture.offset,
                capture.length,
                capture.digest,
                capture.captured_at,
                run,
            ),
        )
    return put


def put_version(
    conn: sqlite3.Connection,
    article: Article,
    run: int,
    seen: str | None,
    identity: str | None,
    row_id: int | None = None,
) -> tuple[int, Put]:
    """Store this title and text as a version of its article, seen at that moment (None: merely added, now).
    Returns the number of the version too.
    """
    refuse_unstorable(article)
    key = article_key(article, identity)
    row = conn.execute("SELECT * FROM articles WHERE key = ?", (key,)).fetchone()
    if row is not None:
        return _put_again(conn, row, article, run, seen)
    new_id = insert_article(conn, article, key, run, row_id)
    add_version(conn, new_id, 1, article, seen or now(), run)
    return 1, Put(new_id, "new")


@dataclass(frozen=True, slots=True)
class _Version:
    """What is on record about the versions of one article: the current, and the one with the text at hand (0:
    none).
    """

    current: int
    current_seen: str
    last: int
    same_text: int


def _put_again(
    conn: sqlite3.Connection, row: sqlite3.Row, article: Article, run: int, captured: str | None
) -> tuple[int, Put]:
    """Store what is new about an article that is there. `captured`: when its page was fetched, None for a
    plain re-add.
    """
    row_id = int(row["id"])
    on_record = _versions(conn, row, text_digest(article))
    nr = on_record.same_text or on_record.last + 1
    seen = captured or now()
    if not on_record.same_text:
        add_version(conn, row_id, nr, article, seen, run)
    elif captured:
        conn.execute(
            "UPDATE versions SET first_seen = min(first_seen, ?1), last_seen = max(last_seen, ?1)"
            " WHERE article = ?2 AND nr = ?3"
            " AND NOT (?1 BETWEEN first_seen AND last_seen)",
            (captured, row_id, nr),
        )
    # A plain re-add of an older text is no news: a folder with two versions of a page can be added again and
    # nothing changes. A page *fetched* later than the current text, with an older text, was turned back; one
    # captured earlier only fills in the past.
    becomes_current = nr == on_record.current or (
        seen > on_record.current_seen if captured else not on_record.same_text
    )
    if not becomes_current:
        return nr, Put(row_id, "same" if on_record.same_text else "version")
    change: Change = "same" if nr == on_record.current else "version"
    stored = article_from(row)
    # What was said last counts, in whatever order the captures come: those of another corpus may be older.
    earlier = change == "same" and captured is not None and captured < on_record.current_seen
    merged = replace(_merged(article, stored), id=row_id) if earlier else _merged(stored, article)
    if change == "version" or merged != stored:
        update_article(conn, row_id, merged, nr, run)
    return nr, Put(row_id, change, facts=change == "same" and merged != stored)


def _versions(conn: sqlite3.Connection, row: sqlite3.Row, digest: str) -> _Version:
    (seen,) = conn.execute(
        "SELECT last_seen FROM versions WHERE article = ? AND nr = ?", (row["id"], row["version"])
    ).fetchone()
    last, same = conn.execute(
        "SELECT max(nr), coalesce(max(nr) FILTER (WHERE digest = ?), 0) FROM versions WHERE article = ?",
        (digest, row["id"]),
    ).fetchone()
    return _Version(row["version"], seen, last, same)


def _merged(old: Article, new: Article) -> Article:
    """The new text with what either knows about it: adding a page again without its date does not take the
    date away.
    """
    return replace(
        new,
        id=old.id,
        url=old.url,
        source=new.source or old.source,
        published=new.published or old.published,
        modified=new.modified or old.modified,
        authors=new.authors or old.authors,
        agency=new.agency or old.agency,
        language=new.language or old.language,
        paywall=old.paywall if new.paywall is None else new.paywall,
        published_from=new.published_from if new.published else old.published_from,
        modified_from=new.modified_from if new.modified else old.modified_from,
        section=new.section or old.section,
        reserved=old.reserved if new.reserved is None else new.reserved,
    )
