"""One name at a time, and lists of names for pages: how often, in which spellings, who said which figures. Names that a
person declared the same count as one. Plain functions on a connection that only reads.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from db.among import HEAD, Head, head_from, is_in
from db.claims import FoundClaim
from db.read import claims_from
from db.search import fold, has_words
from extract.nouns import MentionKind

_NAMED = (
    "SELECT entity, count(*) AS n FROM mentions WHERE nr IS NOT NULL AND entity IS NOT NULL GROUP BY entity"
)
_SAYING = (
    "SELECT m.entity, count(*) AS n FROM claims AS c"
    " JOIN sources AS s ON s.id = c.source JOIN mentions AS m ON m.id = s.mention"
    " WHERE c.source IS NOT NULL AND c.quantity IS NOT NULL AND m.entity IS NOT NULL GROUP BY m.entity"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A name in a list: `number` is how often it is mentioned, or how many figures it is credited with."""

    key: str
    kind: MentionKind
    name: str
    number: int
    articles: int


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


def listed(
    conn: sqlite3.Connection,
    kind: MentionKind | None = None,
    search: str = "",
    *,
    saying: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[int, list[Listed]]:
    """How many names of this kind have these words in them, and a part of them, the most frequent first; with `saying`
    those that are credited with figures, counted by these.
    """
    tops, called = _tops(conn), _called(conn)
    top_rows = {row["key"]: (row["kind"], row["name"]) for row in _by_key(conn, set(tops.values()))}
    rows = conn.execute(
        "SELECT e.id, e.key, e.kind, e.name, t.n"  # noqa: S608 - own words
        f" FROM ({_SAYING if saying else _NAMED}) AS t JOIN entities AS e ON e.id = t.entity"
        " WHERE (:kind IS NULL OR e.kind = :kind)",
        {"kind": kind},
    ).fetchall()
    wanted, staying = fold(search.strip()), set(tops.values())
    found: list[tuple[int, str, str, MentionKind, list[int]]] = []
    joined: dict[str, tuple[int, list[int]]] = {}
    # Who is found by one of its names is counted by all of them.
    fitting = {
        tops.get(key, key)
        for _, key, _, name, _ in rows
        if wanted and (_fits(name, wanted) or _fits(called.get(tops.get(key, key), ""), wanted))
    }
    for row_id, key, of, name, number in rows:
        if wanted and tops.get(key, key) not in fitting:
            continue
        if key in tops or key in staying:
            known, ids = joined.get(tops.get(key, key), (0, []))
            joined[tops.get(key, key)] = (known + number, [*ids, row_id])
        else:
            found.append((-number, called.get(key, name), key, of, [row_id]))
    for key, (number, ids) in joined.items():
        of, name = top_rows.get(key, ("other", key.partition(":")[2]))
        found.append((-number, called.get(key, name), key, of, ids))
    found.sort()
    part = found[offset:] if limit is None else found[offset : offset + limit]
    return len(found), [
        Listed(key, of, name, -number, _articles(conn, ids, saying=saying))
        for number, name, key, of, ids in part
    ]


def _articles(conn: sqlite3.Connection, ids: list[int], *, saying: bool) -> int:
    """In how many articles these are named, or credited with a figure."""
    sql = f"SELECT count(DISTINCT article) FROM mentions WHERE {is_in('entity')} AND nr IS NOT NULL"  # noqa: S608
    if saying:
        sql = (
            "SELECT count(DISTINCT c.article) FROM mentions AS m JOIN sources AS s ON s.mention = m.id"  # noqa: S608
            f" JOIN claims AS c ON c.source = s.id WHERE {is_in('m.entity')} AND c.quantity IS NOT NULL"
        )
    return int(conn.execute(sql, (json.dumps(ids),)).fetchone()[0])


def top_of(conn: sqlite3.Connection, key: str) -> str:
    """The key of the name as which this one counts: its own, if nobody declared it the same as another."""
    return _tops(conn).get(key, key)


def profile(conn: sqlite3.Connection, key: str) -> Profile | None:
    """The name with this key and all that counts as it; None if no article has it."""
    tops = _tops(conn)
    keys = {key} | {one for one, top in tops.items() if top == key}
    rows = _by_key(conn, keys)
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
    like = fold(word).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = conn.execute(
        "SELECT key, kind, name, (SELECT count(*) FROM mentions WHERE entity = entities.id AND nr IS NOT NULL) AS n"
        # What has letters beyond ASCII may have accents, which LIKE does not see past.
        " FROM entities WHERE kind = ? AND (name LIKE ? ESCAPE '\\' OR name GLOB '*[^ -~]*') LIMIT 5000",
        (one.kind, f"%{like}%"),
    )
    tops = _tops(conn)
    found = [
        Listed(key, kind, name, number, 0)
        for key, kind, name, number in rows
        if has_words(name, word) and tops.get(key, key) != one.key and key not in tops
    ]
    return sorted(found, key=lambda other: (-other.number, other.name))[:limit]


def _fits(name: str, wanted: str) -> bool:
    """Whether what was typed, folded, is somewhere in the name."""
    return wanted in (name.lower() if name.isascii() else fold(name))


def _tops(conn: sqlite3.Connection) -> dict[str, str]:
    """Each key that was declared the same as another, with the key that stays. A circle ends where it closes."""
    rows = conn.execute("SELECT entity, same_as FROM entity_merges ORDER BY id")
    latest: dict[str, str] = dict(map(tuple, rows))
    tops = {}
    for key in latest:
        at, seen = key, {key}
        while (following := latest.get(at, at)) != at and following not in seen:
            at = following
            seen.add(at)
        if at != key:
            tops[key] = at
    return tops


def _called(conn: sqlite3.Connection) -> dict[str, str]:
    rows = conn.execute("SELECT entity, called FROM entity_names ORDER BY id")
    return {entity: called for entity, called in dict(map(tuple, rows)).items() if called}


def _by_key(conn: sqlite3.Connection, keys: Iterable[str]) -> list[sqlite3.Row]:
    sql = f"SELECT id, key, kind, name FROM entities WHERE {is_in('key')} ORDER BY id"  # noqa: S608 - own words
    return conn.execute(sql, (json.dumps(sorted(keys)),)).fetchall()


def _merges(conn: sqlite3.Connection, keys: Iterable[str], names: dict[str, str]) -> Iterable[ByHand]:
    for key in sorted(keys):
        sql = "SELECT entity, same_as, name, note, at FROM entity_merges WHERE entity = ?"
        if merge := _last(conn, sql, key):
            yield ByHand(key, names.get(key, key.partition(":")[2]), merge.by, merge.note, merge.at)


def _last(conn: sqlite3.Connection, sql: str, key: str) -> ByHand | None:
    row = conn.execute(f"{sql} ORDER BY id DESC LIMIT 1", (key,)).fetchone()
    return None if row is None else ByHand(*row)
