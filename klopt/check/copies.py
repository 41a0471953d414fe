"""Which articles are copies of one text: they count as one witness.

Shingles of words and their containment: Broder, On the resemblance and containment of documents, 1997.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from klopt.check.case import Case
from klopt.check.prose import once

SHINGLE = 5
"""Words in a row."""
COPIED = 0.5
"""Share of the shorter text's shingles that stand in the other."""


@once
def _shingles_once(case: Case) -> Iterable[frozenset[tuple[str, ...]]]:
    words = case.article.text.lower().split()
    yield frozenset(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def copied(one: Case, other: Case) -> bool:
    """Whether one of the texts is largely the other's."""
    small, large = sorted((next(iter(_shingles_once(case))) for case in (one, other)), key=len)
    return len(small & large) >= COPIED * len(small)


def witnesses(cases: Sequence[Case]) -> tuple[tuple[Case, ...], ...]:
    """The articles by text: each tuple is one witness with its copies, in the order given."""
    found: list[list[Case]] = []
    for case in cases:
        mine = next((group for group in found if any(copied(case, known) for known in group)), None)
        if mine is None:
            found.append([case])
        else:
            mine.append(case)
    return tuple(tuple(group) for group in found)
