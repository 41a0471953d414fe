"""The pages of chosen articles, copied record by record from the archive into one WARC file."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from corpus.archive import Archive
from corpus.captures import Capture
from corpus.records import pack_info
from db import Store
from db.among import Among
from db.export import captures
from klopt import __version__
from klopt.messages import Lang


def write_warc(store: Store, among: Among, archive: Path, stream: BinaryIO, name: str, lang: Lang) -> None:
    """Every capture of every version of these articles, byte for byte, behind a record that says who wrote the
    file. Raises ArchiveError for a record that is damaged or missing.
    """
    kept = Archive(archive, lang=lang)
    stream.write(pack_info(name, f"klopt {__version__}"))
    for row in captures(store, among):
        stream.write(kept.record(Capture(row.file, row.offset, row.length, row.digest)))
