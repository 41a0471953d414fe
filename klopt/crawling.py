"""Between the crawl and the database: a page goes into the archive and the corpus, and out of the queue, in
one transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from corpus.article import Failure
from corpus.discover import Candidate
from corpus.formats import HTML, read_payload
from corpus.loading import Loaded, refuse_textless
from corpus.reasons import Refused
from corpus.robots import Reservation
from corpus.sources import Source, source_of
from corpus.visits import Answer, Polled, SiteAnswer, Visit, address_of_page, refuse_other
from db import Store, listings, reservations, visits
from db.byhand import is_forgotten, lift_tombstone
from db.clock import now
from db.failures import clear_failures
from klopt.adding import FORGOTTEN, Adding
from klopt.messages import Lang


@dataclass(slots=True)
class Desk:
    """The store that a crawl is handed (`corpus.visits.CrawlStore`). `only`: no pages but these. `counts`:
    "new", "same", "version", "passed", "failed", "unchanged", "listings"; "passed:" with the kind of page, and
    "failed:" with the name of the source.
    """

    store: Store
    adding: Adding
    sources: dict[str, Source]
    lang: Lang
    complain: Callable[[Failure], None]
    resumed: int | None = None
    only: tuple[str, ...] = ()
    round_at: str = field(default_factory=now)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def run(self) -> int:
        return self.adding.run

    def next_round(self) -> None:
        self.round_at = now()
        self.resumed = None

    def site(self, site: str) -> SiteAnswer | None:
        return listings.site(self.store.db.conn, site)

    def keep_site(self, site: str, answer: SiteAnswer, reserved: Sequence[Reservation]) -> None:
        with self.store.transaction():
            listings.put_site(self.store.db.conn, site, answer, reserved, self.run)
            self._clear(f"{site}/robots.txt")

    def polled(self, url: str) -> Polled:
        return listings.polled(self.store.db.conn, url, self.resumed)

    def keep_listing(
        self, visit: Visit, answer: Answer | None, found: Iterable[Candidate], whole: bool
    ) -> int:
        with self.store.transaction():
            new = listings.put_listing(self.store.db.conn, visit, answer, found, whole, self.run)
            self._clear(visit.url)
        self.counts["listings"] += 1
        return new

    def sites(self) -> Sequence[str]:
        return visits.sites_waiting(self.store.db.conn, list(self.sources), self.only, self.round_at)

    def waiting(
        self, site: str, limit: int, besides: Iterable[str], served: Collection[str]
    ) -> Sequence[Visit]:
        conn = self.store.db.conn
        sources = [name for name in self.sources if name not in served]
        return visits.waiting(conn, site, limit, besides, sources, self.only, self.round_at)

    def left(self, *, ever: bool = False) -> int:
        """How many pages wait; with `ever` also those that wait for a later round."""
        round_at = now() if ever else self.round_at
        return visits.count_waiting(self.store.db.conn, list(self.sources), self.only, round_at)

    def keep_page(self, visit: Visit, answer: Answer, reserved: Sequence[Reservation]) -> None:
        """Raises Refused for what is no page or cannot be read."""
        loaded = self._loaded(visit, answer)
        if loaded.article.kind == "gate":
            raise Refused("read", "gate")
        if loaded.article.kind != "article" and not self.only:  # who gives an address wants that page
            with self.store.transaction():
                visits.visited(self.store.db.conn, visit, "passed", answer, None, self.run)
                self._clear(visit.url)
            self.counts["passed"] += 1
            self.counts[f"passed:{loaded.article.kind}"] += 1
            return
        refuse_textless(loaded.article)
        source = self.sources.get(visit.source)
        self.adding.given = {"source": source.title} if source else {}
        before = Counter(self.adding.counts)
        self.adding.put([loaded], lambda failures: self._kept(visit, answer, loaded, reserved, failures))
        gave = self.adding.counts - before
        if gave.pop("failed", 0):
            self._count_failed(visit)
        self.counts += gave

    def unchanged(self, visit: Visit) -> None:
        with self.store.transaction():
            visits.unchanged(self.store.db.conn, visit, self.run)
            self._clear(visit.url)
        self.counts["unchanged"] += 1

    def failed(self, visit: Visit, failure: Failure, *, again: bool) -> None:
        with self.store.transaction():
            if visit.kind == "page":
                visits.missed(self.store.db.conn, visit, again, self.run)
            elif visit.kind in ("feed", "sitemap", "section"):
                listings.fail_listing(self.store.db.conn, visit, self.run)
            self.store.record_failure(failure, self.run)
        self._count_failed(visit)
        self.complain(failure)

    def _kept(
        self,
        visit: Visit,
        answer: Answer,
        loaded: Loaded,
        reserved: Sequence[Reservation],
        failures: Sequence[Failure],
    ) -> None:
        """The rest of the transaction in which the article is kept."""
        conn = self.store.db.conn
        row = self.store.find_article(str(loaded.article.url))
        if row is None and is_forgotten(conn, str(loaded.article.url)):
            visits.drop(conn, visit)
            return
        if failures or row is None:  # it cannot be stored, though perhaps an older text of it was
            visits.missed(conn, visit, False, self.run)
            for failure in (one for one in failures if one.step != FORGOTTEN):
                self.store.record_failure(replace(failure, url=visit.url), self.run)
            return
        if self.adding.again:
            lift_tombstone(conn, visit.url)
        visits.visited(conn, visit, "kept", answer, row, self.run)
        reservations.put_of_article(conn, visit.url, row, reserved, self.run)

    def _loaded(self, visit: Visit, answer: Answer) -> Loaded:
        refuse_other(answer)
        content_type = f"{HTML}; charset={answer.charset}" if answer.charset else HTML
        source = self.sources.get(visit.source)
        article = read_payload(
            answer.body, content_type, name=address_of_page(answer), source=source.title if source else None
        )
        return Loaded(article, answer.body, content_type, (visit.url,))

    def _count_failed(self, visit: Visit) -> None:
        self.counts["failed"] += 1
        source = source_of(visit.url, self.sources.values())
        if name := visit.source or (source.name if source else ""):
            self.counts[f"failed:{name}"] += 1

    def _clear(self, url: str) -> None:
        clear_failures(self.store.db.conn, (url,), extracting=False)
