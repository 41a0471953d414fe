"""Lines of a stream of unknown size, never holding more than one."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Protocol

from corpus.decode import MAX_BYTES


class Stream(Protocol):
    """What is needed of a binary stream."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes."""

    def readline(self, size: int, /) -> bytes:
        """The rest of the line, at most `size` bytes."""


class Ahead:
    """A stream of which `head` was read already."""

    def __init__(self, head: bytes, rest: Stream) -> None:
        self._head = BytesIO(head)
        self._rest = rest

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, those read already first."""
        data = self._head.read(size)
        return data + self._rest.read(size - len(data)) if len(data) < size else data

    def readline(self, size: int, /) -> bytes:
        """The rest of the line, at most `size` bytes. `head` ends with a line."""
        return self._head.readline(size) or self._rest.readline(size)


def bounded_lines(stream: Stream, limit: int = MAX_BYTES) -> Iterator[bytes | None]:
    """Lines without their ends; None for one of more than `limit` bytes, which is passed over without being
    held.
    """
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield None
