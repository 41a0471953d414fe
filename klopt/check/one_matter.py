"""How much speaks for it that two articles are about one matter: rare words, figures and names that both have, each
held against chance.

Articles full of figures share some by chance, and all articles share common words. So a word counts by how rare it is
in Dutch (`words/background.toml`, never counted over the corpus: a new article changes nothing for two others), and a
figure by how unlikely it is that two articles with so many figures of so many digits share it. The parts add up as
log-odds; their weights are a logistic regression on articles of our own, `python -m bench.matter`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import log10

from extract.words import table
from klopt.check.candidates import WORD, likeness, weights
from klopt.check.case import Case, once
from klopt.check.said import Said, said

RARE = 5.0
"""What a lemma weighs that is not common (`words/background.toml`)."""
MOST_FIGURES, MOST_NAMES = 4.0, 2
"""What shared figures, and names after the first, count for at most."""
WORDS, FIGURES, NAME, MORE_NAMES, NOTHING = 14.9, 1.75, 4.3, 1.15, -8.2
"""Log-odds for the cosine of the rare words, for each factor of ten that chance is less likely to share the figures,
for a name that both have and for each further one, and where nothing is shared.
"""


@dataclass(frozen=True, slots=True)
class Signs:
    """What two articles share: the cosine of their rare words, the power of ten by which chance would not share their
    figures, and how many words of names.
    """

    words: float
    figures: float
    names: int

    @property
    def odds(self) -> float:
        """The logarithm of the odds that they are about one matter."""
        named = NAME + MORE_NAMES * min(self.names - 1, MOST_NAMES) if self.names else 0.0
        return NOTHING + WORDS * self.words + FIGURES * min(self.figures, MOST_FIGURES) + named


def signs(one: Case, other: Case, shared: Iterable[tuple[Said, Said]]) -> Signs:
    """What speaks for two articles that share these figures."""
    words = likeness(_rare_words(one)[0], _rare_words(other)[0])
    return Signs(words, decades(one, other, shared), len(shared_names(one, other)))


def decades(
    one: Case, other: Case, shared: Iterable[tuple[Said, Said]], without: Collection[Decimal] = ()
) -> float:
    """The power of ten by which it is unlikely that two articles share these figures, `without` some, by chance: of
    figures of three digits, nine hundred are possible.
    """
    here, there = _by_size(one)[0], _by_size(other)[0]
    values = {
        (mine.unit, mine.value): len(mine.digits)
        for mine, yours in shared
        if mine.telling
        and yours.telling
        and mine.value == yours.value
        and mine.unit == yours.unit
        and mine.value not in without
    }
    return sum(
        max(0.0, log10(9 * 10 ** (size - 1) / (here[unit, size] * there[unit, size])))
        for (unit, _), size in values.items()
        if size and here[unit, size] and there[unit, size]
    )


def shared_names(one: Case, other: Case) -> frozenset[str]:
    """The longer words of names that both mention, or that one mentions and the other was published by: one has
    "staalproducent Hollander" and the other "Hollander".
    """
    here, there = _name_words(one)[0], _name_words(other)[0]
    return (here & there) | (here & _publisher(other)) | (there & _publisher(one))


@once
def _by_size(case: Case) -> Iterator[Counter[tuple[str, int]]]:
    """How many telling figures an article has, by unit and number of digits."""
    yield Counter(
        (unit, size) for unit, size, _ in {(s.unit, len(s.digits), s.value) for s in said(case) if s.telling}
    )


@once
def _rare_words(case: Case) -> Iterator[dict[str, float]]:
    common = _common()
    yield {word: weight * common.get(word, RARE) for word, weight in weights(case).items()}


@cache
def _common() -> dict[str, float]:
    return {word: level["value"] for level in table("background")["level"] for word in level["words"].split()}


@once
def _name_words(case: Case) -> Iterator[frozenset[str]]:
    names = (mention.name.lower() for mention in case.extraction.mentions)
    nation = frozenset(table("across")["nation"])
    yield frozenset(word for name in names for word in name.split() if len(word) >= WORD) - nation


def _publisher(case: Case) -> frozenset[str]:
    return frozenset(
        word.strip("()") for word in (case.article.source or "").lower().split() if len(word) >= WORD
    )
