"""The JSON-LD of a page: its objects, what they are, and which of them is the article."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from corpus.article import Kind
from corpus.signs import signs

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

Node = dict[str, object]
MAX_NODES = 5_000
"""Most JSON-LD nodes that are looked at; a page has some twenty, a list of products some hundreds."""


@cache
def page_types() -> dict[str, Kind]:
    """schema.org type -> kind of page."""
    kinds: tuple[Kind, ...] = ("article", "liveblog", "video")
    return {name: kind for kind in kinds for name in signs("types")[kind]}


def nodes_of(tree: HtmlElement) -> Iterator[Node]:
    """All JSON-LD objects of the page, outer ones first; a block that is no JSON is passed over."""
    count = 0
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            waiting: deque[object] = deque(
                [json.loads((script.text or "").strip().rstrip(";"), strict=False)]
            )
        except (ValueError, RecursionError):
            continue
        while waiting and count < MAX_NODES:
            value = waiting.popleft()
            count += 1
            if isinstance(value, list):
                waiting.extend(inner for inner in value if isinstance(inner, (list, dict)))
            elif isinstance(value, dict):
                yield value
                waiting.extend(inner for inner in value.values() if isinstance(inner, (list, dict)))


def main_node(nodes: list[Node]) -> Node:
    """The node of the article: a live blog before the updates inside it, an article before the video in
    it.
    """
    for kind in ("liveblog", "article", "video"):
        for node in nodes:
            if any(page_types().get(name) == kind for name in types_in(node)):
                return node
    return {}


def webpage_node(nodes: list[Node]) -> Node:
    """The node of the page itself, which in the graphs of WordPress has the stamps if there is none of an article."""
    return next((node for node in nodes if "WebPage" in types_in(node)), {})


def types_in(node: Node) -> list[str]:
    """The schema.org types of a node of JSON-LD, without the address before them ("NewsArticle")."""
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return [name.rpartition("/")[2].rpartition(":")[2] for name in names if isinstance(name, str)]


def linked(value: object, nodes: list[Node]) -> object:
    """The node that a reference ({"@id": ...}) stands for, as in the graphs of WordPress."""
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return next((node for node in nodes if node.get("@id") == value["@id"] and "name" in node), value)
    return value


def name_of(value: object) -> str | None:
    """The name in a value of JSON-LD, which may be a string, a thing with a name, or a list of those; None if none."""
    if isinstance(value, list):
        return next(filter(None, map(name_of, value)), None)
    if isinstance(value, dict):
        value = value.get("name")
    return unescape(value) if isinstance(value, str) and value.strip() else None
