"""How what was found is divided: by outlet, time, who is named, what is measured, and which rule found something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from db.among import Among
from db.connect import in_words
from db.entities import RESOLVED
from db.store import Store

Facet = Literal["outlet", "year", "month", "person", "organisation", "measure", "rule"]
FACETS: tuple[Facet, ...] = get_args(Facet)
_NAMED = (
    "SELECT DISTINCT m.article AS article, coalesce(n.called, t.name) AS value FROM mentions AS m"
    " JOIN resolved AS r ON r.id = m.entity JOIN entities AS t ON t.id = r.top"
    " LEFT JOIN called AS n ON n.entity = t.key WHERE m.nr IS NOT NULL AND t.kind = '{}'"
)
# Each: the articles with their values, each value once for an article.
_VALUES: dict[Facet, str] = {
    "outlet": "SELECT id AS article, source AS value FROM articles",
    "year": "SELECT id AS article, substr(published, 1, 4) AS value FROM articles",
    "month": "SELECT id AS article, substr(published, 1, 7) AS value FROM articles",
    "person": _NAMED.format("person"),
    "organisation": _NAMED.format("organisation"),
    "measure": "SELECT DISTINCT article, measure AS value FROM claims WHERE measure IS NOT NULL",
    "rule": "SELECT DISTINCT s.article AS article, f.rule AS value FROM findings AS f"
    " JOIN finding_spans AS s ON s.finding = f.id WHERE f.gone_run IS NULL AND f.level <> 'note'",
}


@dataclass(frozen=True, slots=True)
class Division:
    """A value of a facet (None: not known) with its articles, and its texts, copies counted once."""

    value: str | None
    articles: int
    texts: int


def facet(store: Store, among: Among, by: Facet, limit: int | None = None) -> list[Division]:
    """The values that the articles chosen have, the commonest first; times in their order. An article counts once for
    each value. The rule is one with a finding that stands and is no mere note.
    """
    order = "value" if by in ("year", "month") else "articles DESC, value"
    with in_words(store.path):
        where, values = among.where(store.db.conn)
        rows = store.db.conn.execute(
            f"{RESOLVED}, chosen AS MATERIALIZED (SELECT a.id AS id FROM articles AS a WHERE {where})"  # noqa: S608
            " SELECT v.value AS value, count(*) AS articles, count(DISTINCT coalesce(c.witness, v.article)) AS texts"
            f" FROM chosen JOIN ({_VALUES[by]}) AS v ON v.article = chosen.id"
            " LEFT JOIN copies AS c ON c.article = v.article"
            f" GROUP BY v.value ORDER BY {order} LIMIT ?",
            (*values, -1 if limit is None else limit),
        )
        return [Division(*row) for row in rows]
