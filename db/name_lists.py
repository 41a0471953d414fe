"""Names by how often they stand in the corpus, a page at a time; names that a person declared the same count as one.
Plain functions on a connection that only reads.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from db.among import is_in
from db.search import fold
from extract.nouns import MentionKind

Place = tuple[int, str, str]
"""What a list is in order of: the number, the highest first, the name, the key."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A name in a list: `number` is how often it is mentioned, or how many figures it is credited with."""

    key: str
    kind: MentionKind
    name: str
    number: int
    articles: int


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

    The names that people put right are few and counted here; of the others an index in this order gives those shown.
    """
    wanted = fold(search.strip())
    right, touched = _put_right(conn, kind, wanted, saying=saying)
    number, articles = ("figures", "credited") if saying else ("mentions", "articles")
    clauses = [f"{number} > 0", *(["kind = :kind"] if kind else [])]
    if touched:
        clauses.append("key NOT IN (SELECT value FROM json_each(:touched))")
    if wanted:
        conn.create_function("klopt_fold", 1, fold, deterministic=True)
        # LIKE sees past the case of ASCII; of other names the folded form is looked at, which costs more.
        clauses.append(
            "CASE WHEN name GLOB '*[^ -~]*' THEN instr(klopt_fold(name), :wanted) ELSE name LIKE :like ESCAPE '\\' END"
        )
    where = " AND ".join(clauses)
    values = {"kind": kind, "touched": json.dumps(touched), "wanted": wanted, "like": f"%{literal(wanted)}%"}
    (others,) = conn.execute(f"SELECT count(*) FROM entities WHERE {where}", values).fetchone()  # noqa: S608 - own words
    # At most all that were put right stand before the first one shown.
    start = max(0, offset - len(right))
    rows = conn.execute(
        f"SELECT key, kind, name, {number}, {articles} FROM entities WHERE {where}"  # noqa: S608 - own words
        f" ORDER BY {number} DESC, name, key LIMIT :limit OFFSET :start",
        values | {"start": start, "limit": -1 if limit is None else limit + offset - start},
    )
    found = sorted([*right, *(Listed(*row) for row in rows)], key=_place)[offset - start :]
    return others + len(right), found if limit is None else found[:limit]


def tops(conn: sqlite3.Connection) -> dict[str, str]:
    """Each key that was declared the same as another, with the key that stays. A circle ends where it closes."""
    rows = conn.execute("SELECT entity, same_as FROM entity_merges ORDER BY id")
    latest: dict[str, str] = dict(map(tuple, rows))
    found = {}
    for key in latest:
        at, seen = key, {key}
        while (following := latest.get(at, at)) != at and following not in seen:
            at = following
            seen.add(at)
        if at != key:
            found[key] = at
    return found


def by_key(conn: sqlite3.Connection, keys: Iterable[str]) -> list[sqlite3.Row]:
    """The rows of the entities with these keys."""
    sql = f"SELECT id, key, kind, name, mentions, figures FROM entities WHERE {is_in('key')} ORDER BY id"  # noqa: S608 - own words
    return conn.execute(sql, (json.dumps(sorted(keys)),)).fetchall()


def literal(words: str) -> str:
    """The words as LIKE takes them literally, with a backslash before what has a meaning for it."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _place(one: Listed) -> Place:
    return -one.number, one.name, one.key


def _put_right(
    conn: sqlite3.Connection, kind: MentionKind | None, wanted: str, *, saying: bool
) -> tuple[list[Listed], list[str]]:
    """The names that somebody joined or called otherwise, as far as they are asked for, and the keys that are in them.
    Who is found by one of its names is counted by all of them.
    """
    leading, called, count = tops(conn), _called(conn), "figures" if saying else "mentions"
    touched = {*leading, *leading.values(), *called}
    known = {row["key"]: row for row in by_key(conn, touched)}
    groups: dict[str, list[sqlite3.Row]] = {}
    for key, row in known.items():
        groups.setdefault(leading.get(key, key), []).append(row)
    found = []
    for key, rows in groups.items():
        own = known.get(key)
        of: MentionKind = own["kind"] if own else rows[0]["kind"]
        name = called.get(key) or (own["name"] if own else key.partition(":")[2])
        here = [row for row in rows if row[count] and kind in (None, row["kind"])]
        number = sum(row[count] for row in here)
        if number and (
            not wanted or any(wanted in fold(one) for one in (name, *(row["name"] for row in here)))
        ):
            ids = [row["id"] for row in here]
            found.append(Listed(key, of, name, number, _articles(conn, ids, saying=saying)))
    return found, sorted(touched)


def _articles(conn: sqlite3.Connection, ids: list[int], *, saying: bool) -> int:
    """In how many articles these are named, or credited with a figure."""
    sql = f"SELECT count(DISTINCT article) FROM mentions WHERE {is_in('entity')} AND nr IS NOT NULL"  # noqa: S608
    if saying:
        sql = (
            "SELECT count(DISTINCT c.article) FROM mentions AS m JOIN sources AS s ON s.mention = m.id"  # noqa: S608
            f" JOIN claims AS c ON c.source = s.id WHERE {is_in('m.entity')} AND c.quantity IS NOT NULL"
        )
    return int(conn.execute(sql, (json.dumps(ids),)).fetchone()[0])


def _called(conn: sqlite3.Connection) -> dict[str, str]:
    rows = conn.execute("SELECT entity, called FROM entity_names ORDER BY id")
    return {entity: called for entity, called in dict(map(tuple, rows)).items() if called}


def named(conn: sqlite3.Connection, key: str) -> str:
    """The name that is shown for the entity with this key: what somebody calls it, else its own."""
    rows = by_key(conn, [key])
    return _called(conn).get(key) or (rows[0]["name"] if rows else key.partition(":")[2])
