"""Pages in WARC and ARC files of others (crawlers, the Internet Archive, CC-NEWS). Our own archive is
`corpus.archive`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from corpus.decode import MAX_BYTES
from corpus.reasons import Refused

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]

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
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    read = 0
    try:
        for record in ArchiveIterator(stream, arc2warc=True):
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


def _page(record: ArcWarcRecord) -> Page | Refused:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    headers = record.http_headers or record.rec_headers
    try:
        payload = record.content_stream().read(MAX_BYTES + 1)
        whole = len(payload) > MAX_BYTES or _drained(record)
    except Exception as error:  # whatever the unpacking stumbles over: the record is what is wrong
        return Refused("decode", "bad_record", url=url, why=type(error).__name__)
    if len(payload) > MAX_BYTES:
        return Refused("read", "too_large", limit=MAX_BYTES // 1_000_000)
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
