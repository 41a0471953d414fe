"""What came of a chunk, as a Parquet file of its own: written under another name and renamed, so that it is whole or
not there; called after all that it was made from and after its own bytes, so that one of another run or a damaged one
is never taken for it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from time import time
from typing import Any, Literal

import arro3.core as arrow
from arro3.io import read_parquet, write_parquet

Sort = Literal["number", "text", "yes", "bytes"]
Columns = tuple[tuple[str, Sort], ...]
_TYPES = {
    "number": arrow.DataType.int64(),
    "text": arrow.DataType.utf8(),
    "yes": arrow.DataType.bool(),
    "bytes": arrow.DataType.binary(),
}
FACTS: Columns = (
    ("article", "number"),
    ("url", "text"),
    ("source", "text"),
    ("published", "text"),
    ("title", "text"),
    ("failed", "yes"),
    ("facts", "text"),
    ("read", "bytes"),
)
"""An article that was read: who it is; `facts` for other programs, as `klopt extract --format jsonl` prints them;
`read` for the database.
"""
LOADED: Columns = (("name", "text"), ("failed", "yes"), ("loaded", "bytes"))
"""An article that was loaded from a file, with the page it came from; or what failed."""
ROWS: Columns = (("article", "number"), ("findings", "number"), ("found", "bytes"))
"""An article that was checked by itself."""
TIES: Columns = (("one", "number"), ("other", "number"))
"""Two articles that are about one matter."""
SUFFIX = ".parquet"
OLD = 7 * 24 * 3600
"""Seconds after which nobody waits for a part any more, nor writes on one."""
_OURS = re.compile(r"\.?(add|extract|check|compare)-[0-9a-f]{32}-[0-9a-f]{16}\.parquet(\.\d+)?$")


def part(columns: Columns, rows: Sequence[Sequence[Any]], made: Mapping[str, str]) -> bytes:
    """These rows as a Parquet file that says how it was made. Equal rows give equal bytes."""
    fields = [arrow.Field(name, _TYPES[sort], nullable=True) for name, sort in columns]
    schema = arrow.Schema(fields)
    cells = [*zip(*rows, strict=True)] or [()] * len(columns)
    arrays = [
        arrow.Array(list(values), _TYPES[sort]) for values, (_, sort) in zip(cells, columns, strict=True)
    ]
    out = BytesIO()
    write_parquet(
        arrow.RecordBatchReader.from_batches(schema, [arrow.RecordBatch.from_arrays(arrays, schema=schema)]),
        out,
        compression="zstd(3)",
        key_value_metadata={"klopt": json.dumps(made)},
    )
    return out.getvalue()


def rows_of(raw: bytes, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """These columns of a part, row by row."""
    table = read_parquet(BytesIO(raw)).read_all()
    yield from zip(*(table.column(name).to_pylist() for name in names), strict=True)


class Folder:
    """A folder of parts, made when the first is put."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._names = {name.rpartition("-")[0]: name for name in self._listed()}
        self._used: set[str] = set()
        """The names of the parts that were read or put."""

    def _listed(self) -> list[str]:
        """The names of the parts that are there, in order."""
        return sorted(file.name for file in self._files() if not file.name.startswith("."))

    def _files(self) -> list[Path]:
        """Parts, and what is left of some that were never whole."""
        return [file for file in self.path.iterdir() if _OURS.match(file.name)] if self.path.is_dir() else []

    def read(self, kind: str, key: str) -> bytes | None:
        """The part of this key; None if it is not there. One that is not what it was is deleted."""
        name = self._names.get(f"{kind}-{key}")
        if name is None:
            return None
        try:
            raw = (self.path / name).read_bytes()
        except FileNotFoundError:
            raw = b""
        if name == _name(kind, key, raw):
            self._used.add(name)
            return raw
        self.drop(kind, key)
        return None

    def put(self, kind: str, key: str, raw: bytes) -> None:
        """Keep a part. Raises OSError; then there is nothing of it."""
        self.path.mkdir(parents=True, exist_ok=True)
        name = _name(kind, key, raw)
        beside = self.path / f".{name}.{os.getpid()}"
        try:
            with beside.open("wb") as stream:
                stream.write(raw)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(self.path / name)
        except BaseException as error:
            beside.unlink(missing_ok=True)
            if isinstance(error, OSError) and error.filename is None:
                error.filename = str(self.path / name)
            raise
        self._names[f"{kind}-{key}"] = name
        self._used.add(name)

    def drop(self, kind: str, key: str) -> None:
        """Delete a part, if it is there."""
        if (name := self._names.pop(f"{kind}-{key}", None)) is not None:
            (self.path / name).unlink(missing_ok=True)

    def clear(self) -> None:
        """Delete the parts that were read or put, and the folder if nothing else is in it. What another run put there,
        which may be under way, stays, unless it is so old that no run can want it.
        """
        for name in self._used:
            (self.path / name).unlink(missing_ok=True)
        for file in self._files():
            with suppress(FileNotFoundError):
                if time() - file.stat().st_mtime > OLD:
                    file.unlink()
        self._names.clear()
        self._used.clear()
        with suppress(OSError):
            self.path.rmdir()


def _name(kind: str, key: str, raw: bytes) -> str:
    return f"{kind}-{key}-{hashlib.sha256(raw).hexdigest()[:16]}{SUFFIX}"
