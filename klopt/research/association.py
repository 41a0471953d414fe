"""Whether a word is commoner in one set of words than in another, and how much: log-likelihood and log ratio.

G2 is Dunning (1993), "Accurate Methods for the Statistics of Surprise and Coincidence", over all four cells of the
table. It says how sure, not how much; the size of the difference is the log ratio of Hardie (2014): 1 is twice as
common, 2 four times, -1 half.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log, log2

SURE = 15.13
"""The G2 that chance exceeds once in ten thousand (chi-squared, one degree of freedom): so many words are tried that
the usual 3.84 would let hundreds through (Rayson, Berridge and Francis 2004).
"""
FEWEST = 3
"""Times that a word must stand there to be told."""
_NONE = 0.5
"""What a count of nothing is taken for in the log ratio (Hardie 2014)."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A word in two sets of words: how often, how often in a million words, G2 and log ratio."""

    word: str
    here: int
    there: int
    here_per_million: float
    there_per_million: float
    g2: float
    log_ratio: float


def log_likelihood(here: int, size_here: int, there: int, size_there: int) -> float:
    """G2 of a thing that was counted so often in two sets of these sizes; 0 where there is nothing to compare.

    >>> log_likelihood(10, 100, 10, 100)
    0.0
    >>> round(log_likelihood(20, 100, 10, 100), 2)
    3.98
    """
    total = size_here + size_there
    found = here + there
    cells = (
        (here, size_here * found),
        (there, size_there * found),
        (size_here - here, size_here * (total - found)),
        (size_there - there, size_there * (total - found)),
    )
    if min(size_here, size_there) <= 0 or any(seen < 0 for seen, _ in cells):
        return 0.0
    return max(0.0, 2 * sum(seen * log(seen * total / expected) for seen, expected in cells if seen))


def log_ratio(here: int, size_here: int, there: int, size_there: int) -> float:
    """How many times as common here as there, as a power of two.

    >>> log_ratio(40, 1000, 10, 1000)
    2.0
    """
    if not (size_here and size_there):
        return 0.0
    return log2(((here or _NONE) / size_here) / ((there or _NONE) / size_there))


def compared(
    here: Mapping[str, int], there: Mapping[str, int], least: float = SURE, fewest: int = FEWEST
) -> list[Compared]:
    """The words of which the share differs with at least this G2, the surest first. A word must stand in both sets
    together at least `fewest` times.
    """
    sizes = sum(here.values()), sum(there.values())
    found = (one for one in _each(here, there, sizes, fewest) if one.g2 >= least)
    return sorted(found, key=lambda one: (-one.g2, one.word))


def _each(
    here: Mapping[str, int], there: Mapping[str, int], sizes: tuple[int, int], fewest: int
) -> Iterator[Compared]:
    for word in here.keys() | there.keys():
        a, b = here.get(word, 0), there.get(word, 0)
        if a + b >= fewest:
            table = (a, sizes[0], b, sizes[1])
            yield Compared(
                word,
                a,
                b,
                _per_million(a, sizes[0]),
                _per_million(b, sizes[1]),
                log_likelihood(*table),
                log_ratio(*table),
            )


def _per_million(count: int, size: int) -> float:
    return 1e6 * count / size if size else 0.0


def rest(whole: Mapping[str, int], part: Mapping[str, int]) -> Counter[str]:
    """What is left of these counts without a part of them; never less than nothing.

    >>> rest({"a": 3, "b": 1}, {"a": 1, "b": 2})
    Counter({'a': 2})
    """
    return Counter({word: left for word, n in whole.items() if (left := n - part.get(word, 0)) > 0})
