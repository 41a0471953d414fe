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
# Of each the keys of its values in the articles `chosen`, each once for an article. Names that somebody joined are few:
# only these are looked up for every mention.
_NAMED = (
    "SELECT DISTINCT chosen.id, chosen.witness AS witness, coalesce(moved.top, m.entity) AS key"
    " FROM chosen CROSS JOIN mentions AS m ON m.article = chosen.id LEFT JOIN moved ON moved.id = m.entity"
    " WHERE m.nr IS NOT NULL AND m.entity IS NOT NULL AND coalesce(moved.kind, m.kind) = '{}'"
)
_VALUES: dict[Facet, str] = {
    **dict.fromkeys(("outlet", "year", "month"), "SELECT key, witness FROM chosen"),
    "person": _NAMED.format("person"),
    "organisation": _NAMED.format("organisation"),
    "measure": "SELECT DISTINCT chosen.id, chosen.witness AS witness, c.measure AS key"
    " FROM chosen CROSS JOIN claims AS c ON c.article = chosen.id WHERE c.measure IS NOT NULL",
    "rule": "SELECT DISTINCT chosen.id, chosen.witness AS witness, f.rule AS key"
    " FROM findings AS f JOIN finding_spans AS s ON s.finding = f.id JOIN chosen ON chosen.id = s.article"
    " WHERE f.gone_run IS NULL AND f.level <> 'note'",
}
# What is chosen has its value with it where an index has that; the rows of articles, with their texts, stay closed.
_KEYS: dict[Facet, str] = {
    "outlet": "a.source",
    "year": "substr(a.published, 1, 4)",
    "month": "substr(a.published, 1, 7)",
}
_ALSO: dict[Facet, str] = {"rule": " AND a.id IN (SELECT article FROM finding_spans)"}
_MOVED = (
    ", moved (id, top, kind) AS MATERIALIZED (SELECT e.id, t.id, t.kind FROM tops"
    " JOIN entities AS e ON e.key = tops.entity JOIN entities AS t ON t.key = tops.top)"
)
DOUBLES = (
    "doubles (article, witness) AS MATERIALIZED (SELECT article, witness FROM copies INDEXED BY copies_witness"
    " WHERE article <> witness)"
)
"""Articles whose text is that of another, with that one: few, and read from an index, as a row of `copies` is long."""
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
            f"{RESOLVED}{_MOVED}, {DOUBLES}, chosen (id, witness, key) AS MATERIALIZED ("  # noqa: S608 - own words
            f"SELECT a.id, coalesce(w.witness, a.id), {_KEYS.get(by, 'NULL')}"
            " FROM articles AS a INDEXED BY articles_source_published LEFT JOIN doubles AS w ON w.article = a.id"
            f" WHERE ({where}){_ALSO.get(by, '')}),"
            " counted (key, articles, texts) AS MATERIALIZED ("
            f"SELECT key, count(*), count(DISTINCT witness) FROM ({_VALUES[by]}) GROUP BY key)"
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
