"""What a worker does: the functions that one process would call, on a chunk that comes as bytes, with a Parquet part as
bytes for an answer.

A worker may come later than the others, from another machine with another klopt: each looks at what it runs before it
works. What a chunk is and what its part is called, is decided here as well, for both sides to agree.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import platform
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from spacy import about

from corpus.article import Article, Failure
from corpus.files import load_paths
from corpus.loading import Loaded
from extract.contract import as_json
from extract.errors import Lang, ModelError
from extract.models import describe
from extract.pipeline import READER_VERSION
from klopt import __version__
from klopt.check.case import Case, Official
from klopt.check.examined import examined
from klopt.check.group import tied
from klopt.check.registry import select, tells
from klopt.check.stamp import stamp_of
from klopt.inputs import failure_json
from klopt.parallel import Result, loaded, read_batch
from klopt.scale.packed import packed
from klopt.scale.parts import FACTS, LOADED, ROWS, TIES, part
from klopt.terminal import json_line

Kind = Literal["add", "extract", "check", "compare"]
FORMAT = "1"
"""Raised whenever the same work gives other parts."""
LARGEST = 200_000_000
"""Bytes of the articles of a file, with their pages, that may become a part: both sides hold it whole."""
_ALONE = Lock()
"""A worker with several threads works in one of them: a spaCy pipeline is not for two at once, and Python runs one."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What a result depends on beside the articles. `code` is the digest of klopt's code and word lists; the model is
    None where none is needed.
    """

    klopt: str
    code: str
    spacy: str
    reader: str
    model: str | None = None
    model_version: str | None = None

    def __str__(self) -> str:
        model = f", {self.model} {self.model_version}" if self.model else ""
        return f"klopt {self.klopt} ({self.code}), spaCy {self.spacy}{model}"


@dataclass(frozen=True, slots=True)
class How:
    """How files are read: what the user said, and the folder that names of files count from."""

    source: str | None
    published: str | None
    lang: Lang
    home: str
    columns: tuple[tuple[str, str], ...]
    language: str | None

    @property
    def options(self) -> dict[str, Any]:
        """The same for `corpus.files.load_paths`."""
        return {
            "source": self.source,
            "published": self.published,
            "lang": self.lang,
            "home": Path(self.home),
            "columns": dict(self.columns),
            "language": self.language,
        }


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was given, where it lies, its size in bytes and when it changed; None if it is not there."""

    given: str
    path: str
    size: int | None
    changed: int | None

    @classmethod
    def at(cls, given: str) -> File:
        """The file of this path."""
        path = os.path.abspath(given)  # noqa: PTH100 - as `corpus.loading.name_of` does, links stay
        try:
            found = os.stat(path)  # noqa: PTH116
        except OSError:
            return cls(given, path, None, None)
        return cls(given, path, found.st_size, found.st_mtime_ns)


class NotSeen(Exception):
    """A worker does not see a file, or sees another one of that name. What it is given: the path, the name of the
    worker's machine, and whether something is there.
    """


class TooMuch(Exception):
    """A file gives more than can become a part; the text is its path."""


class OtherVersion(Exception):
    """A worker runs something else than the one who asks; the text is the worker's versions."""


def versions(model: tuple[str, str] | None = None) -> Versions:
    """Those of this process, with the name and version of a model."""
    name, version = model or (None, None)
    return Versions(__version__, stamp_of(()), about.__version__, READER_VERSION, name, version)


def versions_here(model: str | None, needed: bool, lang: Lang) -> Versions | str:
    """Those of a worker, with the pipeline called `model` loaded if it is needed; a line that says why it cannot be."""
    try:
        return versions(_described(model) if needed else None)
    except ModelError as error:
        return error.in_(lang)


@lru_cache(maxsize=4)
def _described(model: str | None) -> tuple[str, str]:
    with _ALONE:
        found = describe(loaded(model))
    return found.name, found.version


def key_of(kind: Kind, asked: Versions, also: Sequence[str], chunk: bytes) -> str:
    """The digest of all that a part is made from: other articles, another klopt or model, and it is another part."""
    words = repr((FORMAT, kind, astuple(asked), *also)).encode()
    return hashlib.sha256(b"%d:" % len(words) + words + chunk).hexdigest()[:32]


