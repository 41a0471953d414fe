"""What the head of a row or column says: words, a period, a unit with what its figures are multiplied with.

"Uitgaven 2017 (x 1.000 euro)" is about Uitgaven, in 2017, in euros, and each figure stands for a thousand times itself.
Words: `words/tables.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from corpus.article import Field, Span
from corpus.tables import without_mark
from extract.gridheads import Cell
from extract.nouns import Modality, Period, QuantityKind
from extract.periods import read_times
from extract.quantities import read_quantities
from extract.words import table

_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{1,60})[)\]]")
_IN = re.compile(r"(?<!\w)((?:in|x|×)\s+[^,;:()\[\]\n]{1,40})")
_TIMES = re.compile(r"[x×*]\s*(?=[\d€]|mln|mld|miljoen|miljard|duizend)|(?<=€)\s*(?=1[. ]?000)")
_LAST = re.compile(r"\s(%|€|euro|‰)$")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_IN_YEAR = ("month", "quarter", "day", "week", "half", "season")
_LEAD = "in "
"""Before a head that may be a year: a year by itself is a number to the reader of times."""


@dataclass(frozen=True, slots=True)
class HeadUnit:
    """What figures are of: kind and name as in `Quantity`, and what each is multiplied with. `kind` is None where only
    that is said.
    """

    scale: Decimal = Decimal(1)
    kind: QuantityKind | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """The head in `cell` read: `words` are those that are neither unit nor period nor footnote mark."""

    cell: Cell
    words: str
    period: Period | None = None
    unit: HeadUnit | None = None

    @property
    def key(self) -> str:
        """The words to look up."""
        return self.words.lower()

    def says(self, words: Iterable[str]) -> bool:
        """Whether one of these words or phrases stands in it."""
        padded = f" {self.key} "
        return any(f" {word} " in padded for word in words)


def read_label(cell: Cell, field: Field, published: date | None) -> Label:
    """A head with its unit and period taken out of its words. Offsets of the period count as those of the cell."""
    left, unit = cell.text, None
    for start, end, phrase, alone in _phrases(left):
        found = unit_of(phrase, alone=alone)
        if found is not None:
            unit = _joined(unit, found)
            left = left[:start] + " " * (end - start) + left[end:]
    left = left[: len(without_mark(left.rstrip()))]
    period = _period(cell, left, field, published)
    if period is not None:
        start, end = period.span.start - cell.start, period.span.end - cell.start
        left = f"{left[:start]} {left[end:]}"
        left = re.sub(r"(?:^|\s)(?:in|over|op|per|van|t/m|tot en met)\s*(?=[,;:)]|$)", "", left.strip())
    words = " ".join(left.split()).strip(" .,:;()[]-–*")
    return Label(cell, words, period, unit)


def unit_places(text: str) -> Iterator[tuple[int, int]]:
    """Where units stand in a caption."""
    for start, end, phrase, alone in _phrases(text):
        if not alone and unit_of(phrase, alone=False) is not None:
            yield start, end


def _phrases(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Where a unit may stand, and whether it is all of the text."""
    yield 0, len(text), text, True
    for pattern in (_BRACKETS, _IN, _LAST):
        for found in pattern.finditer(text):
            yield *found.span(), found[1], False


def _joined(one: HeadUnit | None, other: HeadUnit) -> HeadUnit:
    return other if one is None else merged(one, other) or one


def merged(outer: HeadUnit | None, inner: HeadUnit | None) -> HeadUnit | None:
    """The unit of figures under two heads: the inner one's, and the outer one's where it says nothing. What is counted
    in percents or per something is not multiplied by a head further out.
    """
    if outer is None or inner is None:
        return inner or outer
    kind, name = (inner.kind, inner.name) if inner.kind else (outer.kind, outer.name)
    own = inner.scale != 1 or inner.kind in ("percent", "rate", "duration", "measure")
    return HeadUnit(inner.scale if own else outer.scale, kind, name)


