"""What to ask for next, and what to do with the answer: the crawl without its network.

One request at a time to each site, its robots.txt before anything else. What waits is in the store; in
memory are only the listings, a handful of pages of each site, and what is under way.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.article import Failure
from corpus.listed import listed, wanted
from corpus.permission import Permission
from corpus.reasons import Refused, reason
from corpus.robots import reserved_in_headers, reserved_on_page
from corpus.urls import NoAddress, canonical, site_of
from corpus.visits import SITE_KINDS, Answer, CrawlStore, Plan, SiteAnswer, Visit

AHEAD = 20
"""Pages of one site that are taken from the store at a time."""
MAX_DEPTH = 2
"""Sitemaps within sitemaps."""
MAX_SITEMAPS = 5
"""Sitemaps that are taken from an index, the newest first: it may go back to the first day of a paper."""
TEMPORARY = frozenset({408, 425, 429, *range(500, 600)})


@dataclass(slots=True)
class _Site:
    """Where we are with one site. `again` are requests that were answered by "ask again" or "ask there"."""

    listings: deque[Visit] = field(default_factory=deque)
    pages: deque[Visit] = field(default_factory=deque)
    again: deque[tuple[Visit, str, Any]] = field(default_factory=deque)
    busy: bool = False
    shut: bool = False
    """Whether it asked us to stop for now."""
    dry: bool = False
    """Whether the store had no more when it was asked last."""


class Frontier:
    """The crawl as a row of visits. `told` hears of each visit that came to its end."""

    def __init__(
        self, plan: Plan, store: CrawlStore, told: Callable[[Visit], None] = lambda _visit: None
    ) -> None:
        self.plan = plan
        self._store = store
        self._may = Permission(store, plan.agent, plan.lang)
        self._told = told
        self._sources = {source.name: source for source in plan.sources}
        self._sites: dict[str, _Site] = {}
        self._taken: Counter[str] = Counter()
        self._order: deque[str] = deque()
        self._under_way: set[str] = set()

    def poll(self) -> None:
        """Look at all listings (again), and at what waits."""
        for site in self._sites.values():
            site.shut = False
        self._may.renew()
        self._taken.clear()
        for source in self.plan.sources:
            for kind, url in source.listings():
                self._list(Visit(url=canonical(url), kind=kind, source=source.name))
        self.refill()

    def next_round(self) -> None:
        """Look at all listings once more, also `most` pages anew, and at what went wrong in the last round."""
        self._store.next_round()
        self.poll()

    def refill(self) -> None:
        """See which sites have pages waiting in the store."""
        for site in self._store.sites():
            self._site(site).dry = False

    def pending(self) -> bool:
        """Whether there is anything left to ask for or under way."""
        return any(self._left(site) or site.busy for site in self._sites.values())

    def delay(self, url: str) -> float:
        """Seconds that the site of this address wants between two requests."""
        return self._may.delay(url)

    def next(self) -> tuple[Visit, Any] | None:
        """A visit to a site that is not busy, with what `again` was given for it; the sites take turns. None
        if there is none right now.
        """
        for _ in range(len(self._order)):
            name = self._order[0]
            self._order.rotate(-1)
            site = self._sites[name]
            if not site.busy and (found := self._of(name, site)) is not None:
                site.busy = True
                return found
        return None

    def again(self, visit: Visit, url: str, thing: Any) -> None:
        """Take back a visit that must be asked for once more, or at another address (a retry, a redirect):
        `thing` comes with it.
        """
        waiting = self._site(site_of(url)).again
        if visit.kind in SITE_KINDS:
            waiting.appendleft((visit, url, thing))  # all else waits for what it says
        else:
            waiting.append((visit, url, thing))

    def freed(self, url: str) -> None:
        """Note that nothing is under way to the site of this address any more."""
        self._site(site_of(url)).busy = False

    def _ended(self, visit: Visit) -> None:
        self._under_way.discard(visit.url)
        self._told(visit)

    def answered(self, visit: Visit, answer: Answer) -> None:
        """Deal with an answer. `visit` is the first one if there were redirects."""
        try:
            match visit.kind:
                case "robots" | "tdmrep":
                    self._may.told(visit, SiteAnswer(answer.status, answer.body))
                case _ if answer.status == 304 and (visit.etag or visit.last_modified):
                    self._unchanged(visit)
                case _ if answer.status != 200:
                    self._fail(
                        visit,
                        reason("http_status", self.plan.lang, status=answer.status),
                        answer.status in TEMPORARY,
                    )
                case "page":
                    reserved = (
                        *reserved_in_headers(answer.headers, answer.url),
                        *reserved_on_page(answer.body, answer.url),
                    )
                    self._store.keep_page(visit, answer, reserved)
                case _:
                    self._keep_listing(visit, answer)
        except Refused as refused:
            self._fail(visit, refused.failure(visit.url, self.plan.lang).reason, False)
        except NoAddress:  # it was sent on to where no page can be
            self._fail(visit, reason("bad_address", self.plan.lang), False)
        if answer.status == 429 or (answer.status == 503 and "retry-after" in answer.headers):
            self._site(site_of(answer.url)).shut = True
        self._ended(visit)

    def failed(self, visit: Visit, why: str, *, again: bool = True) -> None:
        """Deal with no answer at all. `why` is the reason in plain words; with `again` another time may do better."""
        if visit.kind in SITE_KINDS:
            self._may.told(visit, SiteAnswer(None, b""), why)
        else:
            self._fail(visit, why, again)
        self._ended(visit)

    def _site(self, name: str) -> _Site:
        if name not in self._sites:
            self._sites[name] = _Site()
            self._order.append(name)
        return self._sites[name]

    def _list(self, visit: Visit) -> None:
        known = self._store.polled(visit.url)
        if not known.done:
            marked = replace(visit, etag=known.etag, last_modified=known.last_modified)
            self._site(visit.site).listings.append(marked)

    def _left(self, site: _Site) -> bool:
        return bool(site.again or site.listings or site.pages) or not site.dry

    def _of(self, name: str, site: _Site) -> tuple[Visit, Any] | None:
        """What to ask this site for: who may fetch what first, listings before pages."""
        if not self._left(site):
            return None
        if site.again and site.again[0][0].kind in SITE_KINDS:
            visit, _, thing = site.again.popleft()
            return visit, thing
        if self._may.under_way(name):
            return None
        if (asking := self._may.ask(name)) is not None:
            return asking, None
        while site.again:
            visit, url, thing = site.again.popleft()
            if self._allowed(visit, url):
                return visit, thing
        while site.listings:
            visit = site.listings.popleft()
            if self._allowed(visit, visit.url):
                return visit, None
        for visit in self._pages(name, site):
            if self._allowed(visit, visit.url):
                self._taken[visit.source] += 1
                self._under_way.add(visit.url)
                return visit, None
        return None

    def _pages(self, name: str, site: _Site) -> Iterator[Visit]:
        while True:
            if not site.pages:
                if site.shut or self._may.silent(name):
                    site.dry = True
                if site.dry:
                    return
                site.pages.extend(self._store.waiting(name, AHEAD, self._under_way, self._served()))
                if not site.pages:
                    site.dry = True
                    return
            while site.pages:
                visit = site.pages.popleft()
                if site.shut:
                    site.pages.clear()
                elif visit.source not in self._served():
                    yield visit

    def _served(self) -> set[str]:
        """Sources that have had all the pages that they get; of others on the same site pages may still wait."""
        most = self.plan.most
        return {s.name for s in self.plan.sources if most is not None and self._taken[s.name] >= most}

    def _allowed(self, visit: Visit, url: str) -> bool:
        """Whether robots.txt allows it, also where it was sent on to; a visit that it forbids ends here."""
        refused = self._may.refused(url)
        if refused is None:
            return True
        why, again = refused
        self._fail(visit, why, again, step="robots")
        self._ended(visit)
        return False

    def _unchanged(self, visit: Visit) -> None:
        if visit.kind == "page":
            self._store.unchanged(visit)
        else:
            self._store.keep_listing(visit, None, (), True)

    def _keep_listing(self, visit: Visit, answer: Answer) -> None:
        source = self._sources.get(visit.source)
        found = listed(visit, answer, source)
        if visit.depth < MAX_DEPTH:
            for url in found.sitemaps[:MAX_SITEMAPS]:
                self._list(Visit(url=url, kind="sitemap", source=visit.source, depth=visit.depth + 1))
        ours = (candidate for candidate in found.candidates if wanted(candidate, source, self.plan.since))
        if self._store.keep_listing(visit, answer, ours, not found.sitemaps):
            self.refill()

    def _fail(self, visit: Visit, why: str, again: bool, *, step: str | None = None) -> None:
        steps = {"feed": "feed", "sitemap": "sitemap", "section": "section"}
        step = step or steps.get(visit.kind, "fetch")
        self._store.failed(visit, Failure(visit.url, step, why), again=again)
