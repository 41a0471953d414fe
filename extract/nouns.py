"""What is read from an article. Each noun points at the characters that it rests on.

All are frozen; a gap is a fact (`None`), never a guess. Offsets: see `corpus.article`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from corpus.article import Span
from extract.interval import Interval

MentionKind = Literal["person", "organisation", "place", "other"]
QuantityKind = Literal[
    "count",
    "percent",
    "percentage_point",
    "money",
    "fraction",
    "share",
    "factor",
    "rate",
    "measure",
    "duration",
    "age",
    "ordinal",
]
Precision = Literal["day", "week", "month", "quarter", "half", "season", "year", "decade", "century", "range"]
Role = Literal["level", "from", "to", "change", "share", "part", "total", "average", "minimum", "maximum"]
Modality = Literal["asserted", "estimated", "expected", "demanded", "denied", "hearsay"]
Attribution = Literal["own", "back", "carried", "counted"]
Direction = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: what is written and what it can mean.

    `span` has number, scale word and unit ("1,5 miljoen euro", "95 procent", "39-jarige"), not the hedge
    and not the counted noun. `value` is the magnitude as written: two ends for a range, None if vague
    ("tientallen"); 0-1 for `share` and `fraction`, 0-100 for `percent`, 2 with unit "keer" for
    "verdubbeld". `strict` and `lenient` are the two readings of its rounding and hedge; a sum that fails
    strictly and holds leniently depends on rounding. `unit` is the Dutch singular ("kilometer", "procent",
    "jaar", "keer"), ISO 4217 for money, None for bare counts. `digits` is the number as written, without
    scale word and unit ("1,5", "vierendertig").
    """

    span: Span
    kind: QuantityKind
    value: Decimal | tuple[Decimal, Decimal] | None
    strict: Interval
    lenient: Interval
    unit: str | None = None
    hedge: str | None = None
    digits: str = ""

    @property
    def low(self) -> Decimal | None:
        """Lower bound of the strict reading; None if there is none."""
        return self.strict.low

    @property
    def high(self) -> Decimal | None:
        """Upper bound of the strict reading; None if there is none."""
        return self.strict.high


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of calendar days, `end` exclusive; None is open."""

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"days end before they start: {self.start}..{self.end}")

    def overlaps(self, other: Days) -> bool:
        """Whether they share a day."""
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )


@dataclass(frozen=True, slots=True)
class Period:
    """A time expression and the days it means, resolved on the publication date, biased to the past.

    `days` is None if it cannot be resolved (a relative word without a publication date). `alternatives` are
    other readings ("afgelopen jaar": the calendar year or the last twelve months), the likeliest first.
    """

    span: Span
    days: Days | None
    precision: Precision
    alternatives: tuple[Days, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A calendar date, week or clock time exactly as written, also when no calendar has it ("31 april",
    "week 54").

    `weekday` counts from Monday = 0. Fields that are not written are None.
    """

    span: Span
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    week: int | None = None
    hour: int | None = None
    minute: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at a place in the text. `name` is the fullest form of it in this article ("Hut" -> "Ina Hut")."""

    span: Span
    kind: MentionKind
    name: str


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What a person is ("directeur") and of which organisation, by their names in this article; None if the text names
    no organisation. `span` is the words that say so.
    """

    span: Span
    person: str
    function: str
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """Who is credited and by which words: `cue` is "volgens", "aldus", "schat" ...; `span` runs over cue
    and name.
    """

    span: Span
    name: str
    cue: str
    entity: Mention | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words between quotation marks, without the marks; `speaker` is None if the text does not
    say.
    """

    span: Span
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said to be how much, when, for whom, by whom. `span` is the sentence.

    `measure` is the lemma of the head noun, `phrase` the words as written. Claims of one `frame` (a number
    within the article) belong to one statement: the two ends and the size of one change, the part and the
    total of one whole. `cue` is the word that makes them so ("verdubbeld", "van de"), `direction` where a
    change goes. `attribution` is how the source follows: "own" (in the sentence or around the quotation), "back" ("Dat
    meldt X" behind it), "carried" (the sentence goes on for the speaker of the one before), "counted" (who counted).
    `worth` is how much it is worth checking, 0 to 1 (`extract.worth`). A claim without a figure is a statement that can
    be checked; it has no measure.
    """

    span: Span
    measure: str | None
    phrase: str | None
    quantity: Quantity | None
    period: Period | None = None
    place: str | None = None
    population: str | None = None
    role: Role = "level"
    source: Source | None = None
    modality: Modality = "asserted"
    frame: int | None = None
    cue: Span | None = None
    direction: Direction | None = None
    attribution: Attribution | None = None
    worth: float = 0.0


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one article, each tuple in reading order (title first)."""

    article: str | int
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    periods: tuple[Period, ...] = ()
    dates: tuple[WrittenDate, ...] = ()
    sources: tuple[Source, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    sentences: tuple[Span, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    lemmas: str = ""
    """The lemmas of title and text, space-separated, for the search index."""
