"""Bytes to text: encodings of Dutch text, binary files, limits."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decode import decode, decode_html, is_binary, read_bounded
from corpus.reasons import Refused

DUTCH = "Eén op de vijf coördinatoren zei: “’t Kost € 5 – ruim 2½ keer zoveel.”"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"], ids=lambda name: f"from {name}"
)
def test_dutch_text_comes_out_right(encoding: str) -> None:
    """Accents, the euro sign and curly quotation marks survive, whatever wrote the file."""
    assert decode(DUTCH.encode(encoding)) == DUTCH


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_is_dropped(mark: str) -> None:
    """The mark says how to read and is not part of the text."""
    assert decode(("\ufeff" + DUTCH).encode(mark)) == DUTCH


def test_line_ends_and_spaces_stay() -> None:
    """Decoding changes no character: offsets are to count in the file as it stands."""
    assert decode(b" a\r\n\r\nb\t\r") == " a\r\n\r\nb\t\r"


def test_utf8_with_a_pasted_windows_quote() -> None:
    """A stray windows-1252 byte in UTF-8 does not turn the whole file to mojibake."""
    assert decode("één coördinator, ".encode() + b"\x93ja\x94") == "één coördinator, “ja”"


@pytest.mark.parametrize(
    "data",
    [b"\0\1\2\3", b"tekst\0tekst", b"%PDF-1.7\n", b"PK\x03\x04abc", b"\x89PNG\r\n", b"\x01\x02\x03abc" * 20],
    ids=["zeros", "one zero", "pdf", "zip", "png", "control characters"],
)
def test_binary_is_refused(data: bytes) -> None:
    """A binary file is a clear refusal, not garbage."""
    with pytest.raises(Refused, match="binair") as caught:
        decode(data)
    assert caught.value.step == "decode"


def test_limit() -> None:
    """One byte more than the limit is refused, and not read to its end."""
    stream = BytesIO(b"x" * 1_000)
    assert read_bounded(BytesIO(b"x" * 10), 10) == b"x" * 10
    with pytest.raises(Refused, match="groter dan"):
        read_bounded(stream, 10)
    assert stream.tell() == 11


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        ('<meta charset="iso-8859-1">caf\xe9 \x80'.encode("latin-1"), None),
        ("<p>café €".encode("cp1252"), None),
        ('<meta charset="iso-8859-1"><p>café €'.encode(), None),
        ("<p>café €".encode("utf-16"), None),
        ("<p>café €".encode("cp850", errors="replace").replace(b"?", b""), "cp850"),
        ("<p>café €".encode("cp1252"), "onzin-8"),
    ],
    ids=[
        "declared latin is windows",
        "undeclared",
        "declared wrongly",
        "utf-16",
        "server's word",
        "unknown name",
    ],
)
def test_pages(page: bytes, charset: str | None) -> None:
    """A page's own encoding counts only where it is not UTF-8, as in browsers iso-8859-1 is windows-1252."""
    text = decode_html(page, charset)
    assert "café" in text
    assert charset == "cp850" or "€" in text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cc"])))
def test_utf8_round_trip(text: str) -> None:
    """Text without control characters comes back from UTF-8 as it was (but for a mark at its start)."""
    data = text.encode()
    if not data.startswith((b"%PDF-", b"{\\rtf", b"GIF8", b"\xef\xbb\xbf")):
        assert decode(data) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """No bytes raise anything but Refused, and what comes out can be written as UTF-8."""
    for read in (decode, decode_html):
        if is_binary(data) and data[:2] not in (b"\xff\xfe", b"\xfe\xff") and data[:4] != b"\0\0\xfe\xff":
            with pytest.raises(Refused, match="binair"):
                read(data)
        else:
            read(data).encode(errors="strict")
