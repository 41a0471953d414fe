"""The figure in a cell of a table: its number, in the unit of its heads."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from corpus.article import Field, Span
from corpus.tables import is_figure, without_mark
from extract.digits import read_digits
from extract.figures import Amount, Figure
from extract.gridheads import Cell
from extract.heads import HeadUnit
from extract.nouns import Quantity
from extract.quantities import read_quantities
from extract.rounding import readings

_BARE = re.compile(r"([+\-−–]?)\s?(\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)*)")


def cell_quantity(cell: Cell, unit: HeadUnit | None, field: Field) -> Quantity | None:
    """The figure of a cell in the unit of its heads, unless it has one of its own; None if there is none.

    The last digit written is what it is rounded to: a table rounds all its figures alike, whatever zeros they end in.
    """
    if not is_figure(cell.text):
        return None
    words = without_mark(cell.text).lstrip("*†")
    at = cell.start + cell.text.index(words)
    bare = _BARE.fullmatch(words)
    if bare is None:
        found = read_quantities(words, field=field)
        if len(found) != 1:
            return None
        own = found[0]
        place = Span(field, at + own.span.start, at + own.span.end, own.span.text)
        if own.kind != "count" or own.hedge or not _BARE.fullmatch(own.span.text):
            return replace(own, span=place)
        bare = _BARE.fullmatch(own.span.text)
        at, words = place.start, place.text
    if bare is None or (written := read_digits(" ".join(bare[2].split()))) is None:
        return None
    scale = unit.scale if unit else Decimal(1)
    amount = Amount(0, 0, 0, written.value, written.grain, written.grain)
    if scale != 1:
        amount = amount.scaled(scale, 0)
    if bare[1] in ("-", "−", "–"):
        amount = replace(amount, value=-(amount.value or Decimal(0)))
    kind = (unit and unit.kind) or "count"
    strict, lenient = readings(Figure(0, 0, kind, amount, unit.name if unit else None), None)
    return Quantity(
        Span(field, at, at + len(words), words),
        kind,
        amount.value,
        strict,
        lenient,
        unit.name if unit else None,
        None,
        bare[2],
    )
