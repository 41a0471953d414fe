"""What a page says about itself: JSON-LD (schema.org), OpenGraph and other `<meta>` elements.

Of two statements the one made for machines about the article wins over the one about the page: JSON-LD,
then OpenGraph's `article:`, then microdata, then older meta names. Stamps keep the zone that the page
gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain, islice
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from corpus.article import Kind
from corpus.clean import one_line
from corpus.pagenodes import Node, linked, main_node, name_of, nodes_of, page_types, types_in, webpage_node
from corpus.pagerights import paywall_of, reserved_of
from corpus.pagestamps import article_stamp, stamps_of
from corpus.signs import agency_of
from corpus.urls import without_password

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_LANGUAGE = re.compile(r"[A-Za-z]{2}(?=[-_]|$)")
_SEPARATORS = " |-–—:·•"


@dataclass(frozen=True, slots=True)
class PageData:
    """Statements of the page; None where it makes none. `kind` is None unless a schema.org type or
    OpenGraph says it.
    """

    title: str | None
    description: str | None
    published: str | None
    published_from: str | None
    """Where the stamp stands: "json-ld datePublished", "meta NAME", "itemprop NAME", "data", "time"."""
    modified: str | None
    modified_from: str | None
    article_stamp: bool
    """Whether the markup of an article, not just any time on the page, says when it appeared."""
    authors: tuple[str, ...]
    """As given, uncleaned."""
    section: str | None
    language: str | None
    site: str | None
    url: str | None
    """Where it was found, else the address that the page calls its own."""
    paywall: bool | None
    reserved: bool | None
    """Whether rights are reserved against text and data mining (W3C TDM Reservation Protocol, `tdm-reservation`)."""
    kind: Kind | None
    node: Node
    """The article in the page's JSON-LD; empty if it has none."""
    types: frozenset[str]
    """The schema.org types of all nodes of the page."""
    site_page: bool
    """OpenGraph calls the page "website", or says nothing about it."""


def page_data(tree: HtmlElement, address: str | None = None) -> PageData:
    """What the parsed page says about itself; `address` is where it was found. The article is stored under it and
    read again by it, so that nothing about the page may hang on whether it was given.
    """
    nodes = list(nodes_of(tree))
    meta = _meta(tree)
    node = main_node(nodes)
    site = (
        name_of(linked(node.get("publisher"), nodes))
        or meta.get("og:site_name")
        or meta.get("application-name")
    )
    url = address or _address(tree, meta, node)
    dated = node or webpage_node(nodes)
    published, published_from = stamps_of("published", tree, meta, dated)
    modified, modified_from = stamps_of("modified", tree, meta, dated)
    return PageData(
        title=_title(tree, meta, node, site),
        description=one_line(unescape(meta.get("og:description") or meta.get("description") or "")) or None,
        published=published,
        published_from=published_from,
        modified=modified,
        modified_from=modified_from,
        article_stamp=article_stamp(meta, node),
        authors=_authors(tree, meta, node),
        section=_section(meta, node),
        language=_language(tree, meta, node),
        site=one_line(site or split(url).hostname or "") or None,
        url=url,
        paywall=paywall_of(tree, meta, node, nodes),
        reserved=reserved_of(meta),
        kind=_kind(node, meta),
        node=node,
        types=frozenset(name for found in nodes for name in types_in(found)),
        site_page=meta.get("og:type", "website").startswith("website"),
    )


def _kind(node: Node, meta: dict[str, str]) -> Kind | None:
    kinds = [page_types()[name] for name in types_in(node) if name in page_types()]
    if kinds:
        return kinds[0]
    return {"article": "article", "news": "article", "video": "video"}.get(
        meta.get("og:type", "").partition(".")[0]
    )  # type: ignore[return-value]


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Meta elements by name, property or itemprop in lower case; the first of each counts."""
    found: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            name, content = element.get(key), element.get("content").strip()
            if name and content:
                found.setdefault(name.strip().lower(), content)
    return found


def _title(tree: HtmlElement, meta: dict[str, str], node: Node, site: str | None) -> str | None:
    headline = node.get("headline") or node.get("name")
    spoken = (one_line(unescape(text)) for text in (headline, meta.get("og:title")) if isinstance(text, str))
    written = (one_line(element.text_content()) for element in _titles(tree))
    return next(filter(None, (_without_site(title, site) for title in chain(spoken, written))), None)


def _titles(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The first heading, then the title of the page."""
    yield from islice(tree.iter("h1"), 1)
    yield from tree.xpath("//head/title")[:1]


def _without_site(title: str, site: str | None) -> str:
    """ "Meer meldingen | De Krant" is "Meer meldingen"."""
    name = one_line(site or "")
    if name and title.casefold().endswith(name.casefold()):
        rest = title[: -len(name)]
        if rest.rstrip(_SEPARATORS) and rest.rstrip() != rest and rest.rstrip()[-1] in _SEPARATORS:
            return rest.rstrip(_SEPARATORS)
    return title


def _authors(tree: HtmlElement, meta: dict[str, str], node: Node) -> tuple[str, ...]:
    """The authors that the page names, the surest place first: JSON-LD, then meta elements."""
    given = node.get("author") or node.get("creator")
    names = [
        name_of(author)
        for author in (given if isinstance(given, list) else [given])
        if not _is_company(author)
    ]
    if not any(names):
        names = [
            element.get("content")
            for name in _AUTHOR_NAMES
            if meta.get(name)
            for element in tree.xpath(_META_NAMED, name=name)
        ]
    return tuple(one_line(name) for name in names if name and "://" not in name)


def _is_company(author: object) -> bool:
    """An organisation as author is the site itself; only a news agency says something by it."""
    company = isinstance(author, dict) and any("Organization" in name for name in types_in(author))
    return company and agency_of(name_of(author) or "") is None


_META_NAMED = (
    "//meta[translate(@name | @property, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') = $name]"
)
_AUTHOR_NAMES = ("author", "article:author", "cxenseparse:mhu-article_author", "cxenseparse:author")


def _section(meta: dict[str, str], node: Node) -> str | None:
    given = node.get("articleSection")
    if isinstance(given, list):
        given = next((one for one in given if isinstance(one, str)), None)
    section = given if isinstance(given, str) and given.strip() else meta.get("article:section")
    return one_line(unescape(section))[:100] or None if section else None


def _language(tree: HtmlElement, meta: dict[str, str], node: Node) -> str | None:
    given = (
        node.get("inLanguage") or tree.get("lang") or meta.get("content-language") or meta.get("og:locale")
    )
    found = _LANGUAGE.match(given.strip()) if isinstance(given, str) else None
    return found[0].lower() if found else None


def _address(tree: HtmlElement, meta: dict[str, str], node: Node) -> str | None:
    """The address that the page wants to be known by; never a bare host, which many pages of a site may give."""
    for given in (*tree.xpath("//link[@rel='canonical']/@href")[:1], meta.get("og:url"), node.get("url")):
        parts = split(given if isinstance(given, str) else None)
        if parts.scheme in {"http", "https"} and parts.hostname and (parts.path.strip("/") or parts.query):
            return without_password(str(given).strip())
    return None


def split(address: str | None) -> SplitResult:
    """The parts of an address; empty ones if it is none."""
    try:
        return urlsplit((address or "").strip())
    except ValueError:
        return urlsplit("")
