"""One name at a time: how often, in which spellings, who said which figures. Names that a person declared the same
count as one. Plain functions on a connection that only reads.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from db.among import HEAD, Head, head_from, is_in
from db.claims import FoundClaim
from db.name_lists import Listed, by_key, literal, tops
from db.read import claims_from
from db.search import fold, has_words
from extract.nouns import MentionKind


@dataclass(frozen=True, slots=True)
class ByHand:
    """A name that somebody declared the same as another, or called otherwise (`called`)."""

    key: str
    called: str
    by: str
    note: str
    at: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A name with all that counts as it. `own` is its name as it was read, `renamed` what somebody calls it, `merged`
    the names that count as this one, `spellings` the words in articles with how often they stand there.
    """

    key: str
    kind: MentionKind
    name: str
    own: str
    ids: tuple[int, ...]
    mentions: int
    articles: int
    renamed: ByHand | None
    merged: tuple[ByHand, ...]
    spellings: tuple[tuple[str, int], ...]
    functions: tuple[tuple[str, str | None, int], ...]


def top_of(conn: sqlite3.Connection, key: str) -> str:
    """The key of the name as which this one counts: its own, if nobody declared it the same as another."""
    return tops(conn).get(key, key)


def profile(conn: sqlite3.Connection, key: str) -> Profile | None:
    """The name with this key and all that counts as it; None if no article has it."""
    leading = tops(conn)
    keys = {key} | {one for one, top in leading.items() if top == key}
    rows = by_key(conn, keys)
    own = next((row for row in rows if row["key"] == key), rows[0] if rows else None)
    if own is None:
        return None
    ids = json.dumps([row["id"] for row in rows])
    spellings = conn.execute(
        f"SELECT text, count(*) FROM mentions WHERE {is_in('entity')} AND nr IS NOT NULL GROUP BY text"  # noqa: S608
        " ORDER BY count(*) DESC, text",
        (ids,),
    ).fetchall()
    (articles,) = conn.execute(
        f"SELECT count(DISTINCT article) FROM mentions WHERE {is_in('entity')} AND nr IS NOT NULL",  # noqa: S608
        (ids,),
    ).fetchone()
    functions = conn.execute(
        "SELECT function, organisation, count(DISTINCT article) FROM affiliations"  # noqa: S608 - own words
        f" WHERE {is_in('person')} GROUP BY function, organisation ORDER BY count(*) DESC, 1, 2 LIMIT 12",
        (json.dumps([row["name"] for row in rows if row["kind"] == "person"]),),
    ).fetchall()
    renamed = _last(conn, "SELECT entity, called, name, note, at FROM entity_names WHERE entity = ?", key)
    return Profile(
        key=key,
        kind=own["kind"],
        name=renamed.called if renamed and renamed.called else own["name"],
        own=own["name"],
        ids=tuple(row["id"] for row in rows),
        mentions=sum(number for _, number in spellings),
        articles=articles,
        renamed=renamed if renamed and renamed.called else None,
        merged=tuple(_merges(conn, keys - {key}, {row["key"]: row["name"] for row in rows})),
        spellings=tuple((text, number) for text, number in spellings),
        functions=tuple((row[0], row[1], row[2]) for row in functions),
    )


def said_by(
    conn: sqlite3.Connection, ids: Iterable[int], limit: int, offset: int = 0
) -> tuple[int, list[FoundClaim]]:
    """How many figures are credited to these entities, and one page of them, the newest article first."""
    origin = (
        f" FROM mentions AS m JOIN sources AS s ON s.mention = m.id JOIN claims AS c ON c.source = s.id"
        f" JOIN articles AS a ON a.id = c.article WHERE {is_in('m.entity')} AND c.quantity IS NOT NULL"
    )
    wanted = json.dumps(list(ids))
    (total,) = conn.execute(f"SELECT count(*){origin}", (wanted,)).fetchone()
    rows = conn.execute(
        f"SELECT c.*, {HEAD}{origin} ORDER BY a.published DESC, a.id DESC, c.nr, c.id LIMIT ? OFFSET ?",
        (wanted, limit, offset),
    ).fetchall()
    heads = map(head_from, rows)
    return total, [FoundClaim(*pair) for pair in zip(heads, claims_from(conn, rows), strict=True)]


def naming(conn: sqlite3.Connection, ids: Iterable[int], limit: int) -> list[tuple[Head, int, sqlite3.Row]]:
    """The newest articles that name these entities, how often, and the first place of it."""
    rows = conn.execute(
        f"SELECT {HEAD}, count(*) AS n, min(m.nr) AS first, m.field, m.start_char, m.end_char, m.text"  # noqa: S608
        f" FROM mentions AS m JOIN articles AS a ON a.id = m.article WHERE {is_in('m.entity')} AND m.nr IS NOT NULL"
        " GROUP BY a.id ORDER BY a.published DESC, a.id DESC LIMIT ?",
        (json.dumps(list(ids)), limit),
    ).fetchall()
    return [(head_from(row), row["n"], row) for row in rows]


def similar(conn: sqlite3.Connection, one: Profile, limit: int = 6) -> list[Listed]:
    """Names of the same kind that share the word by which people know it: a person's last, else the longest."""
    words = one.name.split()
    if not words:
        return []
    word = words[-1] if one.kind == "person" else max(words, key=len)
    rows = conn.execute(
        "SELECT key, kind, name, mentions"
        # What has letters beyond ASCII may have accents, which LIKE does not see past.
        " FROM entities WHERE kind = ? AND (name LIKE ? ESCAPE '\\' OR name GLOB '*[^ -~]*') LIMIT 5000",
        (one.kind, f"%{literal(fold(word))}%"),
    )
    leading = tops(conn)
    found = [
        Listed(key, kind, name, number, 0)
        for key, kind, name, number in rows
        if has_words(name, word) and leading.get(key, key) != one.key and key not in leading
    ]
    return sorted(found, key=lambda other: (-other.number, other.name))[:limit]


def _merges(conn: sqlite3.Connection, keys: Iterable[str], names: dict[str, str]) -> Iterable[ByHand]:
    for key in sorted(keys):
        sql = "SELECT entity, same_as, name, note, at FROM entity_merges WHERE entity = ?"
        if merge := _last(conn, sql, key):
            yield ByHand(key, names.get(key, key.partition(":")[2]), merge.by, merge.note, merge.at)


def _last(conn: sqlite3.Connection, sql: str, key: str) -> ByHand | None:
    row = conn.execute(f"{sql} ORDER BY id DESC LIMIT 1", (key,)).fetchone()
    return None if row is None else ByHand(*row)
