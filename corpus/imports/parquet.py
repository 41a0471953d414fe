"""Tables of articles in Parquet, as data sets and clusters have them. A batch of rows is held at a time.

The package that reads them (arro3) comes with `klopt[parquet]`. Cells become what JSON has: a day or a moment as ISO
8601, a list as a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from io import SEEK_END
from typing import BinaryIO

from corpus.decode import MAX_BYTES
from corpus.imports.columns import chosen, row_from
from corpus.reasons import Refused

MAGIC = b"PAR1"
AT_A_TIME = 64
"""Rows of a batch."""


def parquet_rows(
    stream: BinaryIO, said: Mapping[str, str]
) -> Iterator[tuple[int, dict[str, object] | Refused]]:
    """The rows of a table as rows of JSONL, each with its number from 1; one that cannot be read is a Refused in its
    place.

    `said` tells which columns hold what (see `corpus.imports.columns`). Raises Refused if the stream is no Parquet or
    breaks off, has no text, or the package is missing.
    """
    number = 0
    if not _is_parquet(stream):
        raise Refused("parse", "bad_parquet", read=0)
    try:
        from arro3.io import read_parquet
    except ImportError:
        raise Refused("read", "no_parquet") from None
    try:
        reader = read_parquet(stream, batch_size=AT_A_TIME)
        columns = chosen(reader.schema.names, said)
        for batch in reader:
            cells = {name: batch.column(name) for name in {*columns.values()}}
            for at in range(batch.num_rows):
                number += 1
                try:
                    row = {name: _plain(column[at].as_py()) for name, column in cells.items()}
                    yield number, _whole(row_from(row, columns, number))
                except Refused as refused:
                    yield number, refused
    except (Refused, GeneratorExit, KeyboardInterrupt):
        raise
    except BaseException as error:  # arro3 tells by errors of several sorts, and by panics, what is wrong
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise Refused("parse", "bad_parquet", read=number) from error


def _is_parquet(stream: BinaryIO) -> bool:
    """Whether the stream begins and ends as Parquet does, with the length of its footer before the end: else arro3
    panics, and a panic writes to the terminal.
    """
    size = stream.seek(0, SEEK_END)
    if size < 3 * len(MAGIC):
        return False
    stream.seek(size - 2 * len(MAGIC))
    footer, last = int.from_bytes(stream.read(len(MAGIC)), "little"), stream.read(len(MAGIC))
    stream.seek(0)
    first = stream.read(len(MAGIC))
    stream.seek(0)
    return first == last == MAGIC and footer <= size - 3 * len(MAGIC)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _whole(row: dict[str, object]) -> dict[str, object]:
    text = row["text"]
    if isinstance(text, str) and len(text) > MAX_BYTES:
        raise Refused("read", "too_large", limit=MAX_BYTES // 1_000_000)
    return row
