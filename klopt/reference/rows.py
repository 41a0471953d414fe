"""The rows of a CSV file, and which has the names of the columns: exports have a title above and notes below."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from klopt.reference.cells import days

MAX_BYTES = 32 * 1024 * 1024
MAX_ROWS = 200_000
HEADS = 25
"""Rows among which the one with the names of the columns is looked for."""
PERIODS = frozenset(
    ("periode", "perioden", "jaar", "jaren", "kwartaal", "maand", "datum", "peildatum", "period", "year")
)


class BadTable(Exception):
    """The file is no table that can be used; `key` is a message and `values` its slots."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key, self.values = key, values


def rows_of(data: bytes) -> tuple[list[tuple[int, list[str]]], str]:
    """The rows that say something, each with its line, and the sign between columns. Raises BadTable."""
    if len(data) > MAX_BYTES:
        raise BadTable("reference.too_large", size=MAX_BYTES // 1024**2)
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadTable("reference.binary")
    text = _decoded(data)
    lines = text.splitlines()[:HEADS]
    delimiter = max(";\t,|", key=lambda sign: sum(line.count(sign) for line in lines))
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = []
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((reader.line_num, row))
            if len(rows) > MAX_ROWS:
                raise BadTable("reference.too_many", rows=MAX_ROWS)
    except csv.Error as error:
        raise BadTable("reference.no_csv", why=str(error)) from error
    if not rows:
        raise BadTable("reference.empty")
    return rows, delimiter


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("windows-1252", "replace")


def is_lone(row: Sequence[str]) -> bool:
    """Whether only the first cell says something: a title, a note, the source."""
    return bool(row) and bool(row[0].strip()) and not any(cell.strip() for cell in row[1:])


def is_source(cell: str) -> bool:
    """Whether a line says who made the table."""
    return cell.lower().lstrip(" ©").startswith(("bron:", "centraal bureau", "source:")) or "©" in cell


def head_of(rows: Sequence[tuple[int, Sequence[str]]], said: Mapping[str, str]) -> int:
    """The row with the names of the columns: the one that has those that were said, a period, or several of them."""
    wanted = {word.casefold() for word in said.values()}
    for nr, (_, row) in enumerate(rows[:HEADS]):
        cells = [cell.strip().casefold() for cell in row]
        if len([cell for cell in cells if cell]) < 2:
            continue
        periods = [cell for cell in row if days(cell)]
        if wanted & set(cells) or (PERIODS & set(cells) and len(periods) < 2) or len(periods) > 1:
            return nr
    return next((nr for nr, (_, row) in enumerate(rows[:HEADS]) if not is_lone(row)), 0)