def chunk_of(value: object) -> bytes:
    """What is sent to a worker."""
    return pickle.dumps(value, protocol=5)


def load_chunk(asked: Versions, how: How, file: File) -> bytes:
    """The articles of a file, and what failed of it, in order; a row of the part for each. Raises OtherVersion,
    NotSeen and TooMuch.
    """
    _same(asked, None)
    if (file.size, file.changed) != ((here := File.at(file.path)).size, here.changed):
        raise NotSeen(file.path, platform.node(), here.size is not None)
    rows, size = [], 0
    for item in load_paths([file.path], **how.options):
        failed = isinstance(item, Failure)
        name = item.url if isinstance(item, Failure) else str(item.article.id)
        raw = packed(_as_given(item, file))
        size += len(raw)
        if size > LARGEST:
            raise TooMuch(file.path)
        rows.append((name, failed, raw))
    return part(LOADED, rows, made("add", asked))


def _as_given(item: Loaded | Failure, file: File) -> Loaded | Failure:
    """The same, with the file called as it was given."""

    def called(name: str) -> str:
        return file.given + name.removeprefix(file.path) if name.startswith(file.path) else name

    if isinstance(item, Failure):
        return replace(item, url=called(item.url))
    return replace(item, called=tuple(map(called, item.called)))


def read_chunk(asked: Versions, model: str | None, chunk: bytes) -> bytes:
    """Read articles (a sequence of `Article`); a row of the part for each, in order. Raises OtherVersion."""
    try:
        _same(asked, _described(model))
    except ModelError as error:
        raise OtherVersion(str(error)) from None
    articles: Sequence[Article] = pickle.loads(chunk)  # noqa: S301 - from the one who asks, through Dask's pickle
    with _ALONE:
        results = read_batch(model, articles)
    rows = [row_of(*pair) for pair in zip(articles, results, strict=True)]
    return part(FACTS, rows, made("extract", asked))


def row_of(article: Article, result: Result) -> tuple[Any, ...]:
    """The row of an article that was read, with the columns of `FACTS`."""
    failed = isinstance(result, Failure)
    facts = failure_json(result) if isinstance(result, Failure) else as_json(result)
    about_it = (int(article.id), article.url, article.source, article.published, article.title)
    return (*about_it, failed, json_line(facts), packed(result))


def made(kind: Kind, asked: Versions) -> dict[str, str]:
    """What a part says about itself."""
    return {"step": kind, "versions": str(asked)}


def check_chunk(asked: Versions, rules: Sequence[str], official: bytes, chunk: bytes) -> bytes:
    """Check articles by themselves; a row of the part for each. The chunk is their keys and their Cases without the
    official figures, which come apart. Raises OtherVersion.
    """
    _same(asked, None)
    rules, figures = select(rules), _official(official)
    articles: Sequence[tuple[str, Case]] = pickle.loads(chunk)  # noqa: S301
    with _ALONE:
        found = [examined(rules, key, replace(case, official=figures)) for key, case in articles]
    rows = [(one.counted.article, len(one.rows), packed(one)) for one in found]
    return part(ROWS, rows, made("check", asked))


def compare_chunk(asked: Versions, rules: Sequence[str], chunk: bytes) -> bytes:
    """Which of these pairs are tied. The chunk is the pairs, and of each article its number and its Case as bytes; a
    row of the part for each pair that is. Raises OtherVersion.
    """
    _same(asked, None)
    pairs: Sequence[tuple[int, int]]
    raw: Sequence[tuple[int, bytes]]
    pairs, raw = pickle.loads(chunk)  # noqa: S301
    cases: dict[int, Case] = {article: pickle.loads(one) for article, one in raw}  # noqa: S301
    told = tells(select(rules))
    with _ALONE:
        rows = [pair for pair in pairs if tied(cases[pair[0]], cases[pair[1]], told) is not None]
    return part(TIES, rows, made("compare", asked))


@lru_cache(maxsize=2)
def _official(raw: bytes) -> tuple[Official, ...]:
    return tuple(pickle.loads(raw))  # noqa: S301


def _same(asked: Versions, model: tuple[str, str] | None) -> None:
    if (mine := versions(model)) != asked:
        raise OtherVersion(str(mine))
