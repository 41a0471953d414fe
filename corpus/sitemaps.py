"""Sitemaps: the addresses of pages in them, also of news, also gzipped; and the sitemaps in an index of them."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from corpus.clean import one_line
from corpus.discover import ENTITY, MAX_FOUND, TITLE, Candidate, Found, once
from corpus.reasons import Refused
from corpus.stamps import iso_stamp
from corpus.urls import NoAddress, canonical

MAX_LISTING = 50 * 1024 * 1024
"""Bytes of a sitemap, unpacked (sitemaps.org); feeds and section pages are far smaller."""
MAX_ELEMENTS = 1_000_000
"""Elements of a sitemap that are looked at: the 50,000 addresses that one may have (sitemaps.org) take a tenth."""
_ROWS = ("url", "sitemap")


def in_sitemap(body: bytes, address: str) -> Found:
    """The pages of a sitemap (also a news sitemap, also gzipped), or the sitemaps of an index. Raises Refused."""
    from lxml import etree  # type: ignore[import-untyped]

    body = _unpacked(body)
    if ENTITY.search(body[:10_000]):
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
    return Found(tuple(once(candidates)), tuple(url for url, _ in newest))


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
