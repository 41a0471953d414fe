"""Rows back into the nouns they came from: the very same articles and extractions."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from corpus.article import Article, Field, Span
from extract.interval import Interval
from extract.nouns import (
    Affiliation,
    Claim,
    Days,
    Extraction,
    Mention,
    Period,
    Quantity,
    Quote,
    Source,
    WrittenDate,
)

Noun = TypeVar("Noun")


def article_from(row: sqlite3.Row) -> Article:
    """The article of a row of `articles`; its `id` is the row's."""
    return Article(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        url=row["url"],
        source=row["source"],
        published=row["published"],
        modified=row["modified"],
        authors=tuple(json.loads(row["authors"])),
        agency=row["agency"],
        language=row["language"],
        paywall=None if row["paywall"] is None else bool(row["paywall"]),
        published_from=row["published_from"],
        modified_from=row["modified_from"],
        section=row["section"],
        reserved=None if row["reserved"] is None else bool(row["reserved"]),
        kind=row["kind"],
        skipped=tuple(
            Span(span["field"], span["start"], span["end"], span["text"])
            for span in json.loads(row["skipped"])
        ),
        name=None if row["url"] else row["name"],
    )


def extraction_from(conn: sqlite3.Connection, article: int) -> Extraction | None:
    """Everything read from the article with this id, as it was put; None if it has not been read."""
    head = conn.execute("SELECT lemmas FROM extractions WHERE article = ?", (article,)).fetchone()
    if head is None:
        return None
    mentions = {
        row["id"]: Mention(span_from(row), row["kind"], row["name"])
        for row in _rows(conn, "mentions", article)
    }
    quantities = {row["id"]: _quantity(row) for row in _rows(conn, "quantities", article)}
    periods = _periods(conn, article)
    sources = {
        row["id"]: Source(
            span_from(row),
            row["name"],
            row["cue"],
            None if row["mention"] is None else mentions[row["mention"]],
        )
        for row in _rows(conn, "sources", article)
    }
    return Extraction(
        article=article,
        mentions=_listed(conn, "mentions", article, mentions),
        quantities=_listed(conn, "quantities", article, quantities),
        periods=_listed(conn, "periods", article, periods),
        dates=tuple(_date(row) for row in _rows(conn, "dates", article)),
        sources=_listed(conn, "sources", article, sources),
        quotes=tuple(Quote(span_from(row), row["speaker"]) for row in _rows(conn, "quotes", article)),
        claims=tuple(_claim(row, quantities, periods, sources) for row in _rows(conn, "claims", article)),
        sentences=sentences_of(conn, article),
        affiliations=tuple(
            Affiliation(span_from(row), row["person"], row["function"], row["organisation"])
            for row in _rows(conn, "affiliations", article)
        ),
        lemmas=head["lemmas"],
    )


