"""Where a cluster is, as `--dask` names it, and where its parts are kept when nobody names a folder: beside the
database, until they are in it. They hold text of articles, so what is forgotten must be forgotten here too.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

from klopt.options import KloptError

_LOCAL = re.compile(r"local(?::([1-9][0-9]{0,3}))?")
_HOST = r"[^\s/:\[\]]+|\[[0-9A-Fa-f:.]+\]"
_ADDRESS = re.compile(rf"(?!local:)(?:[a-z]+://)?(?:{_HOST}):([1-9][0-9]{{0,4}})")
PORTS = 65_535
MOST_HERE = 256
"""Processes on this machine that one may ask for: more is a slip of the keys."""


def processes_here(address: str) -> int | None:
    """How many processes on this machine an address asks for (`local`: one for each core); None if it is elsewhere.

    >>> processes_here("local:2"), processes_here("tcp://localhost:8786")
    (2, None)
    """
    local = _LOCAL.fullmatch(address)
    return None if local is None else int(local[1] or os.cpu_count() or 1)


def seen_to(address: str, wait: int = 0) -> str:
    """An address that can be one. Raises KloptError for another, and for the file of a scheduler that is not there,
    unless we are to wait for it.
    """
    if address.endswith(".json"):
        if not wait and scheduler_at(Path(address)) is None:
            raise no_scheduler_in(address)
        return address
    local, elsewhere = _LOCAL.fullmatch(address), _ADDRESS.fullmatch(address)
    if local and int(local[1] or 1) <= MOST_HERE:
        return address
    if elsewhere and int(elsewhere[1]) <= PORTS:
        return address
    raise KloptError("cluster.no_address", address=address)


def scheduler_at(file: Path) -> str | None:
    """The address in the file that a scheduler writes for those who look for it; None if it is not such a file."""
    try:
        said = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    address = said.get("address") if isinstance(said, dict) else None
    return address if isinstance(address, str) else None


def no_scheduler_in(file: str) -> KloptError:
    """Why there is no address in this file."""
    there = Path(file).is_file()
    return KloptError("cluster.no_scheduler_file" if there else "cluster.no_file", path=file)


def parts_folder(db: Path) -> Path:
    """The folder for the parts of this database, under its whole name."""
    return db.with_name(f"{db.name}.parts")


def drop_parts(db: Path) -> list[Path]:
    """Delete what a run that was broken off left: its articles are read again. Returns what stayed."""
    folder = parts_folder(db)
    shutil.rmtree(folder, ignore_errors=True)
    return (
        sorted(file for file in folder.rglob("*") if not file.is_dir()) or [folder] if folder.exists() else []
    )
