"""The paragraphs of a PDF, in a process of its own: `python -m corpus.pdf_text < file.pdf`. The only importer of
pdfminer.

A PDF is a program that draws; a hostile one never ends, or asks for all memory. So it is read under limits that the
operating system holds (`corpus.pdf` starts it and ends it). What goes out is one JSON object: `title`,
`paragraphs`, or `refused` with a key of reasons.toml.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from statistics import median
from typing import Any

MEMORY = 2_000_000_000
"""Bytes of memory that the process may ask for; a newspaper page takes some 100 million."""
SECONDS = 60
"""Seconds of processor time; a report of 200 pages takes some 20."""
MAX_PAGES = 500
LARGER = 1.25
"""How many times the usual size the letters of a title are, at least."""
_ENDED = re.compile(r"""[.!?:;…]["'”’)\]]*$""")
_DIGITS = re.compile(r"\d+")
_HYPHENS = ("-", "\u2010", "\u00ad")
_HELD = ("en", "of", "tot", "noch")
"""Words before which a hyphen at the end of a line stays: "zestig- tot zeventigduizend"."""


class TooManyPages(Exception):
    """More pages than are read: a book, not an article."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together on a page, and the size of their letters in points."""

    page: int
    lines: tuple[str, ...]
    size: float
    top: int
    """How high it stands, in steps of ten points."""


def blocks_of(payload: bytes) -> Iterator[Block]:
    """The blocks of text in reading order."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams, LTChar, LTTextBox, LTTextLine

    pages = extract_pages(BytesIO(payload), maxpages=MAX_PAGES + 1, laparams=LAParams())
    for number, page in enumerate(pages):
        if number == MAX_PAGES:
            raise TooManyPages
        for box in page:
            if not isinstance(box, LTTextBox):
                continue
            lines = [line for line in box if isinstance(line, LTTextLine)]
            sizes = [char.size for line in lines for char in line if isinstance(char, LTChar)]
            words = tuple(" ".join(line.get_text().split()) for line in lines)
            if any(words) and sizes:
                yield Block(number, tuple(filter(None, words)), median(sizes), round(box.y1 / 10))


def article_of(blocks: Sequence[Block]) -> tuple[str | None, list[str]]:
    """Title and paragraphs. The title is the first block, if its letters are larger than those of the text.

    What stands at one height of most pages, figures aside (running heads, page numbers), is left out; words cut by the
    end of a line and sentences cut by the end of a page are put together.
    """
    last = max((block.page for block in blocks), default=0) + 1
    seen = Counter(chain.from_iterable({_shape(b) for b in blocks if b.page == page} for page in range(last)))
    kept = [b for b in blocks if not (last > 2 and seen[_shape(b)] > last / 2)]
    usual = median([size for b in kept for size in [b.size] * sum(map(len, b.lines))] or [0])
    title = None
    if len(kept) > 1 and kept[0].size >= LARGER * usual:
        title = joined(kept.pop(0).lines)
    paragraphs: list[str] = []
    for nr, block in enumerate(kept):
        words = joined(block.lines)
        turned = nr > 0 and block.page != kept[nr - 1].page
        if turned and paragraphs and not _ENDED.search(paragraphs[-1]) and words[:1].islower():
            paragraphs[-1] = joined([paragraphs[-1], words])
        else:
            paragraphs.append(words)
    return title, paragraphs


def joined(lines: Sequence[str]) -> str:
    """The lines as one, a word that was cut at the end of a line whole again.

    >>> joined(["Het aantal meld-", "ingen steeg van zestig-", "tot zeventigduizend."])
    'Het aantal meldingen steeg van zestig- tot zeventigduizend.'
    """
    text = ""
    for line in lines:
        cut = text.endswith(_HYPHENS) and text[-2:-1].isalpha() and line[:1].islower()
        if cut and line.split(maxsplit=1)[0] not in _HELD:
            text = text[:-1] + line
        elif text.endswith(_HYPHENS) and text[-2:-1].isdigit() and line[:1].isdigit():
            text += line  # "10-" and "20 procent"
        else:
            text = f"{text} {line}" if text else line
    return text.replace("\u00ad", "")


def _shape(block: Block) -> tuple[str, int]:
    return _DIGITS.sub("0", " ".join(block.lines)), block.top


def _limit() -> None:
    """Hold this process to its memory and time, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: only the time of the one who started it counts
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))


def main() -> None:
    """Read standard input, write one JSON object."""
    _limit()
    logging.disable()
    out: dict[str, Any]
    try:
        from pdfminer.pdfdocument import PDFPasswordIncorrect

        title, paragraphs = article_of(list(blocks_of(sys.stdin.buffer.read())))
        out = {"title": title, "paragraphs": paragraphs} if paragraphs else {"refused": "pdf_no_text"}
    except MemoryError:
        out = {"refused": "pdf_too_slow"}
    except TooManyPages:
        out = {"refused": "pdf_too_long"}
    except PDFPasswordIncorrect:
        out = {"refused": "pdf_locked"}
    except Exception:  # whatever pdfminer stumbles over, the file is what is wrong
        out = {"refused": "pdf_broken"}
    json.dump(out, sys.stdout)


if __name__ == "__main__":
    main()
