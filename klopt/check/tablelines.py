"""A table as lines that can be added up: its rows, or its columns read sideways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.tables import without_mark
from extract.gridheads import Cell
from extract.nouns import Claim
from extract.words import table
from klopt.check.case import Tabulated


@dataclass(frozen=True, slots=True)
class Line:
    """A row, or a column of a table read sideways: its head and its cells."""

    head: tuple[str, ...]
    cells: tuple[tuple[Cell, Claim | None], ...]

    @property
    def key(self) -> str:
        return self.head[-1] if self.head else ""

    def opens(self, name: str) -> bool:
        return self.key.startswith(tuple(table("tables")["total"][name]))

    @property
    def is_total(self) -> bool:
        return self.key in table("tables")["total"]["words"]

    @property
    def is_left_out(self) -> bool:
        """Whether the line is no part beside the others: a change, an average, a part of another line."""
        other = self.key.startswith(tuple(table("tables")["change"]["words"]))
        return other or self.opens("within") or self.opens("average")


def rows_of(found: Tabulated) -> list[Line]:
    """The rows of a table below its heads, each with the words that name it and its cells in order."""
    grid = found.grid
    return [
        Line(
            _words(grid.stub(nr)),
            tuple((grid.rows[nr][at], found.claims.get((nr, at))) for at in range(grid.stubs, grid.width)),
        )
        for nr in range(grid.heads, len(grid.rows))
    ]


def columns_of(found: Tabulated) -> list[Line]:
    """The columns of a table beside its stubs, each with the words that name it and its cells in order."""
    grid = found.grid
    return [
        Line(
            _words(grid.head(at)),
            tuple(
                (grid.rows[nr][at], found.claims.get((nr, at))) for nr in range(grid.heads, len(grid.rows))
            ),
        )
        for at in range(grid.stubs, grid.width)
    ]


def _words(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(without_mark(cell.text).strip(" :.*").lower() for cell in cells)
