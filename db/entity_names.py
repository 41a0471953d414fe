"""What an entity is called: the commonest form in which it is named. Plain functions on a connection that is in a
transaction.

The name depends on the mentions that there are and on which articles came first (`LOOKED_AT`), on nothing that was read
before: when a reading goes, the names of its entities are chosen again from what is left.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

LOOKED_AT = 60
"""Mentions of an entity whose forms are counted, of the oldest articles: else each article would count all again. A
form that only stands further on has no weight beside these; it counts where all of these are in capitals."""
_ACRONYM = 3
"""Letters that even the name of a place or person may have in capitals alone: VS, AOC."""


def put_names(conn: sqlite3.Connection, article: int) -> None:
    """Call the entities that this article names in another form than theirs by their commonest form."""
    others: dict[tuple[int, str, str], dict[str, int]] = {}
    for row_id, kind, known, name in conn.execute(
        "SELECT e.id, e.kind, e.name, m.name FROM mentions AS m JOIN entities AS e ON e.id = m.entity"
        " WHERE m.article = ? AND m.nr IS NOT NULL AND m.name <> e.name",
        (article,),
    ).fetchall():
        others.setdefault((row_id, kind, known), {known: 0})[name] = 0
    for (row_id, kind, known), forms in others.items():
        _call(conn, row_id, known, commonest(Counter({**forms, **_oldest(conn, row_id)}), kind))


@contextmanager
def chosen_again(conn: sqlite3.Connection, article: int) -> Iterator[None]:
    """Around what deletes the reading of an article: the entities that it names are called by what is left of them."""
    named = [
        row_id
        for (row_id,) in conn.execute("SELECT DISTINCT entity FROM mentions WHERE article = ?", (article,))
    ]
    yield
    _choose(conn, named)


def put_right(conn: sqlite3.Connection) -> None:
    """Call the entities that are called in capitals alone by another form, if they have one: so they were when the
    form that was read first was kept.
    """
    for entity, kind, known in conn.execute("SELECT id, kind, name FROM entities").fetchall():
        if _shouted(known, kind):
            forms = Counter({**_every(conn, entity), **_oldest(conn, entity)})
            _call(conn, entity, known, commonest(forms, kind))


def _choose(conn: sqlite3.Connection, entities: Iterable[int]) -> None:
    for entity in entities:
        row = conn.execute("SELECT kind, name FROM entities WHERE id = ?", (entity,)).fetchone()
        if row is None:  # nothing names it any more
            continue
        kind, known = row
        forms = _oldest(conn, entity)
        if not forms or (not _shouted(known, kind) and all(_shouted(form, kind) for form in forms)):
            # Called by a form that stands further on, if there still is one.
            others = {known: 0} if _stands(conn, entity, known) else _every(conn, entity)
            forms = Counter({**others, **forms})
        _call(conn, entity, known, commonest(forms, kind))


def _stands(conn: sqlite3.Connection, entity: int, form: str) -> bool:
    """Whether the entity is named in this form somewhere. Ends at the first: all mentions are many."""
    sql = "SELECT 1 FROM mentions WHERE entity = ? AND name = ? LIMIT 1"
    return conn.execute(sql, (entity, form)).fetchone() is not None


def _every(conn: sqlite3.Connection, entity: int) -> dict[str, int]:
    """All forms of an entity, without weight."""
    rows = conn.execute("SELECT DISTINCT name FROM mentions WHERE entity = ?", (entity,))
    return {name: 0 for (name,) in rows}


def _oldest(conn: sqlite3.Connection, entity: int) -> Counter[str]:
    """How often each form stands among the mentions that are looked at."""
    rows = conn.execute(
        "SELECT name FROM mentions INDEXED BY mentions_counted"
        " WHERE entity = ? AND entity IS NOT NULL AND nr IS NOT NULL LIMIT ?",
        (entity, LOOKED_AT),
    )
    return Counter(name for (name,) in rows)


def _call(conn: sqlite3.Connection, entity: int, known: str, best: str) -> None:
    if best != known:
        conn.execute("UPDATE entities SET name = ? WHERE id = ?", (best, entity))


def commonest(forms: Counter[str], kind: str) -> str:
    """The form that occurs most; one in capitals alone, as of a headline or the place before a report, only where there
    is no other. An acronym is written so.

    >>> commonest(Counter({"DEN HELDER": 5, "Den Helder": 1}), "place")
    'Den Helder'
    >>> commonest(Counter(RIVM=5, Rivm=1), "organisation")
    'RIVM'
    """
    return min(forms, key=lambda form: (_shouted(form, kind), -forms[form], form))


def _shouted(form: str, kind: str) -> bool:
    if kind in ("person", "place"):
        return form.isupper() and len(form) > _ACRONYM
    return form.isupper() and " " in form
