"""One sentence with its figures and time expressions as token ranges: what claims, roles and links are read
from.

Token indices count from the start of the sentence, half-open, so that the patterns can be written without a
spaCy document.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from corpus.article import Field, Span
from extract.nouns import Period, Quantity


@lru_cache(maxsize=4096)
def _words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase of a word list."""
    return tuple(phrase.split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and the tokens `first:last` of the sentence that it covers."""

    quantity: Quantity
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class When:
    """A time expression and the tokens `first:last` of the sentence that it covers."""

    period: Period
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens, figures and time expressions of one sentence, each in reading order."""

    tokens: SpacySpan
    field: Field
    words: tuple[str, ...]
    """Lower-case forms, one per token."""
    tags: tuple[str, ...]
    """Universal part-of-speech tags, one per token."""
    figures: tuple[Figure, ...]
    times: tuple[When, ...]
    made: dict[str, Any] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    """What a reader works out once for the whole sentence, by its name."""

    @property
    def span(self) -> Span:
        """The characters of the sentence, without the line ends and blanks around it."""
        if "span" not in self.made:
            first, last = 0, len(self.words)
            while last > 1 and self.tokens[last - 1].is_space:
                last -= 1
            while first < last - 1 and self.tokens[first].is_space:
                first += 1
            self.made["span"] = self.span_of(first, last)
        whole: Span = self.made["span"]
        return whole

    def span_of(self, first: int, last: int) -> Span:
        """The characters of tokens `first:last`."""
        piece = self.tokens[first:last]
        return Span(self.field, piece.start_char, piece.end_char, piece.text)

    def in_time(self, at: int) -> bool:
        """Whether token `at` belongs to a time expression."""
        return any(when.first <= at < when.last for when in self.times)

    def holds_other(self, at: int, figure: Figure) -> bool:
        """Whether token `at` belongs to a time expression or to another figure."""
        return self.in_time(at) or any(
            other.first <= at < other.last for other in self.figures if other is not figure
        )

    def find(self, phrase: str, first: int = 0, last: int | None = None) -> int | None:
        """The first token index at which the words of `phrase` stand within `first:last`, or None."""
        wanted = _words_of(phrase)
        at, stop = max(0, first), max(0, (len(self.words) if last is None else last) - len(wanted) + 1)
        with suppress(ValueError):  # `index` says so when the word does not stand there
            while True:
                at = self.words.index(wanted[0], at, stop)
                if self.words[at : at + len(wanted)] == wanted:
                    return at
                at += 1
        return None

    def has_any(self, phrases: Sequence[str], first: int = 0, last: int | None = None) -> bool:
        """Whether one of the phrases stands within `first:last`, whole words only."""
        if "vocabulary" not in self.made:
            self.made["vocabulary"] = frozenset(self.words)
        known: frozenset[str] = self.made["vocabulary"]
        return any(
            self.find(phrase, first, last) is not None
            for phrase in phrases
            if _words_of(phrase)[0] in known  # of most phrases not even the first word stands there
        )


def _tokens_of(sentence: SpacySpan, span: Span) -> tuple[int, int] | None:
    piece = sentence.doc.char_span(span.start, span.end, alignment_mode="expand")
    if piece is None or piece.start < sentence.start or piece.start >= sentence.end:
        return None
    return piece.start - sentence.start, min(piece.end, sentence.end) - sentence.start


def sentences(
    doc: Doc, field: Field, quantities: Sequence[Quantity], periods: Sequence[Period]
) -> Iterator[Sentence]:
    """The sentences of `doc` with what was read in them. One pass: both sequences are in reading order."""
    figures, times = list(quantities), list(periods)
    at_figure = at_time = 0
    for piece in doc.sents:
        mine: list[Figure] = []
        while at_figure < len(figures) and figures[at_figure].span.start < piece.end_char:
            where = _tokens_of(piece, figures[at_figure].span)
            if where:
                mine.append(Figure(figures[at_figure], *where))
            at_figure += 1
        when: list[When] = []
        while at_time < len(times) and times[at_time].span.start < piece.end_char:
            where = _tokens_of(piece, times[at_time].span)
            if where:
                when.append(When(times[at_time], *where))
            at_time += 1
        yield Sentence(
            piece,
            field,
            tuple(token.lower_ for token in piece),
            tuple(token.pos_ for token in piece),
            tuple(mine),
            tuple(when),
        )
