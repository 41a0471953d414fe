"""Which rows and columns of a table are heads, and what a head that spans others is the head of."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.tables import EMPTY, is_figure, is_year, without_mark

MOST_HEADS = 4
MOST_STUBS = 3
"""Rows of heads at the top and columns of heads at the left."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell and where they stand; an empty one has no length."""

    text: str
    start: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether it holds nothing or a sign that there is nothing."""
        return self.text.lower() in EMPTY


def heads_of(rows: list[list[Cell]]) -> int:
    """How many rows at the top hold heads: no figures, or years once and nothing at the left that they are of."""
    years = False
    for nr, row in enumerate(rows[:MOST_HEADS]):
        figures = [cell for cell in row[1:] if is_figure(cell.text)]
        if not figures:
            if nr and all(cell.empty for cell in row[1:]):
                return nr
            continue
        lead = row[0].text
        again = nr > 0 and lead not in ("", rows[nr - 1][0].text)
        if years or again or not all(is_year(cell.text) for cell in figures):
            return nr
        years = True
    return min(len(rows), MOST_HEADS)


def stubs_of(rows: list[list[Cell]], heads: int) -> int:
    """How many columns at the left hold heads: words, or years in the first; a rank before words is one as well."""
    body = rows[heads:]
    for at in range(min(len(rows[0]), MOST_STUBS + 1)):
        cells = [row[at] for row in body if not row[at].empty]
        figures = [cell for cell in cells if is_figure(cell.text)]
        if len(figures) * 2 < len(cells) or (not cells and at == 0):
            continue
        if at == 0 and figures and all(is_year(cell.text) for cell in figures):
            continue
        ranks = [without_mark(cell.text).rstrip(".") for cell in cells]
        if at == 0 and len(rows[0]) > 2 and ranks == [str(nr + 1) for nr in range(len(body))]:
            words = [row[1] for row in body if not row[1].empty]
            if sum(is_figure(cell.text) for cell in words) * 2 < len(words):
                continue
        return at
    return min(len(rows[0]), MOST_STUBS)


def filled(rows: list[list[Cell]], heads: int, stubs: int) -> tuple[tuple[Cell, ...], ...]:
    """Heads that are written once for the columns or rows behind them, in each of those: a span whose cells were left
    blank. The last row of heads and the last column of heads are as they stand.
    """
    for row in rows[: max(0, heads - 1)]:
        for at in range(stubs + 1, len(row)):
            if not row[at].text:
                row[at] = row[at - 1]
    for nr in range(heads + 1, len(rows)):
        for at in range(stubs - 1):
            if not rows[nr][at].text and rows[nr][stubs - 1].text:
                rows[nr][at] = rows[nr - 1][at]
    return tuple(tuple(row) for row in rows)
