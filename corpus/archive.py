"""Everything that was added, byte for byte, in WARC files (ISO 28500:2017, WARC/1.1).

One `resource` record a capture, each a gzip member of its own, so that a database row with file, offset and
length finds it. What the user said beside it stands in a header of ours (`corpus.records`), so that a
corpus can be made anew from the files alone.

What a caller does, so that nothing is lost or kept twice whenever it is killed:

with archive.writing(): archive.settle(file, end) for each of archive.files()     end of the last record the
database knows there, else 0 archive.append(...) ...; archive.sync(); commit; archive.confirm(capture)
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from corpus.captures import Capture, Kept, file_for
from corpus.confirmed import confirmed_in, sync_folder, write_confirmed
from corpus.errors import ArchiveError
from corpus.lock import PATIENCE, exclusive
from corpus.reasons import Lang, reason, system_words
from corpus.records import Damaged, Packed, digest_of, members, pack, pack_info, unpack


class Archive:
    """The WARC files of one folder. Made when first written to. Every method raises ArchiveError, in the
    language asked for.
    """

    def __init__(
        self, folder: Path, *, lang: Lang = "nl", software: str = "klopt", patience: float = PATIENCE
    ) -> None:
        self.folder = folder
        self._lang: Lang = lang
        self._software = software
        self._patience = patience
        self._writing = 0
        self._unsynced: set[Path] = set()

    def unwritable(self, file: str, error: OSError) -> ArchiveError:
        """The error that a file of ours cannot be written, in the language asked for."""
        return self._error("archive_unwritable", file=file, why=system_words(error, self._lang))

    def files(self) -> tuple[str, ...]:
        """Names of the WARC files, in the order in which they were begun."""
        return tuple(sorted(path.name for path in self.folder.glob("klopt-*.warc.gz")))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer, from the first append to the commit. May be nested."""
        if self._writing:
            self._writing += 1
            try:
                yield
            finally:
                self._writing -= 1
            return
        with ExitStack() as held:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                held.enter_context(exclusive(self.folder / ".lock", self._patience))
            except TimeoutError:
                raise self._error("archive_busy", folder=self.folder) from None
            except OSError as error:
                raise self.unwritable(str(self.folder), error) from error
            self._writing = 1
            try:
                yield
            finally:
                self._writing = 0

    def append(
        self,
        name: str,
        payload: bytes,
        content_type: str,
        captured: datetime,
        given: Mapping[str, str] | None = None,
        *,
        sync: bool = True,
    ) -> Capture:
        """Keep the bytes of the article of this name; `given` is what the user said (source, published).

        With `sync` they are on the disk when this returns; without, after `sync()`. Nothing is left of a
        record that could not be written whole. Raises ValueError if `captured` has no zone.
        """
        if captured.tzinfo is None:
            raise ValueError("captured has no zone")
        member, digest = pack(name, payload, content_type, captured, given or {})
        with self.writing():
            file = file_for(self.folder, self.files(), captured.astimezone(UTC))
            path = self.folder / file
            size = path.stat().st_size if path.exists() else 0
            head = b"" if size else pack_info(file, self._software)
            self._write(path, size, head + member)
            if sync:
                self.sync()
        return Capture(file, size + len(head), len(member), digest)

    def sync(self) -> None:
        """Wait until everything appended is on the disk. Before the commit that refers to it."""
        for path in sorted(self._unsynced):
            try:
                with path.open("rb+") as stream:
                    os.fsync(stream.fileno())
            except OSError as error:
                raise self.unwritable(path.name, error) from error
        if self._unsynced:
            sync_folder(self.folder)
        self._unsynced.clear()

    def read(self, capture: Capture) -> bytes:
        """The payload of a capture, its digest checked."""
        return self._found(capture)[1].payload

    def record(self, capture: Capture) -> bytes:
        """The record of a capture as it stands in its file, its digest checked: to be copied to another file."""
        return self._found(capture)[0]

    def _found(self, capture: Capture) -> tuple[bytes, Packed]:
        path = self._path(capture.file)
        try:
            with path.open("rb") as stream:
                stream.seek(capture.offset)
                member = stream.read(capture.length)
            found = unpack(member, capture.offset)
        except FileNotFoundError:
            raise self._error("archive_missing", file=capture.file, folder=self.folder) from None
        except (Damaged, OSError) as error:
            raise self._damaged(capture.file, capture.offset, error) from error
        if found is None or digest_of(found.payload) != capture.digest:
            raise self._damaged(capture.file, capture.offset, Damaged(capture.offset, "digest"))
        return member, found

    def records(self) -> Iterator[Kept]:
        """All captures, file by file, in the order of writing. Raises at a damaged record, after all those
        before it.
        """
        for file in self.files():
            for found in self._whole(file):
                if found is not None:
                    capture = Capture(file, found.offset, found.length, found.digest)
                    yield Kept(
                        capture, found.name, found.captured, found.content_type, found.given, found.payload
                    )

    def check(self, ends: Mapping[str, int]) -> None:
        """Raise ArchiveError unless every file goes up to the end of the last record that a database knows. A look
        at the sizes: what is in the records is not read.
        """
        for file, end in sorted(ends.items()):
            self._reaches(file, end)

    def settle(self, file: str, end: int) -> int:
        """Cut off what stands behind `end`, the end of the last record that the database knows; how many
        bytes that were.

        Only what a killed run left: a database that knows less than was once confirmed (`confirm`) is not
        the one of this archive, and nothing is cut.
        """
        path = self._path(file)
        with self.writing():
            known = self.confirmed().get(file, 0)
            if end < known:
                raise self._error("archive_foreign", file=file, folder=self.folder, known=known, end=end)
            size = self._reaches(file, end)
            try:
                if size > end:
                    with path.open("rb+") as stream:
                        stream.truncate(end)
                        os.fsync(stream.fileno())
            except OSError as error:
                raise self.unwritable(file, error) from error
            self._remember(file, end)
        return size - end

    def confirm(self, capture: Capture) -> None:
        """Note that the database has committed this capture, and so all before it in its file."""
        with self.writing():
            self._remember(capture.file, capture.end)

    def reset(self, ends: Mapping[str, int]) -> None:
        """Note that a database has committed every file up to its end here, and no other file: one that was made
        anew from this archive.
        """
        with self.writing():
            write_confirmed(self.folder, dict(ends))

    def remove(self, file: str) -> None:
        """Delete a file of which no database needs a record any more. No error if it is gone already."""
        path = self._path(file)
        with self.writing():
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise self.unwritable(file, error) from error
            known = self.confirmed()
            if known.pop(file, None) is not None:
                write_confirmed(self.folder, known)

    def confirmed(self) -> dict[str, int]:
        """For each file up to where a database has once committed it."""
        return confirmed_in(self.folder)

    def _write(self, path: Path, size: int, data: bytes) -> None:
        try:
            with path.open("ab") as stream:
                self._unsynced.add(path)
                try:
                    stream.write(data)
                    stream.flush()
                except OSError:
                    stream.truncate(size)
                    raise
        except OSError as error:
            raise self.unwritable(path.name, error) from error

    def _reaches(self, file: str, end: int) -> int:
        """The size of the file. Raises ArchiveError if it is shorter than this."""
        path = self._path(file)
        if end and not path.exists():
            raise self._error("archive_missing", file=file, folder=self.folder)
        size = path.stat().st_size if path.exists() else 0
        if size < end:
            raise self._error("archive_short", file=file, size=size, end=end)
        return size

    def _whole(self, file: str) -> Iterator[Packed | None]:
        path = self._path(file)
        try:
            with path.open("rb") as stream:
                for offset, member in members(stream):
                    yield unpack(member, offset)
        except FileNotFoundError:
            raise self._error("archive_missing", file=file, folder=self.folder) from None
        except Damaged as error:
            raise self._damaged(file, error.at, error) from error

    def _path(self, file: str) -> Path:
        """The path of a file of ours: never outside the folder, whatever a database says."""
        if Path(file).name != file or not file.endswith(".warc.gz"):
            raise self._error("archive_missing", file=file, folder=self.folder)
        return self.folder / file

    def _remember(self, file: str, end: int) -> None:
        known = self.confirmed()
        if known.get(file) != end:
            write_confirmed(self.folder, known | {file: end})

    def _damaged(self, file: str, offset: int, error: Exception) -> ArchiveError:
        return self._error(
            "archive_damaged", file=file, offset=offset, why=str(error) or type(error).__name__
        )

    def _error(self, key: str, **values: object) -> ArchiveError:
        return ArchiveError(reason(key, self._lang, **values))
