"""What stands among the text of a page and is not of it: links to other articles, credits, sharing, bylines.

Elements go by their class names before the text is taken, blocks by their words after. An element that holds the
heading or a good part of the page's text stays, whatever it is called: themes name their whole page "related".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from corpus.clean import one_line
from corpus.corrections import correction_notes
from corpus.signs import agency_pattern, dashed, parts_pattern, signs

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

GOOD_PART = 0.25
"""Share of the page's letters from which an element is not furniture."""
MOSTLY_LINKS = 0.5
LONGEST_BLOCK = 240
LONGEST_BYLINE = 160
LABEL = 40
"""Characters of what stands beside or above a title and is no text."""
EDGE = 4
"""Blocks at either end among which a byline stands."""
_NUMBER = re.compile(r"\d+(?:[.:/-]\d+)*")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAMES = ("class", "id", "data-test-id", "data-testid")
_NAMED = f".//*[{' or '.join(f'@{name}' for name in _NAMES)}]"
_UNREAD = frozenset(("script", "style", "noscript", "template"))
_GONE = "FURNITURE"
"""The tag of what goes, in capitals: no element of a parsed page has it."""


def prune(tree: HtmlElement) -> None:
    """Take the furniture out of the parsed page, and turn tables that only lay it out into plain blocks."""
    from lxml.etree import strip_elements  # type: ignore[import-untyped]

    if next(tree.iter("table"), None) is not None:
        for table in tree.xpath("//table[.//h1 or .//table or count(.//td//p) > 2]"):
            for part in table.iter("table", "tbody", "tr", "td", "th"):
                part.tag = "div"
    body = tree.find("body")
    if body is None:
        return
    letters, linked = _letters(body)
    _drop_labels(body)
    whole = letters.get(body, 0)
    headed = {above for heading in body.iter("h1") for above in heading.iterancestors()}
    known: dict[str, bool | None] = {}  # the same names come back hundreds of times on a page
    for element in body.xpath(_NAMED):
        if element.tag == "h1" or element in headed or letters.get(element, 0) > GOOD_PART * whole:
            continue
        names = " ".join(filter(None, (element.get(name) for name in _NAMES)))
        if names not in known:
            known[names] = _is_furniture(names)
        is_gone = known[names]
        if is_gone is None:
            is_gone = linked.get(element, 0) > MOSTLY_LINKS * letters.get(element, 0)
        if is_gone:
            element.tag = _GONE
    strip_elements(tree, _GONE, with_tail=False)  # at once: one by one, the tails are copied each time


def _drop_labels(body: HtmlElement) -> None:
    """Take out what stands right above the heading as its label: "Toerisme", "Video"."""
    for heading in body.xpath("(.//h1)[1]"):
        for before in [*heading.itersiblings("p", "span", "div", "a", preceding=True)][:EDGE]:
            words = one_line(before.text_content())
            if (
                words
                and len(words) <= LABEL
                and words[-1].isalnum()
                and next(before.iter("time"), None) is None
            ):
                before.text = None
                for child in [*before]:
                    before.remove(child)


def _is_furniture(names: str) -> bool | None:
    """Whether these names of an element say that it is furniture; None if it is where it is mostly links."""
    words = dashed(names)
    if parts_pattern("furniture", "parts").search(words):
        return True
    return None if parts_pattern("furniture", "links").search(words) else False


def _letters(body: HtmlElement) -> tuple[dict[HtmlElement, int], dict[HtmlElement, int]]:
    """Characters of text inside each element, and those of them that are links; one pass, children before parents."""
    letters: dict[HtmlElement, int] = {}
    linked: dict[HtmlElement, int] = {}
    for element in reversed([*body.iter()]):
        tag = element.tag
        if tag in _UNREAD:
            continue
        own = letters.get(element, 0)
        if (text := element.text) and isinstance(tag, str):
            own += len(text.strip())
        letters[element] = own
        links = own if tag == "a" else linked.get(element, 0)
        linked[element] = links
        above = element.getparent()
        if above is not None:
            tail = element.tail
            letters[above] = letters.get(above, 0) + own + (len(tail.strip()) if tail else 0)
            if links:
                linked[above] = linked.get(above, 0) + links
    return letters, linked


