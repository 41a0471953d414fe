"""One table as a file that people fill in: CSV or a spreadsheet (xlsx), written and read back."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from corpus.imports.delimited import opened
from corpus.reasons import Refused
from klopt.csvtext import csv_line
from klopt.export.place import whole_file
from klopt.options import KloptError
from klopt.terminal import printable

SPREADSHEET = ".xlsx"
LONGEST = 32_000
"""Characters of a cell: a spreadsheet has no more (32,767)."""
MOST_ROWS = 100_000
_WIDE, _NARROW = 60, 14
Row = Mapping[str, Any]


def write_sheet(
    path: Path, columns: Sequence[str], rows: Iterable[Row], choices: Mapping[str, Sequence[str]]
) -> None:
    """Write the rows; the ending of the name says as what. In a spreadsheet a column with `choices` offers those.
    Raises KloptError without the package for spreadsheets, OSError.
    """
    if path.suffix.casefold() == SPREADSHEET:
        _write_spreadsheet(path, columns, rows, choices)
        return
    with whole_file(path) as stream:
        stream.write(csv_line(columns).encode())
        for row in rows:
            stream.write(csv_line(map(_cell, (row[name] for name in columns))).encode())


def read_sheet(path: Path) -> list[dict[str, str]]:
    """The rows, every cell as text. Raises KloptError if it is no table, OSError."""
    try:
        with path.open("rb") as stream:
            found = _spreadsheet(stream) if path.suffix.casefold() == SPREADSHEET else _delimited(stream)
            rows = []
            for row in found:
                rows.append(row)
                if len(rows) > MOST_ROWS:
                    raise KloptError("sample.too_many", path=path, n=MOST_ROWS)
            return rows
    except (Refused, csv.Error, UnicodeError):
        raise KloptError("sample.no_table", path=path) from None


def _cell(value: Any) -> Any:
    return printable(value)[:LONGEST] if isinstance(value, str) else value


def _delimited(stream: BinaryIO) -> Iterator[dict[str, str]]:
    reader, names = opened(stream)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield dict.fromkeys(names, "") | dict(zip(names, map(str.strip, cells), strict=False))


def _write_spreadsheet(
    path: Path, columns: Sequence[str], rows: Iterable[Row], choices: Mapping[str, Sequence[str]]
) -> None:
    book_of, cell_of, letter, validation, alignment, _ = _package()
    book = book_of(write_only=True)
    sheet = book.create_sheet("sample")
    sheet.freeze_panes = "A2"

    def cells(values: Iterable[Any]) -> list[Any]:
        made = []
        for value in values:
            cell = cell_of(sheet, _cell(value) if value != "" else None)
            if isinstance(value, str) and value:
                cell.data_type = "s"  # else what starts with = is a formula
                cell.alignment = alignment(wrap_text=True, vertical="top")
            made.append(cell)
        return made

    for nr, name in enumerate(columns, 1):
        wide = name in ("sentences", "message", "text", "findings_told")
        sheet.column_dimensions[letter(nr)].width = _WIDE if wide else _NARROW
        if name in choices:
            offer = validation(type="list", formula1=f'"{",".join(choices[name])}"', allow_blank=True)
            offer.add(f"{letter(nr)}2:{letter(nr)}{MOST_ROWS}")
            sheet.data_validations.append(offer)
    sheet.append(cells(columns))
    for row in rows:
        sheet.append(cells(row[name] for name in columns))
    with whole_file(path) as stream:
        book.save(stream)


def _spreadsheet(stream: BinaryIO) -> Iterator[dict[str, str]]:
    load = _package()[-1]
    try:
        book = load(stream, read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True)
        names = [str(name or "") for name in next(rows, ())]
        for cells in rows:
            told = ["" if cell is None else str(cell).strip() for cell in cells]
            if any(told):
                yield dict.fromkeys(names, "") | dict(zip(names, told, strict=False))
    except Exception as error:  # a broken file breaks it in a dozen ways
        if isinstance(error, MemoryError):
            raise
        raise Refused("parse", "bad_table_row", line=1, why=str(error)) from error


def _package() -> tuple[Any, ...]:
    try:
        from openpyxl import Workbook, load_workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation
    except ImportError:
        raise KloptError("sample.spreadsheet", python=sys.executable) from None
    return Workbook, WriteOnlyCell, get_column_letter, DataValidation, Alignment, load_workbook
