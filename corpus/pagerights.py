"""What a page says about who may read and mine it: paywall, rights reserved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.pagenodes import Node
from corpus.signs import signs

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]


def reserved_of(meta: dict[str, str]) -> bool | None:
    """True for "1", False for "0" (https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/, 6.3)."""
    return {"1": True, "0": False}.get(meta.get("tdm-reservation", ""))


def paywall_of(tree: HtmlElement, meta: dict[str, str], node: Node, nodes: list[Node]) -> bool | None:
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
    around = [*tree.iter("body", "main", "article")]
    for name in table["attributes"]:
        told = [said for element in around if (said := element.get(name)) is not None]
        if any(said.lower() in table["paid"] for said in told[:3]):
            return True
    return None
