"""Readings that people put right: this figure is about 2016, this is no figure, this is another person.

A correction hangs on the article's key and on the words, so it holds for every later reading of the article and goes
along in a rebuild. `corrected` is pure; it is applied whenever a reading is stored.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeVar

from db.clock import now
from db.keys import tombstone_digest
from db.storable import storable
from extract.nouns import Claim, Days, Extraction, Mention, MentionKind, Period, Precision, Quantity, Source

Subject = Literal["figure", "name"]
Change = Literal["period", "none", "entity", "withdrawn"]
ALL = "*"
_Noun = TypeVar("_Noun", Mention, Quantity)
_PRECISIONS: tuple[tuple[int, Precision], ...] = ((1, "day"), (31, "month"), (366, "year"))


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody put right: the figure or name with these words, the `nth` of the same in the article (from 1, `ALL`
    for each). `value` is the period as "first day/day after the last", or "kind:name" of the entity.
    """

    subject: Subject
    words: str
    nth: str
    change: Change
    value: str = ""
    name: str = ""
    note: str = ""
    at: str = ""


def add_correction(conn: sqlite3.Connection, article_key: str, correction: Correction) -> Correction:
    """Keep a correction of the article with this content key, in the transaction of the caller; as it is kept."""
    kept = replace(correction, words=_folded(correction.words), at=now())
    conn.execute(
        "INSERT INTO corrections (article, subject, words, nth, change, value, name, note, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            tombstone_digest(article_key),
            kept.subject,
            kept.words,
            kept.nth,
            kept.change,
            storable(kept.value),
            storable(kept.name),
            storable(kept.note),
            kept.at,
        ),
    )
    return kept


def corrections_of(conn: sqlite3.Connection, article_key: str) -> list[Correction]:
    """What stands for the article with this content key: the last that was said of each figure and name."""
    rows = conn.execute(
        "SELECT subject, words, nth, change, value, name, note, at FROM corrections WHERE article = ? ORDER BY id",
        (tombstone_digest(article_key),),
    )
    last = {(row[0], row[1], row[2]): Correction(*row) for row in rows}
    return [one for one in last.values() if one.change != "withdrawn"]


def corrected(extraction: Extraction, corrections: Iterable[Correction]) -> Extraction:
    """The reading with these corrections made. A correction of words that are not there (any more) does nothing."""
    for one in corrections:
        extraction = (_figure if one.subject == "figure" else _name)(extraction, one)
    return extraction


def _figure(x: Extraction, one: Correction) -> Extraction:
    places = {figure.span for figure in _meant(x.quantities, one)}
    if one.change == "none":
        return replace(
            x,
            quantities=tuple(figure for figure in x.quantities if figure.span not in places),
            claims=tuple(c for c in x.claims if c.quantity is None or c.quantity.span not in places),
        )
    days = days_from(one.value)
    if days is None:
        return x

    def dated(claim: Claim) -> Claim:
        if claim.quantity is None or claim.quantity.span not in places:
            return claim
        return replace(claim, period=Period(claim.quantity.span, days, _precision(days)))

    return replace(x, claims=tuple(map(dated, x.claims)))


def _name(x: Extraction, one: Correction) -> Extraction:
    meant = _meant(x.mentions, one)
    if one.change == "none":
        gone = set(meant)
        kept = tuple(mention for mention in x.mentions if mention not in gone)
        return replace(_renamed(x, dict.fromkeys(gone)), mentions=kept)
    kind, name = _entity(one.value)
    changed: dict[Mention, Mention | None] = {
        mention: replace(mention, kind=kind or mention.kind, name=name) for mention in meant
    }
    return _renamed(x, changed)


def _renamed(x: Extraction, changed: dict[Mention, Mention | None]) -> Extraction:
    """The reading with other names for these mentions, also where they are credited with something."""

    def credited(source: Source) -> Source:
        if source.entity not in changed or source.entity is None:
            return source
        new = changed[source.entity]
        if source.name != source.entity.name:
            return replace(source, entity=new)  # a pronoun keeps its words
        return replace(source, entity=new, name=new.name if new else source.entity.span.text)

    sources = {source: credited(source) for source in x.sources}
    claims = tuple(
        c if c.source is None else replace(c, source=sources.get(c.source, credited(c.source)))
        for c in x.claims
    )
    mentions = (changed.get(mention, mention) for mention in x.mentions)
    return replace(
        x,
        mentions=tuple(mention for mention in mentions if mention is not None),
        sources=tuple(sources.values()),
        claims=claims,
    )


def _meant(nouns: Iterable[_Noun], one: Correction) -> list[_Noun]:
    """The figures or names that a correction is of."""
    same = [noun for noun in nouns if _folded(noun.span.text) == one.words]
    if one.nth == ALL:
        return same
    nth = int(one.nth)
    return same[nth - 1 : nth]


def _entity(value: str) -> tuple[MentionKind | None, str]:
    kind, _, name = value.partition(":")
    kinds: dict[str, MentionKind] = {
        "person": "person",
        "organisation": "organisation",
        "place": "place",
        "other": "other",
    }
    return kinds.get(kind), name


def as_value(days: Days) -> str:
    """Days as a correction keeps them; an open end is empty."""
    start, end = (day.isoformat() if day else "" for day in (days.start, days.end))
    return f"{start}/{end}"


def days_from(value: str) -> Days | None:
    """The days that a correction keeps; None if it keeps none."""
    start, stroke, end = value.partition("/")
    if not stroke:
        return None
    return Days(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)


def _precision(days: Days) -> Precision:
    if days.start is None or days.end is None:
        return "range"
    length = (days.end - days.start).days
    return next((name for most, name in _PRECISIONS if length <= most), "range")


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
