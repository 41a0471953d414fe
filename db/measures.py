"""What is counted in the corpus: each measure with how many figures it has, in how many articles, and how often these
differ. Plain functions on a connection that only reads.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.article import Span
from db.read import span_from
from db.search import fold, stems

_STANDING = """
    FROM findings AS f JOIN finding_spans AS s ON s.finding = f.id
    WHERE f.gone_run IS NULL AND f.level <> 'note' AND f.rule IN (SELECT value FROM json_each(:rules))
        AND :settled = EXISTS (
            SELECT 1 FROM verdicts AS j WHERE j.verdict = 'right'
            AND j.id = (SELECT max(v.id) FROM verdicts AS v WHERE v.finding = f.key)
        )
"""
"""The figures of the findings of these rules that stand, of those that somebody judged to add up or of the others."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure (the lemma of what is counted): its figures, the articles that have them, and the findings between
    articles that mark one of them.
    """

    name: str
    figures: int
    articles: int
    conflicts: int


def measures(
    conn: sqlite3.Connection, rules: Iterable[str], search: str = "", *, conflicting: bool = False
) -> list[Measured]:
    """Every measure with these words in it (in any form, case and accents aside), the one in most articles first; with
    `conflicting` those alone that have a finding of these rules.
    """
    differ = conflicts(conn, rules)
    rows = conn.execute(
        "SELECT measure, count(*), count(DISTINCT article) FROM claims"
        " WHERE measure IS NOT NULL AND quantity IS NOT NULL GROUP BY measure"
    ).fetchall()
    wanted, asked = fold(search.strip()), set(stems(search).split())
    found = [
        Measured(name, figures, articles, differ.get(name, 0))
        for name, figures, articles in rows
        if (not wanted or wanted in fold(name) or (asked and asked <= set(stems(name).split())))
        and (not conflicting or name in differ)
    ]
    return sorted(found, key=lambda one: (-one.articles, -one.figures, one.name))


def conflicts(conn: sqlite3.Connection, rules: Iterable[str]) -> dict[str, int]:
    """How many findings of these rules mark a figure of each measure."""
    rows = conn.execute(
        "WITH marked AS MATERIALIZED (SELECT s.finding, s.article, s.field, s.start_char, s.end_char"  # noqa: S608
        f" {_STANDING})"
        " SELECT c.measure, count(DISTINCT m.finding) FROM marked AS m CROSS JOIN claims AS c ON c.article = m.article"
        " JOIN quantities AS q ON q.id = c.quantity"
        " WHERE c.measure IS NOT NULL AND q.field = m.field AND q.start_char < m.end_char"
        " AND q.end_char > m.start_char GROUP BY c.measure",
        {"rules": json.dumps(list(rules)), "settled": False},
    )
    return dict(map(tuple, rows))


def marked(
    conn: sqlite3.Connection, rules: Iterable[str], articles: Iterable[int], *, settled: bool = False
) -> dict[int, list[tuple[Span, str]]]:
    """What the findings of these rules mark in each of these articles, with the key of the finding; those that nobody
    judged to add up, or with `settled` those that somebody did.
    """
    rows = conn.execute(
        f"SELECT f.key, s.* {_STANDING} AND s.article IN (SELECT value FROM json_each(:articles))",  # noqa: S608
        {"rules": json.dumps(list(rules)), "articles": json.dumps(list(articles)), "settled": settled},
    )
    found: dict[int, list[tuple[Span, str]]] = defaultdict(list)
    for row in rows:
        found[row["article"]].append((span_from(row), row["key"]))
    return found
