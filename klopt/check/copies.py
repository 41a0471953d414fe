"""Which articles are copies of one text: they count as one witness. What a copy is, `corpus.copies` says."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.copies import CONTAINED, contained
from klopt.check.case import Case


def copied(one: Case, other: Case) -> bool:
    """Whether one of the texts is largely the other's."""
    return contained(one.article.text, other.article.text) >= CONTAINED


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
