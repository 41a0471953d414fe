"""Articles from files, folders and standard input: streaming, in input order, what fails as a value in its
place.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from corpus.article import Article, Failure
from corpus.decode import MAX_BYTES, decode, is_binary, read_bounded
from corpus.errors import CorpusError
from corpus.folders import walk
from corpus.formats import JSON, SUFFIXES, TEXT, filled, read_payload, row_article
from corpus.lines import Ahead, Stream, bounded_lines
from corpus.reasons import Lang, Refused, reason, refused_by_system
from corpus.rows import read_row
from corpus.stamps import iso_stamp


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article with the bytes that it was read from, for the archive.

    `read_payload(payload, content_type, name=article.id, source=..., published=...)` gives the article again.
    Of a JSONL file the payload is its line, of a gzipped page the page, else the file. `called` is how a failure to
    read it would have called it: the path as given, with the line if it is a row.
    """

    article: Article
    payload: bytes
    content_type: str
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ask:
    exact: bool
    source: str | None
    published: str | None
    home: Path | None
    lang: Lang


def read_paths(
    paths: Iterable[str],
    *,
    exact: bool,
    source: str | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    lang: Lang = "nl",
    home: Path | None = None,
) -> Iterator[Article | Failure]:
    """The articles of these paths, one item per article, in the order given (a folder's files sorted,
    recursive).

    `exact` keeps text and title as they stand (see `corpus.formats`); else they are cleaned. `source` and
    `published` fill gaps only. `-` is `stdin`: JSONL if its first character is `{`, else one text. Raises
    CorpusError only for a `published` that is no date.
    """
    items = _items(paths, _ask(exact, source, published, home, lang), stdin)
    return (item.article if isinstance(item, Loaded) else item for item in items)


def load_paths(
    paths: Iterable[str],
    *,
    source: str | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    lang: Lang = "nl",
    home: Path | None = None,
) -> Iterator[Loaded | Failure]:
    """Like `read_paths(exact=False)`, with the raw bytes of each article.

    An article is called by its address, else by its path: relative to `home` (give the folder of the
    database) if there is one, so that the same file has the same name from wherever it is added, and no name
    of a user's home folder gets into the corpus.
    """
    return _no_gates(_items(paths, _ask(False, source, published, home, lang), stdin), lang)


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


def _ask(exact: bool, source: str | None, published: str | None, home: Path | None, lang: Lang) -> _Ask:
    if published is not None and iso_stamp(published) is None:
        raise CorpusError(reason("bad_date", lang, key="--published", value=published))
    return _Ask(exact, source, iso_stamp(published) if published else None, home, lang)


def _items(paths: Iterable[str], ask: _Ask, stdin: BinaryIO | None) -> Iterator[Loaded | Failure]:
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


def _folder(folder: str, ask: _Ask) -> Iterator[Loaded | Failure]:
    nothing = True
    for path, refused in walk(folder, lambda name: content_type(name) is not None):
        nothing = False
        if refused is not None:
            yield refused.failure(path, ask.lang)
        else:
            yield from _file(path, ask)
    if nothing:
        raise Refused("read", "empty_folder", suffixes=", ".join(SUFFIXES))


def _file(path: str, ask: _Ask) -> Iterator[Loaded | Failure]:
    """The articles of one file. Whatever the disk does, at opening or half-way, is a failure in its place."""
    name = _name(path, ask.home)
    try:
        kind = content_type(path)
        if kind is None:
            Path(path).stat()  # a file that is not there is not of an unknown kind
            raise Refused("read", "unknown_kind", suffixes=", ".join(SUFFIXES))
        with Path(path).open("rb") as stream:
            if kind == JSON:
                yield from _lines(stream, path, name, ask)
            else:
                payload = _whole(stream, path)
                yield _loaded(payload, kind, name, ask, path)
    except OSError as error:
        yield refused_by_system(error).failure(path, ask.lang)
    except Refused as refused:
        yield refused.failure(path, ask.lang)


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


def _stdin(stream: BinaryIO, ask: _Ask) -> Iterator[Loaded | Failure]:
    head = b""
    while not head.strip() and len(head) <= MAX_BYTES:
        line = stream.readline(MAX_BYTES + 1)
        if not line:
            raise Refused("read", "empty")
        head += line
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        yield from _lines(Ahead(head, stream), "-", "stdin", ask)
        return
    payload = read_bounded(Ahead(head, stream))
    yield _loaded(payload, TEXT, "-" if ask.exact else f"stdin:{_digest(payload)}", ask, "-")


def _lines(stream: Stream, path: str, name: str, ask: _Ask) -> Iterator[Loaded | Failure]:
    """The articles of a JSONL stream; a broken line is a failure in its place, blank lines are none."""
    nothing = True
    for number, line in enumerate(bounded_lines(stream), start=1):
        if number == 1 and line is not None and is_binary(line):  # UTF-16, or no text at all: then Refused
            text = decode(read_bounded(Ahead(line + b"\n", stream)))
            yield from _lines(BytesIO(text.encode(errors="replace")), path, name, ask)
            return
        if line is not None and not line.strip():
            continue
        nothing = False
        try:
            if line is None:
                raise Refused("parse", "line_too_long", line=number, limit=MAX_BYTES // 1_000_000)
            yield _row(line, number, path, name, ask)
        except Refused as refused:
            yield refused.failure(f"{path}:{number}", ask.lang)
    if nothing:
        raise Refused("read", "empty")


def _row(line: bytes, number: int, path: str, name: str, ask: _Ask) -> Loaded:
    row = read_row(line, number)
    if ask.exact:
        fallback = f"{path}:{number}"
    elif row.id is not None:
        fallback = f"{name}#{row.id}"
    else:
        fallback = f"{name}:{_digest(line) if name == 'stdin' else number}"
    article = row_article(row, fallback, exact=ask.exact)
    called = (path, f"{path}:{number}")
    return Loaded(filled(article, ask.source, ask.published), line, JSON, called)


def _loaded(payload: bytes, kind: str, name: str, ask: _Ask, path: str) -> Loaded:
    article = read_payload(
        payload, kind, name=name, exact=ask.exact, source=ask.source, published=ask.published
    )
    return Loaded(article, payload, kind, (path,))


def _digest(payload: bytes) -> str:
    """What standard input is called in the corpus: the same text is the same article, another text
    another.
    """
    return hashlib.sha256(payload).hexdigest()[:16]


def _name(path: str, home: Path | None) -> str:
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
