"""Where a cluster is, as `--dask` names it, and where its parts are kept when nobody names a folder: beside the
database, until they are in it. They hold text of articles, so what is forgotten must be forgotten here too.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from klopt.options import KloptError

_LOCAL = re.compile(r"local(?::([1-9][0-9]{0,3}))?")
_ADDRESS = re.compile(r"(?!local:)(?:[a-z]+://)?[^\s/:]+:[0-9]{1,5}")


def processes_here(address: str) -> int | None:
    """How many processes on this machine an address asks for (`local`: one for each core); None if it is elsewhere.

    >>> processes_here("local:2"), processes_here("tcp://localhost:8786")
    (2, None)
    """
    local = _LOCAL.fullmatch(address)
    return None if local is None else int(local[1] or os.cpu_count() or 1)


def seen_to(address: str) -> str:
    """An address that can be one. Raises KloptError for another, and for the file of a scheduler that is not there."""
    if address.endswith(".json"):
        if not Path(address).is_file():
            raise KloptError("cluster.no_file", path=address)
    elif processes_here(address) is None and not _ADDRESS.fullmatch(address):
        raise KloptError("cluster.no_address", address=address)
    return address


def parts_folder(db: Path) -> Path:
    """The folder for the parts of this database, under its whole name."""
    return db.with_name(f"{db.name}.parts")


def drop_parts(db: Path) -> None:
    """Delete what a run that was broken off left: its articles are read again."""
    shutil.rmtree(parts_folder(db), ignore_errors=True)
