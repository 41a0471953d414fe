"""How much speaks for it that two articles are about one matter: rare words, figures and names that both have, each
held against chance.

Articles full of figures share some by chance, and all articles share common words. So a word counts by how rare it is
in Dutch (`words/background.toml`, never counted over the corpus: a new article changes nothing for two others), and a
figure by how unlikely it is that two articles with so many figures of so many digits share it. The parts add up as
log-odds; their weights are a logistic regression on articles of our own
(`python -m bench.matter` fits it to all that there are now; decision 0042 says why these stayed).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import log1p, log10

from extract.words import table
from klopt.check.candidates import WORD, likeness, weights
from klopt.check.case import Case, once
from klopt.check.proper_names import apart_by_names, share_a_name
from klopt.check.said import Said, digits_of, said

RARE = 5.0
"""What a lemma weighs that is not common (`words/background.toml`)."""
MOST_FIGURES, MOST_UNSHARED = 4.0, 5
"""What shared figures count for at most, and how many unshared ones count."""
WORDS, FIGURES, NAME, APART, UNSHARED, NOTHING = 14.9, 1.37, 5.0, -2.4, -3.15, -6.1
"""Log-odds for the cosine of the rare words, for each factor of ten that chance is less likely to share the figures,
for a name that both have, for names that part them, for the logarithm of one and how many figures of a unit each has
that the other has not, and where nothing is shared.
"""


@dataclass(frozen=True, slots=True)
class Signs:
    """What two articles share and do not: the cosine of their rare words, the power of ten by which chance would not
    share their figures, whether a name is in both, whether names part them, and how many figures of one unit each has
    by itself: on the same sort of thing elsewhere all figures are others.
    """

    words: float
    figures: float
    named: bool
    apart: bool
    unshared: int

    @property
    def odds(self) -> float:
        """The logarithm of the odds that they are about one matter."""
        figures = FIGURES * min(self.figures, MOST_FIGURES)
        unshared = UNSHARED * log1p(min(self.unshared, MOST_UNSHARED))
        return NOTHING + WORDS * self.words + figures + NAME * self.named + APART * self.apart + unshared


def signs(one: Case, other: Case, shared: Iterable[tuple[Said, Said]]) -> Signs:
    """What speaks for two articles that share these figures."""
    shared = tuple(shared)
    return Signs(
        likeness(_rare_words(one)[0], _rare_words(other)[0]),
        decades(one, other, shared),
        bool(shared_names(one, other)) or share_a_name(one, other),
        apart_by_names(one, other),
        _unshared(one, other, shared),
    )


def _unshared(one: Case, other: Case, shared: Iterable[tuple[Said, Said]]) -> int:
    """How many telling figures each article has that the other has none for, though it has others of that unit."""
    given = {nr: {(own.unit, own.value) for own in pair} for nr, pair in enumerate(zip(*shared, strict=True))}
    here, there = (
        Counter(unit for unit, value in _telling(case)[0] if (unit, value) not in given.get(nr, ()))
        for nr, case in enumerate((one, other))
    )
    return (here & there).total()


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
def _telling(case: Case) -> Iterator[frozenset[tuple[str, Decimal]]]:
    """The telling figures of an article, with their units."""
    yield frozenset((one.unit, one.value) for one in said(case) if one.telling)


@once
def _by_size(case: Case) -> Iterator[Counter[tuple[str, int]]]:
    """How many telling figures an article has, by unit and number of digits."""
    yield Counter((unit, len(digits_of(value))) for unit, value in _telling(case)[0])


@once
def _rare_words(case: Case) -> Iterator[dict[str, float]]:
    common = _common()
    yield {word: weight * common.get(word, RARE) for word, weight in weights(case).items()}


def is_rare(word: str) -> bool:
    """Whether few texts have a word."""
    return word not in _common()


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
