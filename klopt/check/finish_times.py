"""Finish times and the difference that the text gives between two: "2.14.37, 11 seconden sneller dan Kiprono, die
2.14.48 liep", "ging van 2.38.18 naar 2.35.10, een verbetering van 3 minuten en 8 seconden", "won in 1.58,3. Bos kwam 4
seconden later binnen, in 2.02,3", "klokte 13.05,40. Zijn oude tijd van 13.21,10 scherpte hij aan met 15,7 seconden".

A finish time has hours, or a fraction of a second: "9.30" alone is a time of the day, a price or a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from corpus.article import Span
from extract.nouns import Quantity
from extract.words import table
from klopt.check.beaten import names_another
from klopt.check.bests import is_of_a_record, was_broken
from klopt.check.case import Case, exact_value
from klopt.check.finding import Words
from klopt.check.prose import has, prose, words_of
from klopt.check.repairs import written
from klopt.check.slips import is_of_another_order, is_slip

_TIME = re.compile(
    r"(?<![\w.,:])(?:(?P<h>\d{1,2})[.:])?(?P<m>[0-5]?\d)[.:](?P<s>[0-5]\d)(?:,(?P<f>\d{1,3}))?(?![\w:]|[.,]\d| uur\b)"
)
MINUTE, HOUR = 60, 3600
GAP = 8
"""Words between what a time is compared with and that one's own."""


@dataclass(frozen=True, slots=True)
class Finish:
    """A finish time in seconds, and how finely it was taken."""

    span: Span
    seconds: Decimal
    unit: Decimal


@dataclass(frozen=True, slots=True)
class Margin:
    """Two finish times and what is said to lie between them; `inferred` if they stand in two sentences. `beaten`: the
    text says that the one was a best time until the other.
    """

    first: Finish
    last: Finish
    stated: Quantity
    inferred: bool
    beaten: bool = False

    @property
    def seconds(self) -> Decimal:
        """How far they are apart."""
        return abs(self.first.seconds - self.last.seconds)

    @property
    def words(self) -> Words:
        """The same in words: "3 minuten en 8 seconden"."""
        minutes, rest = divmod(self.seconds, MINUTE)
        if not minutes or self.stated.unit == "minuut" or not rest:
            return written(self.seconds / self._scale, self.stated.unit)
        one, other = written(minutes, "minuut"), written(rest, "seconde")
        return Words(f"{one.nl} en {other.nl}", f"{one.en} and {other.en}")

    @property
    def holds(self) -> bool:
        """Whether that is what is said, to the coarser of both units."""
        return self._is(self.seconds)

    @property
    def told(self) -> Decimal:
        """The stated difference in seconds."""
        return (exact_value(self.stated) or Decimal(0)) * self._scale

    @property
    def _scale(self) -> int:
        return MINUTE if self.stated.unit == "minuut" else 1

    def set_apart(self, times: list[Finish]) -> bool:
        """Whether other times of the article lie so far apart, or no slip in one digit makes this of what it should be:
        "11 seconden sneller dan Bos, die vorig jaar 2.10.05 liep".
        """
        if any(self._is(abs(one.seconds - other.seconds)) for one, other in combinations(times, 2)):
            return True
        if self.beaten:
            return is_of_another_order(self.told, self.seconds)
        one, other = (_on_a_clock(seconds) for seconds in (self.seconds, self.told))
        typed = sum(a != b for a, b in zip(one, other, strict=True)) == 1 if len(one) == len(other) else False
        return not (typed or is_slip(self.told, self.seconds))

    def _is(self, seconds: Decimal) -> bool:
        exponent = int((exact_value(self.stated) or Decimal(0)).as_tuple().exponent)
        shown = Decimal(1).scaleb(min(0, exponent)) * self._scale
        low, high = self.stated.lenient.low, self.stated.lenient.high
        hedged = low is not None and high is not None and low * self._scale <= seconds <= high * self._scale
        if self.beaten and self.stated.hedge is not None:
            return hedged
        return hedged or abs(seconds - self.told) <= max(shown, self.first.unit, self.last.unit)


def _on_a_clock(seconds: Decimal) -> str:
    """Minutes and seconds as they are written: "0308"."""
    return f"{int(seconds) // MINUTE:02}{int(seconds) % MINUTE:02}"


def finishes(case: Case) -> list[Finish]:
    """The finish times of an article, in reading order."""
    found = []
    text = case.article.text
    for match in _TIME.finditer(text):
        if match["h"] is None and match["f"] is None:
            continue
        whole = int(match["h"] or 0) * HOUR + int(match["m"]) * MINUTE + int(match["s"])
        part = Decimal(f"0.{match['f'] or 0}")
        span = case.article.span("text", match.start(), match.end())
        if not any(date.span.overlaps(span) for date in case.extraction.dates):
            found.append(Finish(span, whole + part, Decimal(1).scaleb(-len(match["f"] or ""))))
    return found


