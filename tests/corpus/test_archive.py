"""The archive: what is put in comes out, whatever happens in between."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from corpus import captures as captures_module
from corpus.archive import Archive
from corpus.captures import Capture
from corpus.errors import ArchiveError
from corpus.lock import exclusive
from corpus.records import digest_of, name_of, target_uri

NOON = datetime(2018, 9, 23, 12, 0, tzinfo=UTC)
FILE = "klopt-2018-09-0001.warc.gz"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive that does not exist yet."""
    return Archive(tmp_path / "archief", patience=0.1)


def add(archive: Archive, words: str, when: datetime = NOON) -> Capture:
    """Keep these words under a name of their own."""
    return archive.append(f"{words}.txt", words.encode(), "text/plain", when)


def test_round_trip(archive: Archive) -> None:
    """Bytes, name, type, time and what the user said come back; the time in UTC."""
    when = datetime(2018, 9, 24, 0, 30, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    given_by_user = {"source": "De Lantaarn\r\nX: é", "published": "2018-09-23"}
    capture = archive.append("map/één.txt", b"\0\xff\r\n", "text/plain", when, given_by_user)
    assert archive.read(capture) == b"\0\xff\r\n"
    (kept,) = archive.records()
    assert (kept.name, kept.payload, kept.content_type) == ("map/één.txt", b"\0\xff\r\n", "text/plain")
    assert (kept.captured, kept.given, kept.capture) == (when, given_by_user, capture)


def test_others_can_read_it(archive: Archive) -> None:
    """The files are WARC/1.1 to warcio's own reader, digests and all."""
    add(archive, "een")
    add(archive, "twee")
    with (archive.folder / FILE).open("rb") as stream:
        found = [
            (
                record.rec_type,
                record.rec_headers.protocol,
                record.content_stream().read(),
                record.digest_checker.passed,
            )
            for record in ArchiveIterator(stream, check_digests=True)
        ]
    assert found[1:] == [("resource", "WARC/1.1", b"een", True), ("resource", "WARC/1.1", b"twee", True)]
    assert found[0][0] == "warcinfo"


@given(payload=st.binary(max_size=2_000), name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_payload_and_name(archive: Archive, payload: bytes, name: str) -> None:
    """No byte and no letter of a name is lost."""
    capture = archive.append(name, payload, "text/plain", NOON, sync=False)
    assert archive.read(capture) == payload
    assert name_of(target_uri(name)) == name
    assert target_uri(name).isascii()


def test_files_by_month_and_size(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file a month (of UTC), and another when one is full; reading goes through all in order."""
    monkeypatch.setattr(captures_module, "MAX_FILE", 700)
    for number in range(4):
        add(archive, f"sep{number}")
    add(archive, "okt", datetime(2018, 9, 30, 23, 0, tzinfo=timezone(timedelta(hours=-2))))
    assert archive.files() == (FILE, "klopt-2018-09-0002.warc.gz", "klopt-2018-10-0001.warc.gz")
    assert [kept.payload for kept in archive.records()] == [b"sep0", b"sep1", b"sep2", b"sep3", b"okt"]


def test_crash_between_append_and_commit(archive: Archive) -> None:
    """What the database never learned of is cut off, and the next capture stands where it stood."""
    first = add(archive, "een")
    archive.confirm(first)
    lost = add(archive, "twee")
    again = Archive(archive.folder)
    assert again.settle(FILE, first.end) == lost.length
    assert add(again, "twee").offset == lost.offset
    assert [kept.payload for kept in again.records()] == [b"een", b"twee"]


@pytest.mark.parametrize("left", [1, 5, 100])
def test_half_written_record(archive: Archive, left: int) -> None:
    """A tail that is no whole record is seen, said, and cut off; what stands before it is whole."""
    first = add(archive, "een")
    second = add(archive, "twee")
    path = archive.folder / FILE
    path.write_bytes(path.read_bytes()[: second.offset + left])
    kept = archive.records()
    assert next(kept).payload == b"een"
    with pytest.raises(ArchiveError, match=f"beschadigd bij byte {second.offset}"):
        next(kept)
    assert archive.settle(FILE, first.end) == left
    assert [found.payload for found in archive.records()] == [b"een"]


def test_crash_before_the_first_commit(archive: Archive) -> None:
    """A file that no database knows yet is emptied and begun anew."""
    capture = add(archive, "een")
    assert archive.settle(FILE, 0) == capture.end
    assert list(archive.records()) == []
    assert add(archive, "een").digest == capture.digest
    assert len(list(archive.records())) == 1


def test_another_database_cuts_nothing(archive: Archive) -> None:
    """A new or older database beside a full archive is told so; not a byte goes."""
    first = add(archive, "een")
    second = add(archive, "twee")
    archive.confirm(second)
    for end in (0, first.end):
        with pytest.raises(ArchiveError, match="rebuild"):
            Archive(archive.folder).settle(FILE, end)
    assert archive.read(second) == b"twee"


def test_archive_shorter_than_the_database(archive: Archive) -> None:
    """A file that lost what the database refers to is an error with what to do."""
    capture = add(archive, "een")
    archive.check({FILE: capture.end})
    for ends in ({FILE: capture.end + 10}, {"klopt-1999-01-0001.warc.gz": 1}):
        with pytest.raises(ArchiveError, match="reservekopie"):
            archive.check(ends)
    with pytest.raises(ArchiveError, match="rebuild"):
        archive.settle(FILE, capture.end + 10)


def test_flipped_byte(archive: Archive) -> None:
    """Damage within a record is found when it is read, and named."""
    capture = add(archive, "een")
    path = archive.folder / FILE
    data = bytearray(path.read_bytes())
    data[capture.offset + capture.length // 2] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match=FILE):
        archive.read(capture)
    with pytest.raises(ArchiveError, match=f"beschadigd bij byte {capture.offset}"):
        list(archive.records())


@pytest.mark.parametrize(
    "wrong",
    [
        Capture(FILE, 0, 10, "sha256:X"),
        Capture(FILE, 1, 10, "sha256:X"),
        Capture("klopt-1999-01-0001.warc.gz", 0, 10, "sha256:X"),
        Capture("../../etc/passwd", 0, 10, "sha256:X"),
        Capture("../x.warc.gz", 0, 10, "sha256:X"),
    ],
)
def test_wrong_references(archive: Archive, wrong: Capture) -> None:
    """A reference that is wrong is an error, never other bytes and never another folder."""
    add(archive, "een")
    with pytest.raises(ArchiveError):
        archive.read(wrong)


def test_wrong_digest(archive: Archive) -> None:
    """A whole record that is not the one meant is not handed out."""
    capture = add(archive, "een")
    with pytest.raises(ArchiveError, match="digest"):
        archive.read(Capture(capture.file, capture.offset, capture.length, digest_of(b"twee")))


def test_one_writer(archive: Archive) -> None:
    """A second writer waits, then is told; readers and the first writer go on."""
    capture = add(archive, "een")
    other = Archive(archive.folder, lang="en", patience=0.1)
    with archive.writing():
        with pytest.raises(ArchiveError, match="another klopt"):
            add(other, "twee")
        assert other.read(capture) == b"een"
        add(archive, "drie")
    add(other, "vier")
    assert [kept.payload for kept in archive.records()] == [b"een", b"drie", b"vier"]


def test_lock_goes_with_its_process(tmp_path: Path) -> None:
    """A writer that is killed leaves no lock behind."""
    code = (
        "import os, pathlib, sys\nfrom corpus.lock import exclusive\n"
        "with exclusive(pathlib.Path(sys.argv[1])):\n    os._exit(9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "slot")], check=False)
    assert done.returncode == 9
    with exclusive(tmp_path / "slot", patience=0):
        pass


def test_full_disk(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be written is one line; nothing half is left."""
    add(archive, "een")
    before = (archive.folder / FILE).read_bytes()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ArchiveError, match="schijf is vol"):
        add(archive, "twee")
    monkeypatch.undo()
    assert (archive.folder / FILE).read_bytes() == before


def test_captured_needs_a_zone(archive: Archive) -> None:
    """A time without zone would be another time on another computer."""
    with pytest.raises(ValueError, match="zone"):
        add(archive, "een", datetime(2018, 9, 23))  # noqa: DTZ001
