"""Bytes to text, for Dutch: byte order marks, UTF-8, windows-1252.

The order is fixed and nothing is guessed from letter statistics. A Dutch newsroom writes UTF-8, or the
windows-1252 of its old Windows machines, which is also what browsers read ISO 8859-1 as (WHATWG Encoding
Standard, section 4.2). UTF-8 is checked by its own form: windows-1252 text
with an accent is almost never valid UTF-8.
"""

from __future__ import annotations

import codecs
import re
from typing import Protocol

from corpus.reasons import Refused

MAX_BYTES = 20_000_000
"""Largest file or line that is read, in bytes: some hundred times a long article."""

_MARKS = (  # the longer first: a UTF-32 mark starts with a UTF-16 one
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEQUENCE = re.compile(rb"[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}")
_CONTROL = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_BINARY_STARTS = (b"%PDF-", b"{\\rtf", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
MOST_CONTROL = 0.02
"""Share of control characters above which bytes are no text: real text has none, machine code far more."""
_CHARSET = re.compile(
    rb"""<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.\-]{2,40})""", re.I
)
_LATIN = {"iso8859-1", "ascii"}


class Readable(Protocol):
    """A file, a gzip stream, standard input."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes."""


def read_bounded(stream: Readable, limit: int = MAX_BYTES) -> bytes:
    """All bytes of the stream. Raises Refused if there are more than `limit`; never holds more."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise Refused("read", "too_large", limit=limit // 1_000_000)
    return data


def decode(data: bytes, limit: int = MAX_BYTES) -> str:
    """The text that the bytes spell, without its byte order mark; line ends and all else stay.

    Raises Refused (step "decode") for bytes that are no text, (step "read") for too many.

    >>> decode(b"co\\xebrdinatie \\x80 5"), decode("coördinatie € 5".encode())
    ('coërdinatie € 5', 'coördinatie € 5')
    """
    if len(data) > limit:
        raise Refused("read", "too_large", limit=limit // 1_000_000)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if is_binary(data):
        raise Refused("decode", "binary")
    return _without_mark(data)


def decode_html(data: bytes, charset: str | None = None, limit: int = MAX_BYTES) -> str:
    """Like `decode`, but bytes that are no UTF-8 follow `charset` (the server's word) or else the page's own
    `<meta charset>`.
    """
    if len(data) > limit or any(data.startswith(mark) for mark, _ in _MARKS):
        return decode(data, limit)
    if is_binary(data):
        raise Refused("decode", "binary")
    try:
        return data.decode()
    except UnicodeDecodeError:
        declared = _CHARSET.search(data, 0, 4096)
        name = charset or (declared[1].decode("ascii") if declared else "")
        encoding = _known(name)
        return data.decode(encoding, errors="replace") if encoding else _without_mark(data)


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text: a zero byte, the first bytes of a known format, or many control
    characters.
    """
    if b"\0" in data or data.startswith(_BINARY_STARTS):
        return True
    return bool(data) and len(data) - len(data.translate(None, _CONTROL)) > MOST_CONTROL * len(data)


def _known(name: str) -> str | None:
    """Python's name for a text encoding that leaves ASCII alone; None for what is read as UTF-8 or
    windows-1252 anyway.
    """
    try:
        found = codecs.lookup(name).name
        if found in _LATIN or found in {"utf-8", "cp1252"} or b"<p>".decode(found) != "<p>":
            return None
    except (LookupError, ValueError):
        return None
    return found


def _without_mark(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    high = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    in_sequences = sum(len(found[0]) for found in _SEQUENCE.finditer(data))
    if in_sequences > high - in_sequences:  # UTF-8 with some windows-1252 pasted into it
        return data.decode("utf-8", errors="corpus.windows-1252")
    return data.decode("cp1252", errors="replace")


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("corpus.windows-1252", _as_windows)
