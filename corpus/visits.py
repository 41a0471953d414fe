"""The nouns of a crawl, and the store that it is handed: this package knows no database."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Literal, Protocol

from corpus.article import Failure
from corpus.discover import Candidate
from corpus.reasons import Lang, Refused
from corpus.robots import Reservation
from corpus.sources import ListingKind, Source
from corpus.urls import NoAddress, canonical, site_of

VisitKind = Literal["robots", "tdmrep", "page"] | ListingKind
SITE_KINDS: tuple[VisitKind, ...] = ("robots", "tdmrep")
"""What is asked of a site before anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a crawl is to do: `sources` to poll, as whom, and its limits. `since`: nothing of which a listing
    says that it is older than this day. `most`: pages of each source at most.
    """

    sources: tuple[Source, ...]
    agent: str
    since: date | None = None
    most: int | None = None
    lang: Lang = "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One address to ask for, of a source (by name). `etag` and `last_modified` are what the server said last
    time, so that it can say that nothing changed. `depth` counts sitemaps within sitemaps.
    """

    url: str
    kind: VisitKind
    source: str
    etag: str | None = None
    last_modified: str | None = None
    depth: int = 0

    @property
    def site(self) -> str:
        """What one robots.txt speaks for."""
        return site_of(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said. `url` is where it stood after redirects; header names are in small letters; the body
    is unpacked.
    """

    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def content_type(self) -> str:
        """The media type with its parameters, in small letters; empty if the server did not say."""
        return self.headers.get("content-type", "").strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that the server names."""
        return self.content_type.partition("charset=")[2].strip(" \"';") or None


@dataclass(frozen=True, slots=True)
class SiteAnswer:
    """What a site said about who may fetch what: its robots.txt (status None: no answer) and its tdmrep.json."""

    status: int | None
    robots: bytes
    tdmrep: bytes = b""


@dataclass(frozen=True, slots=True)
class Polled:
    """A listing as it was last looked at: what its server gave to ask again with, and whether the run that is
    taken up again has already looked at it.
    """

    etag: str | None = None
    last_modified: str | None = None
    done: bool = False


class CrawlStore(Protocol):
    """Where a crawl keeps its queue, how far it is and what it found. Each writing method is one transaction,
    so that a kill at any moment leaves it done or not done.
    """

    def site(self, site: str) -> SiteAnswer | None:
        """What this site said within the last day; None if it must be asked."""

    def keep_site(self, site: str, answer: SiteAnswer, reserved: Sequence[Reservation]) -> None:
        """Keep what a site said."""

    def polled(self, url: str) -> Polled:
        """How this listing was last found."""

    def keep_listing(
        self, visit: Visit, answer: Answer | None, found: Iterable[Candidate], whole: bool
    ) -> int:
        """Queue what is new in a listing (`answer` None: unchanged); how much that is. With `whole` it need
        not be looked at again when this run is taken up again.
        """

    def sites(self) -> Sequence[str]:
        """Sites with pages that wait, of the sources of this run."""

    def waiting(
        self, site: str, limit: int, besides: Iterable[str], served: Collection[str]
    ) -> Sequence[Visit]:
        """The pages of this site that wait, oldest in the queue first, without those `besides` and those of sources
        that are `served`.
        """

    def keep_page(self, visit: Visit, answer: Answer, reserved: Sequence[Reservation]) -> None:
        """Read and keep a page."""

    def unchanged(self, visit: Visit) -> None:
        """Note that a page is as it was."""

    def failed(self, visit: Visit, failure: Failure, *, again: bool) -> None:
        """Keep what went wrong. With `again` the page stays in the queue for a later run, some times."""

    def next_round(self) -> None:
        """Begin a new round of polling."""


PAGE_TYPES = ("text/html", "application/xhtml+xml")


def refuse_other(answer: Answer) -> None:
    """Raise Refused for an answer that is no page."""
    kind = answer.content_type.partition(";")[0].strip()
    start = answer.body[:1_000].lstrip().lower()
    untold = kind in ("", "text/plain") and start.startswith((b"<!doctype html", b"<html"))
    if kind not in PAGE_TYPES and not untold:
        raise Refused("read", "not_a_page", kind=kind or "?")


_LINK = re.compile(rb"<link\s[^<>]{0,600}>", re.I)
_ATTRIBUTE = re.compile(
    rb"""(rel|href)\s*=\s*(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'<>]{1,2000}))""", re.I
)


def address_of_page(answer: Answer) -> str:
    """What an article is called: the address that its page says is its own (`<link rel="canonical">`), if that
    is on the same site and no front page; else where it stood.
    """
    stood = canonical(answer.url)
    for element in _LINK.findall(answer.body[:200_000]):
        said = {
            name.lower(): unescape((double or single or bare).decode("utf-8", "replace"))
            for name, double, single, bare in _ATTRIBUTE.findall(element)
        }
        if said.get(b"rel", "").lower() != "canonical":
            continue
        try:
            own = canonical(said.get(b"href", ""), answer.url)
        except NoAddress:
            return stood
        return own if site_of(own) == site_of(stood) and len(own) > len(site_of(own)) + 1 else stood
    return stood