@cache
def _blocks() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{words})" for words in signs("furniture")["blocks"]), re.IGNORECASE)


@cache
def _byline_words() -> frozenset[str]:
    return frozenset(signs("furniture")["byline"]) | frozenset(signs("furniture")["days"])


def without_furniture(blocks: Sequence[str], names: Iterable[str | None], headings: set[str]) -> list[str]:
    """The blocks of the text without those that are furniture, or a line of names and times at either end.

    `names` are the authors, the section and the site, as the page gives them, `headings` its title in small letters.
    """
    known = {word.casefold() for name in names if name for word in _LETTERS.findall(name)}
    blocks = [block for block in blocks if not _is_furniture_block(block)]
    most = LONGEST_BYLINE + max(map(len, headings), default=0)
    kept = []
    for nr, block in enumerate(blocks):
        if nr < EDGE or nr >= len(blocks) - EDGE:
            lines = block.split("\n")
            left = [
                line for line in lines if len(line) > most or not _is_byline(_below(line, headings), known)
            ]
            block = block if len(left) == len(lines) else "\n".join(left)
        if block.strip():
            kept.append(block)
    return _cut(kept)


def below_title(blocks: Sequence[str], headings: set[str]) -> list[str]:
    """The blocks without the heading that is the title of the page, and without labels and bylines on its line or above
    it.
    """
    most = 2 * LABEL + max(map(len, headings), default=0)
    for nr, block in enumerate(blocks[:EDGE]):
        lines = block.split("\n")
        for at, line in enumerate(lines):
            if len(line) > most:
                continue
            left = _below(line, headings)
            if left != one_line(line) and len(left) <= LABEL:
                rest = "\n".join(lines[at + 1 :])
                return [
                    *(one for one in blocks[:nr] if len(one) > LABEL),
                    *([rest] if rest.strip() else []),
                    *blocks[nr + 1 :],
                ]
    return list(blocks)


def _below(line: str, headings: set[str]) -> str:
    """The line without the heading that it repeats at its start."""
    said = one_line(line)
    heading = next((one for one in headings if one and said.casefold().startswith(one)), "")
    return said[len(heading) :]


def _is_furniture_block(block: str) -> bool:
    return len(block) <= LONGEST_BLOCK and bool(_blocks().fullmatch(one_line(block)))


def _is_byline(line: str, known: set[str]) -> bool:
    """Whether a line has nothing but names that are known, times and the words between them."""
    if len(line) > LONGEST_BYLINE:
        return False
    line = agency_pattern().sub(" ", line)
    if line.startswith(("•", "-")) and _NUMBER.search(line):
        return False  # an item of a list
    words = _LETTERS.findall(_NUMBER.sub(" ", line))
    strange = [
        word for word in words if word.casefold() not in known and word.casefold() not in _byline_words()
    ]
    section = len(strange) < len(words) and all(map(_in_capitals, strange))  # "in FINANCIEEL"
    return (not strange or section) and (bool(words) or not _NUMBER.fullmatch(line))


def _in_capitals(word: str) -> bool:
    """Whether a word is set as the name of a section is: "FINANCIEEL"."""
    return len(word) >= EDGE and word.isupper()


def _cut(blocks: list[str]) -> list[str]:
    """What is above the heading of a list of other articles; a correction note below it stays."""
    ends = signs("furniture")["ends"]
    total = sum(map(len, blocks))
    above = 0
    for nr, block in enumerate(blocks):
        if above >= total / 2 and _head(block) in ends:
            return blocks[:nr] + [note for note in blocks[nr + 1 :] if any(correction_notes(note))]
        above += len(block)
    return blocks


def _head(block: str) -> str:
    """The first line in small letters, without the marks or the number in brackets at its end.

    >>> _head("Lees ook:"), _head("Reacties (12)"), _head("Verder lezen?")
    ('lees ook', 'reacties', 'verder lezen?')
    """
    line = one_line(block[:LONGEST_BLOCK].partition("\n")[0])
    before, _, number = line.rpartition("(")
    counted = number.endswith(")") and number[:-1].isdecimal()
    return (before if counted else line.rstrip(":.…>»")).rstrip().casefold()
