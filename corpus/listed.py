"""What a listing gives a crawl: the articles in it that are the source's own and new enough."""

from __future__ import annotations

from datetime import date

from corpus.discover import Candidate, Found, in_feed, on_page
from corpus.sitemaps import in_sitemap
from corpus.sources import Source
from corpus.urls import same_house
from corpus.visits import Answer, Visit


def listed(visit: Visit, answer: Answer, source: Source | None) -> Found:
    """What stands in this feed, sitemap or section page. Raises Refused."""
    if visit.kind == "feed":
        return in_feed(answer.body, answer.url)
    if visit.kind == "sitemap":
        return in_sitemap(answer.body, answer.url)
    return on_page(answer.body, answer.url, source.domain if source else "", answer.charset)


def wanted(candidate: Candidate, source: Source | None, since: date | None) -> bool:
    """Whether it is on the source's own site and, as far as its listing says, not older than this day."""
    if source is not None and not same_house(candidate.url, source.domain):
        return False
    newest = candidate.newest
    return since is None or newest is None or newest[:10] >= since.isoformat()
