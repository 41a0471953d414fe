"""Texts of chosen articles in one zip file, with a table of which is which: what other programs for text read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from corpus.article import Article
from klopt.csvtext import csv_line

INDEX = "index.csv"
COLUMNS = ("file", "article", "url", "title", "medium", "published")
_THEN = (1980, 1, 1, 0, 0, 0)
"""The time of every file in it, so that the same texts give the same bytes."""


def write_zip(articles: Iterable[tuple[int, Article]], stream: BinaryIO) -> None:
    """A file for each article, title and text, and `index.csv`."""
    index = csv_line(COLUMNS)
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed:
        for row_id, article in articles:
            name = f"{row_id:07}.txt"
            packed.writestr(_file(name), "\n\n".join(filter(None, (article.title, article.text))) + "\n")
            index += csv_line((name, row_id, article.url, article.title, article.source, article.published))
        packed.writestr(_file(INDEX), index)


def _file(name: str) -> ZipInfo:
    info = ZipInfo(name, _THEN)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info
