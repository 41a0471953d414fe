"""The tables of the database, each as a file of a folder: CSV, or Parquet for programs that count."""

from __future__ import annotations

import sys
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import IO, Any, cast

from db import Store
from db.among import Among
from db.codebook import codebook
from db.export import LONG, TABLES, rows
from klopt.csvtext import csv_line
from klopt.export.held import Held
from klopt.options import KloptError

BATCH_BYTES = 4_000_000
"""Characters of text in memory at most when Parquet is written, give or take a row."""
CODEBOOK = "codebook.csv"
Columns = Sequence[tuple[str, type]]


def write_csv(store: Store, among: Among, folder: Path, *, without_text: bool = False) -> None:
    """A file with a header for each table, and the codebook of all columns."""
    _write_codebook(store, among, folder)
    for table in TABLES:
        columns, found = _rows(store, table, among, without_text)
        path = folder / f"{table}.csv"
        with closing(found), path.open("w", encoding="utf-8", newline="") as stream:
            stream.write(csv_line(name for name, _ in columns))
            for row in found:
                stream.write(csv_line(row))


def write_parquet(store: Store, among: Among, folder: Path, *, without_text: bool = False) -> None:
    """A file for each table; a column is a 64-bit integer, a double or text, and may be null. The codebook is CSV.

    Raises KloptError if the package for it is not installed.
    """
    try:
        import arro3.core as arrow
        from arro3.io import write_parquet as write
    except ImportError:
        raise KloptError("export.parquet", python=sys.executable) from None
    _write_codebook(store, among, folder)
    types = {int: arrow.DataType.int64(), float: arrow.DataType.float64(), str: arrow.DataType.utf8()}
    for table in TABLES:
        columns, found = _rows(store, table, among, without_text)
        kinds = [types[kind] for _, kind in columns]
        schema = arrow.Schema(
            [arrow.Field(name, kind, nullable=True) for (name, _), kind in zip(columns, kinds, strict=True)]
        )
        with closing(found), (folder / f"{table}.parquet").open("wb") as stream:
            held = Held(stream)
            batches = (
                arrow.RecordBatch.from_arrays(
                    [arrow.Array(list(cells), kind) for cells, kind in zip(columns_of, kinds, strict=True)],
                    schema=schema,
                )
                for columns_of in (zip(*batch, strict=True) for batch in _batches(found))
            )
            reader = arrow.RecordBatchReader.from_batches(schema, held.until_error(batches))
            write(reader, cast("IO[bytes]", held), compression="zstd(3)", max_row_group_size=20_000)
            if held.error is not None:
                raise held.error


def _rows(
    store: Store, table: str, among: Among, without_text: bool
) -> tuple[Columns, Generator[tuple[Any, ...], None, None]]:
    columns, found = rows(store, table, among)
    left_out = {i for i, (name, _) in enumerate(columns) if name in LONG.get(table, ())}
    return columns, _without(found, left_out) if without_text and left_out else found


def _without(
    found: Generator[tuple[Any, ...], None, None], left_out: Collection[int]
) -> Generator[tuple[Any, ...], None, None]:
    with closing(found):
        for row in found:
            yield tuple(None if i in left_out else cell for i, cell in enumerate(row))


def _write_codebook(store: Store, among: Among, folder: Path) -> None:
    """What every column means, in English."""
    columns = {}
    for table in TABLES:
        names, found = rows(store, table, among)
        found.close()
        columns[table] = [name for name, _ in names]
    with (folder / CODEBOOK).open("w", encoding="utf-8", newline="") as stream:
        stream.write(csv_line(("table", "column", "about")))
        for one in codebook(columns):
            stream.write(csv_line((one.table, one.column, one.about)))


def _batches(found: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    batch: list[tuple[Any, ...]] = []
    size = 0
    for row in found:
        batch.append(row)
        size += sum(len(cell) if isinstance(cell, str) else 8 for cell in row)
        if size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
