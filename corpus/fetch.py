"""Fetching: Scrapy, told by the frontier what to ask for. The only importer of Scrapy.

Scrapy keeps the pace (AutoThrottle, one request at a time to a host), retries, redirects, timeouts,
decompression and sizes. Which page is next, what robots.txt allows and where we are is the frontier's and
the store's: Scrapy's own queue and its JOBDIR survive only a clean stop.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import (
    CannotResolveHostError,
    CloseSpider,
    DontCloseSpider,
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    StopDownload,
)
from scrapy.http import Response

from corpus.frontier import Frontier
from corpus.manners import Way, settings
from corpus.read import MAX_PAGE
from corpus.reasons import Lang, reason
from corpus.robots import MAX_ROBOTS
from corpus.sitemaps import MAX_LISTING
from corpus.urls import without_password
from corpus.visits import SITE_KINDS, Answer, Visit


def crawl(frontier: Frontier, way: Way, rested: Callable[[], None] = lambda: None) -> bool:
    """Run the crawl to its end (with `watch`: until it is stopped). Whether it came there: False if it was
    interrupted at work; between two rounds is an end like any other. `rested` is called when a round is over and
    another one will come.

    One crawl a process: Twisted's reactor does not start twice. An exception of the frontier or its store
    ends the crawl and is raised here.
    """
    refused: set[str] = set()
    process = AsyncCrawlerProcess(settings(way, _Scheduler, refused))
    for library in ("scrapy", "twisted"):  # what goes wrong is told as a failure
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
    crawler = process.create_crawler(_Pages)
    state = _State(frontier, way, refused, rested)
    process.crawl(crawler, state=state)
    process.start()
    if state.trouble is not None:
        raise state.trouble
    return state.ended == "finished" or state.next_poll is not None


@dataclass(slots=True)
class _State:
    """What spider and scheduler share."""

    frontier: Frontier
    way: Way
    refused: set[str]
    rested: Callable[[], None]
    trouble: BaseException | None = None
    ended: str = ""
    next_poll: float | None = None


class _Pages(Spider):
    """Hands every answer to the frontier."""

    name = "klopt"

    def __init__(self, state: _State, **rest: Any) -> None:
        super().__init__(**rest)
        self.state = state

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> _Pages:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        crawler.signals.connect(spider.enough, signal=signals.bytes_received)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Nothing: all that is to be asked for comes through the scheduler."""
        nothing: tuple[Any, ...] = ()
        for thing in nothing:
            yield thing

    def closed(self, why: str) -> None:
        """Note how it ended."""
        self.state.ended = why

    def idle(self) -> None:
        """With `watch`, wait, and poll when it is time; the engine asks every five seconds."""
        if self.state.way.watch is None or self.state.trouble is not None:
            return
        now = time.monotonic()
        if self.state.next_poll is None:
            self.state.next_poll = now + self.state.way.watch
            self._carefully(self.state.rested)
        elif now >= self.state.next_poll:
            self.state.next_poll = None
            self._carefully(self.state.frontier.next_round)
        raise DontCloseSpider

    def enough(self, data: bytes, request: Request, **_: Any) -> None:
        """Of a robots.txt no more is read than counts (RFC 9309, section 2.5), however much there is."""
        if request.meta["visit"].kind in SITE_KINDS:
            read = request.meta["read"] = request.meta.get("read", 0) + len(data)
            request.meta["download_maxsize"] = MAX_PAGE  # what it unpacks to has a limit, however little came
            if read > MAX_ROBOTS:
                raise StopDownload(fail=False)

    def parse(self, response: Response, **_: Any) -> None:
        """Give the answer to the frontier."""
        meta = response.meta
        headers = {
            name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
            for name, values in response.headers.items()
        }
        answer = Answer(
            url=without_password(response.url), status=response.status, headers=headers, body=response.body
        )
        self._carefully(lambda: self.state.frontier.freed(meta["asked"]))
        self._carefully(lambda: self.state.frontier.answered(meta["visit"], answer))

    def missed(self, failure: Any) -> None:
        """Tell the frontier that there is no answer, and why."""
        meta = failure.request.meta
        limit = meta.get("download_maxsize") or MAX_PAGE
        why, again = _why(failure.value, failure.request.url, self.state, limit)
        self._carefully(lambda: self.state.frontier.freed(meta["asked"]))
        self._carefully(lambda: self.state.frontier.failed(meta["visit"], why, again=again))

    def _carefully(self, do: Callable[[], None]) -> None:
        """Scrapy writes an exception to its log and goes on; here it ends the crawl."""
        try:
            do()
        except Exception as error:
            self.state.trouble = self.state.trouble or error
            raise CloseSpider("trouble") from error


