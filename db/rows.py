"""Rows that have no noun of their own below `db`: what its callers hand in and get back.

`db` does not know `klopt.check`; who runs the checks turns a `Finding` into a `FindingRow` and gives it its
key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.article import Span
from extract.interval import Interval

Level = Literal["error", "warning", "note"]
Change = Literal["new", "same", "version"]
Known = Literal["current", "older"]


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """Where a raw page lies in the archive: `length` bytes of `file` (as the archive names it) from `offset`.

    `digest` is of those bytes or of the payload, as the archive computes it; `captured_at` is ISO 8601 in
    UTC, so that the order of the strings is the order of time.
    """

    file: str
    offset: int
    length: int
    digest: str
    captured_at: str

    def __post_init__(self) -> None:
        if self.offset < 0 or self.length <= 0:
            raise ValueError(f"no record of {self.length} bytes at {self.offset}")


@dataclass(frozen=True, slots=True)
class Put:
    """What storing an article did. `id` is its row; "version": the article was known, with another text or an
    older one.
    """

    id: int
    change: Change
    facts: bool = False
    """Whether it is the same text of which something else is new: its day, source, authors."""


@dataclass(frozen=True, slots=True)
class AmountRow:
    """A value in the sum of a finding, as `klopt.check.finding.Amount`."""

    interval: Interval
    unit: str | None
    text: str


@dataclass(frozen=True, slots=True)
class RepairRow:
    """One change that makes the sum right: span number `span` of the finding reads `after` instead of
    `before`.
    """

    span: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FindingSpanRow:
    """A figure compared: a span of the article with this row id."""

    article: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding as it is kept. `key` comes from `db.keys.finding_key`; the first span's article is the one it
    stands with.

    The runs are filled in by the store: when it was first found, when last, and which run found it gone
    (None: it stands).
    """

    key: str
    rule: str
    level: Level
    message_nl: str
    message_en: str
    spans: tuple[FindingSpanRow, ...]
    stated: AmountRow | None = None
    recomputed: AmountRow | None = None
    repairs: tuple[RepairRow, ...] = ()
    first_run: int | None = None
    last_run: int | None = None
    gone_run: int | None = None

    def __post_init__(self) -> None:
        if not self.spans:
            raise ValueError("a finding points at the figures it compares")
