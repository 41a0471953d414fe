"""Where the words of a query stand in an article, looked up in the text itself: FTS5 knows only the surface column,
and would show nothing for "steeg" when the query was "stijgen".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.article import Article, Field, Span
from db.query import Query, Term
from db.search import WORD, fold
from db.words import Word, stem_of, with_lemmas, words

MOST_KNOWN = 20_000
"""Words of which a term remembers whether it stands there."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A term made ready to be held against words."""

    typed: tuple[str, ...]
    stems: tuple[str, ...]
    lemmas: frozenset[str]
    more: frozenset[str]
    exact: bool
    prefix: bool
    known: dict[tuple[str, str | None], bool] = field(default_factory=dict, compare=False)
    """What was once looked at: whether it stands at a word with this form and lemma, if it is one word."""

    def at(self, here: Sequence[Word], at: int) -> bool:
        """Whether the term stands at this word."""
        if at + len(self.typed) > len(here):
            return False
        if len(self.typed) == 1:
            word = here[at]
            key = word.folded, word.lemma
            if (fits := self.known.get(key)) is None:
                if len(self.known) > MOST_KNOWN:
                    self.known.clear()
                fits = self.known[key] = self._is(0, word)
            return fits
        return all(self._is(nr, here[at + nr]) for nr in range(len(self.typed)))

    def _is(self, nr: int, word: Word) -> bool:
        wanted = self.typed[nr]
        if word.folded == wanted:
            return True
        if self.exact:
            return False
        if self.prefix:
            last = nr == len(self.typed) - 1
            forms = (word.folded, word.form)
            return any(form == wanted or (last and form.startswith(wanted)) for form in forms)
        if word.form in self.lemmas or self.stems[nr] in (word.stem, stem_of(word.form)):
            return True
        return bool(self.more) and not self.more.isdisjoint((word.stem, stem_of(word.form)))


@lru_cache(maxsize=256)
def fit(term: Term) -> Fit:
    """The term, ready to be held against words."""
    typed = tuple(fold(word) for word in term.words)
    single = len(typed) == 1
    lemmas = frozenset([*map(fold, term.lemmas), *typed]) if single else frozenset()
    stems = tuple(map(stem_of, typed))
    return Fit(typed, stems, lemmas, frozenset(term.stems), term.phrase, term.prefix)


def article_words(article: Article, lemmas: str = "") -> tuple[list[Word], int]:
    """The words of title and text with their lemmas, and how many are the title's."""
    title = words(article.title or "")
    return with_lemmas([*title, *words(article.text)], WORD.findall(lemmas)), len(title)


def places(query: Query, article: Article, lemmas: str = "") -> tuple[Span, ...]:
    """Where the article has the words asked for, in reading order, none overlapping another.

    `lemmas` are the article's own in their order: through them "steeg" is found for "stijgen".
    """
    every, titles = article_words(article, lemmas)
    parts: tuple[tuple[Field, list[Word]], ...] = (("title", every[:titles]), ("text", every[titles:]))
    spans = [
        article.span(field, start, end)
        for term in dict.fromkeys(query.wanted)
        for field, here in parts
        if term.field in (None, field)
        for start, end in _places(fit(term), here)
    ]
    return tuple(_apart(sorted(spans, key=lambda span: (span.field != "title", span.start, -span.end))))


def stands_behind(term: Term, title: str, text: str, lemmas: str) -> bool:
    """Whether the term stands in the text behind this title."""
    heads = words(title)
    every = with_lemmas([*heads, *words(text)], WORD.findall(lemmas))[len(heads) :]
    return next(_places(fit(term), every), None) is not None


def _places(wanted: Fit, here: Sequence[Word]) -> Iterator[tuple[int, int]]:
    last = len(wanted.typed) - 1
    if not last:  # the usual case, without a call for each word: most are known
        known = wanted.known
        for at, (start, end, form, lemma) in enumerate(here):
            fits = known.get((form, lemma))
            if wanted.at(here, at) if fits is None else fits:
                yield start, end
        return
    for at in range(len(here)):
        if wanted.at(here, at):
            yield here[at].start, here[at + last].end


def _apart(spans: list[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in spans:
        if last is None or not last.overlaps(span):
            yield span
            last = span


def within(found: tuple[Span, ...], field: Field, start: int, end: int) -> tuple[Span, ...]:
    """Those of these places (in reading order) that lie wholly in this stretch of the field."""
    here = [span for span in found if span.field == field]
    first = bisect_left([span.start for span in here], start)
    return tuple(span for span in here[first:] if span.end <= end)
