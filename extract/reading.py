"""The reading copy of a text: what the readers see instead of the text itself, and the way back.

The text of an article is never changed, and offsets count in it. Readers trip over things that are not
language: addresses, carriage returns, soft hyphens, letters spelled in two code points (Unicode NFD),
pieces that are not to be read. The copy has those blanked out or composed and knows for every character
where it came from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Article, Field, Span

PIECE = 30_000
"""Most characters given to the parser at once, some 5,000 words: longer than nearly any article. Its memory
grows with the length of a text, and its time with the square of the length of a sentence that never ends.
"""
_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>\"“”]+", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?)]'’"
# No word: encoded data, a line of a table without blanks. spaCy's tokenizer takes quadratic time over one.
_ENDLESS = re.compile(r"\S{400,}")
# Invisible inside words: soft hyphen, zero-width space, joiners, word joiner, byte order mark.
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
# Half of a character, as an escape in JSON can leave it: no encoding has it, so spaCy refuses it.
_HALVES = re.compile("[\ud800-\udfff]")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class ReadingCopy:
    """`text` is what to read. `starts` and `ends` give for each of its characters where that one begins and
    ends in the original; None if both texts have the same length.
    """

    field: Field
    original: str
    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """The span of the original that `start:end` of the copy stands for. Never splits a letter."""
        if self.starts is not None and self.ends is not None and start < end:
            start, end = self.starts[start], self.ends[end - 1]
        return Span(self.field, start, end, self.original[start:end])


def reading_copy(article: Article, field: Field) -> ReadingCopy:
    """The copy of one field of an article.

    >>> reading_copy(Article(id=1, text="Zie https://klopt.nl/a. Ja"), "text").text
    'Zie                   . Ja'
    """
    original = article.field(field)
    text = original
    for skipped in article.skipped:
        if skipped.field == field:
            text = text[: skipped.start] + _blank(skipped.text) + text[skipped.end :]
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "://" in text or "www." in text.lower():
        text = _ADDRESS.sub(_blank_address, text)
    text = _HALVES.sub("\ufffd", text)
    text = _ENDLESS.sub(lambda run: _blank(run.group()), text)
    if _UNSEEN.search(text) is None and unicodedata.is_normalized("NFC", text):
        return ReadingCopy(field, original, text)
    return _composed(field, original, text)


def pieces(text: str, size: int = PIECE) -> Iterator[tuple[int, int]]:
    """Cut a long text at paragraph breaks (else at a line end, else at a blank) into parts of at most
    `size` characters, as (start, end).
    """
    start = 0
    while len(text) - start > size:
        window = text[start : start + size]
        breaks = [match.end() for match in _PARAGRAPH.finditer(window)]
        cut = breaks[-1] if breaks else max(window.rfind("\n"), window.rfind(" ")) + 1 or size
        yield start, start + cut
        start += cut
    if start < len(text) or not text:
        yield start, len(text)


def _blank(text: str) -> str:
    """Spaces of the same length; line ends stay, so that what follows still begins a line."""
    return "".join("\n" if char == "\n" else " " for char in text)


def _blank_address(match: re.Match[str]) -> str:
    address = match.group()
    kept = address[len(address.rstrip(_AFTER_ADDRESS)) :]
    return " " * (len(address) - len(kept)) + kept


def _composed(field: Field, original: str, text: str) -> ReadingCopy:
    """Letters with their loose accents put together, unseen characters left out."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    dropped = {match.start() for match in _UNSEEN.finditer(text)}
    clusters = {match.start() - 1: match.end() for match in _MARKS.finditer(text) if match.start()}
    marked = sorted(clusters)
    i = 0
    while i < len(text):
        nearest = bisect_left(marked, i)
        stop = marked[nearest] if nearest < len(marked) else len(text)
        for at in range(i, stop):
            if at not in dropped:
                out.append(text[at])
                starts.append(at)
                ends.append(at + 1)
        if stop == len(text):
            break
        end = clusters[stop]
        letters = unicodedata.normalize("NFC", text[stop:end])
        out.append(letters)
        starts += [stop] * len(letters)
        ends += [end] * len(letters)
        i = end
    return ReadingCopy(field, original, "".join(out), tuple(starts), tuple(ends))
