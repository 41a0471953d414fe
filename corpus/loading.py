"""What reading files gives: articles with the bytes that they were read from; and what the user said beside them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corpus.article import Article
from corpus.formats import read_payload
from corpus.reasons import Lang, Refused


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article with the bytes that it was read from, for the archive.

    `read_payload(payload, content_type, name=article.id, source=..., published=...)` gives the article again.
    Of a JSONL file the payload is its line, of a table or an export a line of JSON that says the same, of a gzipped
    page the page, of a web archive what the server sent, else the file. `called` is how a failure to read it would
    have called it: the path as given, with the line if it is a row. `captured`: when the page was fetched, if the file
    says so.
    """

    article: Article
    payload: bytes
    content_type: str
    called: tuple[str, ...] = ()
    captured: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """How to read: what the user said, and where names of files count from (`home`)."""

    exact: bool
    source: str | None
    published: str | None
    home: Path | None
    lang: Lang
    columns: Mapping[str, str]
    """Which column of a table holds what: "text" -> "Artikel". Empty: by the names of the columns."""
    language: str | None
    """Of a web archive only pages in this language."""
    every_page: bool = False
    """Also pages that are no article: front pages, consent screens, videos, with or without text."""


def loaded(payload: bytes, kind: str, name: str, ask: Ask, called: tuple[str, ...]) -> Loaded:
    """The article in these bytes. Raises Refused."""
    article = read_payload(
        payload, kind, name=name, exact=ask.exact, source=ask.source, published=ask.published
    )
    if not ask.every_page:
        refuse_textless(article)
    return Loaded(article, payload, kind, called)


def refuse_textless(article: Article) -> None:
    """Raise Refused for a page that is no article and has no text: a video, a front page of pictures."""
    if article.kind in ("front", "liveblog", "video") and not article.text:
        raise Refused("read", "html_no_text")


def digest(payload: bytes) -> str:
    """What bytes without a name are called in the corpus: the same text is the same article, another text another."""
    return hashlib.sha256(payload).hexdigest()[:16]


def name_of(path: str, home: Path | None) -> str:
    """What an article of this path is called: as given, or relative to `home`. Bytes that are no UTF-8 are
    replaced.
    """
    if home is not None:
        full = os.path.normpath(Path(path).absolute())
        try:
            path = Path(os.path.relpath(full, home)).as_posix()
        except ValueError:  # another drive
            path = Path(full).as_posix()
    return path.encode(errors="surrogateescape").decode(errors="replace")
