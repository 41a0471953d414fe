"""Addresses of pages: one form for each, so that a page is fetched once however it was linked to."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

MAX_URL = 2_000
"""Longest address that is looked at, in characters; browsers and servers stop at about eight thousand."""
ROUNDS = 10
"""Times that an address is put in order until nothing of it changes; more layers than that nobody means."""
_ASIDE = ("m.", "mobiel.", "mobile.", "amp.")
_CREDENTIALS = re.compile(r"(?<=://)[^/?#\s]+@")
_AMP_PATH = re.compile(r"(?:/amp/?|\.amp(?:\.html)?)$")
_AMP_CACHE = re.compile(
    r"^https?://(?:www\.google\.[a-z.]{2,6}/amp|[^/]{1,200}\.cdn\.ampproject\.org/[cv])/(s/)?"
)
_QUERY = re.compile(
    r"(?:^|&)(?:amp(?:=[^&]*)?|outputType=amp|otag=[^&]*|linkId=[^&]*|cmp=[^&]*)(?=&|$)", re.I
)


class NoAddress(ValueError):
    """Not the address of a page on the web."""


def canonical(url: str, base: str | None = None) -> str:
    """The address without what does not tell pages apart: marks of campaigns (utm_ and the like), fragment,
    AMP and mobile forms, default port, capitals in the host, order of the query. Relative ones are resolved
    against `base`.

    Raises NoAddress for what is no http(s) address, or has a name and password in it.

    >>> canonical("HTTPS://M.Polderpost.example:443/a/amp/?utm_source=rss&b=2&a=1#kop")
    'https://www.polderpost.example/a?a=1&b=2'
    """
    url = url.strip()
    if not url or len(url) > MAX_URL:
        raise NoAddress(url[:80])
    try:
        plain = urljoin(base, url) if base else url
        for _ in range(ROUNDS):
            before, plain = plain, _plain(plain)
            if before == plain:
                return plain
    except (ValueError, UnicodeError) as error:
        raise NoAddress(url[:80]) from error
    raise NoAddress(url[:80])


def _plain(url: str) -> str:
    from courlan import normalize_url  # takes a quarter of a second, for urllib3 comes along

    if found := _AMP_CACHE.match(url):
        url = f"{'https' if found[1] else 'http'}://{url[found.end() :]}"
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
        raise NoAddress(url[:80])
    if any(character.isspace() or not character.isprintable() for character in url):
        raise NoAddress(url[:80])
    scheme = parts.scheme.lower()
    port = "" if parts.port in (None, {"http": 80, "https": 443}[scheme]) else f":{parts.port}"
    for aside in _ASIDE:
        if host.startswith(aside) and host.count(".") >= 2:
            host = "www." + host.removeprefix(aside)
    name = f"[{host}]" if ":" in host else host
    path = _AMP_PATH.sub("", parts.path) or "/"
    query = _QUERY.sub("", parts.query).lstrip("&")
    tidy = urlunsplit((scheme, name + port, path, query, ""))
    return str(canonicalize_url(normalize_url(tidy, strict=False) or tidy))


def without_password(url: str) -> str:
    """An address as it may be stored and shown: without the name and password that stand before its host. What is no
    address comes back as it is.

    >>> without_password("https://jan:geheim@polderpost.example:8080/a?b#c")
    'https://polderpost.example:8080/a?b#c'
    """
    return _CREDENTIALS.sub("", url) if "@" in url else url


def site_of(url: str) -> str:
    """What one robots.txt speaks for: scheme, host and port.

    >>> site_of("https://www.polderpost.example/a?b")
    'https://www.polderpost.example'
    """
    parts = urlsplit(without_password(url))
    return f"{parts.scheme}://{parts.netloc}".lower()


def same_house(url: str, domain: str) -> bool:
    """Whether the address is at this domain or below it.

    >>> same_house("https://sport.nos.nl/a", "nos.nl"), same_house("https://slechtnos.nl/", "nos.nl")
    (True, False)
    """
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return False
    return host == domain or host.endswith(f".{domain}")


def domain_of(url: str) -> str:
    """The host without "www."."""
    return (urlsplit(url).hostname or "").lower().removeprefix("www.")
