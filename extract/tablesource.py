"""Who is credited with a table: in its caption, in its notes or right below it ("Bron: CBS")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.article import Field, Span
from extract.grid import Grid
from extract.gridheads import Cell
from extract.nouns import Mention, Source

_CREDIT = re.compile(r"(?<!\w)(Bron(?:nen)?)\s?:\s?([^\n;|()]{2,80})", re.IGNORECASE)
_BELOW = 200
"""Characters below a table in which its source is looked for."""


def source_of(
    grid: Grid, text: str, field: Field, mentions: Sequence[Mention], sources: Sequence[Source]
) -> tuple[Source | None, bool]:
    """Who is credited in the caption, in the notes or right below the table ("Bron: CBS"), and whether that is new."""
    around = [cell for cell in (grid.caption, grid.notes) if cell is not None]
    known = next((s for s in sources if any(c.start <= s.span.start < c.end for c in around)), None)
    if known is not None:
        return known, False
    below = text[grid.end : grid.end + _BELOW].strip("\n").partition("\n\n")[0] if grid.notes is None else ""
    start = grid.end + len(text[grid.end :]) - len(text[grid.end :].lstrip("\n"))
    for cell in (*around, Cell(below, start, start + len(below))):
        found = _CREDIT.search(cell.text)
        if found is not None:
            name = found[2].rstrip(" .,")
            at = cell.start + found.start(1), cell.start + found.start(2) + len(name)
            mention = next(
                (m for m in mentions if m.span.start == at[1] - len(name) and m.span.end == at[1]), None
            )
            return Source(Span(field, *at, text[at[0] : at[1]]), name, found[1].lower(), mention), True
    return None, False
