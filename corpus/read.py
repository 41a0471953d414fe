"""Web pages: the running text, and what the page says about itself. The only importer of trafilatura.

trafilatura answers None for every failure and logs the reason; here each failure has one. It is never given
an address to fetch.
"""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from corpus.article import Article, Kind
from corpus.captions import keep_captions
from corpus.clean import clean, one_line
from corpus.corrections import correction_notes
from corpus.decode import decode_html
from corpus.pagedata import PageData, page_data
from corpus.reasons import Refused
from corpus.silences import silences_on_page, told_on_page
from corpus.skipped import skipped_spans
from corpus.stamps import iso_stamp
from corpus.tables import settle, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

MAX_PAGE = 10_000_000
"""Largest page in bytes; newspaper pages have up to two million, scripts included."""


def read_page(
    payload: bytes, *, name: str | int, address: str | None = None, charset: str | None = None
) -> Article:
    """The article of an HTML page, cleaned; `address` is where it was found, `charset` what the server
    said.

    `kind` is "gate" for a consent or log-in screen (its text may be empty), "article" for what says it is
    one or has an article's length, else "other". Raises Refused (step "read") for a page without running
    text.
    """
    page = decode_html(payload, charset, MAX_PAGE)
    tree = _tree(page)
    data = page_data(tree, address)
    told = told_on_page(tree)
    _strip_comments(tree)
    settle(tree)
    keep_captions(tree)
    blocks = [block for block in _text_blocks(tree) if block]
    if blocks and one_line(blocks[0]).casefold() in _headings(tree, data):
        del blocks[0]  # the heading above the text is the title, not text
    lead = _lead(tree, data.description, blocks)
    text = clean("\n\n".join([lead, *blocks] if lead else blocks))
    gate = _is_gate(page, data, text)
    if not text and not gate:
        raise Refused("read", "html_no_text")
    return Article(
        id=name,
        url=address or data.url,
        source=data.site,
        title=data.title,
        text=text,
        published=data.published or _guessed_day(tree),
        modified=data.modified,
        authors=data.authors,
        language=data.language,
        paywall=data.paywall,
        kind="gate" if gate else _kind(data, text),
        skipped=skipped_spans(text, correction_notes(text)),
        silences=tuple(silences_on_page(text, told)),
    )


def _tree(page: str) -> HtmlElement:
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    try:
        return document_fromstring(page.encode(errors="replace"), parser=HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError) as error:
        raise Refused("read", "html_no_text" if not page.strip(" \r\n\t<>!-") else "html_broken") from error


def _strip_comments(tree: HtmlElement) -> None:
    """Take the comments out of the page: with one, trafilatura drops the rest of its paragraph."""
    from lxml.etree import Comment, strip_tags

    strip_tags(tree, Comment)


@cache
def _quiet() -> None:
    """trafilatura and htmldate log what they throw away; the reason that we give says it."""
    for logger in ("trafilatura", "htmldate"):
        logging.getLogger(logger).setLevel(logging.CRITICAL)


def _text_blocks(tree: HtmlElement) -> Iterator[str]:
    """Paragraphs, headings, lists and tables of the running text, each as one block."""
    _quiet()
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, include_comments=False, include_tables=True)
    except Exception as error:  # a page that trips trafilatura must not end a run over ten thousand
        raise Refused("read", "html_broken") from error
    body = getattr(found, "body", None)
    if body is not None:
        for element in body:
            yield _block(element)


def _headings(tree: HtmlElement, data: PageData) -> set[str]:
    found = {one_line(heading.text_content()).casefold() for heading in tree.xpath("(//h1)[1]")}
    return found | {(data.title or "").casefold()}


def _lead(tree: HtmlElement, description: str | None, blocks: list[str]) -> str | None:
    """The lead under the heading if the running text lacks it: trafilatura takes some for a teaser.

    It is known by the page's own description, which repeats it, and only ever taken from the page.
    """
    said = _plain_words(description or "")
    if len(said) < LEAD_LETTERS or said[:LEAD_LETTERS] in _plain_words(" ".join(blocks)):
        return None
    for element in tree.xpath("(//h1)[1]/following::*[self::p or self::div or self::h2 or self::strong]")[
        :80
    ]:
        if len(element) > 20:
            continue
        lead = one_line(element.text_content())
        if len(lead) < 4 * len(description or "") and _plain_words(lead).startswith(said[:LEAD_LETTERS]):
            return lead
    return None


def _plain_words(text: str) -> str:
    return "".join(character for character in one_line(text).casefold() if character.isalnum())


LEAD_LETTERS = 40
"""Letters that description and lead share at their start; descriptions are often cut off after 150."""


def _block(element: _Element) -> str:
    if element.tag == "list":
        return "\n".join(filter(None, (one_line(_words(item)) for item in element.iter("item"))))
    if element.tag == "table":
        return text_of([[_words(cell) for cell in row.iter("cell")] for row in element.iter("row")])
    return _words(element)


def _words(element: _Element) -> str:
    """The text of an element; its line breaks stay, those of the source are spaces."""
    parts = [" ".join((element.text or "").split("\n"))]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag in {"p", "item", "quote", "list", "row", "head"}:
            parts += ["\n", _words(child)]
        elif isinstance(child.tag, str) and child.tag != "graphic":
            parts.append(_words(child))
        parts.append(" ".join((child.tail or "").split("\n")))
    return "".join(parts)


def _guessed_day(tree: HtmlElement) -> str | None:
    """The day that htmldate (through trafilatura) reads from markup or the text beside the title; None if
    it finds none for sure.
    """
    from trafilatura import extract_metadata

    try:
        day = extract_metadata(tree, extensive=False).date
    except Exception:  # as above; a page without a date is still a page
        return None
    return iso_stamp(day) if isinstance(day, str) else None


@cache
def _gates() -> tuple[tuple[str, ...], tuple[str, ...], int]:
    table = tomllib.loads(files("corpus").joinpath("pages.toml").read_text(encoding="utf-8"))["gate"]
    return tuple(table["titles"]), tuple(table["sources"]), table["words"]


def _is_gate(page: str, data: PageData, text: str) -> bool:
    titles, sources, most_words = _gates()
    if len(text.split()) > most_words or data.kind is not None:
        return False
    title = (data.title or "").casefold()
    return any(sign in title for sign in titles) or any(sign in page for sign in sources)


def _kind(data: PageData, text: str) -> Kind:
    if data.kind is not None and data.kind != "article":
        return data.kind
    if data.url is not None and data.kind is None and not urlsplit(data.url).path.strip("/"):
        return "front"
    return "article" if data.kind == "article" or len(text.split()) >= ARTICLE_WORDS else "other"


ARTICLE_WORDS = 80
"""Words from which a page that does not say what it is counts as an article; a short news message
has about a hundred.
"""
