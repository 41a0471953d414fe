"""Write what was read from an article, whole. Plain functions on a connection that is in a transaction."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

from corpus.article import Span
from db.corrections import corrected, corrections_of
from db.inserting import Columns, Rows, insert, insert_listed, insert_referred
from db.keys import entity_key
from db.search import stem_column
from db.titles import put_stems, put_title
from extract.identity import thing_of
from extract.interval import Interval
from extract.nouns import Affiliation, Claim, Days, Extraction, Mention, Period, Quantity, Source, WrittenDate


def put_extraction(conn: sqlite3.Connection, article: int, extraction: Extraction, run: int) -> None:
    """Replace everything read from this article, with what people put right. What claims and sources refer to without
    listing it is kept too.
    """
    conn.execute("DELETE FROM extractions WHERE article = ?", (article,))
    title, text, key = conn.execute(
        "SELECT title, text, key FROM articles WHERE id = ?", (article,)
    ).fetchone()
    extraction = corrected(extraction, corrections_of(conn, key))
    conn.execute(
        "INSERT INTO extractions (article, run, lemmas, stems) VALUES (?, ?, ?, ?)",
        (article, run, extraction.lemmas, stems := stem_column(f"{title or ''} {text}", extraction.lemmas)),
    )
    put_title(conn, article, title, text, extraction.lemmas)
    put_stems(conn, stems)
    _put_nouns(conn, article, extraction)
    for sql in _COUNTED:
        conn.execute(sql, (article,))


_COUNTED = (
    "UPDATE entities SET mentions = entities.mentions + n.mentions, articles = entities.articles + 1"
    " FROM (SELECT entity, count(*) AS mentions FROM mentions"
    " WHERE article = ? AND nr IS NOT NULL AND entity IS NOT NULL GROUP BY entity) AS n WHERE n.entity = entities.id",
    "UPDATE entities SET figures = entities.figures + n.figures, credited = entities.credited + 1"
    " FROM (SELECT m.entity, count(*) AS figures"
    " FROM claims AS c JOIN sources AS s ON s.id = c.source JOIN mentions AS m ON m.id = s.mention"
    " WHERE c.article = ? AND c.quantity IS NOT NULL AND m.entity IS NOT NULL GROUP BY m.entity) AS n"
    " WHERE n.entity = entities.id",
)
"""Adds the names of one article to what is counted of each; a trigger takes them off when its reading goes."""


def _put_nouns(conn: sqlite3.Connection, article: int, x: Extraction) -> None:
    """All rows of an extraction; those referred to before those that refer."""
    claimed = [*x.sources, *(claim.source for claim in x.claims)]
    names = (source.entity for source in claimed if source)
    entities: dict[str, int] = {}
    mentions = insert_referred(
        conn, article, "mentions", x.mentions, names, lambda m: _mention(m, _entity(conn, m, entities))
    )
    figures = (claim.quantity for claim in x.claims)
    quantities = insert_referred(conn, article, "quantities", x.quantities, figures, _quantity)
    times = (claim.period for claim in x.claims)
    periods = insert_referred(conn, article, "periods", x.periods, times, _period)
    insert(
        conn,
        "period_alternatives",
        [
            {"period": row_id, "nr": nr} | _days(days)
            for period, row_id in periods.rows
            for nr, days in enumerate(period.alternatives)
        ],
    )
    credited = (claim.source for claim in x.claims)
    sources = insert_referred(
        conn, article, "sources", x.sources, credited, lambda source: _source(source, mentions)
    )
    insert_listed(conn, article, "dates", x.dates, _date)
    insert_listed(conn, article, "quotes", x.quotes, lambda q: _span(q.span) | {"speaker": q.speaker})
    insert_listed(conn, article, "sentences", x.sentences, _span)
    insert_listed(conn, article, "affiliations", x.affiliations, _affiliation)
    insert_listed(conn, article, "claims", x.claims, lambda c: _claim(c, quantities, periods, sources))


def _span(span: Span) -> Columns:
    return {"field": span.field, "start_char": span.start, "end_char": span.end, "text": span.text}


def _mention(mention: Mention, entity: int) -> Columns:
    return _span(mention.span) | {"kind": mention.kind, "name": mention.name, "entity": entity}


def _entity(conn: sqlite3.Connection, mention: Mention, seen: dict[str, int]) -> int:
    """The row of who is named; made if there is none. `seen` are those of this article."""
    key = entity_key(mention.kind, mention.name)
    if key not in seen:
        row = conn.execute("SELECT id FROM entities WHERE key = ?", (key,)).fetchone()
        seen[key] = int(row[0]) if row else _new_entity(conn, key, mention)
    return seen[key]


def _new_entity(conn: sqlite3.Connection, key: str, mention: Mention) -> int:
    values = (key, mention.kind, mention.name)
    return int(conn.execute("INSERT INTO entities (key, kind, name) VALUES (?, ?, ?)", values).lastrowid or 0)


def _exact(value: Decimal | None) -> str | None:
    """A decimal with every digit it has."""
    if value is not None and not value.is_finite():
        raise ValueError(f"no figure is {value}")
    return None if value is None else str(value)


def _interval(name: str, interval: Interval) -> Columns:
    return {
        f"{name}_low": _exact(interval.low),
        f"{name}_high": _exact(interval.high),
        f"{name}_low_open": int(interval.low_open),
        f"{name}_high_open": int(interval.high_open),
    }


def _quantity(quantity: Quantity) -> Columns:
    value = quantity.value
    low, high = value if isinstance(value, tuple) else (value, value)
    return (
        _span(quantity.span)
        | {
            "kind": quantity.kind,
            "value_low": _exact(low),
            "value_high": _exact(high),
            "is_range": int(isinstance(value, tuple)),
            "unit": quantity.unit,
            "hedge": quantity.hedge,
            "digits": quantity.digits,
        }
        | _interval("strict", quantity.strict)
        | _interval("lenient", quantity.lenient)
    )


def _days(days: Days) -> Columns:
    return {
        "start_day": days.start.isoformat() if days.start else None,
        "end_day": days.end.isoformat() if days.end else None,
    }


def _period(period: Period) -> Columns:
    days = _days(period.days or Days(None, None))
    return (
        _span(period.span) | days | {"resolved": int(period.days is not None), "precision": period.precision}
    )


def _date(written: WrittenDate) -> Columns:
    return _span(written.span) | {
        "weekday": written.weekday,
        "day": written.day,
        "month": written.month,
        "year": written.year,
        "week": written.week,
        "hour": written.hour,
        "minute": written.minute,
    }


def _source(source: Source, mentions: Rows[Mention]) -> Columns:
    mention = None if source.entity is None else mentions.of(source.entity)
    return _span(source.span) | {"name": source.name, "cue": source.cue, "mention": mention}


def _affiliation(found: Affiliation) -> Columns:
    return _span(found.span) | {
        "person": found.person,
        "function": found.function,
        "organisation": found.organisation,
    }


def _claim(
    claim: Claim,
    quantities: Rows[Quantity],
    periods: Rows[Period],
    sources: Rows[Source],
) -> Columns:
    cue = claim.cue
    thing = thing_of(claim.measure, claim.phrase)
    return _span(claim.span) | {
        "measure": claim.measure,
        "phrase": claim.phrase,
        "quantity": None if claim.quantity is None else quantities.of(claim.quantity),
        "period": None if claim.period is None else periods.of(claim.period),
        "place": claim.place,
        "population": claim.population,
        "role": claim.role,
        "source": None if claim.source is None else sources.of(claim.source),
        "modality": claim.modality,
        "frame": claim.frame,
        "cue_field": cue.field if cue else None,
        "cue_start": cue.start if cue else None,
        "cue_end": cue.end if cue else None,
        "cue_text": cue.text if cue else None,
        "direction": claim.direction,
        "attribution": claim.attribution,
        "worth": claim.worth,
        "thing": None if thing is None else thing.key,
    }
