"""Tables in a text, by their shape: which lines are rows, where each cell stands, which cells are heads.

A table is a run of lines in one paragraph whose cells are apart by a bar, a tab or a semicolon (see `corpus.tables`
for what makes it a data table). Lines before the rows are its caption, lines behind them its notes; a line without
bars between rows heads the rows below it. Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.tables import is_data
from extract.gridheads import Cell, filled, heads_of, stubs_of

LONGEST_LINE = 160
"""Characters of a caption, of a line that heads rows."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_MARKS = "|\t;"
_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)*\s*:?-{2,}:?\s*\|?")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a text, all rows of one width. Rows `heads` and on are the body, columns `stubs` and on its figures.

    `caption` and `notes` are the lines around it, `groups` for each row the line that heads it, if any.
    """

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    heads: int
    stubs: int
    groups: tuple[Cell | None, ...]
    caption: Cell | None = None
    notes: Cell | None = None

    @property
    def width(self) -> int:
        """Columns, heads included."""
        return len(self.rows[0])

    def head(self, column: int) -> tuple[Cell, ...]:
        """The heads above a column, the outermost first; one that is written over several rows once."""
        return _path(row[column] for row in self.rows[: self.heads])

    def stub(self, row: int) -> tuple[Cell, ...]:
        """The heads of a row, the line above it first."""
        group = self.groups[row]
        return _path((*([group] if group else []), *self.rows[row][: self.stubs]))

    def corner(self) -> tuple[Cell, ...]:
        """What stands above the heads of the rows."""
        return _path(cell for row in self.rows[: self.heads] for cell in row[: self.stubs])

    def cells(self) -> Iterator[tuple[int, int, Cell]]:
        """Row, column and cell of the body."""
        for nr in range(self.heads, len(self.rows)):
            for at in range(self.stubs, self.width):
                yield nr, at, self.rows[nr][at]


def _path(cells: Iterator[Cell] | Sequence[Cell]) -> tuple[Cell, ...]:
    found: list[Cell] = []
    for cell in cells:
        if not cell.empty and all(cell.text != other.text for other in found):
            found.append(cell)
    return tuple(found)


def grids(text: str) -> tuple[Grid, ...]:
    """The data tables of a text, in reading order.

    >>> [(g.heads, g.stubs, g.head(1)[0].text) for g in grids("Zo is het.\\n\\nWijk | 2016\\nNoord | 34\\nZuid | 68")]
    [(1, 1, '2016')]
    """
    if not any(mark in text for mark in _MARKS):
        return ()
    return tuple(_grids(text))


def _grids(text: str) -> Iterator[Grid]:
    ends = [*(found.span() for found in _PARAGRAPH.finditer(text)), (len(text), len(text))]
    start, before = 0, None
    for end, following in ends:
        found = _grid(text, start, end, before)
        if found is not None:
            yield found
        before = (start, end)
        start = following


def _grid(text: str, start: int, end: int, before: tuple[int, int] | None) -> Grid | None:
    """The table in one paragraph; `before` is the paragraph before it."""
    lines = _lines(text, start, end)
    mark = next((mark for mark in _MARKS if sum(mark in text[a:b] for a, b in lines) > 1), None)
    if mark is None:
        return None
    barred = [nr for nr, (a, b) in enumerate(lines) if mark in text[a:b]]
    first, last = barred[0], barred[-1]
    rows, groups = _rows(text, lines[first : last + 1], mark)
    if not rows or (mark == ";" and (len(rows) < 3 or len({len(row) for row in rows}) > 1)):
        return None
    width = max(map(len, rows))
    if sum(len(row) < width - 1 for row in rows) * 2 > len(rows) or not _is_data(rows):
        return None
    rows = [[*row, *_blanks(row, width)] for row in rows]
    heads = heads_of(rows)
    stubs = stubs_of(rows, heads)
    if heads == len(rows) or stubs == width or not heads + stubs:
        return None
    return Grid(
        lines[first][0],
        lines[last][1],
        filled(rows, heads, stubs),
        heads,
        stubs,
        tuple(groups),
        _around(text, lines[:first]) or _caption(text, before),
        _around(text, lines[last + 1 :]),
    )


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found, at = [], start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if text[at:stop].strip():
            found.append((at, stop))
        at = stop + 1
    return found


def _rows(
    text: str, lines: Sequence[tuple[int, int]], mark: str
) -> tuple[list[list[Cell]], list[Cell | None]]:
    """The rows, and for each the line without bars above it. No rows if such a line is prose."""
    outer = mark == "|" and all(
        text[a:b].strip().startswith("|") and text[a:b].strip().endswith("|") for a, b in lines
    )
    rows: list[list[Cell]] = []
    groups: list[Cell | None] = []
    group: Cell | None = None
    for a, b in lines:
        if mark not in text[a:b]:
            group = _stripped(text, a, b)
            if len(group.text) > LONGEST_LINE:
                return [], []
        elif not (mark == "|" and _RULE.fullmatch(text[a:b].strip())):
            cells = _split(text, a, b, mark)
            rows.append(cells[1:-1] if outer else cells)
            groups.append(group)
    return rows, groups


def _split(text: str, start: int, end: int, mark: str) -> list[Cell]:
    cells, at = [], start
    while at <= end:
        stop = text.find(mark, at, end)
        stop = end if stop < 0 else stop
        cells.append(_stripped(text, at, stop))
        at = stop + 1
    return cells


def _stripped(text: str, start: int, end: int) -> Cell:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Cell(words.strip(), start, start + len(words.strip()))


def _is_data(rows: list[list[Cell]]) -> bool:
    return is_data([[cell.text for cell in row] for row in rows])


def _blanks(row: list[Cell], width: int) -> list[Cell]:
    end = row[-1].end
    return [Cell("", end, end)] * (width - len(row))


def _around(text: str, lines: Sequence[tuple[int, int]]) -> Cell | None:
    return _stripped(text, lines[0][0], lines[-1][1]) if lines else None


def _caption(text: str, before: tuple[int, int] | None) -> Cell | None:
    """The paragraph before a table if it is one short line that is no sentence, or that ends in a colon."""
    if before is None:
        return None
    cell = _stripped(text, *before)
    short = 0 < len(cell.text) <= LONGEST_LINE and "\n" not in cell.text and " | " not in cell.text
    return cell if short and cell.text[-1:] not in ".!?\"”’'…;" else None
