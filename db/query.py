"""What a person types to search, read so that nothing typed is an error.

Words must all be in an article, in any form: as typed, as a lemma, or with the same stem. "Words between
quotation marks" must stand there as typed and in that order; `word*` begins a word; `-word` must not be in it.
Case and accents do not count. Everything else is a blank: no operator of FTS5 (AND, NEAR, brackets, columns)
gets through, because every word reaches it between quotation marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.article import Article, Field, Span
from db.search import fold, stems

MOST_WORDS = 60
"""Words of a query that count; the rest is passed over. FTS5 limits how large an expression may be."""
_LONGEST_ALIGNED = 20_000
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
# Letters and digits: what the tokenizer unicode61 takes for parts of words (https://sqlite.org/fts5.html#unicode61_tokenizer).
_WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """One word (or what a hyphen joins) or phrase; `words` as typed."""

    words: tuple[str, ...]
    phrase: bool = False
    prefix: bool = False
    excluded: bool = False

    def match(self) -> str:
        """The term as an expression of FTS5."""
        words = " ".join(self.words)
        if self.phrase:
            return f'surface : "{words}"'
        if self.prefix:
            return f'{{surface lemma}} : "{words}" *'
        return f'({{surface lemma}} : "{words}" OR stem : "{stems(words)}")'

    def fits(self, words: list[_Word], at: int) -> bool:
        """Whether the term stands at this word."""
        if at + len(self.words) > len(words):
            return False
        last = len(self.words) - 1
        for i, wanted in enumerate(self.words):
            folded, here = fold(wanted), words[at + i]
            if folded == here.folded or (self.prefix and i == last and here.folded.startswith(folded)):
                continue
            if self.phrase or self.prefix or fold(stems(wanted)) != here.stem:
                return False
        return True


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    folded: str
    stem: str


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked. Without a term that is not excluded there is nothing to look for (`empty`)."""

    terms: tuple[Term, ...]

    @property
    def empty(self) -> bool:
        """Whether no word is left that an article must have."""
        return all(term.excluded for term in self.terms)

    def match(self) -> str:
        """The query as an expression of FTS5 that is always valid. Raises ValueError if it is empty."""
        if self.empty:
            raise ValueError("nothing to look for")
        wanted = " AND ".join(term.match() for term in self.terms if not term.excluded)
        unwanted = " OR ".join(term.match() for term in self.terms if term.excluded)
        return f"({wanted}) NOT ({unwanted})" if unwanted else wanted

    def places(self, article: Article, lemmas: str = "") -> tuple[Span, ...]:
        """Where the article has the words asked for, in reading order, none overlapping another.

        A word that stands there only in a form with another stem ("steeg" for "stijgen") is found through
        `lemmas`, the article's own in their order.
        """
        terms = [term for term in self.terms if not term.excluded]
        fields: list[tuple[Field, list[_Word]]] = [(name, _words(text)) for name, text in article.fields()]
        found = {term: [at for field in fields for at in _places(term, *field)] for term in terms}
        missed = [term for term in terms if not found[term] and not term.phrase]
        if missed and lemmas:
            everything = [(name, word) for name, words in fields for word in words]
            for at, lemma in _aligned([word for _, word in everything], _words(lemmas)):
                for term in missed:
                    if len(term.words) == 1 and term.fits([lemma], 0):
                        name, word = everything[at]
                        found[term].append((name, word.start, word.end))
        spans = [article.span(*place) for places in found.values() for place in places]
        return tuple(_apart(sorted(spans, key=lambda span: (span.field != "title", span.start, -span.end))))


def read_query(typed: str) -> Query:
    """The query that was typed. Never raises."""
    terms: list[Term] = []
    room = MOST_WORDS
    for found in _TERM.finditer(typed.translate(_QUOTES)):
        phrase, word = found["phrase"], found["word"]
        words = tuple(_WORD.findall(phrase if word is None else word)[:room])
        if not words:
            continue
        room -= len(words)
        prefix = word is not None and word.endswith("*")
        terms.append(Term(words, phrase is not None, prefix, found["minus"] == "-"))
        if not room:
            break
    return Query(tuple(terms))


def _words(text: str) -> list[_Word]:
    return [
        _Word(found.start(), found.end(), fold(found[0]), fold(stems(found[0])))
        for found in _WORD.finditer(text)
    ]


def _places(term: Term, field: Field, words: list[_Word]) -> Iterator[tuple[Field, int, int]]:
    for at in range(len(words)):
        if term.fits(words, at):
            yield field, words[at].start, words[at + len(term.words) - 1].end


def _aligned(words: list[_Word], lemmas: list[_Word]) -> Iterator[tuple[int, _Word]]:
    """Words with their lemmas. The two lists differ a little in length (a lemma of two words, a sign that is none), so
    they are laid side by side between the words that are equal in both.
    """
    if max(len(words), len(lemmas)) > _LONGEST_ALIGNED:
        return
    matcher = SequenceMatcher(None, [word.folded for word in words], [lemma.folded for lemma in lemmas])
    for what, i, i_end, j, j_end in matcher.get_opcodes():
        if what == "replace" and i_end - i == j_end - j:
            yield from zip(range(i, i_end), lemmas[j:j_end], strict=True)


def _apart(spans: list[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in spans:
        if last is None or not last.overlaps(span):
            yield span
            last = span


def within(places: tuple[Span, ...], field: Field, start: int, end: int) -> tuple[Span, ...]:
    """Those of these places (in reading order) that lie wholly in this stretch of the field."""
    here = [span for span in places if span.field == field]
    first = bisect_left([span.start for span in here], start)
    return tuple(span for span in here[first:] if span.end <= end)
