"""What a check reports: figures that cannot all be right, with the sum, and never which of them is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.article import Span
from extract.interval import Interval

Level = Literal["error", "warning", "note"]
Lang = Literal["nl", "en"]
LANGS: tuple[Lang, Lang] = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """The same sentence for Dutch and for English readers."""

    nl: str
    en: str

    def in_(self, lang: Lang) -> str:
        """The sentence in this language."""
        return self.nl if lang == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Marked:
    """A span of one of the articles compared, named by `Article.id`."""

    article: str | int
    span: Span


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in a sum: what it can be, its unit, and how an editor would write it ("2 keer", "36,7
    procent").
    """

    interval: Interval
    unit: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One single change that would make the sum right: span number `span` (an index into the finding's
    spans) read `after`.
    """

    span: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Look:
    """A rule looked at figures that the text ties together, and reports nothing.

    `spans` are the figures compared, as a finding would mark them. `why` is a key of `looks.toml`: "holds" if the
    sum was done and fits, else what kept the rule silent ("forecast", "other-base", "approximate" ...).
    """

    rule: str
    spans: tuple[Span, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures that contradict each other.

    `error`: no reading makes it right and the text links the figures itself; `warning`: the link is
    inferred; `note`: only an uncharitable reading makes it wrong. `spans` are all figures compared, in
    reading order, the first article's first. `repairs` are all single changes that would do, not a
    proposal. `tied`: whether the text ties the figures so firmly, or a known mistake explains the stated one so well,
    that it does not matter how far they lie apart; None: as the level says.
    """

    rule: str
    level: Level
    spans: tuple[Marked, ...]
    message: Words
    stated: Amount | None = None
    recomputed: Amount | None = None
    repairs: tuple[Repair, ...] = ()
    tied: bool | None = None

    @property
    def is_tied(self) -> bool:
        """Whether more than nearness brings these figures together."""
        return self.level == "error" if self.tied is None else self.tied

    def __post_init__(self) -> None:
        if not self.spans:
            raise ValueError("a finding points at the figures it compares")
        for repair in self.repairs:
            if not 0 <= repair.span < len(self.spans):
                raise ValueError(f"repair of span {repair.span}, but there are {len(self.spans)}")
