"""What an entity is called: the commonest form in which it is named. Plain functions on a connection that is in a
transaction.
"""

from __future__ import annotations

import sqlite3
from collections import Counter

LOOKED_AT = 60
"""Mentions of an entity whose forms are counted, of the oldest articles: else each article would count all again."""
_ACRONYM = 3
"""Letters that even the name of a place or person may have in capitals alone: VS, AOC."""


def put_names(conn: sqlite3.Connection, article: int) -> None:
    """Call the entities that this article names in another form than theirs by their commonest form."""
    others: dict[tuple[int, str, str], Counter[str]] = {}
    for row_id, kind, known, name in conn.execute(
        "SELECT e.id, e.kind, e.name, m.name FROM mentions AS m JOIN entities AS e ON e.id = m.entity"
        " WHERE m.article = ? AND m.nr IS NOT NULL AND m.name <> e.name",
        (article,),
    ).fetchall():
        others.setdefault((row_id, kind, known), Counter())[name] += 0
    for (row_id, kind, known), forms in others.items():
        forms[known] += 0
        forms.update(
            name
            for (name,) in conn.execute(
                "SELECT name FROM mentions INDEXED BY mentions_counted"
                " WHERE entity = ? AND entity IS NOT NULL AND nr IS NOT NULL LIMIT ?",
                (row_id, LOOKED_AT),
            )
        )
        if (best := commonest(forms, kind)) != known:
            conn.execute("UPDATE entities SET name = ? WHERE id = ?", (best, row_id))


def put_right(conn: sqlite3.Connection) -> None:
    """Call the entities that are called in capitals alone by another form, if they have one: so they were when the
    form that was read first was kept.
    """
    for row_id, kind, known in conn.execute("SELECT id, kind, name FROM entities").fetchall():
        if _shouted(known, kind):
            rows = conn.execute(
                "SELECT name, count(*) FROM mentions WHERE entity = ? AND nr IS NOT NULL GROUP BY name",
                (row_id,),
            )
            forms = Counter({known: 0} | dict(map(tuple, rows)))
            conn.execute("UPDATE entities SET name = ? WHERE id = ?", (commonest(forms, kind), row_id))


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
