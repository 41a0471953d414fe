"""The articles about one matter, found from one of them: what `klopt.check.group.groups` finds for all articles at
once, for a corpus of which only a part is looked at.

The search goes on from article to article: who shares a key with this one, of those who has its words, of those who is
tied to it; then from each of these. A group that is found so is whole, whatever was known of its articles before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from klopt.check.candidates import Numbers, Terms
from klopt.check.case import Case
from klopt.check.group import Group, Pair, Tells, tied

HELD = 1_024
"""Articles that are kept in memory beside the group at hand: those that were looked at last."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus as the search sees it, by the ids of its articles.

    `order` gives what articles of one group are sorted by, `lemmas` the words of an article, `near` the others that
    share a key with it, `is_there` whether an article that `near` gave may be compared.
    """

    order: Callable[[int], str]
    case: Callable[[int], Case]
    lemmas: Callable[[int], str]
    near: Callable[[int], Collection[int]]
    is_there: Callable[[int], bool]


@dataclass
class _Found:
    """A group that grows."""

    members: dict[int, Case]
    pairs: dict[Numbers, Pair] = field(default_factory=dict)
    tried: set[Numbers] = field(default_factory=set)


class Matters:
    """Finds the groups of a corpus that does not change meanwhile."""

    def __init__(self, corpus: Corpus, tells: Tells) -> None:
        self._corpus = corpus
        self._tells = tells
        self._case = lru_cache(HELD)(corpus.case)
        self._order = lru_cache(100 * HELD)(corpus.order)
        self._terms: dict[int, Terms] = {}

    def note(self, article: int, lemmas: str) -> None:
        """The words of an article that need not be fetched again."""
        self._terms[article] = Terms(lemmas)

    def around(self, article: int, known: Container[int] = ()) -> tuple[tuple[int, ...], Group]:
        """The articles that hang together with this one, itself among them, in order, and their group (without pairs if
        it is alone). `known` are articles whose groups were found already: this one is in none of them.
        """
        found = _Found({article: self._case(article)})
        open_ = [article]
        while open_:
            open_.extend(self._next(open_.pop(), found, known))
        members = sorted(found.members, key=self._order)
        pairs = sorted(found.pairs, key=lambda pair: (self._order(pair[0]), self._order(pair[1])))
        cases = tuple(found.members[one] for one in members)
        return tuple(members), Group(cases, tuple(found.pairs[pair] for pair in pairs))

    def _next(self, article: int, found: _Found, known: Container[int]) -> Iterator[int]:
        """The articles that join the group by way of this one."""

        def is_new(other: int) -> bool:
            both = min(article, other), max(article, other)
            if other in known or both in found.tried:
                return False
            found.tried.add(both)
            return True

        for other in self.candidates(article, is_new):
            one, two = self.in_order(article, other)
            here, there = (found.members.get(each) or self._case(each) for each in (one, two))
            pair = tied(here, there, self._tells)
            if pair is None:
                continue
            found.pairs[one, two] = pair
            if other not in found.members:
                found.members[other] = self._case(other)
                yield other

    def candidates(self, article: int, wanted: Callable[[int], bool] = lambda _other: True) -> Iterator[int]:
        """The articles that may be tied to this one, of those that are wanted, in order of id."""
        mine: dict[int, float] | None = None
        for other in sorted(self._corpus.near(article)):
            if wanted(other):
                mine = self._words(article).by_word() if mine is None else mine
                if self._words(other).may_be_alike(mine) and self._corpus.is_there(other):
                    yield other

    def in_order(self, one: int, other: int) -> tuple[int, int]:
        """The two articles as they stand in a pair."""
        return (one, other) if self._order(one) <= self._order(other) else (other, one)

    def _words(self, article: int) -> Terms:
        if article not in self._terms:
            self.note(article, self._corpus.lemmas(article))
        return self._terms[article]
