"""The paragraphs of the running text as the page has them: in its order, with those that trafilatura left out.

It drops single paragraphs and headings between boxes, and puts what it finds late (a short article, a text in parts)
behind the rest. A paragraph is of the text if it stands in the page as one of the kept ones does: in elements of the
same names and classes.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from unicodedata import normalize

from corpus.clean import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

Place = tuple[tuple[str, str], ...]
"""Names and classes of an element and of those around it, from the inside out, up to what holds the whole text."""
HEADINGS = ("h2", "h3", "h4")
MOST = 2_000
"""Paragraphs of a page that are looked at."""
DEEPEST = 30
ENOUGH = 40
"""Letters by which a paragraph is known again: of one with a box in it trafilatura gives less than the page has."""
_LETTERS = re.compile(r"[^\W_]+")
_OTHER = ("aside", "blockquote", "figure", "footer", "li", "nav", "table")
_SENTENCE_END = tuple(".!?…:\"'”’»)")


def in_page_order(tree: HtmlElement, blocks: Sequence[str]) -> list[str]:
    """The blocks of the text in the order of the page, and between them what stands there as they do."""
    found = _paragraphs(tree)
    places = _places(found, blocks)
    kept = {nr for nr in places if nr is not None}
    text = [found[nr][0] for nr in sorted(kept) if found[nr][0].tag == "p"]
    if not text:
        return list(blocks)
    rows: list[tuple[float, int, str]] = []
    last = -1.0
    for number, (place, block) in enumerate(zip(places, blocks, strict=True)):
        last = last if place is None else float(place)  # what is no paragraph stays behind the one before it
        rows.append((last, number, block))
    missed = sorted(_left_out(found, kept, text))
    said = letters_of("".join(blocks)) if missed else ""
    for nr in missed:
        letters = letters_of(found[nr][1])
        if (
            letters[:ENOUGH] not in said and letters[-ENOUGH:] not in said
        ):  # pages hold their text also for telephones
            said += letters
            rows.append((float(nr), -1, found[nr][1]))
    return [block for *_, block in sorted(rows, key=lambda row: row[:2])]


def _places(found: list[tuple[HtmlElement, str]], blocks: Sequence[str]) -> list[int | None]:
    """The number of the paragraph that each block is; of several that say the same the next one."""
    free: dict[str, list[int]] = {}
    for nr, (_, words) in enumerate(found):
        free.setdefault(_start(words), []).append(nr)
    places: list[int | None] = []
    last = -1
    for block in blocks:
        numbers = free.get(_start(block))
        if not numbers:
            places.append(None)
            continue
        at = bisect(numbers, last)  # rather further on in the page than back
        last = numbers.pop(at if at < len(numbers) else 0)
        places.append(last)
    return places


def letters_of(text: str) -> str:
    """Letters and digits alone, in small letters: by which two forms of a paragraph are known as one."""
    return "".join(_LETTERS.findall(normalize("NFC", text).casefold()))


def _start(words: str) -> str:
    """The first letters, by which a paragraph is known; of one that begins with many marks fewer."""
    found = letters_of(words[: 2 * ENOUGH])
    return (found if len(found) > ENOUGH else letters_of(words[: 4 * ENOUGH]))[:ENOUGH]


def _paragraphs(tree: HtmlElement) -> list[tuple[HtmlElement, str]]:
    found: list[tuple[HtmlElement, str]] = []
    for element in tree.iter("h1", "p", *HEADINGS):
        words = " ".join(element.text_content().split())  # the text is cleaned as a whole, later
        if words:
            found.append((element, words))
        if len(found) >= MOST:
            break
    return found


def _left_out(found: list[tuple[HtmlElement, str]], kept: set[int], text: list[HtmlElement]) -> Iterator[int]:
    """The numbers of paragraphs that stand as those of the text do, and of headings right above one."""
    above = _common(text)
    places = {place for element in text if (place := _place(element, above))}
    below = False  # whether the next paragraph of the page is one of the text
    for nr in range(len(found) - 1, -1, -1):
        element, words = found[nr]
        if nr in kept:
            below = element.tag == "p" or (below and element.tag != "h1")
            continue
        place = _place(element, above)
        if element.tag == "p":
            ours = place in places and words.endswith(_SENTENCE_END) and not _mostly_links(element, words)
        else:
            ours = below and bool(place) and any(place[1:] == other[1:] for other in places)
            ours = ours and not _mostly_links(element, words)
        if ours:
            yield nr
        below = ours and element.tag == "p"


def _common(elements: list[HtmlElement]) -> HtmlElement:
    """The innermost element that holds all of these."""
    chains = [[*one.iterancestors()][::-1] for one in elements]
    above = chains[0][-1]
    for level in zip(*chains, strict=False):
        if any(one is not level[0] for one in level):
            break
        above = level[0]
    return above


def _place(element: HtmlElement, above: HtmlElement) -> Place:
    """Where an element stands; empty if it is not in `above`, or in something that is apart from the text."""
    steps = [(str(element.tag), element.get("class") or "")]
    for outer in element.iterancestors():
        if outer is above:
            return tuple(steps)
        if outer.tag in _OTHER or len(steps) > DEEPEST:
            return ()
        steps.append((str(outer.tag), outer.get("class") or ""))
    return ()


def _mostly_links(element: HtmlElement, words: str) -> bool:
    return 2 * sum(len(one_line(link.text_content())) for link in element.iter("a")) > len(words)