def claims_from(conn: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> list[Claim]:
    """The claims of these rows of `claims`, each with its figure, period (without alternatives) and source."""

    def those(table: str, ids: Iterable[int | None]) -> list[sqlite3.Row]:
        wanted = json.dumps([row_id for row_id in set(ids) if row_id is not None])
        sql = f"SELECT * FROM {table} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - own names
        return conn.execute(sql, (wanted,)).fetchall()

    figures = {row["id"]: _quantity(row) for row in those("quantities", (row["quantity"] for row in rows))}
    whens = {row["id"]: _period(row, ()) for row in those("periods", (row["period"] for row in rows))}
    whos = those("sources", (row["source"] for row in rows))
    names = {
        row["id"]: Mention(span_from(row), row["kind"], row["name"])
        for row in those("mentions", (row["mention"] for row in whos))
    }
    sources = {
        row["id"]: Source(span_from(row), row["name"], row["cue"], names.get(row["mention"])) for row in whos
    }
    return [_claim(row, figures, whens, sources) for row in rows]


def sentences_of(conn: sqlite3.Connection, article: int) -> tuple[Span, ...]:
    """The sentences of an article in their order; none if it has not been read."""
    return tuple(span_from(row) for row in _rows(conn, "sentences", article))


def ids_where(
    conn: sqlite3.Connection, where: str, values: tuple[str | int | float | None, ...]
) -> Iterator[int]:
    """Ids of the articles `a` for which the SQL holds, in order, a page at a time: no cursor stays open over
    the writes between.
    """
    last = 0
    sql = f"SELECT a.id FROM articles AS a WHERE a.id > ? AND {where} ORDER BY a.id LIMIT 500"  # noqa: S608
    while page := conn.execute(sql, (last, *values)).fetchall():
        for (last,) in page:
            yield last


def span_from(row: sqlite3.Row) -> Span:
    """The span in the columns field, start_char, end_char, text."""
    return Span(row["field"], row["start_char"], row["end_char"], row["text"])


def _rows(conn: sqlite3.Connection, table: str, article: int) -> list[sqlite3.Row]:
    """The rows of one article (never more than it has words) in their order."""
    return conn.execute(f"SELECT * FROM {table} WHERE article = ? ORDER BY nr, id", (article,)).fetchall()  # noqa: S608


def _listed(
    conn: sqlite3.Connection, table: str, article: int, nouns: Mapping[int, Noun]
) -> tuple[Noun, ...]:
    """Those that are in the list itself, in order; the others are only referred to."""
    ids = conn.execute(f"SELECT id FROM {table} WHERE article = ? AND nr IS NOT NULL ORDER BY nr", (article,))  # noqa: S608
    return tuple(nouns[row_id] for (row_id,) in ids)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _quantity(row: sqlite3.Row) -> Quantity:
    low, high = _decimal(row["value_low"]), _decimal(row["value_high"])
    value = (low, high) if row["is_range"] and low is not None and high is not None else low
    strict, lenient = (
        Interval(
            _decimal(row[f"{name}_low"]),
            _decimal(row[f"{name}_high"]),
            bool(row[f"{name}_low_open"]),
            bool(row[f"{name}_high_open"]),
        )
        for name in ("strict", "lenient")
    )
    return Quantity(
        span_from(row), row["kind"], value, strict, lenient, row["unit"], row["hedge"], row["digits"]
    )


def _days(row: sqlite3.Row) -> Days:
    start, end = row["start_day"], row["end_day"]
    return Days(start and date.fromisoformat(start), end and date.fromisoformat(end))


def _periods(conn: sqlite3.Connection, article: int) -> dict[int, Period]:
    others: dict[int, list[Days]] = defaultdict(list)
    for row in conn.execute(
        "SELECT o.* FROM period_alternatives AS o JOIN periods AS p ON p.id = o.period WHERE p.article = ?"
        " ORDER BY o.period, o.nr",
        (article,),
    ):
        others[row["period"]].append(_days(row))
    return {row["id"]: _period(row, tuple(others[row["id"]])) for row in _rows(conn, "periods", article)}


def _period(row: sqlite3.Row, alternatives: tuple[Days, ...]) -> Period:
    return Period(span_from(row), _days(row) if row["resolved"] else None, row["precision"], alternatives)


def _date(row: sqlite3.Row) -> WrittenDate:
    return WrittenDate(
        span_from(row),
        row["weekday"],
        row["day"],
        row["month"],
        row["year"],
        row["week"],
        row["hour"],
        row["minute"],
    )


def _claim(
    row: sqlite3.Row,
    quantities: Mapping[int, Quantity],
    periods: Mapping[int, Period],
    sources: Mapping[int, Source],
) -> Claim:
    field: Field | None = row["cue_field"]
    return Claim(
        span=span_from(row),
        measure=row["measure"],
        phrase=row["phrase"],
        quantity=None if row["quantity"] is None else quantities[row["quantity"]],
        period=None if row["period"] is None else periods[row["period"]],
        place=row["place"],
        population=row["population"],
        role=row["role"],
        source=None if row["source"] is None else sources[row["source"]],
        modality=row["modality"],
        frame=row["frame"],
        cue=None if field is None else Span(field, row["cue_start"], row["cue_end"], row["cue_text"]),
        direction=row["direction"],
        attribution=row["attribution"],
        worth=row["worth"],
    )
