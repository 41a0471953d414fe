"""Files that hold many articles, one item an article, in the order of the file: JSONL, tables, exports, web archives.

A row of a table and a document of an export become a line of JSON that says the same: the archive keeps that, and it
is read as JSONL is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from corpus.article import Failure
from corpus.decode import MAX_BYTES, decode, is_binary, read_bounded
from corpus.formats import HTML, JSON, filled, row_article
from corpus.imports.columns import chosen, row_from
from corpus.imports.delimited import table_rows
from corpus.imports.languages import in_language
from corpus.imports.nexis import Documents
from corpus.imports.parquet import parquet_rows
from corpus.imports.webarchive import Page, pages
from corpus.lines import Ahead, Stream, bounded_lines
from corpus.loading import Ask, Loaded, digest, loaded
from corpus.reasons import Refused
from corpus.rows import Row, read_row
from corpus.urls import NoAddress, canonical

Items = Iterator[Loaded | Failure]


def lines(stream: Stream, path: str, name: str, ask: Ask) -> Items:
    """The articles of a JSONL stream; a broken line is a failure in its place, blank lines are none."""
    nothing = True
    for number, line in enumerate(bounded_lines(stream), start=1):
        if number == 1 and line is not None and is_binary(line):  # UTF-16, or no text at all: then Refused
            text = decode(read_bounded(Ahead(line + b"\n", stream)))
            yield from lines(BytesIO(text.encode(errors="replace")), path, name, ask)
            return
        if line is not None and not line.strip():
            continue
        nothing = False
        try:
            if line is None:
                raise Refused("parse", "line_too_long", line=number, limit=MAX_BYTES // 1_000_000)
            yield _row(_renamed(line, number, ask), number, path, name, ask)
        except Refused as refused:
            yield refused.failure(f"{path}:{number}", ask.lang)
    if nothing:
        raise Refused("read", "empty")


def table(stream: BinaryIO, path: str, name: str, ask: Ask) -> Items:
    """The articles of a csv or tsv file, one a row."""
    yield from _documents(table_rows(stream, ask.columns), path, name, ask)


def parquet(stream: BinaryIO, path: str, name: str, ask: Ask) -> Items:
    """The articles of a Parquet file, one a row."""
    yield from _documents(parquet_rows(stream, ask.columns), path, name, ask)


def documents(found: Documents, path: str, name: str, ask: Ask) -> Items:
    """The articles of an export of a newspaper database."""
    yield from _documents(found, path, name, ask)


def web(stream: BinaryIO, path: str, ask: Ask) -> Items:
    """The articles among the pages of a web archive, or with `ask.every_page` every page as what it is; at the end how
    many pages were passed over: front pages, videos, other languages than `ask.language`.
    """
    passed = 0
    for page in pages(stream):
        if isinstance(page, Refused):
            yield page.failure(path, ask.lang)
            continue
        try:
            item = _page(page, path, ask)
        except NoAddress:
            passed += 1
            continue
        except Refused as refused:
            if ask.every_page:
                yield refused.failure(page.url, ask.lang)
            else:
                passed += 1
            continue
        article = item.article
        wanted = article.kind in ("article", "liveblog") and article.text.strip()
        if (wanted or ask.every_page) and in_language(article, ask.language):
            yield item
        else:
            passed += 1
    if passed:
        yield Refused("read", "warc_passed_over", number=passed).failure(path, ask.lang)


def _page(page: Page, path: str, ask: Ask) -> Loaded:
    kind = _html_type(page.content_type)
    try:
        name = canonical(page.url)
    except NoAddress:
        if not ask.every_page:
            raise
        name = page.url
    item = loaded(page.payload, kind, name, ask, (path, page.url))
    return replace(item, captured=page.captured)


def _html_type(content_type: str) -> str:
    """The type as our archive keeps it: XHTML is read as HTML is."""
    return HTML + content_type.partition(";")[1] + content_type.partition(";")[2]


def _documents(found: Documents, path: str, name: str, ask: Ask) -> Items:
    nothing = True
    for number, row in found:
        nothing = False
        try:
            if isinstance(row, Refused):
                raise row
            line = json.dumps(row, ensure_ascii=False).encode(errors="replace")
            yield _row(line, number, path, name, ask)
        except Refused as refused:
            yield refused.failure(f"{path}:{number}", ask.lang)
    if nothing:
        raise Refused("read", "empty")


def _renamed(line: bytes, number: int, ask: Ask) -> bytes:
    """The line with the keys that the user said hold what, as ours; as it stands if nothing was said."""
    if not ask.columns:
        return line
    try:
        given = json.loads(decode(line))
    except (ValueError, RecursionError):
        return line  # what is wrong with it is said where it is read
    if not isinstance(given, dict):
        return line
    row = row_from(given, chosen(given, ask.columns, whole=False), number)
    return json.dumps(row).encode()  # in ASCII: half a character is refused where the line is read


def _row(line: bytes, number: int, path: str, name: str, ask: Ask) -> Loaded:
    row: Row = read_row(line, number)
    if ask.exact:
        fallback = f"{path}:{number}"
    elif row.id is not None:
        fallback = f"{name}#{row.id}"
    else:
        fallback = f"{name}:{digest(line) if name == 'stdin' else number}"
    article = row_article(row, fallback, exact=ask.exact)
    called: Sequence[str] = (path, f"{path}:{number}")
    return Loaded(filled(article, ask.source, ask.published), line, JSON, tuple(called))
