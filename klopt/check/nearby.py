"""What stands around a span: its sentence, the words before and behind it, and how far two spans are apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from corpus.article import Field, Span
from klopt.check.case import Case

REACH = 240
"""Characters of a sentence on either side of a span that are looked at, so that no text costs more than its length."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Nearby:
    """The sentences of an article, found by place in logarithmic time."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._sentences: dict[Field, list[Span]] = {"title": [], "text": []}
        for sentence in case.extraction.sentences:
            self._sentences[sentence.field].append(sentence)
        self._starts = {name: [span.start for span in found] for name, found in self._sentences.items()}

    @property
    def title(self) -> str:
        """The headline; empty if there is none."""
        return self._case.article.title or ""

    def nr(self, span: Span) -> int:
        """The number of the sentence that the span begins in, counted within its field; 0 before the first."""
        return max(0, bisect_right(self._starts[span.field], span.start) - 1)

    def sentence(self, span: Span) -> Span:
        """The sentence that the span begins in; the span itself where the field has none."""
        found = self._sentences[span.field]
        return found[self.nr(span)] if found else span

    def numbered(self, field: Field, nr: int) -> Span | None:
        """The sentence of this number, or None if there is none."""
        found = self._sentences[field]
        return found[nr] if 0 <= nr < len(found) else None

    def before(self, span: Span) -> str:
        """The part of its sentence before a span."""
        text = self._case.article.field(span.field)
        return text[max(min(self.sentence(span).start, span.start), span.start - REACH) : span.start]

    def behind(self, span: Span) -> str:
        """The part of its sentence behind a span."""
        text = self._case.article.field(span.field)
        return text[span.end : min(max(self.sentence(span).end, span.end), span.end + REACH)]

    def between(self, one: Span, other: Span) -> str:
        """The characters between two spans of one field, whichever comes first."""
        text = self._case.article.field(one.field)
        return text[min(one.end, other.end) : max(one.start, other.start)]


def has_word(text: str, words: Iterable[str]) -> bool:
    """Whether one of these words or phrases stands in the text, whole words only, in any case."""
    return _any_of(tuple(words)).search(text) is not None


def ends_with(text: str, words: Iterable[str]) -> str | None:
    """Which of these words or phrases the text ends with, or None."""
    found = _last_of(tuple(words)).search(text)
    return found.group(1).lower() if found else None


def starts_with(text: str, words: Iterable[str]) -> str | None:
    """Which of these words or phrases the text starts with, or None."""
    found = _first_of(tuple(words)).match(text)
    return found.group(1).lower() if found else None


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without figures and marks."""
    return [word.lower() for word in _WORD.findall(text)]


def _choice(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_choice(words)})(?!\w)", re.IGNORECASE)


@cache
def _last_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_choice(words)})\s*\Z", re.IGNORECASE)


@cache
def _first_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s*({_choice(words)})(?!\w)", re.IGNORECASE)