@cache
def unit_of(phrase: str, *, alone: bool) -> HeadUnit | None:
    """The unit that a phrase is, or None. `alone`: it is a head by itself, so that "Jaar" is no unit.

    >>> unit_of("x 1.000 euro", alone=False).scale, unit_of("in miljoenen euro's", alone=False).name
    (Decimal('1000'), 'EUR')
    >>> unit_of("Jaar", alone=True), unit_of("%", alone=True).kind
    (None, 'percent')
    """
    known = table("tables")["unit"]
    words = " ".join(phrase.lower().split()).strip(" ()[].,:;")
    if words in known["percent"]:
        return HeadUnit(kind="percent", name="procent")
    if words.startswith("per "):
        return None if alone else _named(words)
    scaled = _TIMES.search(words) is not None
    bare = words
    for lead in sorted(known["lead"], key=len, reverse=True):
        if words.startswith(f"{lead} "):
            bare = words[len(lead) + 1 :]
            break
    scale, rest = _scale(_TIMES.sub(" ", bare).strip(" ,"), numbers=scaled)
    if scale != 1 and not rest:
        return HeadUnit(scale) if scaled or bare != words or not alone or not bare.isdigit() else None
    found = _named(rest)
    if found is None:
        return HeadUnit(scale) if scaled and scale != 1 and not alone else None
    if alone and (found.kind not in ("money", "measure") or (len(words) == 1 and words.isalpha())):
        return None
    return replace(found, scale=scale)


def _scale(words: str, *, numbers: bool) -> tuple[Decimal, str]:
    """What figures are multiplied with and the words left; `numbers`: also by a number in digits."""
    for size, names in table("tables")["unit"]["scales"].items():
        for name in sorted(names, key=len, reverse=True):
            if name[0].isdigit() and not numbers:
                continue
            if words == name or words.startswith(f"{name} "):
                return Decimal(size.replace(".", "")), words[len(name) :].strip()
            if words.endswith(f" {name}"):
                return Decimal(size.replace(".", "")), words[: -len(name)].strip(" x×")
    return Decimal(1), words


def _named(words: str) -> HeadUnit | None:
    """A unit by its name alone, as it would be read behind a number."""
    if not words:
        return None
    text = f"5 {words}"
    found = read_quantities(text)
    if len(found) != 1 or found[0].unit is None or found[0].span.text != text:
        return None
    return HeadUnit(kind=found[0].kind, name=found[0].unit)


def _period(cell: Cell, text: str, field: Field, published: date | None) -> Period | None:
    """The one time expression of a head."""
    found = read_times(_LEAD + text, field=field, published=published).periods
    skipped = -len(_LEAD)
    years = [*_YEAR.finditer(text)]
    if not found and len(years) == 1:  # "Uitgaven 2017"
        found, skipped = read_times(_LEAD + years[0][0], field=field).periods, years[0].start() - len(_LEAD)
    if len(found) != 1:
        return None
    start, end = max(0, found[0].span.start + skipped), found[0].span.end + skipped
    return replace(found[0], span=_span(cell, field, start, end)) if end > start else None


def _span(cell: Cell, field: Field, start: int, end: int) -> Span:
    return Span(field, cell.start + start, cell.start + end, cell.text[start:end])


def period_of(labels: Iterable[Label], field: Field) -> Period | None:
    """The period that heads say together, the outermost first: the innermost, in the year of another one if it is a
    part of a year without one ("maart" under "2017").
    """
    dated = [label for label in labels if label.period is not None]
    if not dated:
        return None
    inner = dated[-1]
    period = inner.period
    if period is None or period.precision not in _IN_YEAR or _YEAR.search(period.span.text):
        years = [p for label in dated[:-1] if (p := label.period) is not None]
        part = next((p for p in reversed(years) if p.precision in _IN_YEAR), None)
        if period is None or period.precision != "year" or part is None or _YEAR.search(part.span.text):
            return period
        return _in_year(part, period, field)
    year = next(
        (p for label in reversed(dated[:-1]) if (p := label.period) is not None and p.precision == "year"),
        None,
    )
    return period if year is None else _in_year(period, year, field)


def _in_year(part: Period, year: Period, field: Field) -> Period:
    """A month, quarter or day in this year, at the place where the part is written."""
    named = _YEAR.search(year.span.text)
    if named is None:
        return part
    found = read_times(f"{_LEAD}{part.span.text} {named[0]}", field=field).periods
    whole = found[0] if len(found) == 1 else part
    return replace(whole, span=part.span)


def is_total(labels: Sequence[Label]) -> bool:
    """Whether the innermost head with words says that its figures add up the others."""
    worded = [label for label in labels if label.words]
    return bool(worded) and worded[-1].key in table("tables")["total"]["words"]


def modality_of(labels: Sequence[Label]) -> Modality:
    """How surely the figures under these heads are said: a plan and a forecast are expected."""
    words = table("tables")["modality"]
    if any(label.says(words["expected"]) for label in labels):
        return "expected"
    return "estimated" if any(label.says(words["estimated"]) for label in labels) else "asserted"
