"""The content of an answer as a browser sees it: unchunked and unpacked, and never more of it than is asked for.

warcio holds a whole chunk and what a whole block unpacks to, however much that is; here a few bytes that unpack to
gigabytes cost no more than the limit.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]


def content_of(record: ArcWarcRecord, limit: int) -> bytes | None:
    """The content of this record; None if it, or what stands in the file, is more than `limit` bytes, of which little
    is held then. Raises ValueError (also zlib.error, brotli.error) for what cannot be unpacked.
    """
    from warcio.bufferedreaders import ChunkedDataReader  # type: ignore[import-untyped]

    stream = record.raw_stream
    if getattr(stream, "limit", 0) > limit:
        return None
    said = record.http_headers.get_header if record.http_headers is not None else lambda _name: None
    if (said("Transfer-Encoding") or "").strip().lower() == "chunked":
        stream = ChunkedDataReader(stream)
    content: bytes = stream.read(limit + 1)
    encoding = (said("Content-Encoding") or "").strip().lower()
    if encoding in _UNPACKED and len(content) <= limit:
        content = _UNPACKED[encoding](content, limit + 1)
    return content if len(content) <= limit else None


def _gzip(data: bytes, most: int) -> bytes:
    """Crawlers that unpack what they keep leave the header that says it is packed."""
    return _inflated(data, most, 31) if data.startswith(b"\x1f\x8b") else data


def _deflate(data: bytes, most: int) -> bytes:
    """Servers send it with and without the head that RFC 9110 (section 8.4.1.2) asks for."""
    try:
        return _inflated(data, most, zlib.MAX_WBITS)
    except zlib.error:
        return _inflated(data, most, -zlib.MAX_WBITS)


def _inflated(data: bytes, most: int, form: int) -> bytes:
    found = b""
    while (
        data and len(found) < most
    ):  # a gzip file may be several, one behind the other (RFC 1952, section 2.2)
        inflate = zlib.decompressobj(form)
        found += inflate.decompress(data, most - len(found))
        if not inflate.eof and len(found) < most:
            raise ValueError("EOF")
        data = inflate.unused_data if inflate.unused_data.startswith(b"\x1f\x8b") else b""
    return found


def _brotli(data: bytes, most: int) -> bytes:
    import brotli  # type: ignore[import-untyped]

    if data.lstrip()[:1] == b"<":
        return data  # as above
    unpacking = brotli.Decompressor()
    found: bytes = unpacking.process(data, output_buffer_limit=most)
    while len(found) < most and not unpacking.is_finished():
        more = unpacking.process(b"", output_buffer_limit=most - len(found))
        if not more:
            raise ValueError("EOF")
        found += more
    return found


_UNPACKED: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
}
