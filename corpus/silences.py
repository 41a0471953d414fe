"""Comments by which an author tells klopt to pass over a place: `<!-- klopt: niet same-period -->`.

Known from linters. Rules are named, parted by commas; none named means all. The comment speaks of the paragraph that it
stands in; alone between blank lines, of the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.article import Silence
from corpus.clean import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_SAYS = re.compile(r"\s{0,20}klopt:\s{0,20}(?:niet|not)\b([a-z,\s-]{0,500})\Z", re.IGNORECASE)
_COMMENT = re.compile(r"<!--[^<>]{0,600}-->")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
LONGEST = 620
"""Characters of the longest comment that is looked at."""
AHEAD = 5
"""Paragraphs among which the one is that a comment speaks of; those before it hold comments only."""
LETTERS = 60
"""Letters by which a paragraph of a page is known again in its cleaned text."""


def told_in(comment: str) -> tuple[str, ...] | None:
    """The rules that a comment silences, empty for all; None if it says nothing to klopt.

    >>> told_in(" klopt: niet same-period, grim "), told_in("klopt: niet"), told_in("later nog nakijken")
    (('same-period', 'grim'), (), None)
    """
    found = _SAYS.match(comment.rstrip())
    return None if found is None else tuple(filter(None, re.split(r"[\s,]+", found[1].lower())))


def silences_in_text(text: str) -> Iterator[Silence]:
    """What the comments in a text say, with the paragraph that each speaks of, in reading order."""
    if "<!--" not in text:
        return
    breaks = [(0, 0), *(found.span() for found in _BLANK_LINE.finditer(text)), (len(text), len(text))]
    paragraphs = [(one[1], other[0]) for one, other in pairwise(breaks)]
    nr = 0
    for start, end in _comments(text):
        rules = told_in(text[start + len("<!--") : end - len("-->")])
        if rules is None:
            continue
        while nr < len(paragraphs) - 1 and paragraphs[nr][1] < end:
            nr += 1
        ahead = range(nr, min(nr + AHEAD, len(paragraphs)))
        at = next((at for at in ahead if _COMMENT.sub("", text[slice(*paragraphs[at])]).strip()), ahead[-1])
        yield Silence(*paragraphs[at], rules)


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Where comments stand, from "<!--" to behind "-->"; longer ones than any that speaks to klopt are left out."""
    end = 0
    while (start := text.find("<!--", end)) >= 0:
        close = text.find("-->", start)
        if close < 0:
            return
        end = close + len("-->")
        if end - start <= LONGEST:
            yield start, end


def told_on_page(tree: HtmlElement) -> list[tuple[str, tuple[str, ...]]]:
    """What the comments of a page say: the first letters of the block that each speaks of, and the rules."""
    found = []
    for comment in tree.xpath("//comment()")[:1000]:
        rules = told_in(comment.text or "")
        if rules is None:
            continue
        block = comment.getparent()
        inside = block is not None and block.tag in (
            "p",
            "li",
            "td",
            "h1",
            "h2",
            "h3",
            "blockquote",
            "figcaption",
        )
        if not inside:
            block = next((other for other in comment.itersiblings() if isinstance(other.tag, str)), None)
        if block is not None and (letters := letters_of(block.text_content())):
            found.append((letters, rules))
    return found


def silences_on_page(text: str, told: list[tuple[str, tuple[str, ...]]]) -> Iterator[Silence]:
    """The same as places in the cleaned text of the page; what is not in it is left out."""
    start = 0
    for paragraph in text.split("\n\n"):
        for letters, rules in told:
            if letters_of(paragraph) == letters:
                yield Silence(start, start + len(paragraph), rules)
        start += len(paragraph) + len("\n\n")


def letters_of(text: str) -> str:
    """The letters and digits that a paragraph begins with, in lower case."""
    return "".join(c for c in one_line(text).casefold() if c.isalnum())[:LETTERS]
