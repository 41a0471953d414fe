"""Where things stand on the pages, and which addresses a browser may be sent to."""

from __future__ import annotations

from urllib.parse import urlsplit

from corpus.article import Span


def anchor_of(key: str) -> str:
    """The anchor of a finding; stays the same as long as its key does."""
    return f"f-{key[:16]}"


def mark_anchor(key: str, article: str | int) -> str:
    """The anchor of the first figure of this finding in the text of the article."""
    return f"m-{key[:16]}-{article}"


def place_anchor(span: Span) -> str:
    """The anchor of a place on the page of its article."""
    return f"p-{span.field}-{span.start}-{span.end}"


def web_address(url: str | None) -> str | None:
    """The address if a browser may be sent there; None for `javascript:` and everything else that is no page.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if not url or any(ord(letter) <= 0x20 for letter in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
