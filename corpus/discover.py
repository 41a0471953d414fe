"""What there is to read: addresses of articles in feeds, sitemaps and section pages. Pure functions on bytes.

Feeds come from strangers: nothing in them is fetched, no entity is expanded, and only the first so many are
read. The only importer of feedparser.
"""

from __future__ import annotations

import re
import zlib
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from corpus.clean import one_line
from corpus.decode import decode_html
from corpus.reasons import Refused
from corpus.stamps import iso_stamp
from corpus.urls import NoAddress, canonical, same_house

MAX_LISTING = 50 * 1024 * 1024
"""Bytes of a sitemap, unpacked (sitemaps.org); feeds and section pages are far smaller."""
MAX_FEED = 5 * 1024 * 1024
MAX_ELEMENTS = 1_000_000
"""Elements of a sitemap that are looked at: the 50,000 addresses that one may have (sitemaps.org) take a tenth."""
MAX_LINKS = 5_000
"""Different links of a section page that are looked at."""
_ROWS = ("url", "sitemap")
MAX_FOUND = 50_000
"""Addresses that are taken from one listing (sitemaps.org allows no more)."""
TITLE = 300
_ENTITY = re.compile(rb"<!ENTITY|<\x00!\x00E\x00N|\x00<\x00!\x00E\x00N", re.I)
_OTHER = re.compile(
    r"/(?:videos?|livestream|liveblog|uitzending(?:en)?|podcasts?|fotos?|foto-?series?|tag|auteur|login)(?:/|$)",
    re.I,
)
"""Parts of an address that say that it is no article, in the Dutch of publishers' sites."""
_NUMBERED = re.compile(r"\d{5,}|~[0-9a-z]{6,}|/20\d\d/\d\d?/", re.I)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that a listing names: its canonical address and what the listing says about it. Stamps are
    ISO 8601.
    """

    url: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None

    @property
    def newest(self) -> str | None:
        """The last moment that is known of it."""
        return self.modified or self.published


@dataclass(frozen=True, slots=True)
class Found:
    """What a listing holds: articles, and for an index of sitemaps the sitemaps, the newest first."""

    candidates: tuple[Candidate, ...] = ()
    sitemaps: tuple[str, ...] = ()


def in_feed(body: bytes, address: str) -> Found:
    """The entries of an RSS or Atom feed. Raises Refused (step "feed") for what is none."""
    import feedparser  # type: ignore[import-untyped]

    if len(body) > MAX_FEED:
        raise Refused("feed", "too_large", limit=MAX_FEED // 1_000_000)
    if _ENTITY.search(body):
        raise Refused("feed", "feed_entities")
    try:
        # A stream, never the bytes themselves: feedparser takes those for an address or a path if they look like one.
        feed = feedparser.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # whatever a stranger's XML does to it
        raise Refused("feed", "feed_broken") from error
    if not feed.entries and not feed.get("version"):
        raise Refused("feed", "feed_broken")
    return Found(tuple(_once(_entries(feed.entries[:MAX_FOUND], address))))


def _entries(entries: list[Any], address: str) -> Iterator[Candidate]:
    for entry in entries:
        try:
            url = canonical(str(entry.get("link") or entry.get("id") or ""), address)
        except NoAddress:
            continue
        yield Candidate(
            url,
            one_line(str(entry.get("title") or ""))[:TITLE] or None,
            _moment(dict.get(entry, "published_parsed")),
            _moment(dict.get(entry, "updated_parsed")),  # its own `get` gives the other for it,
        )


def _moment(parsed: Any) -> str | None:
    try:
        return None if parsed is None else datetime.fromtimestamp(timegm(parsed), UTC).isoformat()
    except (ValueError, OverflowError, TypeError, OSError):
        return None


def in_sitemap(body: bytes, address: str) -> Found:
    """The pages of a sitemap (also a news sitemap, also gzipped), or the sitemaps of an index. Raises Refused."""
    from lxml import etree  # type: ignore[import-untyped]

    body = _unpacked(body)
    if _ENTITY.search(body[:10_000]):
        raise Refused("sitemap", "feed_entities")
    candidates: list[Candidate] = []
    sitemaps: list[tuple[str, str]] = []
    seen = 0
    try:
        for _, element in etree.iterparse(
            BytesIO(body),
            events=("end",),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            recover=True,
        ):
            kind, seen = _local(element), seen + 1
            if seen > MAX_ELEMENTS:
                break
            if (
                element.getparent() is not None
                and element.getparent().getparent() is None
                and kind not in _ROWS
            ):
                element.clear()  # nothing that we know, and it may come a million times
                while element.getprevious() is not None:
                    del element.getparent()[0]
            if kind in _ROWS:
                said = {_local(child): (child.text or "").strip() for child in element.iter() if child.text}
                _row(kind, said, address, candidates, sitemaps)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
            if len(candidates) >= MAX_FOUND or len(sitemaps) >= MAX_FOUND:
                break
    except etree.XMLSyntaxError as error:
        if not candidates and not sitemaps:
            raise Refused("sitemap", "feed_broken") from error
    if (
        not candidates
        and not sitemaps
        and b"urlset" not in body[:2_000]
        and b"sitemapindex" not in body[:2_000]
    ):
        raise Refused("sitemap", "feed_broken")
    newest = sorted(dict(sitemaps).items(), key=lambda item: item[1], reverse=True)
    return Found(tuple(_once(candidates)), tuple(url for url, _ in newest))


def _row(
    kind: str,
    said: dict[str, str],
    address: str,
    candidates: list[Candidate],
    sitemaps: list[tuple[str, str]],
) -> None:
    try:
        url = canonical(said.get("loc", ""), address)
    except NoAddress:
        return
    modified = _stamp(said.get("lastmod"))
    if kind == "sitemap":
        sitemaps.append((url, modified or ""))
    else:
        title = one_line(said.get("title", ""))[:TITLE] or None
        candidates.append(Candidate(url, title, _stamp(said.get("publication_date")), modified))


def _stamp(text: str | None) -> str | None:
    """A stamp in UTC, so that stamps can be compared; a day stays a day."""
    stamp = iso_stamp(text) if text else None
    if stamp is None or len(stamp) <= 10:
        return stamp
    moment = datetime.fromisoformat(stamp)
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except OverflowError:
        return None


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _unpacked(body: bytes) -> bytes:
    """The body, unpacked if it is gzipped, and never more of it than a sitemap may have."""
    if body.startswith(b"\x1f\x8b"):
        try:
            unpacking = zlib.decompressobj(wbits=31)
            body = unpacking.decompress(body, MAX_LISTING + 1)
        except zlib.error as error:
            raise Refused("sitemap", "bad_gzip") from error
    if len(body) > MAX_LISTING:
        raise Refused("sitemap", "too_large", limit=MAX_LISTING // 1_000_000)
    return body


def on_page(body: bytes, address: str, domain: str, charset: str | None = None) -> Found:
    """The articles that a section page or front page links to: pages of the same house of which the address
    has the form of an article's (a number, a date, or a title of four words). Raises Refused.
    """
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    try:
        page = decode_html(body, charset)
        tree = document_fromstring(page.encode(errors="replace"), parser=HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError) as error:
        raise Refused("section", "html_broken") from error
    return Found(tuple(_once(_links(tree, address, domain))))


def _links(tree: Any, address: str, domain: str) -> Iterator[Candidate]:
    home, met = canonical(address), set[str]()
    for link in tree.iterfind(".//a[@href]"):
        href = link.get("href")
        if href in met or len(met) >= MAX_LINKS:
            continue
        met.add(href)
        try:
            url = canonical(href, address)
        except NoAddress:
            continue
        if url != home and same_house(url, domain) and looks_like_article(url):
            yield Candidate(url, one_line(link.text_content())[:TITLE] or None)


def looks_like_article(url: str) -> bool:
    """Whether the address has the form of an article's.

    >>> looks_like_article("https://a.example/artikel/2092834-kop"), looks_like_article("https://a.example/sport/voetbal")
    (True, False)
    """
    path = urlsplit(url).path
    last = path.rstrip("/").rpartition("/")[2]
    return not _OTHER.search(path) and (bool(_NUMBERED.search(path)) or last.count("-") >= 3)


def _once(candidates: Iterator[Candidate] | list[Candidate]) -> Iterator[Candidate]:
    """Each address once, as it was first seen."""
    seen: set[str] = set()
    for candidate in candidates:
        if candidate.url not in seen:
            seen.add(candidate.url)
            yield candidate
            if len(seen) >= MAX_FOUND:
                return
