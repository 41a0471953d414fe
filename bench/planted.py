"""What a check found in a corpus of stories (`bench.stories`): the conflicts that were planted, and others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from db import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """Articles that were given another figure, how many of them a finding tells of, and all other findings that are
    shown unasked, notes left out.
    """

    planted: int
    told: int
    others: int

    @classmethod
    def of(cls, line: dict[str, Any]) -> Self:
        """As it was kept."""
        return cls(**line["result"])

    @property
    def in_words(self) -> str:
        """The three, for a line of figures."""
        return f"{self.told} of {self.planted} planted conflicts, {self.others} other findings"


def counted(store: Store, planted: set[int]) -> dict[str, int]:
    """The same of a corpus that was checked; `planted` are the articles."""
    rows = [(row, {spot.article for spot in row.spans} & planted) for row in store.findings()]
    return {
        "planted": len(planted),
        "told": len({one for row, odd in rows if row.rule == "figure-conflict" for one in odd}),
        "others": sum(
            row.level != "note" and (row.rule != "figure-conflict" or not odd) for row, odd in rows
        ),
    }
