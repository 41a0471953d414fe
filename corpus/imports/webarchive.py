"""Pages in WARC and ARC files of others (crawlers, the Internet Archive, CC-NEWS). Our own archive is
`corpus.archive`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from corpus.imports.content import content_of
from corpus.read import MAX_PAGE
from corpus.reasons import Refused
from corpus.urls import without_password

if TYPE_CHECKING:
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]

MAX_HEAD = 1_000_000
"""Bytes of the head lines of one record; the archive of the Internet Archive has some hundreds."""
OLDEST = 1990
"""No page of the web is older; a record that says so, or one of tomorrow, has no moment."""
_TYPES = ("text/html", "application/xhtml+xml")
_STAMP = re.compile(r"(\d{14})")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a server sent it, unpacked."""

    url: str
    captured: datetime | None
    content_type: str
    payload: bytes


def pages(stream: BinaryIO) -> Iterator[Page | Refused]:
    """The pages of an archive in its order: answers with status 200 that are HTML, and pages kept as resources.

    One that is too large or cannot be unpacked is a Refused in its place; all other records are passed over. What
    stands behind a damaged record cannot be read: that is the last Refused.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    read = 0
    try:
        for record in _bounded(ArchiveIterator(stream, arc2warc=True)):
            read += 1
            if _is_page(record):
                yield _page(record)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError, UnicodeError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the disk, not the archive
        yield Refused("parse", "warc_broken", read=read)


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type == "response" and record.http_headers is not None:
        kind = record.http_headers.get_header("Content-Type") or ""
        ok = record.http_headers.get_statuscode() == "200"
    else:
        kind, ok = record.rec_headers.get_header("Content-Type") or "", record.rec_type == "resource"
    return ok and kind.partition(";")[0].strip().lower() in _TYPES


def _bounded(records: ArchiveIterator) -> Iterator[ArcWarcRecord]:
    """The same records, their heads held to a size: warcio reads a line to its end, however long it is."""
    from warcio.exceptions import ArchiveLoadFailed

    left = MAX_HEAD
    plain = records.reader.readline

    def readline(length: int | None = None) -> bytes:
        nonlocal left
        line: bytes = plain(min(left, MAX_HEAD if length is None else length))
        left -= len(line)
        if left <= 0:
            raise ArchiveLoadFailed("head")
        return line

    records.reader.readline = readline
    for record in records:
        left = MAX_PAGE  # the lines between chunks are read so too
        yield record
        left = MAX_HEAD


def _page(record: ArcWarcRecord) -> Page | Refused:
    url = without_password(record.rec_headers.get_header("WARC-Target-URI") or "")
    headers = record.http_headers or record.rec_headers
    try:
        payload = content_of(record, MAX_PAGE)
        whole = payload is None or _drained(record)
    except Exception as error:  # whatever the unpacking stumbles over: the record is what is wrong
        return Refused("decode", "bad_record", url=url, why=type(error).__name__)
    if payload is None:
        return Refused("read", "page_too_large", url=url, limit=MAX_PAGE // 1_000_000)
    if not whole:
        return Refused("decode", "bad_record", url=url, why="EOF")
    return Page(url, _captured(record), headers.get_header("Content-Type") or "text/html", payload)


def _drained(record: ArcWarcRecord) -> bool:
    """Whether the record is as long as it says: warcio passes half a page at the end of a file as a whole one."""
    while record.raw_stream.read(65_536):
        pass
    return not getattr(record.raw_stream, "limit", 0)


def _captured(record: ArcWarcRecord) -> datetime | None:
    written = record.rec_headers.get_header("WARC-Date") or ""
    try:
        if _STAMP.fullmatch(written):
            written = datetime.strptime(written, "%Y%m%d%H%M%S").replace(tzinfo=UTC).isoformat()
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    if not OLDEST <= found.year < MAXYEAR:
        return None
    moment = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    return moment if moment <= datetime.now(UTC) else None
