"""Web archives of others: WARC and ARC."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest

from corpus.article import Article, Failure
from corpus.files import load_paths, read_paths
from corpus.formats import read_payload
from corpus.loading import Loaded
from corpus.read import MAX_PAGE

WORDS = (
    "Het loket kreeg vorig jaar 68 meldingen, tegen 34 een jaar eerder, zegt de wethouder van de gemeente. "
)


def page(words: str, lang: str = "nl") -> bytes:
    """A page of an article, in this language."""
    body = "".join(f"<p>{words * 3}</p>" for _ in range(3))
    head = '<title>Meer meldingen</title><meta property="og:type" content="article">'
    return f'<html lang="{lang}"><head>{head}</head><body><article><h1>Meer</h1>{body}</article></body></html>'.encode()


def warc(*pages: tuple[str, bytes, str, str], compressed: bool = True) -> bytes:
    """A file with these answers: address, body, status, content type."""
    out = b""
    for url, body, status, kind in pages:
        block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2018-03-12T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        out += gzip.compress(record) if compressed else record
    return out


NEWS = ("https://duinbode.nl/1", page(WORDS), "200 OK", "text/html; charset=utf-8")
ENGLISH = ("https://example.org/2", page("The desk got 68 reports last year. ", "en"), "200 OK", "text/html")
GONE = ("https://duinbode.nl/3", page(WORDS), "404 Not Found", "text/html")
PHOTO = ("https://duinbode.nl/4", b"\xff\xd8\xff", "200 OK", "image/jpeg")


def read(path: Path, language: str | None = None) -> list[Article | Failure]:
    """What the corpus gets of a web archive."""
    return list(read_paths([str(path)], exact=False, language=language))


def test_pages_of_a_crawl(tmp_path: Path) -> None:
    """Articles with the address and the moment of their record; what is no page is passed over."""
    for name, compressed in (("c.warc.gz", True), ("c.warc", False)):
        path = tmp_path / name
        path.write_bytes(warc(NEWS, ENGLISH, GONE, PHOTO, compressed=compressed))
        items = [item for item in load_paths([str(path)]) if isinstance(item, Loaded)]
        assert [item.article.url for item in items] == [NEWS[0], ENGLISH[0]]
        assert items[0].captured is not None
        assert items[0].captured.isoformat() == "2018-03-12T10:00:00+00:00"
        again = read_payload(items[0].payload, items[0].content_type, name=str(items[0].article.id))
        assert again == items[0].article


def test_only_one_language(tmp_path: Path) -> None:
    """As the page says, and else as its words look; how many were passed over is said."""
    bare = ENGLISH[1].replace(b' lang="en"', b"")
    path = tmp_path / "c.warc.gz"
    path.write_bytes(warc(NEWS, ENGLISH, ("https://example.org/5", bare, "200 OK", "text/html")))
    first, said = read(path, "nl")
    assert isinstance(first, Article)
    assert first.url == NEWS[0]
    assert isinstance(said, Failure)
    assert "2 pagina" in said.reason


def test_a_damaged_end(tmp_path: Path) -> None:
    """What stands before the damage is read, and the damage is said."""
    path = tmp_path / "c.warc.gz"
    whole = warc(NEWS, NEWS, ENGLISH)
    path.write_bytes(whole[: len(whole) - 60])
    items = read(path)
    assert [item.url for item in items if isinstance(item, Article)][:1] == [NEWS[0]]
    assert isinstance(items[-1], Failure)
    assert "beschadigd" in items[-1].reason or "uit te pakken" in items[-1].reason


def test_no_web_archive(tmp_path: Path) -> None:
    """Bytes that are none: one line, and no hang."""
    for name, data in (("a.warc", b"geen archief\n" * 9), ("b.warc.gz", b"\x1f\x8b\x08\0"), ("c.arc", b"")):
        path = tmp_path / name
        path.write_bytes(data)
        assert all(isinstance(item, Failure) for item in read(path)), name


def test_arc(tmp_path: Path) -> None:
    """The form before WARC."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(WORDS)
    head = b"1 0 test\nURL IP-address Archive-date Content-type Archive-length\n"
    first = b"filedesc://a.arc 0.0.0.0 20180312100000 text/plain %d\n%s\n" % (len(head), head)
    record = b"https://duinbode.nl/1 127.0.0.1 20180312100000 text/html %d\n%s\n" % (len(http), http)
    path = tmp_path / "a.arc.gz"
    path.write_bytes(gzip.compress(first) + gzip.compress(record))
    (item,) = load_paths([str(path)])
    assert isinstance(item, Loaded)
    assert item.article.url == "https://duinbode.nl/1"


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    """A page that unpacks to more than is ever read."""
    path = tmp_path / "b.warc.gz"
    path.write_bytes(warc(("https://x.nl/1", b"<p>" + b"x" * 21_000_000, "200 OK", "text/html"), NEWS))
    items = read(path)
    assert isinstance(items[0], Failure)
    assert "groter" in items[0].reason
    assert isinstance(items[1], Article)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("2018-03-12T10:00:00+05:00", "2018-03-12T05:00:00+00:00"),
        ("2999-01-01T00:00:00Z", None),
        ("0001-01-01T00:00:00Z", None),
        ("gisteren", None),
    ],
)
def test_the_moment_of_a_record(tmp_path: Path, written: str, stored: str | None) -> None:
    """In UTC, so that the order of the words is the order of time; one that cannot be is none."""
    path = tmp_path / "c.warc"
    path.write_bytes(warc(NEWS, compressed=False).replace(b"2018-03-12T10:00:00Z", written.encode()))
    (item,) = load_paths([str(path)])
    assert isinstance(item, Loaded)
    assert (item.captured.isoformat() if item.captured else None) == stored


