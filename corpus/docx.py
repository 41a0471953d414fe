"""Word files (docx): paragraphs, headings, tables and who wrote it when. The only importer of python-docx."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from corpus.article import Article
from corpus.clean import clean, one_line
from corpus.corrections import correction_notes
from corpus.reasons import Refused
from corpus.skipped import skipped_spans
from corpus.tables import LONGEST_CELL, MOST_COLUMNS, MOST_REPEATED, text_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table

MAX_UNPACKED = 100_000_000
"""Largest size of the file unpacked, in bytes: a zip bomb has more, a report with photographs less."""
MAX_PARTS = 5_000
"""Most files inside; an article has some twenty."""


_TEMPLATE_TITLES = {"Word Document", "Document"}
"""Titles that programs fill in by themselves."""


def read_docx(payload: bytes, *, name: str | int) -> Article:
    """The article in a Word file: paragraphs apart by a blank line, list items and table rows (`a | b`) on
    lines of their own.

    The title is that of a paragraph in style "Title", else of the file's properties; `published` is never
    taken from the properties, for a file is often made on another day than its text appears. Raises
    Refused.
    """
    _check_size(payload)
    import docx

    try:
        document = docx.Document(BytesIO(payload))
        title, blocks = _blocks(document)
        properties = document.core_properties
        given = one_line(properties.title or "")
        title = title or ("" if given in _TEMPLATE_TITLES else given)
        author, language = one_line(properties.author or ""), properties.language or None
        modified = properties.modified
    except Exception as error:  # whatever python-docx stumbles over, the file is what is wrong
        raise Refused("read", "docx_broken") from error
    text = clean("\n\n".join(blocks))
    if not text:
        raise Refused("read", "empty")
    return Article(
        id=name,
        title=title or None,
        text=text,
        modified=_stamp(modified),
        authors=(author,) if author and author != "python-docx" else (),
        language=language,
        skipped=skipped_spans(text, correction_notes(text)),
    )


def paragraphs_of(payload: bytes) -> list[str]:
    """The blocks of a Word file in reading order, its title first. Raises Refused."""
    _check_size(payload)
    import docx

    try:
        title, blocks = _blocks(docx.Document(BytesIO(payload)))
    except Exception as error:  # whatever python-docx stumbles over, the file is what is wrong
        raise Refused("read", "docx_broken") from error
    return [title, *blocks] if title else blocks


def _check_size(payload: bytes) -> None:
    """Refuse what unpacks to too much, before anything is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(payload)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Refused("read", "docx_broken") from error
    if len(sizes) > MAX_PARTS or sum(sizes) > MAX_UNPACKED:
        raise Refused("read", "docx_too_large", limit=MAX_UNPACKED // 1_000_000)


def _blocks(document: Document) -> tuple[str, list[str]]:
    """Title, and the blocks of the body in reading order."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    title, blocks, in_list = "", list[str](), False
    repeats = iter(range(MOST_REPEATED))
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            blocks.append(text_of([*_rows(item, repeats)]))
            in_list = False
        elif isinstance(item, Paragraph) and item.text.strip():
            style = (item.style.name or "").casefold() if item.style is not None else ""
            words = item.text
            if style in {"title", "titel"} and not title and not blocks:
                title = one_line(words)
                continue
            is_list = style.startswith(("list", "lijst", "opsom")) or _numbered(item._p)
            if is_list and in_list:
                blocks[-1] = f"{blocks[-1]}\n{words}"
            else:
                blocks.append(words)
            in_list = is_list
    return title, blocks


def _rows(table: Table, repeats: Iterator[int]) -> Iterator[list[str]]:
    """The cells of each row; one that spans columns or rows is repeated in each of them if it is no paragraph, as long
    as there are `repeats`, which all tables of a document share.
    """
    from docx.table import _Cell

    above: list[str] = []
    for row in table.rows:
        cells: list[str] = []
        for cell in row._tr.tc_lst:
            continued = cell.vMerge == "continue" and len(cells) < len(above)
            if not continued:
                words = one_line(_Cell(cell, table).text)
            else:
                words = above[len(cells)] if next(repeats, None) is not None else ""
            again = words if len(words) <= LONGEST_CELL else ""
            cells.append(again if continued else words)
            across = min(cell.grid_span, MOST_COLUMNS - len(cells) + 1)
            cells += [again for _ in islice(repeats, max(0, across - 1))]
        above = cells
        yield cells


def _numbered(paragraph: BaseOxmlElement) -> bool:
    """Whether Word numbers or bullets the paragraph."""
    return bool(paragraph.xpath("./w:pPr/w:numPr"))


def _stamp(modified: datetime | None) -> str | None:
    """Word writes UTC (ECMA-376 part 2, 11.1: W3CDTF); python-docx drops the zone."""
    return None if modified is None else modified.replace(tzinfo=None).isoformat() + "+00:00"
