"""Articles from files, folders and standard input: streaming, in input order, what fails as a value in its
place.
"""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from corpus import collections
from corpus.article import Article, Failure
from corpus.decode import MAX_BYTES, decode, read_bounded
from corpus.errors import CorpusError
from corpus.folders import walk
from corpus.formats import DOCX, JSON, PARQUET, SUFFIXES, TABLE, TEXT, WEB
from corpus.imports import mediargus, nexis
from corpus.lines import Ahead
from corpus.loading import Ask, Loaded, digest, loaded, name_of
from corpus.reasons import Lang, Refused, reason, refused_by_system
from corpus.stamps import iso_stamp


def read_paths(
    paths: Iterable[str],
    *,
    exact: bool,
    source: str | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    lang: Lang = "nl",
    home: Path | None = None,
    columns: Mapping[str, str] | None = None,
    language: str | None = None,
    every_page: bool = False,
) -> Iterator[Article | Failure]:
    """The articles of these paths, one item per article, in the order given (a folder's files sorted,
    recursive).

    `exact` keeps text and title as they stand (see `corpus.formats`); else they are cleaned, and a text file or Word
    file that is an export of a newspaper database gives its articles. `source` and `published` fill gaps only.
    `columns` says which column of a table holds what, `language` takes only those pages of web archives. With
    `every_page` pages that are no article are given as well, each as what it is. `-` is `stdin`: JSONL if its first
    character is `{`, else one text. Raises CorpusError only for a `published` that is no date.
    """
    ask = _ask(exact, source, published, home, lang, columns, language, every_page)
    items = _items(paths, ask, stdin)
    return (item.article if isinstance(item, Loaded) else item for item in items)


def load_paths(
    paths: Iterable[str],
    *,
    source: str | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    lang: Lang = "nl",
    home: Path | None = None,
    columns: Mapping[str, str] | None = None,
    language: str | None = None,
) -> Iterator[Loaded | Failure]:
    """Like `read_paths(exact=False)`, with the raw bytes of each article.

    An article is called by its address, else by its path: relative to `home` (give the folder of the
    database) if there is one, so that the same file has the same name from wherever it is added, and no name
    of a user's home folder gets into the corpus.
    """
    ask = _ask(False, source, published, home, lang, columns, language)
    return _no_gates(_items(paths, ask, stdin), lang)


def _no_gates(items: Iterator[Loaded | Failure], lang: Lang) -> Iterator[Loaded | Failure]:
    """A screen in front of an article is nothing for a corpus."""
    for item in items:
        if isinstance(item, Loaded) and item.article.kind == "gate":
            yield Failure(str(item.article.id), "read", reason("gate", lang))
        else:
            yield item


def content_type(path: str) -> str | None:
    """As what a file of this name is read; None if it is not."""
    name = Path(path).name.lower()
    return next((kind for suffix, kind in SUFFIXES.items() if name.endswith(suffix)), None)


def _ask(
    exact: bool,
    source: str | None,
    published: str | None,
    home: Path | None,
    lang: Lang,
    columns: Mapping[str, str] | None,
    language: str | None,
    every_page: bool = False,
) -> Ask:
    if published is not None and iso_stamp(published) is None:
        raise CorpusError(reason("bad_date", lang, key="--published", value=published))
    stamp = iso_stamp(published) if published else None
    return Ask(exact, source, stamp, home, lang, columns or {}, language, every_page)


def _items(paths: Iterable[str], ask: Ask, stdin: BinaryIO | None) -> Iterator[Loaded | Failure]:
    for path in paths:
        try:
            if path == "-":
                yield from _stdin(stdin or BytesIO(), ask)
            elif Path(path).is_dir():
                yield from _folder(path, ask)
            else:
                yield from _file(path, ask)
        except Refused as refused:
            yield refused.failure(path, ask.lang)
        except OSError as error:
            yield refused_by_system(error).failure(path, ask.lang)


def _folder(folder: str, ask: Ask) -> Iterator[Loaded | Failure]:
    nothing = True
    for path, refused in walk(folder, lambda name: content_type(name) is not None):
        nothing = False
        if refused is not None:
            yield refused.failure(path, ask.lang)
        else:
            yield from _file(path, ask)
    if nothing:
        raise Refused("read", "empty_folder", suffixes=", ".join(SUFFIXES))


def _file(path: str, ask: Ask) -> Iterator[Loaded | Failure]:
    """The articles of one file. Whatever the disk does, at opening or half-way, is a failure in its place."""
    name = name_of(path, ask.home)
    try:
        kind = content_type(path)
        if kind is None:
            Path(path).stat()  # a file that is not there is not of an unknown kind
            raise Refused("read", "unknown_kind", suffixes=", ".join(SUFFIXES))
        with Path(path).open("rb") as stream:
            yield from _opened(stream, kind, path, name, ask)
    except OSError as error:
        yield refused_by_system(error).failure(path, ask.lang)
    except Refused as refused:
        yield refused.failure(path, ask.lang)


def _opened(stream: BinaryIO, kind: str, path: str, name: str, ask: Ask) -> Iterator[Loaded | Failure]:
    if kind == JSON:
        yield from collections.lines(stream, path, name, ask)
    elif kind == TABLE:
        yield from collections.table(stream, path, name, ask)
    elif kind == PARQUET:
        yield from collections.parquet(stream, path, name, ask)
    elif kind == WEB:
        yield from collections.web(stream, path, ask)
    else:
        payload = _whole(stream, path)
        found = None if ask.exact else _export(payload, kind)
        if found is None:
            yield loaded(payload, kind, name, ask, (path,))
        else:
            yield from collections.documents(found, path, name, ask)


def _export(payload: bytes, kind: str) -> nexis.Documents | None:
    """The documents of the file, if it is an export of a newspaper database."""
    if kind == TEXT:
        text = decode(payload)
        if nexis.is_export(text):
            return nexis.numbered(text)
        return mediargus.documents(text) if mediargus.is_export(text) else None
    if kind == DOCX:
        from corpus.docx import paragraphs_of

        paragraphs = paragraphs_of(payload)
        return nexis.word(paragraphs) if nexis.is_word_export(paragraphs) else None
    return None


def _whole(stream: BinaryIO, path: str) -> bytes:
    status = os.fstat(stream.fileno())
    if stat.S_ISREG(status.st_mode) and status.st_size > MAX_BYTES:
        raise Refused("read", "too_large", limit=MAX_BYTES // 1_000_000)
    if not path.lower().endswith(".gz"):
        return read_bounded(stream)
    try:
        with gzip.open(stream) as unpacked:
            return read_bounded(unpacked)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise Refused("decode", "bad_gzip") from error


def _stdin(stream: BinaryIO, ask: Ask) -> Iterator[Loaded | Failure]:
    head = b""
    while not head.strip() and len(head) <= MAX_BYTES:
        line = stream.readline(MAX_BYTES + 1)
        if not line:
            raise Refused("read", "empty")
        head += line
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        yield from collections.lines(Ahead(head, stream), "-", "stdin", ask)
        return
    payload = read_bounded(Ahead(head, stream))
    yield loaded(payload, TEXT, "-" if ask.exact else f"stdin:{digest(payload)}", ask, ("-",))
