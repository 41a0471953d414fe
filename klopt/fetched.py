"""Pages fetched to be looked at: as politely as a crawl does it, and kept nowhere."""
# ruff: noqa: ARG002 - a store is told more than one needs that keeps nothing

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

import click

from corpus.article import Article, Failure
from corpus.discover import Candidate
from corpus.formats import HTML, read_payload
from corpus.reasons import Lang, reason
from corpus.robots import Reservation, reserves
from corpus.sources import Source, source_of
from corpus.urls import canonical, site_of
from corpus.visits import Answer, Polled, SiteAnswer, Visit, address_of_page, refuse_other
from klopt.options import Settings
from klopt.scrape_targets import sources_of
from klopt.scraping import Wish, end_line, refuse_haste, teller, way_of

Read = dict[str, Article | Failure]


def fetched(addresses: Iterable[str], settings: Settings, wish: Wish) -> Read:
    """What became of each of these addresses, which are called as they were given. All in one go: a process can fetch
    only once. Raises KloptError, and click.Abort if it was interrupted.
    """
    from corpus.fetch import crawl
    from corpus.frontier import Frontier
    from corpus.visits import Plan

    refuse_haste(wish)
    given = {address: canonical(address) for address in addresses}
    sources = tuple(sources_of(settings).values())
    table = _Table(
        sources, {url: Visit(url=url, kind="page", source="") for url in given.values()}, settings.lang
    )
    plan = Plan(sources=(), agent=wish.agent, lang=settings.lang)
    frontier = Frontier(plan, table, teller(lambda: len(table.waits), settings))
    frontier.poll()
    finished = crawl(frontier, way_of(wish))
    end_line()
    if not finished:
        raise click.Abort
    return {address: _called(table.outcome(url), address) for address, url in given.items()}


def _called(found: Article | Failure, address: str) -> Article | Failure:
    return replace(found, id=address) if isinstance(found, Article) else replace(found, url=address)


@dataclass(slots=True)
class _Table:
    """A store for a crawl (`corpus.visits.CrawlStore`) that goes with the process. `waits`: pages by address."""

    sources: tuple[Source, ...]
    waits: dict[str, Visit]
    lang: Lang
    found: dict[str, Article | Failure] = field(default_factory=dict)
    said: dict[str, SiteAnswer] = field(default_factory=dict)
    last: dict[str, Failure] = field(default_factory=dict)
    """What went wrong last at each site: a site that does not say what we may, or wants to be left alone, is asked for
    no page.
    """

    def outcome(self, url: str) -> Article | Failure:
        """What became of this page."""
        if url in self.found:
            return self.found[url]
        # A site that asked to be left alone while another page of it was fetched is asked no more.
        return self.last.get(site_of(url)) or Failure(url, "fetch", reason("fetch_left_alone", self.lang))

    def site(self, site: str) -> SiteAnswer | None:
        return self.said.get(site)

    def keep_site(self, site: str, answer: SiteAnswer, reserved: Sequence[Reservation]) -> None:
        self.said[site] = answer

    def polled(self, url: str) -> Polled:
        return Polled()

    def keep_listing(
        self, visit: Visit, answer: Answer | None, found: Iterable[Candidate], whole: bool
    ) -> int:
        return 0

    def sites(self) -> Sequence[str]:
        return sorted({site_of(url) for url in self.waits})

    def waiting(
        self, site: str, limit: int, besides: Iterable[str], served: Collection[str]
    ) -> Sequence[Visit]:
        under_way = set(besides)
        here = [one for one in self.waits.values() if one.site == site and one.url not in under_way]
        return here[:limit]

    def keep_page(self, visit: Visit, answer: Answer, reserved: Sequence[Reservation]) -> None:
        refuse_other(answer)
        source = source_of(answer.url, self.sources)
        content_type = f"{HTML}; charset={answer.charset}" if answer.charset else HTML
        title = source.title if source else None
        article = read_payload(answer.body, content_type, name=address_of_page(answer), source=title)
        said = True if any(map(reserves, reserved)) else article.reserved
        self._ended(visit, replace(article, reserved=said))

    def unchanged(self, visit: Visit) -> None:
        raise AssertionError("it is asked for without a mark")

    def failed(self, visit: Visit, failure: Failure, *, again: bool) -> None:
        self.last[visit.site] = failure
        if visit.kind == "page":
            self._ended(visit, failure)

    def next_round(self) -> None:
        """There is one."""

    def _ended(self, visit: Visit, what: Article | Failure) -> None:
        self.found[visit.url] = what
        self.waits.pop(visit.url, None)