def margins(case: Case) -> Iterator[Margin]:
    """The differences that a text gives between two finish times that it names with them."""
    times = finishes(case)
    lengths = [
        q
        for q in case.extraction.quantities
        if q.kind == "duration" and q.unit in ("seconde", "minuut") and exact_value(q) is not None
    ]
    spans = [span for span in prose(case).spans if span.field == "text"]
    here = [[time for time in times if span.covers(time.span)] for span in spans] if times and lengths else []
    for nr, mine in enumerate(here):
        said = [q for q in lengths if spans[nr].covers(q.span)]
        if len(said) != 1:
            continue
        before = here[nr - 1] if nr else []
        if len(mine) == 2 and _is_between(case, mine[0], mine[1], said[0]):
            yield Margin(mine[0], mine[1], said[0], inferred=False)
        elif len(mine) == 2 and _beats(case, mine[0], mine[1], said[0]):
            yield Margin(mine[0], mine[1], said[0], inferred=False, beaten=True)
        elif len(mine) == len(before) == 1 and _is_later(case, mine[0], said[0]):
            yield Margin(before[0], mine[0], said[0], inferred=True)
        elif len(mine) == len(before) == 1 and (
            (
                _beats(case, before[0], mine[0], said[0])
                and not names_another(case, prose(case), _nr(case, nr))
            )
            or _goes_under(case, spans[nr - 1], before[0], mine[0], said[0])
        ):
            yield Margin(before[0], mine[0], said[0], inferred=True, beaten=True)


def _is_between(case: Case, one: Finish, other: Finish, stated: Quantity) -> bool:
    """ "T, zo veel sneller dan een ander, die T liep", "van T naar T, een verbetering van zo veel"."""
    known, text = table("changes")["finish"], case.article.text
    ahead = words_of(text[: one.span.start][-20:])[-1:]
    between = words_of(text[one.span.end : other.span.start])
    if stated.span.start > other.span.end:
        behind = words_of(text[other.span.end : stated.span.start])
        return (
            ahead == ("van",) and between == ("naar",) and behind[:2] == (",", "een") and behind[2:3] in _OF
        )
    if stated.span.start < one.span.end:
        return False
    behind = words_of(text[stated.span.end : other.span.start])
    plain = not any(word[0].isdigit() for word in behind) and len(behind) <= GAP + 2
    return behind[:1] != () and behind[0] in known["words"] and behind[1:2] == ("dan",) and plain


def _is_later(case: Case, time: Finish, stated: Quantity) -> bool:
    """ "Bos kwam 4 seconden later binnen, in T"."""
    behind = words_of(case.article.text[stated.span.end : time.span.start])
    said = behind[:1] != () and behind[0] in table("changes")["finish"]["words"] and "dan" not in behind
    return said and behind[-1] in ("in", "met") and len(behind) <= GAP - 2


def _nr(case: Case, nr: int) -> int:
    """The number of the sentence of the text among all, those of the title before it."""
    return nr + sum(span.field == "title" for span in prose(case).spans)


def _beats(case: Case, now: Finish, was: Finish, stated: Quantity) -> bool:
    """ "Zijn oude besttijd van T scherpte hij aan met zo veel", "van haar persoonlijk record van T ging zo veel af"."""
    text = case.article.text
    if stated.span.start < was.span.end or now.seconds >= was.seconds:
        return False
    ahead, between = (
        words_of(text[max(0, was.span.start - FAR) : was.span.start]),
        words_of(text[was.span.end : stated.span.start]),
    )
    behind = words_of(_clause_behind(case, stated.span))
    led = [word for word in between if word not in table("wholes")["between"]][-1:] == ["met"]
    known = table("changes")["best"]
    return (
        is_of_a_record(ahead)
        and was_broken(ahead[-GAP:], (*between, "|", *behind))
        and (led or has(behind[:1], (*known["apart"], *known["off"])))
    )


def _goes_under(case: Case, told: Span, was: Finish, now: Finish, stated: Quantity) -> bool:
    """ "Het baanrecord stond op T. Zij dook met T zo veel onder die tijd"."""
    known = table("changes")["best"]
    record = any(word.endswith(tuple(known["nouns"])) for word in words_of(told.text))
    under = has(words_of(_clause_behind(case, stated.span))[:GAP], known["under"])
    return record and under and now.span.end <= stated.span.start and now.seconds < was.seconds


def _clause_behind(case: Case, span: Span) -> str:
    """What stands behind a span up to the next mark."""
    return _ENDS.split(case.article.text[span.end : span.end + FAR], maxsplit=1)[0]


FAR = 90
"""Characters on either side of a time or a margin that are read."""
_ENDS = re.compile(r"[.,;:!?]\s")
_OF = (("verbetering",), ("winst",), ("verschil",))
