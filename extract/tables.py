"""What tables say, put beside what the sentences around them say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from corpus.article import Field, Span
from extract.grid import Grid
from extract.tabular import Tabular, read_table

if TYPE_CHECKING:
    from extract.pipeline import Facts

_OF_SENTENCES = ("quantities", "claims", "sentences", "sources", "quotes", "affiliations")


def with_tables(
    facts: Facts, found: Sequence[Grid], text: str, doc: Doc, field: Field, published: date | None
) -> Facts:
    """The facts with those of these tables of `text` among them, in reading order. What readers of sentences made of
    the heads goes, but for names and times. `doc` is the parse of the masked text.
    """
    if not found:
        return facts
    read = [read_table(grid, text, doc, field, published, facts.mentions, facts.sources) for grid in found]
    outside = {
        name: [noun for noun in getattr(facts, name) if not _inside(_at(noun), found)]
        for name in _OF_SENTENCES
    }
    periods = [period for table in read for period in table.periods]
    taken = {at for period in periods for at in range(period.span.start, period.span.end)}
    kept = [period for period in facts.periods if period.span.start not in taken]
    return replace(
        facts,
        quantities=_ordered(outside["quantities"], read, "quantities"),
        claims=_ordered(outside["claims"], read, "claims"),
        sentences=_ordered(outside["sentences"], read, "rows"),
        sources=_ordered(outside["sources"], read, "sources"),
        quotes=tuple(outside["quotes"]),
        affiliations=tuple(outside["affiliations"]),
        periods=tuple(sorted([*kept, *periods], key=_at)),
    )


def _inside(at: int, found: Sequence[Grid]) -> bool:
    return any(grid.start <= at < grid.end for grid in found)


def _ordered(nouns: list[Any], read: Sequence[Tabular], name: str) -> tuple[Any, ...]:
    more = [noun for table in read for noun in getattr(table, name)]
    return tuple(sorted([*nouns, *more], key=_at))


def _at(noun: Any) -> int:
    """Where a noun, or a sentence, begins."""
    return int((noun if isinstance(noun, Span) else noun.span).start)
