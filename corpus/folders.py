"""The files of a folder, in a fixed order, as a stream."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from corpus.reasons import Refused, refused_by_system


def walk(folder: str, wanted: Callable[[str], bool]) -> Iterator[tuple[str, Refused | None]]:
    """Paths of the wanted files below the folder, sorted by name in each folder; hidden files and folders
    are passed over.

    Links to folders are not followed, so that a loop of links cannot trap us. A folder that cannot be
    opened comes in its place with the reason.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield folder, refused_by_system(error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            is_folder = entry.is_dir()
            is_link = entry.is_symlink()
        except OSError:  # a link to itself, a disk that fails: opening it says what is wrong
            is_folder, is_link = False, False
        if not is_folder and wanted(entry.name):
            yield entry.path, None
        elif is_folder and not is_link:
            yield from walk(entry.path, wanted)
