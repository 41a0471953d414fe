"""Write what was read from an article, whole. Plain functions on a connection that is in a transaction."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from functools import lru_cache

from db.corrections import corrected, corrections_of
from db.entity_names import chosen_again, put_names
from db.inserting import PLACED, Rows, Values, insert, insert_listed, insert_referred
from db.keys import entity_key
from db.search import stem_column
from db.titles import put_stems, put_title
from db.words import Written
from extract.identity import thing_of
from extract.nouns import Affiliation, Claim, Days, Extraction, Mention, Period, Quantity, Source, WrittenDate


def put_extraction(conn: sqlite3.Connection, article: int, extraction: Extraction, run: int) -> None:
    """Replace everything read from this article, with what people put right. What claims and sources refer to without
    listing it is kept too.
    """
    with chosen_again(conn, article):
        _put_extraction(conn, article, extraction, run)
    put_names(conn, article)


def _put_extraction(conn: sqlite3.Connection, article: int, extraction: Extraction, run: int) -> None:
    conn.execute("DELETE FROM extractions WHERE article = ?", (article,))
    title, text, key = conn.execute(
        "SELECT title, text, key FROM articles WHERE id = ?", (article,)
    ).fetchone()
    extraction = corrected(extraction, corrections_of(conn, key))
    written = Written.of(title, text, extraction.lemmas)
    stems = stem_column(written.words, written.lemmas)
    conn.execute(
        "INSERT INTO extractions (article, run, lemmas, stems) VALUES (?, ?, ?, ?)",
        (article, run, extraction.lemmas, stems),
    )
    put_title(conn, article, written)
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
    entities: dict[tuple[str, str], int] = {}
    mentions = insert_referred(
        conn,
        article,
        "mentions",
        "kind, name, entity",
        x.mentions,
        names,
        lambda m: (m.kind, m.name, _entity(conn, m, entities)),
    )
    figures = (claim.quantity for claim in x.claims)
    quantities = insert_referred(conn, article, "quantities", _QUANTITY, x.quantities, figures, _quantity)
    times = (claim.period for claim in x.claims)
    periods = insert_referred(conn, article, "periods", _PERIOD, x.periods, times, _period)
    other_days = [
        (row_id, nr, *_days(days))
        for period, row_id in periods.rows
        for nr, days in enumerate(period.alternatives)
    ]
    insert(conn, "period_alternatives", "period, nr, start_day, end_day", other_days)
    credited = (claim.source for claim in x.claims)
    sources = insert_referred(
        conn, article, "sources", "name, cue, mention", x.sources, credited, lambda s: _source(s, mentions)
    )
    insert_listed(conn, article, "dates", _DATE, x.dates, _date)
    insert_listed(conn, article, "quotes", "speaker", x.quotes, lambda q: (q.speaker,))
    spans = [(article, nr, s.field, s.start, s.end, s.text) for nr, s in enumerate(x.sentences)]
    insert(conn, "sentences", PLACED, spans)
    insert_listed(conn, article, "affiliations", _AFFILIATION, x.affiliations, _affiliation)
    insert_listed(
        conn, article, "claims", _CLAIM, x.claims, lambda c: _claim(c, quantities, periods, sources)
    )


def _entity(conn: sqlite3.Connection, mention: Mention, seen: dict[tuple[str, str], int]) -> int:
    """The row of who is named; made if there is none. `seen` are those of this article."""
    named = mention.kind, mention.name
    if named not in seen:
        key = entity_key(*named)
        row = conn.execute("SELECT id FROM entities WHERE key = ?", (key,)).fetchone()
        seen[named] = int(row[0]) if row else _new_entity(conn, key, mention)
    return seen[named]


def _new_entity(conn: sqlite3.Connection, key: str, mention: Mention) -> int:
    values = (key, mention.kind, mention.name)
    return int(conn.execute("INSERT INTO entities (key, kind, name) VALUES (?, ?, ?)", values).lastrowid or 0)


def _exact(value: Decimal | None) -> str | None:
    """A decimal with every digit it has."""
    if value is None:
        return None
    if not value.is_finite():
        raise ValueError(f"no figure is {value}")
    return str(value)


def _ends(low: Decimal | None, high: Decimal | None) -> tuple[str | None, str | None]:
    """Both, exactly; most figures are their own lower and upper end."""
    exact = _exact(low)
    return exact, exact if high is low else _exact(high)


_QUANTITY = (
    "kind, value_low, value_high, is_range, unit, hedge, digits,"
    " strict_low, strict_high, strict_low_open, strict_high_open,"
    " lenient_low, lenient_high, lenient_low_open, lenient_high_open"
)


def _quantity(quantity: Quantity) -> Values:
    value, strict, lenient = quantity.value, quantity.strict, quantity.lenient
    low, high = value if isinstance(value, tuple) else (value, value)
    strict_ends = _ends(strict.low, strict.high)
    same = lenient.low is strict.low and lenient.high is strict.high
    return (
        quantity.kind,
        *_ends(low, high),
        isinstance(value, tuple),
        quantity.unit,
        quantity.hedge,
        quantity.digits,
        *strict_ends,
        strict.low_open,
        strict.high_open,
        *(strict_ends if same else _ends(lenient.low, lenient.high)),
        lenient.low_open,
        lenient.high_open,
    )


def _days(days: Days) -> tuple[str | None, str | None]:
    return days.start.isoformat() if days.start else None, days.end.isoformat() if days.end else None


_PERIOD = "start_day, end_day, resolved, precision"


def _period(period: Period) -> Values:
    if period.days is None:
        return None, None, False, period.precision
    return *_days(period.days), True, period.precision


_DATE = "weekday, day, month, year, week, hour, minute"


def _date(date: WrittenDate) -> Values:
    return date.weekday, date.day, date.month, date.year, date.week, date.hour, date.minute


def _source(source: Source, mentions: Rows[Mention]) -> Values:
    return source.name, source.cue, None if source.entity is None else mentions.of(source.entity)


_AFFILIATION = "person, function, organisation"


def _affiliation(found: Affiliation) -> Values:
    return found.person, found.function, found.organisation


_CLAIM = (
    "measure, phrase, quantity, period, place, population, role, source, modality, frame,"
    " cue_field, cue_start, cue_end, cue_text, direction, attribution, worth, thing"
)


def _claim(claim: Claim, quantities: Rows[Quantity], periods: Rows[Period], sources: Rows[Source]) -> Values:
    cue = claim.cue
    return (
        claim.measure,
        claim.phrase,
        None if claim.quantity is None else quantities.of(claim.quantity),
        None if claim.period is None else periods.of(claim.period),
        claim.place,
        claim.population,
        claim.role,
        None if claim.source is None else sources.of(claim.source),
        claim.modality,
        claim.frame,
        *((cue.field, cue.start, cue.end, cue.text) if cue else _NO_CUE),
        claim.direction,
        claim.attribution,
        claim.worth,
        _thing(claim.measure, claim.phrase),
    )


_NO_CUE = (None, None, None, None)


@lru_cache(maxsize=8_192)
def _thing(measure: str | None, phrase: str | None) -> str | None:
    """What a claim is about, as the index has it. The same words come again and again."""
    thing = thing_of(measure, phrase)
    return None if thing is None else thing.key
