"""The dates of an article by themselves, each with the sentence that tells what happened then."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from corpus.article import Span
from extract.nouns import Period
from extract.words import table
from klopt.check.case import Case, once
from klopt.check.stems import Stems, has_words, stems_of
from klopt.check.told_when import Range

Precision = Literal["day", "year"]
_YEAR = re.compile(r"(?:in )?(?:het jaar )?\d{4}")
_COMMA = re.compile(r"[,;:()–—](?=\s|$)|(?<=\s)[(–—]|\b(?=(?:nadat|omdat|terwijl|toen|wanneer) )")
_DAY = re.compile(r"(?:\w+ )?\d{1,2} [a-z]+(?: \d{4})?(?: van (?:dit|vorig) jaar)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day or a year that stands alone in its sentence or clause, the kinds of event that it tells of (numbers of
    `events` in `events.toml`, each with the words for it), and its other words.
    """

    period: Period
    days: Range
    precision: Precision
    sentence: Span
    events: tuple[tuple[int, str], ...]
    stems: Stems
    clause: str
    """The words between two commas in which the date stands, with those that they refer to."""
    opens: bool
    """Whether the clause opens the sentence."""

    @property
    def called(self) -> Stems:
        """The stems of the words for the event."""
        return stems_of(" ".join(word for _, word in self.events))


@once
def dated(case: Case) -> Iterable[Dated]:
    """The dates that are written out ("1 juli 2025", "14 februari van dit jaar", "1967"), each the only one of its
    sentence or else of its clause, and of a day that is not that of a change of plan.
    """
    for sentence in case.extraction.sentences:
        inside = case.periods_in(sentence)
        written = [(period, kind) for period in inside if (kind := _precision(period)) is not None]
        if has_words(sentence.text, (*table("events")["changed"], *table("events")["no_event"])):
            continue
        for period, kind in written:
            days = _days(case, period, kind)
            start, end = period.span.start - sentence.start, period.span.end - sentence.start
            first, last, clause = _clause(sentence.text, start, end)
            beside = [one for one, _ in written if first <= one.span.start - sentence.start < last]
            if days is None or len(beside) != 1:
                continue
            words = clause if len(written) > 1 else f"{sentence.text[:start]} {sentence.text[end:]}"
            events = tuple(_events(clause)) or tuple(_events(words))
            found = Dated(period, days, kind, sentence, events, stems_of(words), clause, first == 0)
            yield replace(found, stems=found.stems - found.called)


def _clause(sentence: str, start: int, end: int) -> tuple[int, int, str]:
    """Where the clause around these characters begins and ends, and its words without them; with the clause before,
    where it begins with a word that refers to that ("het ziekenhuis, dat op 1 juli sluit").
    """
    first = max((found.end() for found in _COMMA.finditer(sentence, 0, start)), default=0)
    last = next((found.start() for found in _COMMA.finditer(sentence, end)), len(sentence))
    if sentence[first:start].strip().split(" ")[0] in table("events")["relative"]:
        first = max((found.end() for found in _COMMA.finditer(sentence, 0, max(first - 2, 0))), default=0)
    return first, last, f"{sentence[first:start]} {sentence[end:last]}"


def _days(case: Case, period: Period, kind: Precision) -> Range | None:
    """The days that are written, whatever is said to begin or end there ("vanaf 8 juni", "na 24 februari")."""
    days = period.days
    if days is None or days.start is None:
        return None
    if kind == "year":
        return (days.start, days.end) if days.end is not None else None
    for written in case.extraction.dates:
        if period.span.covers(written.span) and written.day and written.month:
            first = _date(written.year or days.start.year, written.month, written.day)
            if first is None or (written.weekday is not None and first.weekday() != written.weekday):
                return None  # of another year than it seems
            return first, first + timedelta(days=1)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # the calendar has no such day: another rule says so
        return None


def _precision(period: Period) -> Precision | None:
    if period.precision == "day" and _DAY.fullmatch(period.span.text):
        return "day"
    return "year" if period.precision == "year" and _YEAR.fullmatch(period.span.text) else None


def _events(words: str) -> Iterator[tuple[int, str]]:
    """The kinds of event of these words; what is only the reason of another is none ("aangehouden voor de brand")."""
    found = {nr: has_words(words, event) for nr, event in enumerate(table("events")["events"])}
    told = {nr: max(event, key=len) for nr, event in found.items() if event}
    reasons = {
        nr for nr, word in told.items() if _reason().search(words.lower(), 0, words.lower().find(word))
    }
    kept = told.keys() - reasons or told.keys()
    yield from ((nr, word) for nr, word in told.items() if nr in kept)


@cache
def _reason() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('events')['reasons'])}) (?:(?:de|het|een) )?$")
