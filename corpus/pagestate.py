"""The text of a page that its server sends as data and only a browser puts on the screen: `articleBody` in JSON-LD, the
state of Next.js and the like. It is read if the page itself has no text, and never from an article behind a paywall.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from corpus.clean import one_line
from corpus.pagenodes import Node
from corpus.paragraphs import letters_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

MOST = 50_000
"""Values of a state that are looked at."""
LEAST = 200
"""Letters of a text that is taken for one."""
SHORT = 0.5
"""Share of the letters of such a text below which what stands on the page is not it."""
_TEXTS = ("text", "content", "html", "value", "body")


def text_in_data(tree: HtmlElement, node: Node, blocks: list[str]) -> list[str]:
    """The paragraphs of the text that the page has as data, if they say more than its `blocks` or say the same in
    paragraphs; else those blocks. `node` is the article in its JSON-LD.
    """
    said = node.get("articleBody")
    texts = [_paragraphs(said)] if isinstance(said, str) else []
    if not texts and any(len(letters_of(block)) >= LEAST for block in blocks):
        return blocks
    shown = sum(len(letters_of(block)) for block in blocks)
    if shown < LEAST:
        texts += [paragraphs for state in _states(tree) for paragraphs in _texts(state)]
    best = max(texts, key=lambda one: sum(map(len, one)), default=[])
    letters = sum(len(letters_of(block)) for block in best)
    same = len(blocks) == 1 and len(best) > 1 and letters_of(blocks[0]) == letters_of("".join(best))
    return best if letters >= LEAST and (same or shown < SHORT * letters) else blocks


def _states(tree: HtmlElement) -> Iterator[object]:
    for script in tree.iter("script"):
        text = (script.text or "").strip()
        if script.get("type") != "application/json" and not text.startswith("window."):
            continue
        start, end = text.find("{"), text.rfind("}")
        try:
            yield json.loads(text[start : end + 1], strict=False)
        except (ValueError, RecursionError):
            continue


def _texts(state: object) -> Iterator[list[str]]:
    """Each string of paragraphs in HTML, and each list of pieces of text."""
    waiting, seen = [state], 0
    while waiting and seen < MOST:
        value = waiting.pop()
        seen += 1
        if isinstance(value, str) and "</p>" in value:
            yield _paragraphs(value)
        elif isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            spoken = [piece for piece in map(_piece, value) if piece is not None]
            if len(spoken) > 1:
                yield [paragraph for piece in spoken for paragraph in _paragraphs(piece)]
            waiting.extend(value)


def _piece(value: object) -> str | None:
    """The text of a piece of an article: {"type": "paragraph", "text": "..."}."""
    if not isinstance(value, dict):
        return None
    return next((value[key] for key in _TEXTS if isinstance(value.get(key), str)), None)


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which may be HTML."""
    if "<" in text and ">" in text:
        return [*filter(None, _blocks(text))]
    return [*filter(None, map(one_line, unescape(text).split("\n")))]


def _blocks(html: str) -> Iterator[str]:
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from lxml.html import fragment_fromstring

    try:
        whole = fragment_fromstring(html, create_parent="div")
    except (LxmlError, ValueError):
        return
    parts = [*whole.iter("p", "h2", "h3", "h4", "li")]
    for part in parts or [whole]:
        yield one_line(part.text_content())
