"""What there is to read: addresses of articles in feeds and section pages (`corpus.sitemaps` has the rest). Pure
functions on bytes.

Feeds come from strangers: nothing in them is fetched, no entity is expanded, and only the first so many are
read. The only importer of feedparser.
"""

from __future__ import annotations

import re
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
from corpus.urls import NoAddress, canonical, same_house

MAX_FEED = 5 * 1024 * 1024
MAX_LINKS = 5_000
"""Different links of a section page that are looked at."""
MAX_FOUND = 50_000
"""Addresses that are taken from one listing (sitemaps.org allows no more)."""
TITLE = 300
ENTITY = re.compile(rb"<!ENTITY|<\x00!\x00E\x00N|\x00<\x00!\x00E\x00N", re.I)
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
    if ENTITY.search(body):
        raise Refused("feed", "feed_entities")
    try:
        # A stream, never the bytes themselves: feedparser takes those for an address or a path if they look like one.
        feed = feedparser.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # whatever a stranger's XML does to it
        raise Refused("feed", "feed_broken") from error
    if not feed.entries and not feed.get("version"):
        raise Refused("feed", "feed_broken")
    return Found(tuple(once(_entries(feed.entries[:MAX_FOUND], address))))


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
    return Found(tuple(once(_links(tree, address, domain))))


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


def once(candidates: Iterator[Candidate] | list[Candidate]) -> Iterator[Candidate]:
    """Each address once, as it was first seen."""
    seen: set[str] = set()
    for candidate in candidates:
        if candidate.url not in seen:
            seen.add(candidate.url)
            yield candidate
            if len(seen) >= MAX_FOUND:
                return
