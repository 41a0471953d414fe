"""What takes input from anybody, as functions of bytes that must come back in time and in order: for `bench.guided`,
which searches for hours, and for the tests, which try a few.

Each raises AssertionError for what must not be; any other exception that is not the package's own is a find too.
"""

from __future__ import annotations

import html
import re
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time

from corpus.article import Article, Failure
from corpus.decode import decode
from corpus.discover import in_feed, on_page
from corpus.errors import CorpusError
from corpus.files import read_paths
from corpus.formats import SUFFIXES
from corpus.read import read_page
from corpus.reasons import Refused
from corpus.robots import reserved_in_tdmrep, reserved_on_page
from corpus.sitemaps import in_sitemap
from db.query_reader import read_query
from extract.periods import read_times
from extract.quantities import read_quantities
from klopt.web.marks import Mark, marked

ADDRESS = "https://krant.example/nieuws/1"
ONCE, A_KILOBYTE = 1.0, 0.3
"""Seconds of the processor that an input may take: once (libraries load), and for each kilobyte. A busy machine is
counted in; what takes time that grows with the square of its length passes neither.
"""
Target = Callable[[bytes], None]


def in_time(target: Target, data: bytes) -> None:
    """Run a target on an input. Raises AssertionError if it takes too long."""
    start = process_time()
    target(data)
    spent, allowed = process_time() - start, ONCE + A_KILOBYTE * len(data) / 1024
    assert spent <= allowed, f"{spent:.1f} s for {len(data)} bytes"


def page(data: bytes) -> None:
    """A web page."""
    try:
        article = read_page(data, name="pagina", address=ADDRESS)
    except (Refused, CorpusError):
        return
    assert "\0" not in article.text


def figures(data: bytes) -> None:
    """Numbers and quantities: every span in its place."""
    text = _text(data)
    for quantity in read_quantities(text):
        span = quantity.span
        assert text[span.start : span.end] == span.text


def times(data: bytes) -> None:
    """Periods and dates: every span in its place, no period that ends before it begins."""
    text = _text(data)
    found = read_times(text, field="text", published=date(2018, 9, 24))
    for noun in (*found.periods, *found.dates):
        assert text[noun.span.start : noun.span.end] == noun.span.text
    for period in found.periods:
        if period.days and period.days.start and period.days.end:
            assert period.days.start < period.days.end


def marks(data: bytes) -> None:
    """Marked text: without its tags it is the text. The first bytes say where marks stand."""
    text = _text(data[8:])
    ends = [byte % (len(text) + 1) for byte in data[:8]]
    placed = [
        Mark(min(pair), max(pair), f"m{nr}", f"f{nr}", '"<1>', "<1>")
        for nr, pair in enumerate(zip(ends[::2], ends[1::2], strict=False))
        if pair[0] != pair[1]
    ]
    assert html.unescape(re.sub(r"<[^>]*>", "", marked(text, placed, "begin >", "<end"))) == text


def listing(data: bytes) -> None:
    """Feeds, sitemaps, pages with links, and what a site says of its rights."""
    for read in (
        lambda: in_feed(data, ADDRESS),
        lambda: in_sitemap(data, ADDRESS),
        lambda: on_page(data, ADDRESS, "krant.example"),
        lambda: [*reserved_on_page(data, ADDRESS)],
        lambda: reserved_in_tdmrep(data, ADDRESS),
    ):
        try:
            read()
        except (Refused, CorpusError):
            continue


def query(data: bytes) -> None:
    """What somebody types into the search."""
    read_query(_text(data))


def file(suffix: str) -> Target:
    """A file with this ending: articles or failures, never an exception."""

    def read(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"in{suffix}"
            path.write_bytes(data)
            for exact in (False, True):
                for item in read_paths([str(path)], exact=exact):
                    assert isinstance(item, Article | Failure)

    return read


TARGETS: dict[str, Target] = {
    "page": page,
    "figures": figures,
    "times": times,
    "marks": marks,
    "listing": listing,
    "query": query,
    **{f"file{suffix}": file(suffix) for suffix in SUFFIXES},
}


def _text(data: bytes) -> str:
    """The bytes as a text, as a file of that text would be read."""
    try:
        return decode(data)
    except (Refused, CorpusError, UnicodeError):
        return data.decode("utf-8", errors="replace")
