"""What the archive holds of one article, and the file that it goes into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

MAX_FILE = 500_000_000
"""Bytes from which a file is full and the next one of its month begins: still easy to copy."""


@dataclass(frozen=True, slots=True)
class Capture:
    """Where a payload is kept: `length` bytes from `offset` in `file` of the archive's folder; `digest` is
    of the payload.
    """

    file: str
    offset: int
    length: int
    digest: str

    @property
    def end(self) -> int:
        """The offset behind the record."""
        return self.offset + self.length


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture with all that a rebuild needs: `name` is the article's id (address or path), `given` what
    the user said.
    """

    capture: Capture
    name: str
    captured: datetime
    content_type: str
    given: Mapping[str, str]
    payload: bytes


def file_for(folder: Path, files: Iterable[str], captured: datetime) -> str:
    """The file of the month that has room; numbered, so that a full one is followed by the next."""
    month = f"klopt-{captured:%Y-%m}"
    number = max((int(name[len(month) + 1 :][:4]) for name in files if name.startswith(month)), default=1)
    file = f"{month}-{number:04d}.warc.gz"
    path = folder / file
    if path.exists() and path.stat().st_size >= MAX_FILE:
        return f"{month}-{number + 1:04d}.warc.gz"
    return file
