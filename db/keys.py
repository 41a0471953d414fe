"""Content keys: names for articles, texts and findings that hold no row id and no offset.

What people did by hand hangs on them, so it survives a new run and a rebuild. All are hexadecimal sha256
except the key of an article that has an address: that is the address.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from corpus.article import Article

_URI = re.compile(r"[a-z][a-z0-9+.-]{1,30}:\S", re.ASCII)


def _sha256(*parts: str) -> str:
    """Digest of the parts with their lengths, so that moving a character from one part to the next gives
    another digest.
    """
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(raw))
        digest.update(raw)
    return digest.hexdigest()


def text_digest(article: Article) -> str:
    """What tells two versions of one article apart: its title and text, not its dates or authors."""
    return _sha256(article.title or "", article.text)


def article_key(article: Article, identity: str | None = None) -> str:
    """What stays the same when the article is fetched again: its address, else `identity` (a file URI), else
    its id if that is a URI, else the digest of title and text.

    >>> article_key(Article(id=1, url="https://example.org/a", text="Tekst."))
    'https://example.org/a'
    >>> article_key(Article(id="file:///a.txt", text="Tekst."))
    'file:///a.txt'
    >>> article_key(Article(id="a.txt", text="Tekst."))[:7]
    'sha256:'
    """
    if article.url:
        return article.url
    if identity:
        return identity
    if isinstance(article.id, str) and _URI.match(article.id):
        return article.id
    return "sha256:" + text_digest(article)


def finding_key(article_key: str, rule: str, words: Sequence[str], nth: int) -> str:
    """The name of a finding: the article it stands with, the rule, the words of its spans, and how many of
    the same came before it in that article.

    Case and spacing of the words do not count. For a finding across articles, pass the key of the article it
    stands with.

    >>> key = finding_key("a", "same-period", ["34 in 2017"], 0)
    >>> key == finding_key("a", "same-period", ["34 IN  2017"], 0)
    True
    """
    return _sha256(article_key, rule, *(" ".join(word.split()).casefold() for word in words), str(nth))


def tombstone_digest(article_key: str) -> str:
    """How a forgotten article is remembered: an address may name a person, so by this digest of its key alone."""
    return _sha256("forgotten", article_key)


def entity_key(kind: str, name: str) -> str:
    """First guess at who a name is: mentions of one kind with the same name, case aside, are one entity."""
    return f"{kind}:{' '.join(name.split()).casefold()}"
