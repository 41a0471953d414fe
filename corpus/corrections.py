"""Correction notes: paragraphs about what an earlier version of the article said wrongly.

They stay in the text; nothing is read from them, for the figures in them are the wrong ones on purpose.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from corpus.skipped import Range

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_SOMETHING = re.compile(r"\S")


@cache
def _opening() -> re.Pattern[str]:
    """What opens a note on its own line, or (group "heading") stands alone above the paragraph that is the
    note.
    """
    table = tomllib.loads(files("corpus").joinpath("corrections.toml").read_text(encoding="utf-8"))
    words = "|".join(re.escape(words).replace(r"\ ", r"\s") for words in table["words"])
    label = "|".join(re.escape(label).replace(r"\ ", r"\s") for label in table["labels"])
    mark = r"[ \t>*_•\-–\[(\"“‘'#]{0,6}"
    dated = r"[*_]{0,2}[ \t]?(?:\([^()\n]{1,60}\)[*_]{0,2}[ \t]?)?"
    return re.compile(
        rf"(?m)^{mark}(?:(?:{words})\b|(?:{label}){dated}:(?=[*_]{{0,2}}[ \t]*\S)"
        rf"|(?P<heading>(?:{label}){dated}[:*_]{{0,3}}[ \t]{{0,9}}$))",
        re.I,
    )


def correction_notes(text: str) -> Iterator[Range]:
    """Where the correction notes stand: each from the line that opens it to the end of its paragraph.

    A line that is only a heading ("Rectificatie") takes the paragraph under it along.

    >>> text = "Het zijn er 34.\\n\\nCorrectie: eerder stond hier 43.\\n\\nMeer."
    >>> [text[start:end] for start, end in correction_notes(text)]
    ['Correctie: eerder stond hier 43.']
    """
    text = text.replace("\r\n", " \n").replace("\r", "\n")  # the same length: offsets stay
    end = 0
    for found in _opening().finditer(text):
        if found.start() < end:
            continue
        end = _paragraph_end(text, found.end())
        if found["heading"] is not None and not text[found.end() : end].strip():
            note = _SOMETHING.search(text, found.end())
            end = _paragraph_end(text, note.start()) if note else end
        yield found.start(), end


def _paragraph_end(text: str, start: int) -> int:
    found = _BLANK_LINE.search(text, start)
    end = len(text) if found is None else found.start()
    return start + len(text[start:end].rstrip())
