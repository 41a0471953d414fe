"""What kind of page it is: an article, or something that must never be kept as one.

A page that says what it is (schema.org, OpenGraph) is believed, except that a live blog, a front page and a
consent screen are also known by their address and their parts: many of them say "article" or nothing.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from corpus.article import Kind
from corpus.pagedata import split
from corpus.signs import dashed, parts_pattern, signs

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

    from corpus.pagedata import PageData

ARTICLE_WORDS = 80
"""Words from which a page that does not say what it is counts as an article; a short news message has a hundred."""
DATED_WORDS = 40
"""The same for a page with a title and a stamp of publication in its markup."""
MOST_ELEMENTS = 5_000
MOST_HEADINGS = 100
LONG = 200
"""Characters from which a paragraph is text and no teaser."""
_WORD = re.compile(r"[a-z-]+")


def kind_of(page: str, data: PageData, text: str, *, liveblog: bool, front: bool, dated: bool) -> Kind:
    """The kind of a page: from its source, what it says, its text, what `is_liveblog` and `is_front` make of its tree;
    `dated` if its markup or the line below the heading says when it appeared.
    """
    if is_gate(page, data, text):
        return "gate"
    if data.kind == "liveblog" or liveblog:
        return "liveblog"
    if data.kind == "video":
        return "video"
    if front:
        return "front"
    words = len(text.split())
    if data.kind == "article" or words >= ARTICLE_WORDS or (dated and data.title and words >= DATED_WORDS):
        return "article"
    return "other"


def is_gate(page: str, data: PageData, text: str) -> bool:
    """Whether the page only asks for consent, a log-in or proof of being human."""
    table = signs("gate")
    words = text.split()
    if len(words) > table["words"] or data.kind is not None:
        return False
    title = (data.title or "").casefold()
    if any(sign in title for sign in table["titles"]) or any(sign in page for sign in table["sources"]):
        return True
    asked = signs("consent")
    spoken = set(_WORD.findall(f"{title} {text.casefold()}")) & set(asked["words"])
    return data.published is None and len(spoken) >= asked["different"]


def is_liveblog(tree: HtmlElement, data: PageData) -> bool:
    """Whether the address, the title or the parts are those of a live blog."""
    table = signs("liveblog")
    path = split(data.url).path.casefold() + "/"
    title = (data.title or "").casefold()
    if any(sign in path for sign in table["paths"]) or title.startswith(tuple(table["titles"])):
        return True
    if tree.xpath("boolean(//body//*[@data-type='liveblog'])"):
        return True
    pattern = parts_pattern("liveblog", "parts")
    found = 0
    for names in tree.xpath("//body//*/@class[contains(., 'live') or contains(., 'Live')]")[:MOST_ELEMENTS]:
        found += bool(pattern.search(dashed(names)))
        if found > 1:
            return True
    return False


def is_front(tree: HtmlElement, data: PageData) -> bool:
    """Whether the page lists articles: the address is that of the site, or it is a collection of linked headings."""
    given = [
        *tree.xpath("//link[@rel='canonical']/@href")[:1],
        *tree.xpath("//meta[@property='og:url']/@content")[:1],
    ]
    if not data.article_stamp and any(_is_root(str(address)) for address in given or [data.url or ""]):
        return True
    table = signs("front")
    if data.types & set(table["types"]):
        return True
    if data.article_stamp:
        return False
    return data.site_page and _linked_headings(tree) >= table["headings"] > _long_paragraphs(tree)


def _linked_headings(tree: HtmlElement) -> int:
    """Headings that are links or hold one, among the first of the page."""
    return sum(
        1
        for heading in islice(tree.iter("h2", "h3"), MOST_HEADINGS)
        if next(heading.iter("a"), None) is not None or next(heading.iterancestors("a"), None) is not None
    )


def _long_paragraphs(tree: HtmlElement) -> int:
    """Paragraphs of text outside links."""
    long = (one for one in tree.iter("p") if len(one.text_content()) > LONG)
    return sum(1 for one in islice(long, MOST_HEADINGS) if next(one.iterancestors("a"), None) is None)


def _is_root(address: str) -> bool:
    parts = split(address)
    return bool(parts.hostname) and not parts.path.strip("/") and not parts.query
