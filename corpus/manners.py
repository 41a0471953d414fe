"""How a crawl behaves: its pace and its limits, as settings for Scrapy, which is not imported here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from corpus.addresses import is_public, resolver
from corpus.read import MAX_PAGE

TIMEOUT = 30
"""Seconds in which an answer must be complete."""
REDIRECTS = 5
SLOWEST = 60.0
"""Seconds to which AutoThrottle may slow down by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How to fetch: `agent` is the whole User-Agent, `delay` the seconds at least between two requests to a
    host. `watch`: go on and poll anew every so many seconds. `public` says which IP addresses may be
    connected to.
    """

    agent: str
    delay: float = 2.0
    watch: float | None = None
    timeout: float = TIMEOUT
    public: Callable[[str], bool] = is_public


def settings(way: Way, scheduler: type, refused: set[str]) -> dict[str, Any]:
    """The settings of Scrapy. `scheduler` hands out what is next; `refused` gets the names of which an answer was
    held back.
    """
    return {
        "USER_AGENT": way.agent,
        "SCHEDULER": scheduler,
        "TWISTED_DNS_RESOLVER": resolver(way.public, refused),
        "ROBOTSTXT_OBEY": False,  # the frontier does: Scrapy's takes a broken robots.txt for permission
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": way.delay,
        "AUTOTHROTTLE_MAX_DELAY": max(SLOWEST, way.delay),
        "DOWNLOAD_DELAY": way.delay,
        "DOWNLOAD_DELAY_JITTER": 0,  # a Crawl-delay is a minimum, not a mean
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_TIMEOUT": way.timeout,
        "DOWNLOAD_MAXSIZE": MAX_PAGE,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "REDIRECT_MAX_TIMES": REDIRECTS,
        "METAREFRESH_ENABLED": False,
        "RETRY_TIMES": 1,
        "RETRY_HTTP_CODES": [408, 500, 502, 504, 522, 524],
        "HTTPPROXY_ENABLED": False,  # behind a proxy nobody could see which machine is asked
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "HTTPERROR_ALLOW_ALL": True,
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Language": "nl,en;q=0.5",
        },
        "EXTENSIONS_BASE": {"scrapy.extensions.throttle.AutoThrottle": 0},  # no telnet, no remote control
    }