def test_xhtml_is_read_as_html(tmp_path: Path) -> None:
    """The type that servers give it is another."""
    path = tmp_path / "c.warc"
    path.write_bytes(warc((NEWS[0], NEWS[1], NEWS[2], "application/xhtml+xml; charset=utf-8")))
    (item,) = load_paths([str(path)])
    assert isinstance(item, Loaded)
    assert item.content_type.startswith("text/html")


def every(path: Path) -> list[Article | Failure]:
    """What `klopt read` gives of a web archive."""
    return list(read_paths([str(path)], exact=False, every_page=True))


def special(kind: str) -> bytes:
    """A page that is no article, without any text of its own."""
    node = {"video": "VideoObject", "front": "CollectionPage"}.get(kind, "")
    data = f'<script type="application/ld+json">{{"@type": "{node}", "name": "Kop"}}</script>' if node else ""
    title = "DPG Media Privacy Gate" if kind == "gate" else "Kop"
    return f"<html lang=nl><head><title>{title}</title>{data}</head><body><h1>{title}</h1></body></html>".encode()


def live() -> bytes:
    """A live blog."""
    return page(WORDS).replace(b"<h1>Meer", b"<h1>Liveblog: meer")


def test_every_page_as_what_it_is(tmp_path: Path) -> None:
    """One item a page, in order, also those that are no article or cannot be read; the corpus gets the articles."""
    kinds = ("article", "liveblog", "gate", "front", "video", "article")
    bodies = (page(WORDS), live(), special("gate"), special("front"), special("video"), page(WORDS))
    answers = [(f"https://duinbode.nl/{nr}", body, "200 OK", "text/html") for nr, body in enumerate(bodies)]
    answers += [("https://duinbode.nl/leeg", b"<html></html>", "200 OK", "text/html"), GONE, PHOTO]
    path = tmp_path / "c.warc.gz"
    path.write_bytes(warc(*answers))
    items = every(path)
    assert [item.kind for item in items[:-1] if isinstance(item, Article)] == list(kinds)
    assert [item.url for item in items] == [url for url, *_ in answers[:7]]
    assert isinstance(items[-1], Failure)
    stored = [item.article.kind for item in load_paths([str(path)]) if isinstance(item, Loaded)]
    assert stored == ["article", "liveblog", "article"]


def test_a_password_in_an_address_is_not_taken_over(tmp_path: Path) -> None:
    """Neither from the record nor from what the page says of itself."""
    own = NEWS[1].replace(b"<title>", b'<link rel=canonical href="https://ans:geheim@duinbode.nl/9"><title>')
    path = tmp_path / "c.warc"
    path.write_bytes(warc(("https://jan:geheim@duinbode.nl/1", own, "200 OK", "text/html")))
    (item,) = load_paths([str(path)])
    assert isinstance(item, Loaded)
    assert item.article.url == "https://duinbode.nl/1"
    saved = tmp_path / "c.html"
    saved.write_bytes(own)
    (item,) = load_paths([str(saved)])
    assert isinstance(item, Loaded)
    assert item.article.url == "https://duinbode.nl/9"


def chunked(data: bytes, encoding: str = "") -> bytes:
    """A record of a page sent in one chunk."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n{encoding}\r\n"
    block = head.encode() + b"%x\r\n" % len(data) + data + b"\r\n0\r\n\r\n"
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://duinbode.nl/1\r\nContent-Type: application/http"
        b"\r\nContent-Length: %d\r\n\r\n" % len(block)
    ) + block


def packed(data: bytes, encoding: str) -> bytes:
    """The data as a server packs it."""
    if encoding == "br":
        return bytes(brotli.compress(data))
    return gzip.compress(data) if encoding == "gzip" else zlib.compress(data)


@pytest.mark.parametrize("encoding", ["", "gzip", "deflate", "br"])
def test_chunked_and_packed_pages_are_read(tmp_path: Path, encoding: str) -> None:
    """As a browser reads them; half of one is none."""
    head = f"Content-Encoding: {encoding}\r\n" if encoding else ""
    data = packed(NEWS[1], encoding) if encoding else NEWS[1]
    path = tmp_path / "c.warc"
    path.write_bytes(chunked(data, head) + b"\r\n\r\n" + chunked(data[: len(data) // 2], head) + b"\r\n\r\n")
    first, *rest = read(path)
    assert isinstance(first, Article)
    assert first.text.startswith("Het loket kreeg vorig jaar 68 meldingen")
    if encoding:
        assert [type(item) for item in rest] == [Failure]


BOMB = b"<p>" + b"x" * 80_000_000


@pytest.mark.parametrize(
    "bomb",
    [
        lambda: chunked(BOMB),
        lambda: chunked(packed(BOMB, "gzip"), "Content-Encoding: gzip\r\n"),
        lambda: chunked(packed(BOMB, "br"), "Content-Encoding: br\r\n"),
        lambda: b"WARC/1.0\r\nWARC-Type: response\r\nX: " + BOMB,
        lambda: b"WARC/1.0\r\nWARC-Type: response\r\n" + b"X: x\r\n" * 10_000_000,
    ],
    ids=["chunk", "gzip", "brotli", "line", "lines"],
)
def test_memory_is_bounded(tmp_path: Path, bomb: Callable[[], bytes]) -> None:
    """A hostile archive costs no more than some pages, and is said to be what it is."""
    path = tmp_path / "b.warc.gz"
    with gzip.open(path, "wb", compresslevel=1) as out:
        out.write(bomb())
    tracemalloc.start()
    try:
        items = read(path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [type(item) for item in items] == [Failure]
    assert most < 4 * MAX_PAGE
