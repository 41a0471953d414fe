"""What the rules say about one article by itself, as the database keeps it: made without the database, so that any
process can do it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from db import FindingRow
from db.checks import Counted
from klopt.check.candidates import hashed, keys_of
from klopt.check.case import Case
from klopt.check.run import Checked, check_article, keyed, row_of


@dataclass(frozen=True, slots=True)
class Examined:
    """One article: what was counted and found in it, and the hashed keys that others find it by, in order."""

    counted: Counted
    rows: tuple[FindingRow, ...]
    keys: tuple[int, ...]
    held: int = 0
    """Figures that were held beside those of a table."""


def examined(rules: Sequence[str], article_key: str, case: Case) -> Examined:
    """Check one article by itself. Its id is the row's."""
    return to_keep(check_article(rules, case), article_key)


def to_keep(checked: Checked, article_key: str) -> Examined:
    """What is kept of an article that was checked."""
    return Examined(
        Counted(int(checked.article), checked.figures, checked.checkable, checked.checked),
        tuple(row_of(*pair) for pair in keyed(article_key, checked.findings)),
        tuple(sorted({hashed(key) for key in keys_of(checked.case)})),
        checked.held,
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """Some articles in order, with what others found in each, if others examined them. `holds`, asked in the
    transaction that keeps it, says whether the articles are still what was looked at.
    """

    articles: tuple[int, ...]
    found: tuple[Examined, ...] = ()
    holds: Callable[[], bool] = bool


class Crew(Protocol):
    """Others who do for a check of the corpus what needs no database (`klopt.scale.checking`)."""

    def examined(self, articles: Iterable[int]) -> Iterator[Batch]:
        """These articles in order. Asked for the next batch, the caller has kept the last."""

    def ties(self, candidates: Iterable[tuple[int, Sequence[int]]]) -> Mapping[int, set[int]]:
        """For each article that stands first those that it is tied to (`klopt.check.group.tied`), of those that stand
        with it or that it stands with.
        """
