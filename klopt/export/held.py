"""A stream for a library that panics where writing, or what it is given, fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, TypeVar

Thing = TypeVar("Thing")


class Held:
    """Writes to a stream until something fails. The error is held (`error`), for who calls the library to raise when it
    comes back; what is written after it is for nothing.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        """Write, or hold what goes wrong."""
        try:
            if self.error is None:
                self._stream.write(data)
        except BaseException as error:
            self.error = error
        return len(data)

    def flush(self) -> None:
        """Write what waits, or hold what goes wrong."""
        try:
            if self.error is None:
                self._stream.flush()
        except BaseException as error:
            self.error = error

    def seek(self, offset: int, whence: int = 0) -> int:
        """Where the stream goes on."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Where the stream is."""
        return self._stream.tell()

    def until_error(self, things: Iterator[Thing]) -> Iterator[Thing]:
        """These things, as long as all goes well."""
        while self.error is None:
            try:
                thing = next(things)
            except StopIteration:
                return
            except BaseException as error:
                self.error = error
                return
            yield thing
