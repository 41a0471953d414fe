"""Read an archive that may be damaged: every record that is whole, and where there is none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from corpus.archive import Archive
from corpus.captures import Capture, Kept
from corpus.records import MEMBER_START, Damaged, Packed, members, unpack

_DEFLATE = MEMBER_START + b"\x08"
"""How a gzip member begins (RFC 1952, section 2.3.1): the two bytes that say gzip, and the one method there is."""


@dataclass(frozen=True, slots=True)
class Wreck:
    """Bytes of an archive file that are no record: `length` of them from `offset`, up to the next record that is
    whole or the end. `why` is what is wrong with them, in a word.
    """

    file: str
    offset: int
    length: int
    why: str


def salvage(archive: Archive) -> Iterator[Kept | Wreck]:
    """Everything in the files, in the order of writing; damage comes in its place and what follows it is read.

    Raises OSError if a file cannot be read at all.
    """
    for file in archive.files():
        with (archive.folder / file).open("rb") as stream:
            yield from _all(stream, file)


def record_at(archive: Archive, capture: Capture) -> Kept:
    """The record of a capture with everything that stands in it. Raises ArchiveError if it is not whole."""
    archive.read(capture)  # says what is wrong in our words
    with (archive.folder / capture.file).open("rb") as stream:
        stream.seek(capture.offset)
        found = unpack(stream.read(capture.length), capture.offset)
    if found is None:
        raise AssertionError("read() has found it")
    return _kept(capture.file, found)


def _kept(file: str, found: Packed) -> Kept:
    capture = Capture(file, found.offset, found.length, found.digest)
    return Kept(capture, found.name, found.captured, found.content_type, found.given, found.payload)


def _all(stream: BinaryIO, file: str) -> Iterator[Kept | Wreck]:
    start = 0
    size = stream.seek(0, os.SEEK_END)
    while start < size:
        try:
            for offset, member in members(stream, start):
                found = unpack(member, offset)
                if found is not None:
                    yield _kept(file, found)
            return
        except Damaged as damaged:
            following = _next(stream, damaged.at + 1)
            start = size if following is None else following
            yield Wreck(file, damaged.at, start - damaged.at, damaged.why)


def _next(stream: BinaryIO, start: int) -> int | None:
    """The offset of the first whole record from `start` on; None if there is no more."""
    at = _find(stream, start)
    while at is not None:
        try:
            offset, member = next(members(stream, at))
            unpack(member, offset)
        except Damaged:
            at = _find(stream, at + 1)
        else:
            return offset
    return None


def _find(stream: BinaryIO, start: int) -> int | None:
    """Where from `start` on a gzip member seems to begin."""
    stream.seek(start)
    before = b""
    while chunk := stream.read(1_000_000):
        found = (before + chunk).find(_DEFLATE)
        if found >= 0:
            return start - len(before) + found
        before = (before + chunk)[-2:]
        start += len(chunk)
    return None
