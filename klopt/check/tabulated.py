"""Sums in tables: a row or column that is called the total, and those that it adds up.

That a line is called "Totaal" does not say what it is the total of: rows can be subtotals, parts of other rows, or only
the largest. So the table itself is asked: where the same rows add up in another column they are what the total is of,
and a column that differs is one to look at. A table with one column to add up is looked at only if nothing in it says
otherwise and the sum nearly fits. Words: `words/tables.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.tables import NIL
from extract.grid import Grid, grids
from extract.interval import Interval
from extract.nouns import Quantity
from extract.words import table
from klopt.check.case import Case, Tabulated, comparable, exact_value, once
from klopt.check.prose import has, words_of
from klopt.check.sums import HUNDRED
from klopt.check.tablelines import Line, columns_of, rows_of

KINDS = ("count", "money", "measure", "percent")
STEPS = (1000, 100, 50, 10, 5)
"""What the figures of a table can be rounded to without saying so."""
NEAR = Decimal("0.8")
NEAR_SHARES = Decimal("0.9")
NEAR_SURE = Decimal("0.7")
"""How near a sum must be to its total, as a ratio, for one figure to be wrong and not the tie between them: if nothing
else in the table bears it out, of shares, and if other sums do.
"""
TIGHT = Decimal("0.05")
"""A sum bears out the others if its total is known to this part of itself."""
LEAST_SHARES = 3


@dataclass(frozen=True, slots=True)
class TableSum:
    """Figures of a table and their total, which is None for shares that make a hundred without being added up in the
    table. `sure`: the same lines add up elsewhere in the table. `holds`: the sum is right.
    """

    parts: tuple[Quantity, ...]
    total: Quantity | None
    sure: bool
    holds: bool
    bears: bool = False
    """It holds, all cells are there, and not just because they are rounded: it says what the total is of."""

    @property
    def shares(self) -> bool:
        """Whether these are percentages of one whole."""
        return self.parts[0].kind == "percent"


def tabulated(case: Case) -> tuple[Tabulated, ...]:
    """The tables of an article with their claims."""
    text = case.article.text.replace("\r\n", " \n").replace("\r", "\n")  # the same length: offsets stay
    found = grids(text)
    if not found:
        return ()
    claims = {
        claim.quantity.span.start: claim
        for claim in case.extraction.claims
        if claim.quantity is not None and claim.quantity.span.field == "text"
    }
    made = []
    for grid in found:
        held = {
            (nr, at): claims[start]
            for nr, at, cell in grid.cells()
            if (start := next((s for s in range(cell.start, cell.end) if s in claims), None)) is not None
        }
        if held:
            made.append(Tabulated(grid, held))
    return tuple(made)


def apart(case: Case) -> Case:
    """The case as the rules see it: what stands in tables is in `tables`, and no figure of the sentences."""
    found = tabulated(case)
    if not found:
        return case
    extraction = case.extraction

    def outside(start: int, field: str) -> bool:
        return field != "text" or not any(t.grid.start <= start < t.grid.end for t in found)

    rest = replace(
        extraction,
        quantities=tuple(q for q in extraction.quantities if outside(q.span.start, q.span.field)),
        periods=tuple(p for p in extraction.periods if outside(p.span.start, p.span.field)),
        claims=tuple(c for c in extraction.claims if outside(c.span.start, c.span.field)),
    )
    return replace(case, extraction=rest, tables=found)


@once
def table_sums(case: Case) -> Iterator[TableSum]:
    """The sums that the tables of an article make, those that hold among them."""
    for found in case.tables:
        for lines, others in ((rows_of(found), columns_of(found)), (columns_of(found), rows_of(found))):
            yield from _sums(found.grid, lines, others)


def _sums(grid: Grid, lines: list[Line], others: list[Line]) -> Iterator[TableSum]:
    """Every total among these lines with the lines that it adds up, for each cell of it."""
    for members, total in _totalled(lines):
        made = [
            (found, other)
            for at, other in enumerate(others)
            if (found := _sum_at(members, total, at, other)) is not None
        ]
        bearing = sum(found.bears for found, _ in made)
        alone = len(made) == 1 and sum(line.is_total for line in lines) == 1 and _closed(grid, lines, members)
        for found, _ in made:
            if found.holds:
                yield found
            elif bearing and 2 * bearing >= len(made) and _near(found, NEAR_SURE):
                yield replace(found, sure=bearing > 1)
            elif alone and _near(found, NEAR_SHARES if found.shares else NEAR):
                yield found
    if not any(line.is_total for line in lines):
        yield from _hundreds(lines, others)


def _totalled(lines: list[Line]) -> Iterator[tuple[list[Line], Line]]:
    """Each total with the lines that it can add up: those between it and the total before it, or, if it comes first,
    those behind it.
    """
    totals = [nr for nr, line in enumerate(lines) if line.is_total]
    for order, nr in enumerate(totals):
        start = totals[order - 1] + 1 if order else 0
        members = lines[start:nr]
        if not members and not order:
            members = lines[nr + 1 : totals[1] if len(totals) > 1 else len(lines)]
        if any(line.opens("opens") for line in members):
            continue
        members = [line for line in members if not line.is_left_out]
        if len(members) > 1:
            yield members, lines[nr]


def _sum_at(members: list[Line], total: Line, at: int, other: Line) -> TableSum | None:
    """The sum in one cell of the total; None if its cells cannot be added up."""
    if has(_flat(other), table("tables")["apart"]["words"]) or other.is_left_out:
        return None
    whole, parts, missing = _figure(total, at), [], False
    for line in members:
        cell, claim = line.cells[at]
        if claim is not None and claim.quantity is not None:
            parts.append(claim.quantity)
        elif cell.text.lower() in NIL or not cell.text:
            missing = True
        else:
            return None  # unknown, secret
    if whole is None or len(parts) < 2 or not all(comparable(part, whole) for part in parts):
        return None
    if whole.kind not in KINDS or (whole.kind == "percent" and exact_value(whole) != 100):
        return None
    slack = _slack([*parts, whole])
    if slack is None:
        return None
    holds = _fits(parts, whole, slack, missing=missing)
    value = exact_value(whole) or Decimal(0)
    tight = (slack.high or 0) * (len(parts) + 1) <= abs(value) * TIGHT
    return TableSum(tuple(parts), whole, sure=False, holds=holds, bears=holds and tight and not missing)


def _figure(line: Line, at: int) -> Quantity | None:
    claim = line.cells[at][1]
    return claim.quantity if claim is not None else None


def _flat(line: Line) -> tuple[str, ...]:
    return tuple(word for head in line.head for word in words_of(head))


def _fits(parts: Sequence[Quantity], total: Quantity, slack: Interval, *, missing: bool) -> bool:
    """Whether parts can add up to a total; if some are missing they can only be too much."""
    added = Interval.point(0)
    for part in parts:
        added = added + part.strict + slack
    whole = total.strict + slack
    return added.overlaps(Interval(None, whole.high) if missing else whole)


def _slack(figures: Sequence[Quantity]) -> Interval | None:
    """How far figures may be from what they stand for, if all of them are rounded to more than their last digit; None
    if one has no single value.
    """
    values = [exact_value(quantity) for quantity in figures]
    if None in values:
        return None
    step = next(
        (step for step in STEPS if all(value is not None and value % step == 0 for value in values)), 0
    )
    return Interval(-Decimal(step) / 2, Decimal(step) / 2)


def _closed(grid: Grid, lines: list[Line], members: list[Line]) -> bool:
    """Whether nothing says that the lines are not all, or overlap; and none of them has a cell without a figure."""
    said = [cell.text for cell in (grid.caption, grid.notes, *grid.corner()) if cell is not None]
    words = [word for text in said for word in words_of(text)] + [w for line in lines for w in _flat(line)]
    if has(tuple(words), table("tables")["open"]["words"]) or any(grid.groups):
        return False
    left_out = any(line.opens("within") for line in lines)
    return not left_out and all(claim is not None for line in members for _, claim in line.cells)


def _near(found: TableSum, least: Decimal) -> bool:
    """Whether a sum is so near to its total that one figure may be wrong."""
    total = exact_value(found.total) if found.total else Decimal(100)
    added = sum((exact_value(part) or Decimal(0) for part in found.parts), Decimal(0))
    if not total or added <= 0 or total <= 0:
        return False
    return least <= added / total <= 1 / least


def _hundreds(lines: list[Line], others: list[Line]) -> Iterator[TableSum]:
    """Percentages that make a hundred in most columns of a table, without a total that says so."""
    members = [line for line in lines if not line.is_left_out and not line.opens("opens")]
    found = []
    for at, other in enumerate(others):
        parts = [quantity for line in members if (quantity := _figure(line, at)) is not None]
        percents = all(part.kind == "percent" and exact_value(part) is not None for part in parts)
        if len(parts) == len(members) >= LEAST_SHARES and percents and not other.is_left_out:
            added = Interval.point(0)
            for part in parts:
                added = added + part.strict
            found.append(TableSum(tuple(parts), None, sure=False, holds=added.overlaps(HUNDRED)))
    holding = sum(one.holds for one in found)
    for one in found:
        if holding > 1 and (one.holds or (holding > len(found) - holding and _near(one, NEAR_SHARES))):
            yield one
