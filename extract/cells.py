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
_SCALED = re.compile(r"mln|mld|miljoen|miljard|duizend|cent")


def cell_quantities(cell: Cell, unit: HeadUnit | None, field: Field) -> tuple[Quantity, ...]:
    """The figure of a cell in the unit of its heads, unless it has one of its own, and the share that stands behind it
    ("12 (3%)"); none if the cell is no figure.

    The last digit written is what it is rounded to: a table rounds all its figures alike, whatever zeros they end in.
    """
    if not is_figure(cell.text):
        return ()
    words = without_mark(cell.text).lstrip("*†")
    at = cell.start + cell.text.index(words)
    if _BARE.fullmatch(words) is not None:
        return _scaled(Span(field, at, at + len(words), words), unit)
    found = read_quantities(words, field=field)
    if len(found) > 1 and not (len(found) == 2 and found[1].kind == "percent"):
        return ()
    return tuple(
        quantity
        for own in found
        for quantity in _in_unit(
            replace(own, span=Span(field, at + own.span.start, at + own.span.end, own.span.text)), unit
        )
    )


def _in_unit(own: Quantity, unit: HeadUnit | None) -> tuple[Quantity, ...]:
    """A figure with what the heads say of it: a bare number is in their unit, a sum of money takes their scale."""
    if own.hedge is None and own.kind == "count" and _BARE.fullmatch(own.span.text):
        return _scaled(own.span, unit)
    written = own.span.text.replace(own.digits, "", 1)
    if own.kind == "money" and unit is not None and unit.scale != 1 and not _SCALED.search(written):
        scaled = _scaled(_digits_of(own), HeadUnit(unit.scale, "money", own.unit))
        return tuple(replace(quantity, span=own.span) for quantity in scaled)
    return (own,)


def _digits_of(own: Quantity) -> Span:
    """Where the digits of a figure stand."""
    start = own.span.start + own.span.text.index(own.digits)
    return Span(own.span.field, start, start + len(own.digits), own.digits)


def _scaled(span: Span, unit: HeadUnit | None) -> tuple[Quantity, ...]:
    """A bare number in the unit of its heads."""
    bare = _BARE.fullmatch(span.text)
    if bare is None or (written := read_digits(" ".join(bare[2].split()))) is None:
        return ()
    scale = unit.scale if unit else Decimal(1)
    amount = Amount(0, 0, 0, written.value, written.grain, written.grain)
    if scale != 1:
        amount = amount.scaled(scale, 0)
    if bare[1] in ("-", "−", "–"):
        amount = replace(amount, value=-(amount.value or Decimal(0)))
    kind = (unit and unit.kind) or "count"
    name = unit.name if unit else None
    strict, lenient = readings(Figure(0, 0, kind, amount, name), None)
    return (Quantity(span, kind, amount.value, strict, lenient, name, None, bare[2]),)
