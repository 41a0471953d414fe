"""Figures by what they measure, when, how much, and who says so."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Literal

from db.among import EVERYTHING, HEAD, Among, Head, Value, Where, both, head_from, is_in
from db.connect import in_words
from db.read import claims_from
from db.search import fold, has_words, stems
from db.store import Store
from extract.identity import Thing
from extract.identity import asked as asked_for
from extract.nouns import Claim, Days, Modality, QuantityKind, Role

_FROM = (
    " FROM claims AS c JOIN articles AS a ON a.id = c.article"
    " LEFT JOIN quantities AS q ON q.id = c.quantity LEFT JOIN periods AS p ON p.id = c.period"
    " LEFT JOIN sources AS s ON s.id = c.source LEFT JOIN mentions AS m ON m.id = s.mention"
)
# What was written; for a vague figure ("tientallen") what it can mean.
_LOWEST, _HIGHEST = "coalesce(q.value_low_real, q.low_real)", "coalesce(q.value_high_real, q.high_real)"

ClaimOrder = Literal["newest", "source", "medium", "period", "figure"]
ORDERS: dict[ClaimOrder, str] = {
    "newest": "",
    "source": "coalesce(s.name, '') = '', coalesce(m.name, s.name) COLLATE NOCASE, ",
    "medium": "coalesce(a.source, '') = '', a.source COLLATE NOCASE, ",
    "period": "p.start_day IS NULL, p.start_day, p.end_day, ",
    "figure": f"{_LOWEST} IS NULL, {_LOWEST}, ",
}
"""What claims can be sorted on; those of which that is not known come last, equal ones as in `newest`."""

_TOGETHER = 500
"""Claims of which the figures, periods and sources are fetched in one go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedClaims:
    """The claims for which everything that is given holds.

    `measure` is matched on the lemma, its stem, or the same thing in other words (`extract.identity`), `said_by`,
    `population` and `place` on words of their names; who is called "hij" there is found by name too. `period` is a
    stretch of which the claim's period shares a day, in its likeliest reading: one that is open or long ("sinds 2010",
    "deze eeuw") does with much. `lowest` and `highest` are a range that the figure as written touches; a vague one
    counts as all that it can mean. `worth` is the least score (`extract.worth`): with it the claims that are most worth
    checking come first. `order` is what they are sorted on.
    """

    measure: str | None = None
    said_by: str | None = None
    period: Days | None = None
    kind: QuantityKind | None = None
    role: Role | None = None
    modality: Modality | None = None
    population: str | None = None
    place: str | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    worth: float | None = None
    order: ClaimOrder = "newest"
    among: Among = EVERYTHING
    ids: tuple[int, ...] | None = None
    """What was found before (`picked`): these, and nothing else is asked."""

    def where(self, conn: sqlite3.Connection) -> Where:
        """The condition on claims `c`, articles `a`, quantities `q`, periods `p`, sources `s`."""
        if self.ids is not None:
            return is_in("c.id"), (json.dumps(self.ids),)
        found = [self.among.where(conn)]
        named = partial(_named, conn)
        if self.measure is not None:
            asked = self.measure.strip()
            like = {fold(asked), fold(stems(asked))}
            same = [
                name
                for name in named("claims", "measure")
                if {fold(name), fold(stems(name))}.intersection(like)
            ]
            wanted = asked_for(asked)
            things = [key for key in named("claims", "thing") if _is_asked(key, wanted)]
            found.append(
                (f"{is_in('c.measure')} OR {is_in('c.thing')}", (json.dumps(same), json.dumps(things)))
            )
        if self.said_by is not None:
            who = [name for name in named("sources", "name") if has_words(name, self.said_by)]
            meant = [name for name in named("mentions", "name") if has_words(name, self.said_by)]
            found.append((f"{is_in('s.name')} OR {is_in('m.name')}", (json.dumps(who), json.dumps(meant))))
        for column, words in (("population", self.population), ("place", self.place)):
            if words is not None:
                fitting = [name for name in named("claims", column) if has_words(name, words)]
                found.append((is_in(f"c.{column}"), (json.dumps(fitting),)))
        if self.period is not None:
            found.append(_during(self.period))
        exact: tuple[tuple[str, Value], ...] = (
            ("q.kind = ?", self.kind),
            ("c.role = ?", self.role),
            ("c.modality = ?", self.modality),
            (f"{_HIGHEST} >= ?", None if self.lowest is None else float(self.lowest)),
            (f"{_LOWEST} <= ?", None if self.highest is None else float(self.highest)),
            ("c.worth >= ?", self.worth),
        )
        found += [(clause, (value,)) for clause, value in exact if value is not None]
        return both(*found)


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim and the article that it stands in. Its period comes without its alternatives."""

    head: Head
    claim: Claim


def count(store: Store, wanted: WantedClaims) -> int:
    """How many claims `claims` gives without a limit."""
    if wanted.ids is not None:
        return len(wanted.ids)
    with in_words(store.path):
        where, values = wanted.where(store.db.conn)
        return int(store.db.conn.execute(f"SELECT count(*){_FROM} WHERE {where}", values).fetchone()[0])


def picked(store: Store, wanted: WantedClaims) -> tuple[WantedClaims, tuple[int, ...]]:
    """The same claims by their row ids, to be asked for again without looking for them, and the articles that they
    stand in.
    """
    with in_words(store.path):
        where, values = wanted.where(store.db.conn)
        rows = [
            tuple(row)
            for row in store.db.conn.execute(f"SELECT c.id, c.article{_FROM} WHERE {where}", values)
        ]
    return replace(wanted, ids=tuple(row[0] for row in rows)), tuple({row[1] for row in rows})


def claims(
    store: Store, wanted: WantedClaims, limit: int | None = None, offset: int = 0
) -> Iterator[FoundClaim]:
    """The claims wanted, in their order, then the newest article first, in reading order within it; by worth before
    all if that was asked for.
    """
    worth = "" if wanted.worth is None else "c.worth DESC, "
    order = f"ORDER BY {worth}{ORDERS[wanted.order]}a.published DESC, a.id DESC, c.nr, c.id"
    with in_words(store.path):
        conn = store.db.conn
        where, values = wanted.where(conn)
        if limit is not None or offset:
            # Only those of the page are read whole: how an article begins is far more than what it is sorted on.
            where = f"c.id IN (SELECT c.id{_FROM} WHERE {where} {order} LIMIT ? OFFSET ?)"
            values = (*values, -1 if limit is None else limit, offset)
        rows = conn.execute(f"SELECT c.*, {HEAD}{_FROM} WHERE {where} {order}", values)
        while some := rows.fetchmany(_TOGETHER):
            for row, claim in zip(some, claims_from(conn, some), strict=True):
                yield FoundClaim(head_from(row), claim)


def _named(conn: sqlite3.Connection, table: str, column: str) -> Iterator[str]:
    """Each value that there is once. Where an index has them in order, from each to the next: a corpus has few of
    them, each many times.
    """
    sql = f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608 - own names
    if (table, column) in _IN_ORDER:
        sql = (
            f"WITH RECURSIVE value (it) AS (SELECT min({column}) FROM {table} UNION ALL"  # noqa: S608 - own names
            f" SELECT (SELECT min({column}) FROM {table} WHERE {column} > value.it) FROM value WHERE it IS NOT NULL)"
            " SELECT it FROM value WHERE it IS NOT NULL"
        )
    for (name,) in conn.execute(sql):
        yield name


_IN_ORDER = frozenset((("claims", "measure"), ("claims", "thing"), ("sources", "name")))


def _is_asked(key: str, wanted: Thing | None) -> bool:
    """Whether a thing is the one that is asked for, or a narrower one."""
    if wanted is None:
        return False
    head, *parts = key.split()
    return head == wanted.head and wanted.parts <= set(parts)


def _during(days: Days) -> Where:
    """The period is known and shares a day with these; open ends are open on both sides."""
    clauses, values = ["p.resolved"], []
    if days.end is not None:
        clauses.append("(p.start_day IS NULL OR p.start_day < ?)")
        values.append(days.end.isoformat())
    if days.start is not None:
        clauses.append("(p.end_day IS NULL OR p.end_day > ?)")
        values.append(days.start.isoformat())
    return " AND ".join(clauses), tuple(values)
