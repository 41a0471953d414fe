"""Web pages: the running text, and what the page says about itself. The only importer of trafilatura.

trafilatura answers None for every failure and logs the reason; here each failure has one. It is never given
an address to fetch.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from corpus.article import Article
from corpus.byline import bylines, credited_agency, named_in, persons
from corpus.captions import keep_captions
from corpus.clean import clean, one_line
from corpus.corrections import correction_notes
from corpus.decode import decode_html
from corpus.furniture import below_title, prune, without_furniture
from corpus.lead import missing_lead
from corpus.pagedata import PageData, page_data
from corpus.pagekind import is_front, is_liveblog, kind_of
from corpus.pagestamps import day_in_words
from corpus.pagestate import text_in_data
from corpus.paragraphs import in_page_order
from corpus.reasons import Refused
from corpus.silences import silences_on_page, told_on_page
from corpus.skipped import skipped_spans
from corpus.stamps import iso_stamp
from corpus.tables import settle, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]
    from lxml.html import HtmlElement, HTMLParser  # type: ignore[import-untyped]
    from trafilatura.settings import Extractor

MAX_PAGE = 10_000_000
"""Largest page in bytes; newspaper pages have up to two million, scripts included."""

MAX_ELEMENTS = 40_000
"""Most elements of a page that is read; newspaper pages have some thousands. trafilatura takes quadratic time."""


def read_page(
    payload: bytes, *, name: str | int, address: str | None = None, charset: str | None = None
) -> Article:
    """The article of an HTML page, cleaned; `address` is where it was found, `charset` what the server
    said.

    `kind` is "gate" for a consent or log-in screen (its text may be empty), "article" for what says it is
    one or has an article's length, else "other". Raises Refused (step "read") for a page without running
    text, unless it is surely no article.
    """
    page = decode_html(payload, charset, MAX_PAGE)
    tree = _tree(page)
    if tree.xpath("count(//*)") > MAX_ELEMENTS:
        raise Refused("read", "html_too_large", limit=MAX_ELEMENTS)
    data = page_data(tree, address)
    told = told_on_page(tree)
    lines = bylines(tree)
    published, published_from = data.published, data.published_from
    if published is None and (published := day_in_words(tree)):
        published_from = "text"
    liveblog = is_liveblog(tree, data)
    front = data.kind is None and is_front(tree, data)
    _strip_comments(tree)
    prune(tree)
    settle(tree)
    keep_captions(tree)
    headings = _headings(tree, data)
    if data.paywall is True:
        _strip_data(tree)
    blocks = in_page_order(tree, [block for block in _text_blocks(tree) if block])
    if data.paywall is not True:
        blocks = text_in_data(tree, data.node, blocks)
    blocks = below_title(blocks, headings)
    lead = missing_lead(tree, data.description, blocks)
    agency = credited_agency(data.authors, lines, blocks)
    authors = persons(data.authors, data.site) or persons(named_in(lines), data.site)
    names = (*data.authors, *authors, data.site, data.section)
    blocks = without_furniture([lead, *blocks] if lead else blocks, names, headings)
    text = clean("\n\n".join(blocks))
    kind = kind_of(page, data, text, liveblog=liveblog, front=front, dated=published is not None)
    if not text and kind in ("article", "other"):
        raise Refused("read", "html_no_text")
    if published is None and (published := _guessed_day(tree)):
        published_from = "guess"
    return Article(
        id=name,
        url=data.url,
        source=data.site,
        title=data.title,
        text=text,
        published=published,
        published_from=published_from,
        modified=data.modified,
        modified_from=data.modified_from,
        section=data.section,
        authors=authors,
        agency=agency,
        language=data.language,
        paywall=data.paywall,
        reserved=data.reserved,
        kind=kind,
        skipped=skipped_spans(text, correction_notes(text)),
        silences=tuple(silences_on_page(text, told)),
    )


def _tree(page: str) -> HtmlElement:
    from lxml.etree import LxmlError
    from lxml.html import document_fromstring

    try:
        return document_fromstring(page.encode(errors="replace"), parser=_parser())
    except (LxmlError, ValueError) as error:
        raise Refused("read", "html_no_text" if not page.strip(" \r\n\t<>!-") else "html_broken") from error


@cache
def _parser() -> HTMLParser:
    """Making one takes as long as parsing a short page."""
    from lxml.html import HTMLParser

    return HTMLParser(encoding="utf-8")


def _strip_comments(tree: HtmlElement) -> None:
    """Take the comments out of the page: with one, trafilatura drops the rest of its paragraph."""
    from lxml.etree import Comment, strip_tags

    strip_tags(tree, Comment)


def _strip_data(tree: HtmlElement) -> None:
    """Take the data out of the page: trafilatura takes the text from there if the page shows little."""
    from lxml.etree import strip_elements

    strip_elements(tree, "script", with_tail=False)


@cache
def _quiet() -> None:
    """trafilatura and htmldate log what they throw away; the reason that we give says it."""
    for logger in ("trafilatura", "htmldate"):
        logging.getLogger(logger).setLevel(logging.CRITICAL)


@cache
def _wanted() -> Extractor:
    """What trafilatura is asked for: it reads its file of settings anew for each page if it is not given them."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", comments=False, tables=True)


def _text_blocks(tree: HtmlElement) -> Iterator[str]:
    """Paragraphs, headings, lists and tables of the running text, each as one block."""
    _quiet()
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, options=_wanted())
    except Exception as error:  # a page that trips trafilatura must not end a run over ten thousand
        raise Refused("read", "html_broken") from error
    body = getattr(found, "body", None)
    if body is not None:
        for element in body:
            yield _block(element)


def _headings(tree: HtmlElement, data: PageData) -> set[str]:
    found = {one_line(heading.text_content()).casefold() for heading in tree.xpath("(//h1)[1]")}
    return found | {(data.title or "").casefold()}


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
            parts += ["\n", _words(child), "\n" if (child.tail or "").strip() else ""]
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
