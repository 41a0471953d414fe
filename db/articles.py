"""Write articles, their versions and captures. Plain functions on a connection that is in a transaction."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from corpus.article import Article
from db.errors import UnstorableText
from db.keys import article_key, text_digest
from db.read import article_from
from db.rows import CaptureRow, Change, Known, Put
from db.titles import put_title


def now() -> str:
    """This moment in UTC, so that the order of the strings is the order of time."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


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
    _refuse_unstorable(article)
    key = article_key(article, identity)
    row = conn.execute("SELECT * FROM articles WHERE key = ?", (key,)).fetchone()
    if row is not None:
        return _put_again(conn, row, article, run, seen)
    new_id = _insert(conn, article, key, run, row_id)
    _add_version(conn, new_id, 1, article, seen or now(), run)
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
        _add_version(conn, row_id, nr, article, seen, run)
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
        _update(conn, row_id, merged, nr, run)
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


def _insert(conn: sqlite3.Connection, article: Article, key: str, run: int, wanted_id: int | None) -> int:
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
    put_title(conn, int(row_id), article.title, article.text)
    return int(row_id)


def _update(conn: sqlite3.Connection, row_id: int, article: Article, version: int, run: int) -> None:
    """Another text or other facts. What was read goes when what it was read from changed (title and text: a
    trigger does it).
    """
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
    read = conn.execute("SELECT lemmas FROM extractions WHERE article = ?", (row_id,)).fetchone()
    put_title(conn, row_id, article.title, article.text, read[0] if read else "")


def _add_version(
    conn: sqlite3.Connection, row_id: int, nr: int, article: Article, seen: str, run: int
) -> None:
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


def _refuse_unstorable(article: Article) -> None:
    """SQLite counts no characters after a NUL and stores no half surrogate pairs; offsets would not survive
    either.
    """
    words = (
        article.text,
        article.title,
        article.url,
        article.source,
        article.agency,
        article.section,
        article.language,
        article.published,
        article.modified,
        *article.authors,
    )
    for text in words:
        if text and ("\0" in text or storable(text) != text):
            raise UnstorableText(detail=storable(str(article.id)))


def storable(text: str) -> str:
    """The text as far as UTF-8 can hold it."""
    return text.encode("utf-8", "replace").decode("utf-8")
