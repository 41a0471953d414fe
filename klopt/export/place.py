"""Where an export goes: under a name of its own until all is there, then under the name asked for. Whatever
stops it, what stood there stays, and nothing half is left.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from klopt.options import KloptError


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A stream to a file that comes to be `path` at the end. A pipe or device is written to directly.

    Raises KloptError for a folder, OSError that names what is wrong.
    """
    path = path.resolve()  # what a link points to is replaced, not the link
    if path.is_dir():
        raise KloptError("export.is_folder", path=path)
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    beside = _beside(path)
    try:
        with beside.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except BaseException as error:
        beside.unlink(missing_ok=True)
        _name(error, path)
        raise


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to write in that comes to be `path` at the end, which must not be there or be empty.

    Raises KloptError for anything else, OSError that names what is wrong.
    """
    path = path.resolve()
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise KloptError("export.in_the_way", path=path)
    beside = _beside(path)
    try:
        beside.mkdir()
        yield beside
        with suppress(FileNotFoundError):
            path.rmdir()  # Windows does not move over an empty folder
        beside.rename(path)
    except BaseException as error:
        shutil.rmtree(beside, ignore_errors=True)
        _name(error, path)
        raise


def _name(error: BaseException, path: Path) -> None:
    """Let an error of the system name what the user asked for: one of a full disk names nothing, others our name."""
    if isinstance(error, OSError):
        error.filename = str(path)


def _beside(path: Path) -> Path:
    """A name in the same folder, so that it can be moved at once."""
    if not path.parent.is_dir():
        raise KloptError("stop.no_folder", path=path.parent)
    return path.with_name(f".{path.name}.{os.getpid()}.part")
