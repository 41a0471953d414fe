"""Tables of articles: csv and tsv, as spreadsheets and databases write them. Streaming: of a large table one row at a
time is held.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, TextIO

from corpus.decode import MAX_BYTES, is_binary
from corpus.imports.columns import chosen, row_from
from corpus.reasons import Refused

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = ",;\t|"
HEAD = 65_536
"""Bytes that tell how a table is written: its encoding and what parts its cells."""


def table_rows(
    stream: BinaryIO, said: Mapping[str, str]
) -> Iterator[tuple[int, dict[str, object] | Refused]]:
    """The rows of a table as rows of JSONL, each with the number of the line that it starts on; one that cannot be
    read is a Refused in its place.

    The first line names the columns; `said` says which of them hold what (see `corpus.imports.columns`). Cells are
    parted by what the line with the names has most of (comma, semicolon, tab or bar). Raises Refused if it is
    no table at all, or has no text.
    """
    reader, names = opened(stream)
    columns = chosen(names, said)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield number, Refused("parse", "bad_table_row", line=number, why=str(error))
            continue
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        try:
            if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
                raise Refused("parse", "too_many_cells", line=number, found=len(cells), wanted=len(names))
            yield number, row_from(dict(zip(names, cells, strict=False)), columns, number)
        except Refused as refused:
            yield number, refused


def opened(stream: BinaryIO) -> tuple[Reader, list[str]]:
    """The rows behind the head of a table, and the names in the head. Raises Refused if it is no table."""
    head = stream.read(HEAD)
    encoding = _encoding(head)
    whole = io.BufferedReader(_Joined(head, stream))
    text = io.TextIOWrapper(whole, encoding=encoding, errors="corpus.windows-1252", newline="")
    first = text.readline(HEAD)
    csv.field_size_limit(MAX_BYTES)
    if not first.strip():
        raise Refused("read", "empty")
    if first.startswith("sep=") and len(first.strip()) == len("sep=") + 1:  # a line of Excel's
        delimiter, first = first.strip()[-1], text.readline(HEAD)
    else:
        delimiter = max(DELIMITERS, key=first.count)
    try:
        reader = csv.reader(chain([first], _lines(text)), delimiter=delimiter, strict=True)
        names = [name.strip() for name in next(reader)]
    except (csv.Error, StopIteration) as error:
        raise Refused("parse", "bad_table_row", line=1, why=str(error)) from error
    return reader, names


def _lines(text: TextIO) -> Iterator[str]:
    """The lines of the table, a longer one than is ever read in pieces: the reader refuses a cell of that size."""
    while line := text.readline(MAX_BYTES):
        yield line


def _encoding(head: bytes) -> str:
    """UTF-16 by its mark, else UTF-8 in which stray bytes are windows-1252 (see `corpus.decode`)."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if is_binary(head):
        raise Refused("decode", "binary")
    return "utf-8-sig"


class _Joined(io.RawIOBase):
    """What was read already, and then the stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._head.read(len(view)) or self._rest.read(len(view))
        view[: len(data)] = data
        return len(data)
