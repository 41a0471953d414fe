"""Articles without a day of publication: "vorig jaar" in them is no year, and who checks them is told so, once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from corpus.article import Failure
from extract.periods import read_times
from klopt.check.case import Case
from klopt.check.run import Checked

_SOME_DAY = date(2024, 3, 1)
"""Any day: does the expression become a time when there is one?"""


@dataclass(slots=True)
class Undated:
    """Looks at articles as they go by. `words`: the first time in them that needs a day of publication and has none."""

    words: str | None = None

    def noted(self, items: Iterable[Checked | Failure]) -> Iterator[Checked | Failure]:
        """The same items."""
        for item in items:
            if self.words is None and isinstance(item, Checked):
                self.words = _first(item.case)
            yield item


def _first(case: Case) -> str | None:
    if case.article.published_on is not None:
        return None
    open_ones = (period.span for period in case.extraction.periods if period.days is None)
    return next((span.text for span in open_ones if _needs_day(span.text)), None)


def _needs_day(words: str) -> bool:
    """Whether a day of publication would make a time of these words; "de afgelopen jaren" stays as vague as it is."""
    return any(period.days for period in read_times(words, published=_SOME_DAY).periods)
