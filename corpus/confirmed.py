"""What is surely kept: for each file of an archive up to where a database has once committed it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

NAME = "confirmed.json"


def confirmed_in(folder: Path) -> dict[str, int]:
    """Up to where each file in this folder was committed; empty if that is not known."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return {str(file): int(end) for file, end in found.items()} if isinstance(found, dict) else {}


def write_confirmed(folder: Path, known: Mapping[str, int]) -> None:
    """Note it, whole or not at all."""
    beside = folder / f"{NAME}.new"
    beside.write_text(json.dumps(dict(known), indent=1, sort_keys=True), encoding="utf-8")
    beside.replace(folder / NAME)


def sync_folder(folder: Path) -> None:
    """Make a new file's name last, where a folder can be synced (not on Windows)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
