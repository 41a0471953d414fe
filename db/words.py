"""The words of a text as the search index has them, and beside each the lemma that its reader gave it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple, Self

from db.search import WORD, fold, stems

_LONGEST_ALIGNED = 20_000


class Word(NamedTuple):
    """A word and where it stands, in code points. `lemma` is None where the two lists cannot be laid side by side."""

    start: int
    end: int
    folded: str
    lemma: str | None = None

    @property
    def stem(self) -> str:
        """The stem as the index has it."""
        return stem_of(self.folded)

    @property
    def form(self) -> str:
        """The lemma, or the word where that is not known."""
        return self.lemma or self.folded


@dataclass(frozen=True, slots=True)
class Written:
    """The words of an article as they are written, its title's (None: it has none) and its text's, and all its lemmas
    in their order.
    """

    title: list[str] | None
    text: list[str]
    lemmas: list[str]

    @classmethod
    def of(cls, title: str | None, text: str, lemmas: str = "") -> Self:
        """Each text split into words once, which takes longer than most of what is done with them."""
        heads = None if title is None else WORD.findall(title)
        return cls(heads, WORD.findall(text), WORD.findall(lemmas))

    @property
    def words(self) -> list[str]:
        """Those of title and text."""
        return [*(self.title or ()), *self.text]


def words(text: str) -> list[Word]:
    """The words of a text, folded, without lemmas.

    >>> [word.folded for word in words("De cafés, 1.500!")]
    ['de', 'cafes', '1', '500']
    """
    return [Word(*found.span(), _folded(found[0])) for found in WORD.finditer(text)]


def all_folded(found: Iterable[str]) -> list[str]:
    """These words, folded."""
    return [*map(_folded, found)]


def folded(found: Iterable[str]) -> set[str]:
    """These words, folded, each once."""
    return {*map(_folded, {*found})}


def with_lemmas(here: Sequence[Word], lemmas: Iterable[str]) -> list[Word]:
    """The words with their lemmas, given all those of the article in their order (title first, as the words are).

    The lists differ a little in length where a lemma is two words or none; then they are laid side by side between
    the words that are equal in both.
    """
    theirs = all_folded(lemmas)
    if len(theirs) == len(here):
        return [
            Word(start, end, form, lemma) for (start, end, form, _), lemma in zip(here, theirs, strict=True)
        ]
    found = list(here)
    if not theirs or max(len(theirs), len(here)) > _LONGEST_ALIGNED:
        return found
    for i, j in _beside([word.folded for word in here], theirs):
        found[i] = _lemmatised(here[i], theirs[j])
    return found


def _beside(ours: list[str], theirs: list[str]) -> Iterator[tuple[int, int]]:
    for what, i, i_end, j, j_end in SequenceMatcher(None, ours, theirs).get_opcodes():
        if what == "equal" or (what == "replace" and i_end - i == j_end - j):
            yield from zip(range(i, i_end), range(j, j_end), strict=True)


def _lemmatised(word: Word, lemma: str) -> Word:
    return Word(word.start, word.end, word.folded, lemma)


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=65_536)
def stem_of(word: str) -> str:
    """The stem of one word, without accents."""
    return fold(stems(word))
