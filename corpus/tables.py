"""Data tables: what is one, and its plain text.

In the text of an article a data table is one paragraph. Its caption comes first, on a line of its own; then a line
for every row, the cells apart by " | ", the heads first; then its notes. A row that is one cell over the full width
is a line without bars. What is set in rows only to look good (layout), holds no figures, or is too large to read, is no
data table: its cells are lines.

Pure functions on rows of strings, and one that takes the spans out of the tables of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.clean import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

MOST_ROWS = 200
MOST_COLUMNS = 40
MOST_CELLS = 3_000
"""A table of more is a data file: nobody reads it, and its figures are not the article's."""
MOST_REPEATED = 2_000
"""Cells that spans may add to a page or document; the tables of an article repeat some dozens."""
LONGEST_CELL = 160
"""Characters of a cell; a longer one is a paragraph, and the table a way to set it."""
SHORT = 40
"""Characters of a cell in a table of one row that stays one line."""
LONGEST_FIGURE = 28
EMPTY = frozenset(
    ("", "-", "–", "—", "−", "--", ".", "..", "...", "…", "x", "?", "*", "/", "nvt", "n.v.t.", "n.v.t", "nb")
) | frozenset(("n.b.", "n.b", "onbekend", "geheim", "n.a.", "n/a", "na", "nihil"))
"""What stands in a cell without a figure. CBS: "." unknown or secret, "-" nil, blank cannot occur, "x" secret
(Verklaring van tekens, CBS StatLine).
"""
NIL = frozenset(("-", "–", "—", "−", "--", "nihil"))
"""Those of them that can mean none."""
_NUMBER = r"(?:\d{1,3}(?:[.\s]\d{3})+|\d+)(?:[,.]\d{1,4})?"
_FIGURE = re.compile(
    rf"[*†]{{0,3}}(?:(?:€|\$|£|eur|ca\.|circa|<|>|≤|≥|±)\s?){{0,2}}[+\-−–]?\s?(?:€\s?)?{_NUMBER}(?:,-)?\s?"
    r"(?:%|‰|€|procent|proc\.|pct\.?|euro|mln\.?|mld\.?|miljoen|miljard|duizend|km2?|km²|m[23²³]?|kg|ha|ton|liter|gram"
    r"|hectare|kilometer|meter|kilo|uur|min\.?|minuten|jaar|dagen|weken|maanden|graden|°C|[kMG]Wh?|cent|punten|keer)?"
    rf"(?:\s?(?:euro|€))?(?:\s?\([+\-−–]?{_NUMBER}\s?%\))?",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\s?(?:[*†‡¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\((?:\d|[a-e])\)|(?<![\w.,])(?:\d|[a-e])\)|\[(?:\d{1,2}|[a-e])\])$"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_UNREAD = frozenset(("sup", "script", "style", "template"))
_BREAKS = frozenset(("br", "p", "div", "li"))
Rows = Sequence[Sequence[str]]


def without_mark(cell: str) -> str:
    """A cell without the mark of a footnote behind it.

    >>> without_mark("1.234*"), without_mark("2017 1)"), without_mark("Overig (2)"), without_mark("34")
    ('1.234', '2017', 'Overig', '34')
    """
    for _ in range(2):
        cell = _MARK.sub("", cell)
    return cell


def is_figure(cell: str) -> bool:
    """Whether a cell is a number with perhaps a sign, a unit, a footnote mark or its share behind it, and nothing else.

    >>> [is_figure(cell) for cell in ("1.234*", "€ 12,5", "-3,4%", "12 (3%)", "65-plus", "14:30", "2-1")]
    [True, True, True, True, False, False, False]
    """
    if len(cell) > LONGEST_FIGURE or not any(map(str.isdigit, cell)):
        return False
    return _FIGURE.fullmatch(without_mark(cell)) is not None


def is_year(cell: str) -> bool:
    """Whether a cell is a number that can be a year: 2017, but not 1.985."""
    return _YEAR.fullmatch(without_mark(cell)) is not None


def is_data(rows: Rows) -> bool:
    """Whether these rows are a data table: at least two rows and columns and a figure that is no year, one column
    or row of mostly figures, no cell like a paragraph, and not too large.
    """
    width = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or width < 2 or len(rows) > MOST_ROWS or width > MOST_COLUMNS:
        return False
    if len(rows) * width > MOST_CELLS or any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        return False
    figures = [[is_figure(cell) for cell in row] for row in rows]
    counts = sum(
        yes and not is_year(cell)
        for row, is_one in zip(rows, figures, strict=True)
        for cell, yes in zip(row, is_one, strict=True)
    )
    return counts > 0 and any(_mostly(line) for line in (*_lines(rows, figures), *_columns(rows, figures)))


def _mostly(line: list[bool]) -> bool:
    return sum(line) * 2 >= len(line) > 0 and any(line)


def _lines(rows: Rows, figures: list[list[bool]]) -> Iterator[list[bool]]:
    """For each row, whether its cells behind the head that are not empty are figures."""
    for row, is_one in zip(rows, figures, strict=True):
        yield [yes for cell, yes in zip(row[1:], is_one[1:], strict=True) if cell.lower() not in EMPTY]


def _columns(rows: Rows, figures: list[list[bool]]) -> Iterator[list[bool]]:
    for at in range(1, max(len(row) for row in rows)):
        yield [
            is_one[at]
            for row, is_one in zip(rows[1:], figures[1:], strict=True)
            if at < len(row) and row[at].lower() not in EMPTY
        ]


def text_of(rows: Rows) -> str:
    """The plain text of a table: a data table as the head of this module says, else each cell on a line.

    >>> print(text_of([["", "2016", "2017"], ["Inbraak", "34", "68"]]))
    | 2016 | 2017
    Inbraak | 34 | 68
    """
    rows = [cells for row in rows if any(cells := [one_line(cell).replace("|", "/") for cell in row])]
    one_line_of_cells = len(rows) == 1 and all(len(cell) <= SHORT for cell in rows[0])
    if not one_line_of_cells and not is_data(_proper(rows)):
        return "\n".join(cell for row in rows for cell in row if cell)
    return "\n".join(_alone(row) or " | ".join(row).strip() for row in rows)


def _proper(rows: Rows) -> Rows:
    """The rows that are more than a line over the full width."""
    return [row for row in rows if _alone(row) is None]


def _alone(row: Sequence[str]) -> str | None:
    """The cell of a row that says one thing over its full width; None for a row of more, and for one cell that is a
    figure or stands in its own column.
    """
    if len(row) < 2 or is_figure(row[0]) or row[0].lower() in EMPTY:
        return row[0] if len(row) == 1 else None
    return row[0] if all(cell in ("", row[0]) for cell in row[1:]) else None


def settle(tree: HtmlElement) -> None:
    """Write every data table of a page out in full, in place: a cell that spans columns or rows is repeated in each of
    them, marks of footnotes (`sup`) go, and what is only set as a table is left alone; so is a table whose spans would
    blow up the page.
    """
    left = MOST_REPEATED
    for table in [*tree.iter("table")]:
        if (
            table.get("role") in ("presentation", "none")
            or table.find(".//table") is not None
            or _links(table)
        ):
            continue
        rows = rows_of(table)
        repeated = sum(map(len, rows)) - sum(1 for _ in table.iter("td", "th"))
        if rows and repeated <= left and is_data(_proper(rows)):
            left -= max(0, repeated)
            _rewrite(table, rows)


def _links(table: HtmlElement) -> bool:
    """Whether the table is mostly links or pictures: a list of shops or of other pages."""
    links = sum(len(_text(link).strip()) for link in table.iter("a"))
    return links * 2 > len(_text(table).strip()) or 2 * len(table.findall(".//img")) > len(
        table.findall(".//tr")
    )


def rows_of(table: HtmlElement) -> list[list[str]]:
    """The rows of an HTML table, all of one width, cells on one line; a span is repeated, but one over the full width
    of a row stands once. Empty if the table is too large.
    """
    lines = [*table.iter("tr")]
    if len(lines) > MOST_ROWS:
        return []
    grid: list[dict[int, str]] = [{} for _ in lines]
    for nr, line in enumerate(lines):
        at = 0
        for cell in line:
            if cell.tag not in ("td", "th"):
                continue
            while at in grid[nr]:
                at += 1
            words = _words(cell)
            across, down = _span(cell, "colspan", MOST_COLUMNS), _span(cell, "rowspan", len(lines) - nr)
            for row in grid[nr : nr + down]:
                row.update({column: words for column in range(at, at + across) if column not in row})
            at += across
            if at > MOST_COLUMNS:
                return []
    width = max((max(row, default=-1) for row in grid), default=-1) + 1
    rows = [[row.get(at, "") for at in range(width)] for row in grid]
    return [[row[0], *[""] * (width - 1)] if _alone(row) else row for row in rows if any(row)]


def _span(cell: HtmlElement, name: str, most: int) -> int:
    """How many columns or rows a cell takes; HTML lets "0" of rows mean all that are left."""
    written = cell.get(name, "1").strip()
    if not written.isdecimal() or len(written) > 6:
        return 1
    return max(1, min(int(written) or (most if name == "rowspan" else 1), most))


def _words(cell: HtmlElement) -> str:
    """The words of a cell; marks of footnotes are left out, a line break is a blank."""
    return one_line(_text(cell))


def _text(element: HtmlElement) -> str:
    text = element.text or ""
    for child in element:
        power = child.tag == "sup" and text.endswith("m")  # m2, km2
        if isinstance(child.tag, str) and (power or child.tag not in _UNREAD):
            text += (" " if child.tag in _BREAKS else "") + _text(child)
        text += child.tail or ""
    return text


def _rewrite(table: HtmlElement, rows: Iterable[list[str]]) -> None:
    from lxml.html import Element

    caption = next((_words(child) for child in table if child.tag == "caption"), "")
    tail = table.tail
    for child in [*table]:
        table.remove(child)
    table.text, table.tail = None, tail
    if caption:
        rows = [[caption], *rows]
    for row in rows:
        line = Element("tr")
        for words in row:
            cell = Element("td")
            cell.text = words
            line.append(cell)
        table.append(line)
