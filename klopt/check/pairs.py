"""Two values of one thing: at two moments, or of two things that the text compares.

A pair is only made of figures that follow each other in the text (values of other kinds passed over), with one unit,
and only if the second stands for what the first counts: without a noun of its own ("in 2016 waren dat er 34"), or with
the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.words import table
from klopt.check.boundaries import is_boundary
from klopt.check.case import Case, exact_value, once
from klopt.check.moments import Moment, moment_of, order_of
from klopt.check.of_some import goes_on_about_some, is_of_those, is_times
from klopt.check.prose import Figure, Prose, has, prose
from klopt.check.silence import is_silenced
from klopt.check.sizes import sizes
from klopt.check.tied import anaphoric, bare, comparable_to, of_one_size, tied

NEAR = 1
"""Sentence ends between the two values of a pair."""
LEVELS = {"count", "money", "percent", "measure", "rate", "duration"}
_NO_LEVEL = {"change", "part", "total", "minimum", "maximum"}


@dataclass(frozen=True, slots=True)
class Pair:
    """The value before (or of what is compared with) and the value after, and their moments where they differ.

    `same`: both stand at one and the same period, and `before` is the first in the text. `stated`: a preposition
    makes one the base of the other; `framed`: "van A naar B".
    """

    before: Figure
    after: Figure
    base: Moment | None = None
    last_moment: Moment | None = None
    same: bool = False
    stated: bool = False
    framed: bool = False

    @property
    def first(self) -> Figure:
        """The one that stands first in the text."""
        return min(self.before, self.after, key=lambda figure: figure.nr)

    @property
    def last(self) -> Figure:
        """The one that stands last."""
        return max(self.before, self.after, key=lambda figure: figure.nr)


@once
def levels(case: Case) -> Iterator[Figure]:
    """Figures that can be the value of something, in reading order: no sizes, no parts, no ranges."""
    taken = {size.figure.nr for size in sizes(case) if size.figure is not None}
    for figure in prose(case).figures:
        quantity, claim = figure.quantity, figure.claim
        exact = quantity.kind in LEVELS and exact_value(quantity) is not None and figure.nr not in taken
        if exact and (is_times(figure) or _on_a_stopwatch(figure)):
            continue
        moment = quantity.kind == "duration" and has(figure.after[:1], table("changes")["moments"]["behind"])
        if exact and not moment and claim.role not in _NO_LEVEL and settled(case, figure):
            yield figure


_MINUTES_AND_SECONDS = re.compile(r"\d{1,2}\.[0-5]\d(?!\d|[.,]\d)(?:\s*min\w*)?")


def _on_a_stopwatch(figure: Figure) -> bool:
    """ "Liep de 10 kilometer in 29.14 minuten": minutes and seconds, which are no decimal number."""
    timed = figure.quantity.kind in ("count", "duration")
    return timed and _MINUTES_AND_SECONDS.fullmatch(figure.quantity.span.text) is not None


@once
def _placed(case: Case) -> Iterator[tuple[dict[int, list[Figure]], dict[int, list[Pair]]]]:
    figures: dict[int, list[Figure]] = defaultdict(list)
    ends: dict[int, list[Pair]] = defaultdict(list)
    for figure in levels(case):
        figures[figure.sentence].append(figure)
    for pair in pairs(case):
        ends[pair.first.sentence].append(pair)
    yield dict(figures), dict(ends)


def levels_in(case: Case, first: int, last: int) -> list[Figure]:
    """The values in these sentences, in reading order."""
    figures = _placed(case)[0][0]
    return [figure for nr in range(first, last + 1) for figure in figures.get(nr, ())]


def pairs_in(case: Case, first: int, last: int) -> list[Pair]:
    """The pairs that begin in these sentences."""
    ends = _placed(case)[0][1]
    return [pair for nr in range(first, last + 1) for pair in ends.get(nr, ())]


@once
def pairs(case: Case) -> Iterator[Pair]:
    """The pairs of the article, in reading order."""
    text = prose(case)
    claims = {id(figure.claim): figure for figure in text.figures}
    frames: dict[tuple[str, int], dict[str, Figure]] = defaultdict(dict)
    for figure in claims.values():
        if figure.claim.frame is not None and figure.claim.role in ("from", "to"):
            frames[figure.field, figure.claim.frame].setdefault(figure.claim.role, figure)
    framed: set[int] = set()
    for ends in frames.values():
        framed |= {figure.nr for figure in ends.values() if len(ends) == 2}
        if len(ends) == 2 and all(
            settled(case, end) and exact_value(end.quantity) is not None for end in ends.values()
        ):
            yield Pair(ends["from"], ends["to"], stated=True, framed=True)
    yield from _instead(case)
    rows: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in levels(case):
        if figure.nr in framed:
            continue
        for known in rows[figure.field, _row(figure)][-1:]:
            found = _pair(text, known, figure)
            if found is not None:
                yield found
        bare_of = _measured(figure, rows)
        if bare_of is not None and (found := _pair(text, bare_of, figure)):
            yield found
        rows[figure.field, _row(figure)].append(figure)


def _instead(case: Case) -> Iterator[Pair]:
    """ "Betaalt volgend jaar geen 42,50 maar 48 euro", "niet langer 2,80 maar 2,20": what it no longer is, and is."""
    for one, other in pairwise(levels(case)):
        behind = tuple(word for word in other.before if word not in ("meer", ","))
        denied = behind == ("maar",) and _is_denied(one)
        units = one.unit == other.unit or (one.quantity.kind == "count" and bare(one))
        if denied and units and one.sentence == other.sentence and of_one_size(one, other):
            yield Pair(one, other, stated=True)


def _is_denied(figure: Figure) -> bool:
    """Whether "geen", "niet" or "niet langer" stands right before a value."""
    longer = table("opposed")["dearer"]["no_longer"]
    return has(figure.before[-1:], ("geen", "niet")) or has(figure.before[-2:], longer)


def _row(figure: Figure) -> str:
    """What figures are set beside each other by: their unit, without what it is per; "" for bare counts."""
    return figure.unit or ""


def _measured(figure: Figure, rows: dict[tuple[str, str], list[Figure]]) -> Figure | None:
    """The value with a unit that a bare number repeats: "5.230 hectare grasland, nu is dat 4.610"."""
    based = has(figure.before[-6:], table("changes")["base"]["before"])
    if _there_were(figure):
        return None
    if figure.quantity.kind != "count" or not bare(figure) or not (based or anaphoric(figure)):
        return None
    near = [
        known
        for (field, unit), row in rows.items()
        for known in row[-1:]
        if field == figure.field and unit and figure.sentence - known.sentence <= NEAR
    ]
    last = max(near, key=lambda known: known.nr, default=None)
    counts = rows[figure.field, ""][-1:]
    return None if last is None or any(count.nr > last.nr for count in counts) else last


def _there_were(figure: Figure) -> bool:
    """ "Er werden 116 blanco of ongeldige biljetten geteld": something of its own is counted, whatever it is called."""
    lead, behind = figure.clause_before(), figure.clause_after()
    words = table("wholes")
    return has(lead[:1], words["there"]) and len(behind) > 1 and behind[0] not in words["noun_breaks"]


def _pair(text: Prose, one: Figure, other: Figure) -> Pair | None:
    """Two figures that follow each other as values of one thing; None if nothing says that they are that."""
    if other.sentence - one.sentence > NEAR or not text.one_field(one.sentence, other.sentence):
        return None
    if not comparable_to(one, other) or not of_one_size(one, other):
        return None
    if goes_on_about_some(text, one, other):
        return None
    if has(text.words(other.sentence), table("changes")["elsewhere"]["ratios"]):
        return None
    if has(text.words(other.sentence)[:3], table("changes")["elsewhere"]["opening"]):
        return None
    if is_of_another_place(text, one, other) or (is_of_those(one) and is_of_those(other)):
        return None
    if bare(other) and other.before[-2:] == ("met", "de") and has(other.clause_after(), ("vergeleken",)):
        return Pair(other, one, stated=True)
    if not tied(one, other) or is_boundary(text, one, other):
        return None
    of_them = table("parts")["chains"]["of_them"]
    if has((*one.before, "|", *one.after[:2]), of_them) and one.sentence != other.sentence:
        return None  # "Van hen werken er zeven in deeltijd. Drie gaan in 2014 weg"
    start = text.spans[one.sentence].start
    since = one.quantity.span.end if one.sentence == other.sentence else text.spans[other.sentence].start
    mine, theirs = moment_of(text, one, start), moment_of(text, other, since)
    order = order_of(mine, theirs)
    based = one.sentence == other.sentence and has(other.before[-6:], table("changes")["base"]["before"])
    if based and order == "earlier" and not theirs.now and not (mine.days and theirs.days):
        order = None  # "tegen" says it better than one time expression alone
    if order == "earlier":
        return Pair(one, other, mine, theirs)
    if order == "later":
        return Pair(other, one, theirs, mine)
    if order == "same":
        return Pair(one, other, mine, theirs, same=True)
    if based:
        return Pair(other, one, theirs, stated=True)
    return None


def is_of_another_place(text: Prose, one: Figure, other: Figure) -> bool:
    """Whether a later sentence opens with a place that the text has not named: "In Tilburg waren dat er 342"."""
    place = other.claim.place
    if not place or place == one.claim.place or one.sentence == other.sentence:
        return False
    start = text.spans[other.sentence].start
    told = f"{text.case.article.title or ''} {text.case.article.field(other.field)[:start]}"
    opens = text.words(other.sentence)[:2]
    return opens[:1] == ("in",) and place.lower().split()[0] == "".join(opens[1:2]) and place not in told


def settled(case: Case, figure: Figure) -> bool:
    """Whether the sentence states an outcome: no forecast, hearsay or correction of an earlier figure."""
    open_ = figure.claim.modality in ("hearsay", "expected", "denied")
    return not open_ and not is_silenced(case, figure.claim.span)
