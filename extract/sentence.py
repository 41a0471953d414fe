"""One sentence with its figures and time expressions as token ranges: what claims, roles and links are read
from.

Token indices count from the start of the sentence, half-open, so that the patterns can be written without a
spaCy document.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, TypeVar

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from corpus.article import Field, Span
from extract.nouns import Period, Quantity
from extract.parsed import Parsed, parsed
from extract.words import table

_Made = TypeVar("_Made")


@lru_cache(maxsize=4096)
def _words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase of a word list."""
    return tuple(phrase.split())


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Phrases of a word list by their first word; one list is one object, so that sentences remember by it."""

    by_first: dict[str, list[tuple[str, ...]]]
    first_words: frozenset[str]

    def at(self, words: tuple[str, ...], at: int) -> Iterator[tuple[str, ...]]:
        """The phrases that stand at this place, in the order of the list."""
        known = self.by_first.get(words[at], ()) if at < len(words) else ()
        return (phrase for phrase in known if words[at : at + len(phrase)] == phrase)


@cache
def phrases_of(name: str, *path: str) -> Phrases:
    """The phrases at this place in `words/name.toml`."""
    listed = table(name)
    for key in path:
        listed = listed[key]
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed:
        words = _words_of(phrase)
        found.setdefault(words[0], []).append(words)
    return Phrases(found, frozenset(found))


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


_Piece = TypeVar("_Piece", Figure, When)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens, figures and time expressions of one sentence, each in reading order."""

    text: Parsed
    tokens: SpacySpan
    field: Field
    words: tuple[str, ...]
    """Lower-case forms, one per token."""
    vocabulary: frozenset[str]
    """The words that stand in it: of most phrases not even the first word does."""
    tags: tuple[str, ...]
    """Universal part-of-speech tags, one per token."""
    figures: tuple[Figure, ...]
    times: tuple[When, ...]
    made: dict[Hashable, Any] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    """What a reader works out once for the whole sentence, by its name."""

    @property
    def span(self) -> Span:
        """The characters of the sentence, without the line ends and blanks around it."""
        whole: Span = self.once("span", lambda: self.span_of(*self._inside()))
        return whole

    def _inside(self) -> tuple[int, int]:
        """The tokens of the sentence without line ends and blanks around them."""
        first, last = 0, len(self.words)
        while last > 1 and self.words[last - 1].isspace():
            last -= 1
        while first < last - 1 and self.words[first].isspace():
            first += 1
        return first, last

    def once(self, name: Hashable, make: Callable[[], _Made]) -> _Made:
        """What `make` works out for the whole sentence, worked out once."""
        if name not in self.made:
            self.made[name] = make()
        found: _Made = self.made[name]
        return found

    def span_of(self, first: int, last: int) -> Span:
        """The characters of tokens `first:last`."""
        start, end = self.text.chars(self.tokens.start + first, self.tokens.start + last)
        return Span(self.field, start, end, self.text.text[start:end])

    def in_time(self, at: int) -> bool:
        """Whether token `at` belongs to a time expression."""
        return bool(self.times) and at in self.once("times", lambda: _by_token(self.times))

    def times_at(self, at: int) -> Sequence[When]:
        """The time expressions that token `at` belongs to."""
        return self.once("times", lambda: _by_token(self.times)).get(at, ())

    def time_begins(self, first: int, last: int) -> bool:
        """Whether a time expression begins with one of the tokens `first..last`, both included."""
        nr = bisect_left(self.times, first, key=lambda when: when.first)
        return nr < len(self.times) and self.times[nr].first <= last

    def figures_at(self, at: int) -> Sequence[Figure]:
        """The figures that token `at` belongs to: of "10-15" both."""
        return self.once("figures", lambda: _by_token(self.figures)).get(at, ())

    def holds_other(self, at: int, figure: Figure) -> bool:
        """Whether token `at` belongs to a time expression or to another figure."""
        return self.in_time(at) or any(other is not figure for other in self.figures_at(at))

    def number_of(self, figure: Figure) -> int:
        """Its place in `figures`."""
        return self.once("numbers", lambda: {id(one): nr for nr, one in enumerate(self.figures)})[id(figure)]

    def before(self, figure: Figure) -> int:
        """How many figures end before this one begins: `figures[:n]`."""
        return bisect_right(self.figures, figure.first, key=lambda other: other.last)

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

    def has_any(self, phrases: Phrases, first: int = 0, last: int | None = None) -> bool:
        """Whether one of the phrases stands within `first:last`, whole words only."""
        if self.vocabulary.isdisjoint(phrases.first_words):
            return False
        places = self.once(phrases, lambda: self._places(phrases))
        if not places or (not first and last is None):
            return bool(places)
        last = len(self.words) if last is None else last
        for at in range(bisect_left(places, (first, 0)), len(places)):
            start, end = places[at]
            if start >= last:
                return False
            if end <= last:
                return True
        return False

    def _places(self, phrases: Phrases) -> list[tuple[int, int]]:
        """Where these phrases stand, as tokens, in reading order."""
        return [
            (at, at + len(phrase))
            for at, word in enumerate(self.words)
            if word in phrases.first_words
            for phrase in phrases.at(self.words, at)
        ]


def _by_token(pieces: Iterable[_Piece]) -> dict[int, list[_Piece]]:
    """The figures or time expressions by the tokens that they cover."""
    found: dict[int, list[_Piece]] = {}
    for piece in pieces:
        for at in range(piece.first, piece.last):
            found.setdefault(at, []).append(piece)
    return found


def _tokens_of(sentence: SpacySpan, span: Span) -> tuple[int, int] | None:
    piece = sentence.doc.char_span(span.start, span.end, alignment_mode="expand")
    if piece is None or piece.start < sentence.start or piece.start >= sentence.end:
        return None
    return piece.start - sentence.start, min(piece.end, sentence.end) - sentence.start


def sentences(
    doc: Doc | Parsed, field: Field, quantities: Sequence[Quantity], periods: Sequence[Period]
) -> Iterator[Sentence]:
    """The sentences of `doc` with what was read in them. One pass: both sequences are in reading order."""
    text, figures, times = parsed(doc), list(quantities), list(periods)
    at_figure = at_time = 0
    for piece in text.sentences:
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
        words = tuple(text.words[piece.start : piece.end])
        yield Sentence(
            text,
            piece,
            field,
            words,
            frozenset(words),
            tuple(text.tags[piece.start : piece.end]),
            tuple(mine),
            tuple(when),
        )
