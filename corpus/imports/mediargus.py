"""Exports of Mediargus (now GoPress), the Flemish press database: windows-1252, a table of contents first, then the
articles in the same order, five empty lines or more between them.

An entry of the contents is "3. Title", then "De Standaard, dinsdag 29 november 2011, p. 13, 678w." and an extract; an
article begins with "29-11-2011, p.13" and ends with its copyright. The paper stands in the contents only, so the two
must be put together: by their order, held to the date and page that both give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.imports.days import written_day
from corpus.imports.nexis import Documents
from corpus.reasons import Refused

_ENTRY = re.compile(r"\ufeff?\??(\d{1,6})\. (.*)")
_PLACE = re.compile(r"(.+), (\w+ \d{1,2} \w+ \d{4}), p\. ?([\w-]{1,8}), \d+w\.")
_BEGIN = re.compile(r"(\d{1,2}-\d{1,2}-\d{4}), p\. ?([\w-]{1,8})")
_GAP = re.compile(r"\n{6,}")
_COPYRIGHT = re.compile(r"\s*(?:©|copyright\b)", re.I)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the contents."""

    title: str
    paper: str
    published: str | None
    page: str


def is_export(text: str) -> bool:
    """Whether the text begins with the contents of an export."""
    lines = [line.strip() for line in text[:5_000].split("\n") if line.strip()][:2]
    return len(lines) == 2 and bool(_ENTRY.fullmatch(lines[0])) and bool(_PLACE.fullmatch(lines[1]))


def documents(text: str) -> Documents:
    """The articles of an export, in its order."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    contents, *articles = _GAP.split(text)
    entries = list(_entries(contents))
    articles = [article for article in articles if article.strip()]
    for place in range(max(len(entries), len(articles))):
        if place >= len(articles) or place >= len(entries):
            title = entries[place].title if place < len(entries) else ""
            yield place + 1, Refused("parse", "toc_differs", number=place + 1, title=title)
        else:
            yield place + 1, _row(entries[place], articles[place], place + 1)


def _entries(contents: str) -> Iterator[_Entry]:
    """What the contents list. An entry is a numbered title with paper, date and page as the next line that is not
    empty: an extract that begins with a number is none.
    """
    lines = [line.strip() for line in contents.split("\n") if line.strip()]
    for line, below in pairwise(lines):
        title, place = _ENTRY.fullmatch(line), _PLACE.fullmatch(below)
        if title and place:
            yield _Entry(title[2].strip(), place[1], written_day(place[2]), place[3])


def _row(entry: _Entry, article: str, number: int) -> dict[str, object] | Refused:
    parts = [" ".join(part.split()) for part in article.strip().split("\n\n")]
    begin = _BEGIN.fullmatch(parts[0])
    if begin is None or written_day(begin[1]) != entry.published or begin[2] != entry.page:
        return Refused("parse", "toc_differs", number=number, title=entry.title)
    while parts and _COPYRIGHT.match(parts[-1]):
        parts.pop()
    text = _below_title(parts[1:], entry.title)
    if not text:
        return Refused("parse", "bad_document", number=number)
    return {
        "title": entry.title,
        "source": entry.paper,
        "published": entry.published,
        "text": "\n\n".join(text),
    }


def _below_title(parts: list[str], title: str) -> list[str]:
    """The paragraphs of the text: the name of a supplement and the title stand above it, either may be missing."""
    same = " ".join(title.split())
    for nr, part in enumerate(parts[:2]):
        if part == same:
            return parts[nr + 1 :]
    return [part for part in parts if part]
