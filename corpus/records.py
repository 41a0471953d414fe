"""One WARC record: packed to bytes, and read back. The only importer of warcio."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO
from urllib.parse import quote, unquote

MEMBER_START = b"\x1f\x8b"
MAX_RECORD = 64_000_000
"""Largest record unpacked, in bytes: more than any payload that is read, so a damaged or foreign one cannot
fill the memory.
"""
GIVEN = "Klopt-Given"
"""Our header: a JSON object of what the user said of the capture, in ASCII. The standard lets readers pass
over it (section 5).
"""


class Damaged(Exception):  # a state of bytes; archive.py makes it an ArchiveError
    """Bytes that are no whole record. `at` is the offset of the record in its file."""

    def __init__(self, at: int, why: str) -> None:
        super().__init__(why)
        self.at = at
        self.why = why


@dataclass(frozen=True, slots=True)
class Packed:
    """A record as it stands in a file: from `offset`, `length` bytes. `given` is what the user said of it
    (source, published).
    """

    name: str
    captured: datetime
    content_type: str
    given: Mapping[str, str]
    payload: bytes
    digest: str
    offset: int
    length: int


def digest_of(payload: bytes) -> str:
    """SHA-256 as WARC writes digests: the algorithm and base 32.

    >>> digest_of(b"")
    'sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ===='
    """
    return "sha256:" + base64.b32encode(hashlib.sha256(payload).digest()).decode("ascii")


def target_uri(name: str) -> str:
    """The name of an article as a URI: an address as it is, a path as `file:` with no more of it than the
    name has.

    A path stays relative (RFC 3986, section 3: `file:` and a rootless path), so that a WARC that is handed
    on does not tell whose computer and which home folder it came from.

    >>> target_uri("https://krant.nl/a"), target_uri("map/één artikel.txt")
    ('https://krant.nl/a', 'file:map/%C3%A9%C3%A9n%20artikel.txt')
    """
    if name.startswith(("http://", "https://")) and name.isascii() and name.isprintable() and " " not in name:
        return name
    return "file:" + quote(name, safe="/")


def name_of(uri: str) -> str:
    """The name that `target_uri` made this of."""
    return unquote(uri.removeprefix("file:")) if uri.startswith("file:") else uri


def pack(
    name: str, payload: bytes, content_type: str, captured: datetime, given: Mapping[str, str]
) -> tuple[bytes, str]:
    """The gzip member of one resource record, and the digest of its payload. `captured` has a zone; it is
    written in UTC.
    """
    from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

    digest = digest_of(payload)
    headers = {
        "WARC-Date": captured.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "WARC-Block-Digest": digest,
        "WARC-Payload-Digest": digest,
    }
    if given:
        headers[GIVEN] = json.dumps(dict(given), sort_keys=True)
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    writer.write_record(
        writer.create_warc_record(
            target_uri(name),
            "resource",
            payload=BytesIO(payload),
            length=len(payload),
            warc_content_type=content_type,
            warc_headers_dict=headers,
        )
    )
    return out.getvalue(), digest


def pack_info(file: str, software: str) -> bytes:
    """The record that every file starts with: who wrote it and in which form."""
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    info = {"software": software, "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record(file, info))
    return out.getvalue()


def unpack(member: bytes, offset: int) -> Packed | None:
    """The resource record in one gzip member, None if it is a record of another type. Raises Damaged, also
    if the digest is wrong.
    """
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    block, used = _unzip(BytesIO(member), offset)
    if used != len(member):
        raise Damaged(offset, "length")
    try:
        record = next(iter(ArchiveIterator(BytesIO(block))), None)
        if record is None:
            raise Damaged(offset, "empty")
        header = record.rec_headers.get_header
        payload = record.raw_stream.read()
        if record.rec_type != "resource":
            return None
        found = Packed(
            name=name_of(header("WARC-Target-URI") or ""),
            captured=datetime.fromisoformat(header("WARC-Date") or ""),
            content_type=header("Content-Type") or "",
            given=json.loads(header(GIVEN) or "{}"),
            payload=payload,
            digest=header("WARC-Payload-Digest") or "",
            offset=offset,
            length=len(member),
        )
    except (ArchiveLoadFailed, ValueError, EOFError, AttributeError) as error:
        raise Damaged(offset, type(error).__name__) from error
    if len(payload) != int(header("Content-Length") or 0) or digest_of(payload) != found.digest:
        raise Damaged(offset, "digest")
    return found


def members(stream: BinaryIO, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """The gzip members of a file from an offset on, with their offsets. Raises Damaged at the first that is
    not whole.
    """
    offset = start
    while True:
        stream.seek(offset)
        if not stream.read(1):
            return
        stream.seek(offset)
        _, length = _unzip(stream, offset)
        stream.seek(offset)
        yield offset, stream.read(length)
        offset += length


def _unzip(stream: BinaryIO, offset: int) -> tuple[bytes, int]:
    """What one gzip member holds and how long it is itself."""
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    parts, size, used = [], 0, 0
    while not inflate.eof:
        chunk = stream.read(65_536)
        if not chunk:
            raise Damaged(offset, "end of file")
        used += len(chunk)
        try:
            while chunk and not inflate.eof:
                parts.append(inflate.decompress(chunk, 1_000_000))
                size += len(parts[-1])
                chunk = inflate.unconsumed_tail
                if size > MAX_RECORD:
                    raise Damaged(offset, "size")
        except zlib.error as error:
            raise Damaged(offset, "gzip") from error
    return b"".join(parts), used - len(inflate.unused_data)
