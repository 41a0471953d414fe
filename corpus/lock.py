"""A lock between processes on a folder: one writer at a time. Where the system has no file locks there is
none.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 10.0
"""Seconds to wait for another writer before giving up."""
_PAUSE = 0.05


@contextmanager
def exclusive(file: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock on this file (made if need be). Raises TimeoutError if somebody else keeps it for
    longer than `patience` seconds.

    The system lets go of the lock when the process dies, however it dies.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        until = time.monotonic() + patience
        while not _take(descriptor):
            if time.monotonic() > until:
                raise TimeoutError
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _take(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    try:
        import fcntl
    except ImportError:  # pragma: no cover  # a system without file locks, such as WASI
        fcntl = None  # type: ignore[assignment]

    def _take(descriptor: int) -> bool:
        if fcntl is None:
            return True
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
