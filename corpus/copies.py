"""Whether two articles are one text: the same wire copy in two papers is one witness, not two. The only importer of
datasketch.

Likely pairs come from MinHash signatures in bands (Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive
Datasets, 3.4); each is then compared word by word, so a signature alone never makes two articles copies. Papers cut
wire copy from the end and write their own first line: what counts is how much of the shorter text stands in the longer.
Reports made from one template (traffic, exchange rates) share their words and not their figures: they are no copies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

SHINGLE = 4
"""Words in a row that are compared."""
PERMUTATIONS = 63
BANDS, ROWS = 21, 3
"""Pairs of which a third of the shingles is shared are found more often than not: (1/21) ** (1/3) is 0.36."""
FEWEST = 20
"""Shingles that a text must have before another one can be nearly the same."""
CONTAINED = 0.6
"""Share of the shorter text that stands in the longer one: measured by `python -m bench.copies`."""
SAME_FIGURES = 0.6
"""Share of its figures that does."""
MOST_COMPARED = 20
"""Candidates that an article is compared with, in order of id: a text in a thousand papers must not take a million
comparisons.
"""
MOST_WORDS = 20_000
_WORD = re.compile(r"\w+(?:[.,]\d+)*")


def shingles(text: str) -> frozenset[str]:
    """Every four words in a row, in small letters; a shorter text is one shingle."""
    words = _WORD.findall(text.casefold())[:MOST_WORDS]
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def signature(text: str) -> bytes:
    """The MinHash of a text: 63 numbers of four bytes, the same on every machine."""
    from datasketch import MinHash  # type: ignore[import-untyped]

    hashed = MinHash(num_perm=PERMUTATIONS, seed=1)
    hashed.update_batch([shingle.encode("utf-8", "replace") for shingle in sorted(shingles(text))])
    return bytes(hashed.hashvalues.astype("<u4").tobytes())


def bands(signed: bytes) -> Iterator[tuple[int, bytes]]:
    """The pieces of a signature: two texts that share one are compared."""
    size = 4 * ROWS
    for band in range(BANDS):
        yield band, signed[band * size : (band + 1) * size]


def contained(one: str, other: str) -> float:
    """Share of the shorter text that stands in the longer one, 0 if their figures differ or either is too short to
    tell; 1 if both are the same words.

    >>> contained("De brug is dicht.", "De brug  is dicht"), contained("De brug is dicht.", "De brug is open.")
    (1.0, 0.0)
    """
    some, others = shingles(one), shingles(other)
    if some == others:
        return 1.0
    if min(len(some), len(others)) < FEWEST or not _same_figures(one, other):
        return 0.0
    return _share(some, others)


def in_common(one: str, other: str) -> float:
    """Share of the shorter text that stands in the longer one, whatever their figures and however short: for two
    versions of one page.
    """
    return _share(shingles(one), shingles(other))


def _share(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / min(len(some), len(others))


def _same_figures(one: str, other: str) -> bool:
    some, others = (
        {word for word in _WORD.findall(text[:200_000]) if word[0].isdigit()} for text in (one, other)
    )
    fewest = min(len(some), len(others))
    return fewest < 2 or len(some & others) >= SAME_FIGURES * fewest


def groups_of(
    known: Iterable[tuple[int, bytes, int]], new: Iterable[tuple[int, bytes]], text_of: Callable[[int], str]
) -> dict[int, int]:
    """Which articles are copies of one text: article -> the lowest id of its group, its own if it has no copy.

    `known` are articles that were compared before (id, signature, witness), `new` those to compare; `text_of` gives the
    text of an id.
    """
    found: dict[int, int] = {}
    shelves: dict[tuple[int, bytes], list[int]] = {}
    for article, signed, witness in known:
        found[article] = witness
        _shelve(shelves, article, signed)
    for article, signed in new:
        found[article] = article
        near = sorted({one for band in bands(signed) for one in shelves.get(band, ())})[:MOST_COMPARED]
        text = text_of(article) if near else ""
        heads = {found[one] for one in near if contained(text, text_of(one)) >= CONTAINED}
        if heads:
            witness = min(*heads, article)
            found[article] = witness
            if heads != {witness}:  # groups that were apart meet, or a lower id joins
                found |= {one: witness for one, head in found.items() if head in heads}
        _shelve(shelves, article, signed)
    return found


def _shelve(shelves: dict[tuple[int, bytes], list[int]], article: int, signed: bytes) -> None:
    for band in bands(signed):
        shelf = shelves.setdefault(band, [])
        if len(shelf) < MOST_COMPARED:
            shelf.append(article)
