"""How what was found is divided: by outlet, time, who is named, what is measured, and which rule found something; and
the part of it that has one of these values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from db.among import Among, Where
from db.connect import in_words
from db.entities import RESOLVED
from db.store import Store

Facet = Literal["outlet", "year", "month", "person", "organisation", "measure", "rule"]
FACETS: tuple[Facet, ...] = get_args(Facet)
# Each: the articles chosen with the keys of their values, each once for an article. Names that somebody joined are few:
# only these are looked up for every mention.
_NAMED = (
    "SELECT DISTINCT chosen.id AS article, chosen.witness AS witness, coalesce(moved.top, m.entity) AS key"
    " FROM chosen CROSS JOIN mentions AS m ON m.article = chosen.id LEFT JOIN moved ON moved.id = m.entity"
    " WHERE m.nr IS NOT NULL AND m.entity IS NOT NULL AND coalesce(moved.kind, m.kind) = '{}'"
)
_OF_ARTICLE = (
    "SELECT chosen.id AS article, chosen.witness AS witness, {} AS key"
    " FROM chosen JOIN articles AS a ON a.id = chosen.id"
)
_VALUES: dict[Facet, str] = {
    "outlet": _OF_ARTICLE.format("a.source"),
    "year": _OF_ARTICLE.format("substr(a.published, 1, 4)"),
    "month": _OF_ARTICLE.format("substr(a.published, 1, 7)"),
    "person": _NAMED.format("person"),
    "organisation": _NAMED.format("organisation"),
    "measure": "SELECT DISTINCT chosen.id AS article, chosen.witness AS witness, c.measure AS key"
    " FROM chosen CROSS JOIN claims AS c ON c.article = chosen.id WHERE c.measure IS NOT NULL",
    "rule": "SELECT DISTINCT chosen.id AS article, chosen.witness AS witness, f.rule AS key"
    " FROM findings AS f JOIN finding_spans AS s ON s.finding = f.id JOIN chosen ON chosen.id = s.article"
    " WHERE f.gone_run IS NULL AND f.level <> 'note'",
}
_MOVED = (
    ", moved (id, top, kind) AS MATERIALIZED (SELECT e.id, t.id, t.kind FROM tops"
    " JOIN entities AS e ON e.key = tops.entity JOIN entities AS t ON t.key = tops.top)"
)
_NAMES: tuple[Facet, ...] = ("person", "organisation")


@dataclass(frozen=True, slots=True)
class Division:
    """A value of a facet (None: not known) with its articles, and its texts, copies counted once. `key` is what
    `having` takes: of a name that of who it is, else the value.
    """

    value: str | None
    articles: int
    texts: int
    key: str | None


def facet(store: Store, among: Among, by: Facet, limit: int | None = None) -> list[Division]:
    """The values that the articles chosen have, the commonest first; times in their order. An article counts once for
    each value. The rule is one with a finding that stands and is no mere note.
    """
    value, key, named = "v.key", "v.key", ""
    if by in _NAMES:
        value, key = "coalesce(n.called, t.name)", "t.key"
        named = " JOIN entities AS t ON t.id = v.key LEFT JOIN called AS n ON n.entity = t.key"
    order = "v.key" if by in ("year", "month") else f"articles DESC, {value}"
    with in_words(store.path):
        where, values = among.where(store.db.conn)
        rows = store.db.conn.execute(
            f"{RESOLVED}{_MOVED}, chosen (id, witness) AS MATERIALIZED (SELECT a.id, coalesce(c.witness, a.id)"  # noqa: S608
            f" FROM articles AS a LEFT JOIN copies AS c ON c.article = a.id WHERE {where}),"
            " counted (key, articles, texts) AS MATERIALIZED (SELECT key, count(*), count(DISTINCT witness)"
            f" FROM ({_VALUES[by]}) GROUP BY key)"
            f" SELECT {value}, v.articles AS articles, v.texts, {key} FROM counted AS v{named}"
            f" ORDER BY {order} LIMIT ?",
            (*values, -1 if limit is None else limit),
        )
        return [Division(*row) for row in rows]


def having(by: Facet, key: str) -> Where:
    """The condition on `articles AS a` that they have the value with this key (`Division.key`)."""
    match by:
        case "outlet":
            return "a.source = ?", (key,)
        case "year" | "month":
            return "substr(a.published, 1, ?) = ?", (len(key), key)
        case "person" | "organisation":
            joined = (
                f"{RESOLVED}{_MOVED} SELECT id FROM moved WHERE top = (SELECT id FROM entities WHERE key = ?)"  # noqa: S608
            )
            return (
                "a.id IN (SELECT article FROM mentions WHERE nr IS NOT NULL AND entity IN"  # noqa: S608 - own words
                f" (SELECT id FROM entities WHERE key = ? UNION ALL SELECT id FROM ({joined})))",
                (key, key),
            )
        case "measure":
            return "a.id IN (SELECT article FROM claims WHERE measure = ?)", (key,)
        case "rule":
            return (
                "a.id IN (SELECT s.article FROM findings AS f JOIN finding_spans AS s ON s.finding = f.id"
                " WHERE f.gone_run IS NULL AND f.level <> 'note' AND f.rule = ?)",
                (key,),
            )
