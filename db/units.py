"""What a sample is drawn from: findings, figures or articles of a selection, each with a key that outlives a rebuild
and with what it can be divided by. Copies of one text count once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

from db.among import Among
from db.connect import in_words
from db.keys import tombstone_digest
from db.store import Store

Kind = Literal["findings", "figures", "articles"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_OF_ARTICLE = {
    "outlet": "a.source",
    "year": "substr(a.published, 1, 4)",
    "month": "substr(a.published, 1, 7)",
}
STRATA: dict[Kind, dict[str, str]] = {
    "findings": {**_OF_ARTICLE, "rule": "u.rule", "level": "u.level"},
    "figures": {**_OF_ARTICLE, "kind": "q.kind", "role": "u.role", "measure": "u.measure"},
    "articles": _OF_ARTICLE,
}
"""By what each can be divided, and what that is in SQL."""
_FROM: dict[Kind, str] = {
    "findings": "SELECT u.key, u.id, a.id{} FROM findings AS u JOIN articles AS a ON a.id = u.article"
    " WHERE u.gone_run IS NULL AND u.level <> 'note' AND a.id IN chosen",
    "figures": "SELECT a.key || char(10) || q.field || ' ' || q.start_char || ' ' || q.end_char || ' '"
    " || coalesce(u.measure, '') || ' ' || u.role, u.id, a.id{} FROM claims AS u"
    " JOIN quantities AS q ON q.id = u.quantity JOIN articles AS a ON a.id = u.article"
    " WHERE u.nr IS NOT NULL AND a.id IN chosen",
    "articles": "SELECT a.key, a.id, a.id{} FROM articles AS a WHERE a.id IN chosen",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that can be drawn: its key, its row, the row of its article, and its values by name ("": not known)."""

    key: str
    row: int
    article: int
    strata: dict[str, str] = field(default_factory=dict)


def units(store: Store, among: Among, kind: Kind) -> Iterator[Unit]:
    """All of this kind in the articles chosen, in no order that counts. Of findings those that stand and are no mere
    notes; figures are those that say how much something is.
    """
    names = STRATA[kind]
    with in_words(store.path):
        where, values = among.where(store.db.conn)
        columns = "".join(f", coalesce({sql}, '')" for sql in names.values())
        rows = store.db.conn.execute(
            "WITH chosen AS MATERIALIZED (SELECT min(a.id) FROM articles AS a"  # noqa: S608 - own words
            f" LEFT JOIN copies AS c ON c.article = a.id WHERE {where} GROUP BY coalesce(c.witness, a.id))"
            f" {_FROM[kind].format(columns)}",
            values,
        )
        for key, row, article, *found in rows:
            yield Unit(_digest(kind, key), row, article, dict(zip(names, found, strict=True)))


def _digest(kind: Kind, key: str) -> str:
    """The key of a finding as it is; else a digest: an address may name a person."""
    if kind == "findings":
        return key
    return tombstone_digest(key) if kind == "articles" else hashlib.sha256(key.encode()).hexdigest()
