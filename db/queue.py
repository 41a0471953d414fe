"""The findings that stand, as editors read them: the newest article first, a page at a time. Plain functions
on a connection that only reads.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.article import Article
from db.read import article_from
from db.rows import Level
from extract.nouns import Days

LEVELS: tuple[Level, ...] = ("error", "warning", "note")
# An article without a date comes last; within an article findings keep the order in which they were found,
# which is reading order.
_NEWEST = "a.published IS NULL, substr(a.published, 1, 10) DESC, a.id DESC, f.id"

_WANTED = """
    FROM findings AS f JOIN articles AS a ON a.id = f.article
    WHERE f.gone_run IS NULL
        AND f.level IN (
            SELECT value FROM json_each(coalesce((SELECT value FROM json_each(:of_rule) WHERE key = f.rule), :levels))
        )
        AND (:settled IS NULL OR :settled = EXISTS (
            SELECT 1 FROM verdicts AS j WHERE j.verdict IN ('right', 'wrong')
            AND j.id = (SELECT max(v.id) FROM verdicts AS v WHERE v.finding = f.key)
        ))
        AND (:rule IS NULL OR f.rule = :rule)
        AND (:source IS NULL OR EXISTS (
            SELECT 1 FROM finding_spans AS s JOIN articles AS o ON o.id = s.article
            WHERE s.finding = f.id AND o.source = :source
        ))
        AND (:since IS NULL OR a.published >= :since) AND (:before IS NULL OR a.published < :before)
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings: of these levels (rules in `of_rule`: of those there), of this rule, with an article of this
    source in them, of which somebody said (`settled`) or did not say that they are right or wrong, and standing with an
    article that was published on these days.
    """

    levels: tuple[Level, ...] = LEVELS
    of_rule: Mapping[str, tuple[Level, ...]] = field(default_factory=dict)
    rule: str | None = None
    source: str | None = None
    settled: bool | None = None
    published: Days | None = None


@dataclass(frozen=True, slots=True)
class State:
    """How far the corpus is: articles in it, articles read, and whether a check ever came to its end."""

    articles: int
    read: int
    checked: bool


def state(conn: sqlite3.Connection) -> State:
    """How far the corpus is."""
    row = conn.execute(
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM extractions),"
        " EXISTS (SELECT 1 FROM runs WHERE kind = 'check' AND finished_at IS NOT NULL)"
    ).fetchone()
    return State(row[0], row[1], bool(row[2]))


def count(conn: sqlite3.Connection, wanted: Wanted) -> int:
    """How many findings there are of those wanted."""
    return int(conn.execute(f"SELECT count(*) {_WANTED}", _values(wanted)).fetchone()[0])


def keys(conn: sqlite3.Connection, wanted: Wanted, *, limit: int, offset: int = 0) -> list[str]:
    """The keys of one page of the findings wanted, newest article first."""
    sql = f"SELECT f.key {_WANTED} ORDER BY {_NEWEST} LIMIT :limit OFFSET :offset"
    return [key for (key,) in conn.execute(sql, _values(wanted) | {"limit": limit, "offset": offset})]


def rules(conn: sqlite3.Connection) -> list[str]:
    """The rules that findings stand under, by name."""
    found = conn.execute("SELECT DISTINCT rule FROM findings WHERE gone_run IS NULL ORDER BY rule")
    return [rule for (rule,) in found]


def sources(conn: sqlite3.Connection) -> list[str]:
    """The sources of the articles that standing findings compare, in order of the alphabet."""
    found = conn.execute(
        "SELECT DISTINCT a.source FROM findings AS f JOIN finding_spans AS s ON s.finding = f.id"
        " JOIN articles AS a ON a.id = s.article"
        " WHERE f.gone_run IS NULL AND a.source IS NOT NULL ORDER BY a.source COLLATE NOCASE"
    )
    return [source for (source,) in found]


def article(conn: sqlite3.Connection, row_id: int) -> Article | None:
    """The article with this id, as it stands now; None if it is not there."""
    row = conn.execute("SELECT * FROM articles WHERE id = ?", (row_id,)).fetchone()
    return None if row is None else article_from(row)


def texts(conn: sqlite3.Connection, key: str) -> dict[int, tuple[Article, bool]]:
    """The articles that a finding compares, by id, each with the text that its offsets count in, and whether
    that is still the text of today.
    """
    rows = conn.execute(
        "SELECT a.*, s.version AS then_version, v.title AS then_title, v.text AS then_text"
        " FROM findings AS f JOIN finding_spans AS s ON s.finding = f.id"
        " JOIN articles AS a ON a.id = s.article"
        " LEFT JOIN versions AS v ON v.article = s.article AND v.nr = s.version"
        " WHERE f.key = ? GROUP BY a.id",
        (key,),
    ).fetchall()
    return {row["id"]: _then(row) for row in rows}


def _then(row: sqlite3.Row) -> tuple[Article, bool]:
    now = article_from(row)
    if row["then_version"] == row["version"] or row["then_text"] is None:
        return now, True
    # What was skipped is told by places in the text of today.
    return replace(now, title=row["then_title"], text=row["then_text"], skipped=()), False


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _values(wanted: Wanted) -> dict[str, str | bool | None]:
    return {
        "levels": json.dumps(wanted.levels),
        "of_rule": json.dumps(dict(wanted.of_rule)),
        "rule": wanted.rule,
        "source": wanted.source,
        "settled": wanted.settled,
        "since": _day(wanted.published.start if wanted.published else None),
        "before": _day(wanted.published.end if wanted.published else None),
    }
