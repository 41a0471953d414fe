"""What a page says about itself: JSON-LD (schema.org), OpenGraph and other `<meta>` elements.

Of two statements the one made for machines about the article wins over the one about the page: JSON-LD,
then OpenGraph's `article:`, then microdata, then older meta names. Stamps keep the zone that the page
gives.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from corpus.article import Kind
from corpus.clean import one_line
from corpus.stamps import iso_stamp, mail_stamp

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
    modified: str | None
    authors: tuple[str, ...]
    language: str | None
    site: str | None
    url: str | None
    paywall: bool | None
    kind: Kind | None


@cache
def _stamp_names(which: str) -> tuple[str, ...]:
    """Names of meta elements with the stamp of this kind, the surest first."""
    table = tomllib.loads(files("corpus").joinpath("pages.toml").read_text(encoding="utf-8"))["stamps"]
    return tuple(table[which])


@cache
def page_types() -> dict[str, Kind]:
    """schema.org type -> kind of page."""
    table = tomllib.loads(files("corpus").joinpath("pages.toml").read_text(encoding="utf-8"))["types"]
    kinds: tuple[Kind, ...] = ("article", "liveblog", "video")
    return {name: kind for kind in kinds for name in table[kind]}


def page_data(tree: HtmlElement, address: str | None = None) -> PageData:
    """What the parsed page says about itself; `address` is where it was found, to make relative addresses
    whole.
    """
    nodes = list(_nodes(tree))
    meta = _meta(tree)
    node = _main_node(nodes)
    site = _name(node.get("publisher")) or meta.get("og:site_name") or meta.get("application-name")
    url = _address(tree, meta, node, address)
    return PageData(
        title=_title(tree, meta, node, site),
        description=one_line(unescape(meta.get("og:description") or meta.get("description") or "")) or None,
        published=_stamp(node.get("datePublished"), *(meta.get(name) for name in _stamp_names("published")))
        or _stamp(*tree.xpath("//*[@itemprop='datePublished']/@datetime | //time[@pubdate]/@datetime")[:1])
        or _stamp(*_times_at_heading(tree)),
        modified=_stamp(node.get("dateModified"), *(meta.get(name) for name in _stamp_names("modified")))
        or _stamp(*tree.xpath("//*[@itemprop='dateModified']/@datetime")[:1]),
        authors=_authors(node, meta),
        language=_language(tree, meta, node),
        site=one_line(site or (urlsplit(url).hostname or "" if url else "")) or None,
        url=url,
        paywall=_paywall(nodes),
        kind=_kind(node, meta),
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


def _stamp(*written: object) -> str | None:
    for value in written:
        if isinstance(value, str) and len(value) < 60:
            stamp = iso_stamp(value) or mail_stamp(value)
            if stamp is not None:
                return stamp
    return None


def _times_at_heading(tree: HtmlElement) -> list[str]:
    """The times in the smallest block around the heading that has any: the first is when the article
    appeared.
    """
    for block in tree.xpath("(//h1)[1]/ancestor::*")[:-5:-1]:
        times = block.xpath(".//time/@datetime")
        if times:
            return [str(time) for time in times[:1]]
    return []


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return next(filter(None, map(_name, value)), None)
    if isinstance(value, dict):
        value = value.get("name")
    return unescape(value) if isinstance(value, str) and value.strip() else None


def _authors(node: Node, meta: dict[str, str]) -> tuple[str, ...]:
    given = node.get("author") or node.get("creator") or [meta.get("author"), meta.get("article:author")][:1]
    names = [_name(author) for author in (given if isinstance(given, list) else [given])]
    cleaned = (one_line(name) for name in names if name and "://" not in name)
    return tuple(dict.fromkeys(name for name in cleaned if name))


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


def _paywall(nodes: list[Node]) -> bool | None:
    """True if the page says that it is not free (schema.org isAccessibleForFree), False if it says that it
    is.
    """
    for node in nodes:
        free = node.get("isAccessibleForFree")
        if isinstance(free, bool):
            return not free
        if isinstance(free, str) and free.strip().lower() in {"true", "false"}:
            return free.strip().lower() == "false"
    return None