class _Scheduler:
    """The frontier in the form that Scrapy asks for."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler
        self._state: Any = None

    @classmethod
    def from_crawler(cls, crawler: Any) -> _Scheduler:
        return cls(crawler)

    def open(self, spider: Any) -> None:
        self._state = spider.state

    def close(self, _reason: str) -> None:
        """Nothing is held that is not in the store."""

    def has_pending_requests(self) -> bool:
        return self._state.trouble is None and bool(self._state.frontier.pending())

    def enqueue_request(self, request: Request) -> bool:
        """A redirect or a retry: it waits its turn at the site that it goes to. What that says of a password is not
        sent, kept or shown.
        """
        self._state.frontier.freed(request.meta["asked"])
        request = request.replace(url=without_password(request.url))
        self._state.frontier.again(request.meta["visit"], request.url, request)
        return True

    def next_request(self) -> Request | None:
        try:
            found = None if self._state.trouble else self._state.frontier.next()
        except Exception as error:
            self._state.trouble = error
            self._stopping = asyncio.ensure_future(self._crawler.stop_async())
            return None
        if found is None:
            return None
        visit, sent = found
        request: Request = sent if sent is not None else _request(visit, self._crawler.spider)
        request.meta["asked"] = request.url
        self._keep_pace(request.url)
        return request

    def _keep_pace(self, url: str) -> None:
        """What robots.txt asks for is more than AutoThrottle would take."""
        slot = self._crawler.engine.downloader.slots.get(urlsplit(url).hostname)
        if slot is not None:
            slot.delay = max(slot.delay, self._state.frontier.delay(url))


def _request(visit: Visit, spider: _Pages) -> Request:
    headers = {"If-None-Match": visit.etag, "If-Modified-Since": visit.last_modified}
    limits: dict[str, int] = {
        "sitemap": MAX_LISTING,
        "robots": 0,
        "tdmrep": 0,
    }  # the last are cut off instead
    large = {"download_maxsize": limits[visit.kind]} if visit.kind in limits else {}
    return Request(
        visit.url,
        callback=spider.parse,
        errback=spider.missed,
        headers={name: value for name, value in headers.items() if value},
        meta={"visit": visit, **large},
        dont_filter=True,
    )


def _why(error: BaseException, url: str, state: _State, limit: int) -> tuple[str, bool]:
    """The reason in plain words, and whether another time may do better. `limit`: bytes that it may have."""
    lang: Lang = state.frontier.plan.lang
    match error:
        case CannotResolveHostError() if urlsplit(url).hostname in state.refused:
            return reason("address_private", lang), False
        case CannotResolveHostError():
            return reason("fetch_no_name", lang), True
        case DownloadTimeoutError():
            return reason("fetch_timeout", lang, seconds=f"{state.way.timeout:g}"), True
        case IgnoreRequest() if "redirect" in str(error):
            return reason("fetch_redirects", lang), False
        case DownloadCancelledError() | IgnoreRequest():
            return reason("fetch_too_large", lang, limit=limit // 1_000_000), False
        case ResponseDataLossError():
            return reason("fetch_cut_off", lang), True
    return reason("fetch_failed", lang, why=without_password(str(error)) or type(error).__name__), True
