"""Take records out of an archive for good: write a file anew without them, under another name.

The old file stays until nobody refers to it, so that a kill at any moment leaves a database and files that agree.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from corpus.archive import Archive
from corpus.confirmed import sync_folder

_CHUNK = 1_000_000


def written_anew(
    archive: Archive, file: str, without: Mapping[int, int], keep: Iterable[int], end: int
) -> tuple[str | None, dict[int, int]]:
    """Write `file` up to `end` anew without the records `without` (length by offset), under the next free name of its
    month, and onto the disk; the name, and the new offset of each of the offsets `keep`.

    Call it inside `archive.writing()`. The name is None, and nothing is written, if there is nothing to keep. Bytes
    that are kept are not looked at: a damaged record elsewhere in the file is no reason to keep this one.
    """
    keep = sorted(set(keep) - set(without))
    if not keep:
        return None, {}
    month = file[: -len("-0001.warc.gz")]
    numbers = [int(name[len(month) + 1 :][:4]) for name in archive.files() if name.startswith(f"{month}-")]
    name = f"{month}-{max(numbers) + 1:04d}.warc.gz"
    part = archive.folder / f"{name}.part"
    try:
        with (archive.folder / file).open("rb") as source, part.open("wb") as target:
            at = 0
            for hole, length in sorted(without.items()):
                _copy(source, target, at, hole)
                at = hole + length
            _copy(source, target, at, end)
            target.flush()
            os.fsync(target.fileno())
        part.replace(archive.folder / name)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise archive.unwritable(part.name, error) from error
        raise
    sync_folder(archive.folder)
    return name, {offset: offset - _before(without, offset) for offset in keep}


def _before(without: Mapping[int, int], offset: int) -> int:
    return sum(length for hole, length in without.items() if hole < offset)


def _copy(source: BinaryIO, target: BinaryIO, start: int, end: int) -> None:
    source.seek(start)
    left = end - start
    while left > 0 and (chunk := source.read(min(left, _CHUNK))):
        target.write(chunk)
        left -= len(chunk)
