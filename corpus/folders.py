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
            is_folder = entry.is_dir(follow_symlinks=False)
        except OSError as error:
            yield entry.path, refused_by_system(error)
            continue
        if is_folder:
            yield from walk(entry.path, wanted)
        elif wanted(entry.name) and not (entry.is_symlink() and entry.is_dir()):
            yield entry.path, None
