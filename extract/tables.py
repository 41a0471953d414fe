"""What tables say, put beside what the sentences around them say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from spacy.tokens import Doc

from corpus.article import Field, Span
from corpus.tables import is_figure, is_year
from extract.facts import Facts
from extract.grid import Grid
from extract.heads import unit_places
from extract.insides import is_known_place
from extract.known import is_known_organisation
from extract.names import is_acronym
from extract.nouns import Mention
from extract.tabular import Tabular, read_table

_OF_SENTENCES = ("quantities", "claims", "sentences", "sources", "quotes", "affiliations")


def with_tables(
    facts: Facts, found: Sequence[Grid], text: str, doc: Doc, field: Field, published: date | None
) -> Facts:
    """The facts with those of these tables of `text` among them, in reading order. What readers of sentences made of
    the heads goes, but for names and times. `doc` is the parse of the masked text.
    """
    if not found:
        return facts
    names = [mention for mention in facts.mentions if _is_sure(mention, found)]
    read = [read_table(grid, text, doc, field, published, names, facts.sources) for grid in found]
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
        mentions=tuple(_mentions(names, found, read)),
        quotes=tuple(outside["quotes"]),
        affiliations=tuple(outside["affiliations"]),
        periods=tuple(sorted([*kept, *periods], key=_at)),
    )


def _mentions(
    mentions: Sequence[Mention], found: Sequence[Grid], read: Sequence[Tabular]
) -> Iterator[Mention]:
    """The names, those in the heads of places as places; a single word in a table is no person to a reader of names
    that sees no sentence around it.
    """
    places = {at for table in read for at in table.places}
    cues = {source.span.start for table in read for source in table.sources}
    for mention in mentions:
        if mention.span.start in cues:
            continue  # "Bron:" is nobody
        if mention.span.start in places:
            yield replace(mention, kind="place")
        elif mention.kind != "person" or " " in mention.name or not _inside(mention.span.start, found):
            yield mention


def _is_sure(mention: Mention, found: Sequence[Grid]) -> bool:
    """Whether a name can be one where it stands: of a single word in a table ("Artsen", "Vacatures") only what is known
    as a place or an organisation.
    """
    single = " " not in mention.name and _inside(mention.span.start, found)
    if single and mention.kind == "place":
        return is_known_place(mention.name)
    if single and mention.kind == "organisation":
        return is_acronym(mention.name) or is_known_organisation(mention.name)
    return True


def _inside(at: int, found: Sequence[Grid]) -> bool:
    return any(grid.start <= at < grid.end for grid in found)


def _ordered(nouns: list[Any], read: Sequence[Tabular], name: str) -> tuple[Any, ...]:
    more = [noun for table in read for noun in getattr(table, name)]
    return tuple(sorted([*nouns, *more], key=_at))


def _at(noun: Any) -> int:
    """Where a noun, or a sentence, begins."""
    return int((noun if isinstance(noun, Span) else noun.span).start)


def masked(text: str, found: Sequence[Grid]) -> str:
    """The text with the figures of its tables blanked out and every other cell on a line of its own; of the same
    length. What reads sentences finds nothing in it that a table only seems to say.
    """
    pieces, at = [], 0
    for grid in found:
        pieces.append(_without_units(text, at, grid))
        line = ["\n"] * (grid.end - grid.start)
        kept = {cell for row in grid.rows for cell in row} | {
            group for group in grid.groups if group is not None
        }
        for cell in kept:
            if not is_figure(cell.text) or is_year(cell.text):
                line[cell.start - grid.start : cell.end - grid.start] = cell.text
        pieces.append("".join(line))
        at = grid.end
    return "".join([*pieces, text[at:]])


def _without_units(text: str, start: int, grid: Grid) -> str:
    """The text from `start` up to a table, the units in its caption blanked out: "(x 1.000)" counts nothing."""
    before = text[start : grid.start]
    if grid.caption is None or grid.caption.start < start:
        return before
    at = grid.caption.start - start
    for first, last in unit_places(grid.caption.text):
        blank = "\n" if last == len(grid.caption.text) else " "
        before = f"{before[: at + first]}{blank * (last - first)}{before[at + last :]}"
    return before
