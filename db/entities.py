"""Who and what is named: how often, in how many articles, and where. Names that a person declared the same count
as one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Span
from db.among import EVERYTHING, HEAD, Among, Head, Where, both, head_from, is_in
from db.connect import in_words
from db.read import span_from
from db.search import has_words
from db.store import Store
from extract.nouns import MentionKind

# A merge hangs on content keys and only the last of a name counts; it may lead on to another. Rows stop at a
# depth that no chain made by hand has, so that a circle ends too.
RESOLVED = """
WITH RECURSIVE
latest (entity, same_as) AS (
    SELECT entity, same_as FROM entity_merges AS m
    WHERE id = (SELECT max(id) FROM entity_merges WHERE entity = m.entity) AND same_as <> entity
),
chain (entity, top, depth) AS (
    SELECT entity, same_as, 1 FROM latest
    UNION ALL
    SELECT chain.entity, latest.same_as, depth + 1 FROM chain JOIN latest ON latest.entity = chain.top
    WHERE depth < 20
),
tops (entity, top, depth) AS (SELECT entity, top, max(depth) FROM chain GROUP BY entity),
called (entity, called) AS (
    SELECT entity, called FROM entity_names AS n
    WHERE id = (SELECT max(id) FROM entity_names WHERE entity = n.entity) AND called <> ''
),
resolved (id, top) AS (
    SELECT e.id, coalesce(t.id, e.id) FROM entities AS e
    LEFT JOIN tops ON tops.entity = e.key LEFT JOIN entities AS t ON t.key = tops.top
)
"""
_FROM = (
    " FROM mentions AS m JOIN resolved AS r ON r.id = m.entity JOIN entities AS t ON t.id = r.top"
    " LEFT JOIN called AS n ON n.entity = t.key JOIN articles AS a ON a.id = m.article"
)

_NAMES = (
    "SELECT e.id, e.name, (SELECT called FROM entity_names AS n WHERE n.entity = e.key ORDER BY n.id DESC LIMIT 1)"
    " FROM entities AS e"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedEntities:
    """The names for which everything that is given holds; `name` is matched on whole words of it, and of the names
    that were declared the same.
    """

    kind: MentionKind | None = None
    name: str | None = None
    among: Among = EVERYTHING

    def where(self, store: Store) -> Where:
        """The condition on mentions `m`, resolved `r`, entities `t`, articles `a`."""
        found: list[Where] = [("m.nr IS NOT NULL", ()), self.among.where(store.db.conn)]
        if self.kind is not None:
            found.append(("t.kind = ?", (self.kind,)))
        if self.name is not None:
            ids = [
                row_id
                for row_id, name, called in store.db.conn.execute(_NAMES)
                if has_words(name, self.name) or (called and has_words(called, self.name))
            ]
            among = f"r.top IN (SELECT top FROM resolved WHERE {is_in('id')})"  # noqa: S608 - own words
            found.append((among, (json.dumps(ids),)))
        return both(*found)


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """A name with how often it is mentioned and in how many articles, of those asked for."""

    key: str
    kind: MentionKind
    name: str
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A name at a place: `name` is the entity's, `span` the words there, `sentence` what they stand in (None if
    no sentence holds them).
    """

    head: Head
    kind: MentionKind
    name: str
    span: Span
    sentence: Span | None


def count(store: Store, wanted: WantedEntities) -> tuple[int, int]:
    """How many entities and how many mentions there are of those wanted."""
    with in_words(store.path):
        where, values = wanted.where(store)
        sql = f"{RESOLVED} SELECT count(DISTINCT t.id), count(*){_FROM} WHERE {where}"
        names, mentions = store.db.conn.execute(sql, values).fetchone()
        return int(names), int(mentions)


def entities(
    store: Store, wanted: WantedEntities, limit: int | None = None, offset: int = 0
) -> Iterator[FoundEntity]:
    """The entities wanted, the most mentioned first."""
    with in_words(store.path):
        where, values = wanted.where(store)
        rows = store.db.conn.execute(
            f"{RESOLVED} SELECT t.key, t.kind, coalesce(n.called, t.name), count(*), count(DISTINCT m.article){_FROM}"
            f" WHERE {where} GROUP BY t.id ORDER BY count(*) DESC, t.name, t.id LIMIT ? OFFSET ?",
            (*values, -1 if limit is None else limit, offset),
        )
        for row in rows:
            yield FoundEntity(*row)


def mentions(
    store: Store, wanted: WantedEntities, limit: int | None = None, offset: int = 0
) -> Iterator[FoundMention]:
    """Where the entities wanted are named: the newest article first, in reading order within it."""
    with in_words(store.path):
        conn = store.db.conn
        where, values = wanted.where(store)
        rows = conn.execute(
            f"{RESOLVED} SELECT m.*, t.kind AS t_kind, coalesce(n.called, t.name) AS t_name, {HEAD}{_FROM}"
            f" WHERE {where}"
            " ORDER BY a.published DESC, a.id DESC, m.nr LIMIT ? OFFSET ?",
            (*values, -1 if limit is None else limit, offset),
        )
        for row in rows:
            sentence = conn.execute(
                "SELECT * FROM sentences WHERE article = ? AND field = ? AND start_char <= ? AND end_char >= ?"
                " ORDER BY start_char DESC LIMIT 1",
                (row["article"], row["field"], row["start_char"], row["end_char"]),
            ).fetchone()
            yield FoundMention(
                head_from(row),
                row["t_kind"],
                row["t_name"],
                span_from(row),
                None if sentence is None else span_from(sentence),
            )


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """An entity as it is kept: its key, and the name that is shown."""

    key: str
    kind: MentionKind
    name: str


def named(store: Store, name: str, kind: MentionKind | None = None) -> list[NamedEntity]:
    """The entities with exactly this key or name, or called so by somebody; case aside."""
    wanted = " ".join(name.split()).casefold()
    with in_words(store.path):
        rows = store.db.conn.execute(
            "SELECT e.key, e.kind, e.name, n.called FROM entities AS e LEFT JOIN entity_names AS n"
            " ON n.id = (SELECT max(id) FROM entity_names WHERE entity = e.key) ORDER BY e.key"
        ).fetchall()
    return [
        NamedEntity(key, of, called or own)
        for key, of, own, called in rows
        if wanted in {key, own.casefold(), (called or "").casefold()} and kind in (None, of)
    ]


def leads_to(store: Store, key: str) -> set[str]:
    """The keys that an entity was declared the same as, one after another."""
    seen: set[str] = set()
    with in_words(store.path):
        while key not in seen:
            seen.add(key)
            row = store.db.conn.execute(
                "SELECT same_as FROM entity_merges WHERE entity = ? ORDER BY id DESC LIMIT 1", (key,)
            ).fetchone()
            key = key if row is None else str(row[0])
    return seen


def functions(store: Store, names: list[str]) -> list[tuple[str, str, str | None, int]]:
    """What articles say that these people are: name, function, organisation, and in how many articles."""
    with in_words(store.path):
        rows = store.db.conn.execute(
            "SELECT person, function, organisation, count(DISTINCT article) FROM affiliations"  # noqa: S608 - own words
            f" WHERE {is_in('person')} GROUP BY person, function, organisation ORDER BY count(*) DESC, 2, 3",
            (json.dumps(names),),
        )
        return [tuple(row) for row in rows]
