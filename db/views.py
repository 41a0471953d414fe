"""Views for people who read the database with SQL or Datasette. They hold no data and are remade when the
database is opened.

klopt itself reads tables, so an older set of views in a database that may only be read does no harm.
"""

from __future__ import annotations

import sqlite3

VIEWS = {
    # Every figure with what it can mean and the sentence it stands in.
    "figures_read": """
        SELECT
            q.id, q.article, a.source, a.title, substr(a.published, 1, 10) AS published,
            q.text, q.kind, q.hedge,
            q.value_low, q.value_high, q.unit, q.low_real AS low, q.high_real AS high,
            (
                SELECT s.text FROM sentences AS s
                WHERE s.article = q.article AND s.field = q.field
                    AND s.start_char <= q.start_char AND q.end_char <= s.end_char
                ORDER BY s.start_char DESC LIMIT 1
            ) AS sentence,
            q.field, q.start_char, q.end_char
        FROM quantities AS q JOIN articles AS a ON a.id = q.article
        WHERE q.nr IS NOT NULL
    """,
    # What is said to be how much, when, for whom, by whom.
    "claims_read": """
        SELECT
            c.id, c.article, a.source AS medium, a.title, substr(a.published, 1, 10) AS published,
            c.measure, c.phrase, c.role, q.text AS figure, q.kind, q.value_low, q.value_high, q.unit,
            p.text AS period, p.start_day, date(p.end_day, '-1 day') AS last_day, c.place, c.population,
            s.name AS source, s.cue, c.attribution, c.modality, c.worth, c.thing, c.frame, c.direction,
            c.text AS sentence
        FROM claims AS c
        JOIN articles AS a ON a.id = c.article
        LEFT JOIN quantities AS q ON q.id = c.quantity
        LEFT JOIN periods AS p ON p.id = c.period
        LEFT JOIN sources AS s ON s.id = c.source
    """,
    # What stands and was not judged, with the sentence of its first figure.
    "findings_open": """
        SELECT
            f.id, f.key, f.rule, f.level, f.article, a.source, a.title,
            substr(a.published, 1, 10) AS published, f.message_nl, f.message_en,
            (SELECT group_concat(fs.text, ' | ') FROM finding_spans AS fs WHERE fs.finding = f.id)
                AS figures,
            (
                SELECT s.text FROM finding_spans AS fs
                JOIN sentences AS s ON s.article = fs.article AND s.field = fs.field
                    AND s.start_char <= fs.start_char AND fs.end_char <= s.end_char
                WHERE fs.finding = f.id AND fs.nr = 0 ORDER BY s.start_char DESC LIMIT 1
            ) AS quote,
            j.verdict, j.name AS judged_by
        FROM findings AS f
        JOIN articles AS a ON a.id = f.article
        LEFT JOIN verdicts AS j
            ON j.id = (SELECT max(v.id) FROM verdicts AS v WHERE v.finding = f.key)
        WHERE f.gone_run IS NULL AND coalesce(j.verdict, 'withdrawn') IN ('later', 'withdrawn')
    """,
    # Who is named how often; two names are one entity when their kind and spelling are the same.
    "entities_read": """
        SELECT e.id, e.kind, e.name, count(*) AS mentions, count(DISTINCT m.article) AS articles
        FROM entities AS e JOIN mentions AS m ON m.entity = e.id
        WHERE m.nr IS NOT NULL
        GROUP BY e.id
    """,
}


def stale(conn: sqlite3.Connection) -> list[str]:
    """The statements that make the views of this database the views above; none if they are."""
    there: dict[str, str] = dict(
        conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view' AND name <> 'searchable'")
    )
    wanted = {name: f"CREATE VIEW {name} AS {' '.join(sql.split())}" for name, sql in VIEWS.items()}
    if there == wanted:
        return []
    quoted = ('"' + name.replace('"', '""') + '"' for name in there)
    return [f"DROP VIEW {name}" for name in quoted] + list(wanted.values())
