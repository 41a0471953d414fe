"""The lead under the heading of a page, where the running text lacks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.clean import one_line
from corpus.paragraphs import letters_of
from corpus.signs import dashed, parts_pattern

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

LEAD_LETTERS = 40
"""Letters that description and lead share at their start; descriptions are often cut off after 150."""
MARKED_WITHIN = 60
"""Elements behind the heading among which a marked lead stands."""
LONGEST_LEAD = 1_500


def missing_lead(tree: HtmlElement, description: str | None, blocks: list[str]) -> str | None:
    """The lead under the heading if the running text lacks it: trafilatura takes some for a teaser.

    It is known by the page's own description, which repeats it, and only ever taken from the page.
    """
    if marked := _marked_lead(tree, blocks):
        return marked
    said = letters_of(description or "")
    if len(said) < LEAD_LETTERS or said[:LEAD_LETTERS] in _letters_in(blocks):
        return None
    for element in tree.xpath("(//h1)[1]/following::*[self::p or self::div or self::h2 or self::strong]")[
        :80
    ]:
        if len(element) > 20:
            continue
        lead = one_line(element.text_content())
        words = letters_of(lead)
        at = words.find(said[:LEAD_LETTERS])
        if (
            len(lead) < 4 * len(description or "") and 0 <= at <= LEAD_LETTERS
        ):  # "UTRECHT - " may stand before it
            return lead
    return None


def _marked_lead(tree: HtmlElement, blocks: list[str]) -> str | None:
    """The lead that the page marks as one by its class, near the heading; the text lacks it."""
    for element in tree.xpath("(//h1)[1]/following::*[self::p or self::div or self::h2 or self::section]")[
        :MARKED_WITHIN
    ]:
        names = " ".join(filter(None, (element.get(name) for name in ("class", "data-testid", "itemprop"))))
        if not names or not parts_pattern("lead", "parts").search(dashed(names)) or len(element) > 20:
            continue
        if element.xpath("boolean(.//img | .//figure | .//button | .//h1)"):
            continue  # a lead picture
        if element.xpath("boolean(ancestor::li | ancestor::aside | ancestor::article[not(.//h1)])"):
            continue  # the lead of another article
        lead = one_line(element.text_content())
        words = letters_of(lead)
        if len(words) >= LEAD_LETTERS and len(lead) < LONGEST_LEAD:
            text = _letters_in(blocks)
            return None if words[:LEAD_LETTERS] in text or words[-LEAD_LETTERS:] in text else lead
    return None


def _letters_in(blocks: list[str]) -> str:
    return letters_of(" ".join(blocks))
