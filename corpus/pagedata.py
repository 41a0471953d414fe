"""What a page says about itself: JSON-LD (schema.org), OpenGraph and other `<meta>` elements.

Of two statements the one made for machines about the article wins over the one about the page: JSON-LD,
then OpenGraph's `article:`, then microdata, then older meta names. Stamps keep the zone that the page
gives.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from corpus.article import Kind
from corpus.clean import one_line
from corpus.pagestamps import article_stamp, stamps_of
from corpus.signs import agency_of, signs

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

Node = dict[str, object]
MAX_NODES = 5_000
"""Most JSON-LD nodes that are looked at; a page has some twenty, a list of products some hundreds."""
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
    """Where the stamp stands: "json-ld datePublished", "meta NAME", "itemprop NAME", "time"."""
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
    paywall: bool | None
    reserved: bool | None
    """Whether rights are reserved against text and data mining (W3C TDM Reservation Protocol, `tdm-reservation`)."""
    kind: Kind | None
    types: frozenset[str]
    """The schema.org types of all nodes of the page."""
    site_page: bool
    """OpenGraph calls the page "website", or says nothing about it."""


@cache
def page_types() -> dict[str, Kind]:
    """schema.org type -> kind of page."""
    kinds: tuple[Kind, ...] = ("article", "liveblog", "video")
    return {name: kind for kind in kinds for name in signs("types")[kind]}


def page_data(tree: HtmlElement, address: str | None = None) -> PageData:
    """What the parsed page says about itself; `address` is where it was found, to make relative addresses
    whole.
    """
    nodes = list(_nodes(tree))
    meta = _meta(tree)
    node = _main_node(nodes)
    site = (
        _name(_linked(node.get("publisher"), nodes))
        or meta.get("og:site_name")
        or meta.get("application-name")
    )
    url = _address(tree, meta, node, address)
    published, published_from = stamps_of("published", tree, meta, node)
    modified, modified_from = stamps_of("modified", tree, meta, node)
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
        site=one_line(site or (urlsplit(url).hostname or "" if url else "")) or None,
        url=url,
        paywall=_paywall(tree, meta, node, nodes),
        reserved=_reserved(meta),
        kind=_kind(node, meta),
        types=frozenset(name for found in nodes for name in _types(found)),
        site_page=meta.get("og:type", "website").startswith("website"),
    )


def _nodes(tree: HtmlElement) -> Iterator[Node]:
    """All JSON-LD objects of the page, outer ones first; a block that is no JSON is passed over."""
    count = 0
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            waiting: list[object] = [json.loads((script.text or "").strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and count < MAX_NODES:
            value = waiting.pop(0)
            count += 1
            if isinstance(value, list):
                waiting.extend(value)
            elif isinstance(value, dict):
                yield value
                waiting.extend(inner for inner in value.values() if isinstance(inner, list | dict))


def _main_node(nodes: list[Node]) -> Node:
    """The node of the article: a live blog before the updates inside it, an article before the video in
    it.
    """
    for kind in ("liveblog", "article", "video"):
        for node in nodes:
            if any(page_types().get(name) == kind for name in _types(node)):
                return node
    return {}


def _types(node: Node) -> list[str]:
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return [name.rpartition("/")[2].rpartition(":")[2] for name in names if isinstance(name, str)]


def _kind(node: Node, meta: dict[str, str]) -> Kind | None:
    kinds = [page_types()[name] for name in _types(node) if name in page_types()]
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
    headings = [one_line(heading.text_content()) for heading in tree.xpath("//h1")[:5]]
    titles = [one_line(title.text_content()) for title in tree.xpath("//head/title")[:1]]
    headline = node.get("headline") or node.get("name")
    spoken = [one_line(unescape(text)) for text in (headline, meta.get("og:title")) if isinstance(text, str)]
    for title in (*spoken, *headings[:1], *titles):
        bare = _without_site(title, site)
        if bare:
            return bare
    return None


def _without_site(title: str, site: str | None) -> str:
    """ "Meer meldingen | De Krant" is "Meer meldingen"."""
    name = one_line(site or "")
    if name and title.casefold().endswith(name.casefold()):
        rest = title[: -len(name)]
        if rest.rstrip(_SEPARATORS) and rest.rstrip() != rest and rest.rstrip()[-1] in _SEPARATORS:
            return rest.rstrip(_SEPARATORS)
    return title


def _linked(value: object, nodes: list[Node]) -> object:
    """The node that a reference ({"@id": ...}) stands for, as in the graphs of WordPress."""
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return next((node for node in nodes if node.get("@id") == value["@id"] and "name" in node), value)
    return value


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return next(filter(None, map(_name, value)), None)
    if isinstance(value, dict):
        value = value.get("name")
    return unescape(value) if isinstance(value, str) and value.strip() else None


def _authors(tree: HtmlElement, meta: dict[str, str], node: Node) -> tuple[str, ...]:
    """The authors that the page names, the surest place first: JSON-LD, then meta elements."""
    given = node.get("author") or node.get("creator")
    names = [
        _name(author) for author in (given if isinstance(given, list) else [given]) if not _is_company(author)
    ]
    if not any(names):
        names = [
            element.get("content")
            for name in _AUTHOR_NAMES
            for element in tree.xpath(_META_NAMED, name=name)
            if meta.get(name)
        ]
    return tuple(one_line(name) for name in names if name and "://" not in name)


def _is_company(author: object) -> bool:
    """An organisation as author is the site itself; only a news agency says something by it."""
    company = isinstance(author, dict) and any("Organization" in name for name in _types(author))
    return company and agency_of(_name(author) or "") is None


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


def _reserved(meta: dict[str, str]) -> bool | None:
    """True for "1", False for "0" (https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/, 6.3)."""
    return {"1": True, "0": False}.get(meta.get("tdm-reservation", ""))


def _language(tree: HtmlElement, meta: dict[str, str], node: Node) -> str | None:
    given = (
        node.get("inLanguage") or tree.get("lang") or meta.get("content-language") or meta.get("og:locale")
    )
    return given.replace("_", "-").strip().lower()[:2] or None if isinstance(given, str) else None


def _address(tree: HtmlElement, meta: dict[str, str], node: Node, address: str | None) -> str | None:
    """The address that the page wants to be known by; never a bare host, which many pages of a site may
    give.
    """
    for given in (
        *tree.xpath("//link[@rel='canonical']/@href")[:1],
        meta.get("og:url"),
        node.get("url"),
        address,
    ):
        if isinstance(given, str) and given.strip():
            url = urljoin(address or "", given.strip())
            try:
                parts = urlsplit(url)
            except ValueError:
                continue
            if (
                parts.scheme in {"http", "https"}
                and parts.hostname
                and (parts.path.strip("/") or parts.query)
            ):
                return url
    return None


def _paywall(tree: HtmlElement, meta: dict[str, str], node: Node, nodes: list[Node]) -> bool | None:
    """True if the markup says that the article is not free, False if it says that it is; None if it says nothing,
    or free within limits.
    """
    for found in [node, *nodes]:
        free = found.get("isAccessibleForFree")
        if isinstance(free, str):
            free = {"true": True, "false": False}.get(free.strip().lower().rpartition("/")[2])
        if isinstance(free, bool):
            return not free
    table = signs("paywall")
    for name, content in meta.items():
        if name in table["names"] or ("cxense" in name and any(part in name for part in table["name_parts"])):
            said = content.lower()
            if said in table["paid"] or said in table["free"]:
                return said in table["paid"]
    for name in table["attributes"]:
        for said in tree.xpath(f"(//body | //main | //article)/@{name}")[:3]:
            if said.lower() in table["paid"]:
                return True
    return None
