"""How many articles there are in each month or year of each outlet, and in how many of them something stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from db.among import Among
from db.connect import in_words
from db.facets import DOUBLES
from db.store import Store

Length = Literal["month", "year"]
LENGTHS: tuple[Length, ...] = get_args(Length)
_CHARACTERS: dict[Length, int] = {"year": 4, "month": 7}


@dataclass(frozen=True, slots=True)
class Cell:
    """A period ("2018" or "2018-09") of an outlet (None: not known, or all together): how many articles have what was
    asked for, how many texts that are, and out of how many articles.
    """

    period: str
    outlet: str | None
    articles: int
    texts: int
    of: int

    @property
    def per_thousand(self) -> float:
        """How many of a thousand articles."""
        return 1000 * self.articles / self.of


def per_period(store: Store, chosen: Among, around: Among, by: Length, together: bool) -> list[Cell]:
    """The periods in which `around` has an article, each outlet apart or all together, in order; those where none is
    chosen too. An article without a date is in none.
    """
    outlet = "NULL" if together else "a.source"
    with in_words(store.path):
        conn = store.db.conn
        all_where, all_values = around.where(conn)
        where, values = chosen.where(conn)
        rows = conn.execute(
            f"WITH {DOUBLES}, hits AS MATERIALIZED (SELECT a.id AS id"  # noqa: S608 - own words
            f" FROM articles AS a INDEXED BY articles_source_published WHERE {where})"
            f" SELECT substr(a.published, 1, {_CHARACTERS[by]}) AS period, {outlet} AS outlet, count(hits.id),"
            " count(DISTINCT CASE WHEN hits.id IS NOT NULL THEN coalesce(c.witness, a.id) END), count(*)"
            " FROM articles AS a INDEXED BY articles_source_published"
            " LEFT JOIN hits ON hits.id = a.id LEFT JOIN doubles AS c ON c.article = a.id"
            f" WHERE a.published IS NOT NULL AND ({all_where}) GROUP BY period, outlet ORDER BY period, outlet",
            (*values, *all_values),
        )
        return [Cell(*row) for row in rows]


def undated(store: Store, chosen: Among) -> int:
    """How many of the articles chosen have no date."""
    with in_words(store.path):
        where, values = chosen.where(store.db.conn)
        sql = f"SELECT count(*) FROM articles AS a WHERE a.published IS NULL AND ({where})"  # noqa: S608 - own words
        return int(store.db.conn.execute(sql, values).fetchone()[0])
