"""Who may fetch what: each site is asked for its robots.txt, and then for its tdmrep.json, before anything else."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from corpus.article import Failure
from corpus.reasons import Lang, reason
from corpus.robots import Rules, reserved_in_tdmrep
from corpus.urls import site_of
from corpus.visits import CrawlStore, SiteAnswer, Visit

HOLDS = 24 * 60 * 60.0
"""Seconds for which an answer holds (RFC 9309, section 2.4), also while one crawl goes on for days."""


@dataclass(slots=True)
class _Said:
    """What we know of one site. `asked` is its robots.txt while its tdmrep.json is still to come, `under_way` whether
    one of them was asked for and has not been told yet (it may have been sent on to another site).
    """

    rules: Rules | None = None
    asked: SiteAnswer | None = None
    at: float = 0.0
    under_way: bool = False


class Permission:
    """What the sites allow us, under the user agent `agent`, and how we come to know."""

    def __init__(self, store: CrawlStore, agent: str, lang: Lang) -> None:
        self._store = store
        self._agent = agent
        self._lang = lang
        self._sites: dict[str, _Said] = {}

    def renew(self) -> None:
        """Ask again who did not answer; who did is in the store for as long as that holds."""
        self._sites.clear()

    def ask(self, name: str) -> Visit | None:
        """The visit to this site that is needed first, or None if it is known by now what we may."""
        site = self._site(name)
        if site.rules is not None and monotonic() - site.at < HOLDS:
            return None
        kept = self._store.site(name)
        if kept is not None:
            self._know(site, Rules(kept.status, kept.robots))
            return None
        if site.asked is None:
            site.under_way = True
            return Visit(url=f"{name}/robots.txt", kind="robots", source="")
        visit = Visit(url=f"{name}/.well-known/tdmrep.json", kind="tdmrep", source="")
        if Rules(site.asked.status, site.asked.robots).allows(visit.url, self._agent):
            site.under_way = True
            return visit
        self.told(visit, SiteAnswer(None, b""))
        return None

    def told(self, visit: Visit, said: SiteAnswer, why: str = "") -> None:
        """Take the answer to such a visit. `why`: the reason why there is none, in plain words."""
        site = self._site(visit.site)
        site.under_way = False
        if visit.kind == "robots":
            rules = Rules(said.status, said.robots)
            if rules.answered:
                site.asked = said
                return
            self._know(site, rules)
            why = why or reason("http_status", self._lang, status=said.status)
            failure = Failure(visit.url, "robots", reason("no_robots", self._lang, why=why))
            self._store.failed(visit, failure, again=True)
            return
        asked = site.asked or SiteAnswer(None, b"")
        kept = SiteAnswer(asked.status, asked.robots, said.robots if said.status == 200 else b"")
        rules = Rules(asked.status, asked.robots)
        self._know(site, rules)
        reserved = (
            *rules.reservations(f"{visit.site}/robots.txt"),
            *reserved_in_tdmrep(kept.tdmrep, visit.url),
        )
        self._store.keep_site(visit.site, kept, reserved)

    def under_way(self, name: str) -> bool:
        """Whether this site was asked what we may and has not answered yet: so long nothing else is asked."""
        return self._site(name).under_way

    def silent(self, name: str) -> bool:
        """Whether this site failed to tell us what we may: then nothing is fetched."""
        rules = self._site(name).rules
        return rules is not None and not rules.answered

    def refused(self, url: str) -> tuple[str, bool] | None:
        """Why this address must not be fetched, in plain words, and whether that may change; None if it may be."""
        rules = self._site(site_of(url)).rules
        if rules is None or rules.allows(url, self._agent):
            return None
        if rules.answered:
            return reason("robots_forbid", self._lang), False
        return reason("no_robots", self._lang, why=site_of(url)), True

    def delay(self, url: str) -> float:
        """Seconds that the site of this address wants between two requests."""
        rules = self._site(site_of(url)).rules
        return rules.delay(self._agent) if rules else 0.0

    def _site(self, name: str) -> _Said:
        return self._sites.setdefault(name, _Said())

    def _know(self, site: _Said, rules: Rules) -> None:
        site.rules, site.asked, site.at = rules, None, monotonic()
