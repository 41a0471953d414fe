"""How much speaks for it that two figures of two articles are the same figure, with its parts visible.

Each part is a number of points: record linkage adds up agreements in the same way (Fellegi & Sunter, A theory for
record linkage, 1969). The weights were set by hand on sets of articles of our own and are no probabilities.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.identity import likeness
from extract.nouns import Claim
from extract.singular import ground_form
from extract.words import table
from klopt.check.alike import kinds_of
from klopt.check.case import Case
from klopt.check.said import Range, Said, Stems, akin, has_words, holds, overlap, said, stems_of
from klopt.check.subjects import day_parts, runs, same_source

NEEDED = 5.0
"""Points that two figures need to be taken for one."""
CLOSE = 21
"""Days between two articles on one event."""
LINKED = 1.0
"""Points for the measure below which the figures around or the digits must speak too."""
SWAPPED = (0.0, 0.25, 1.0, 2.0, 2.5)
"""Points for so many digits in another order: by chance, of four digits one in ten thousand figures has them."""
NEAR = 160
"""Code points between the sentences of two figures that are told together: a sentence, seldom two."""
CERTAIN = 3
"""Digits in another order that are no chance."""
SOON = 3
"""Days between two articles of which one leaves the day unsaid."""
ONE_STORY = 0.4
"""Cosine of two articles that tell one story."""
LATER = 60
"""Days between two articles of which the later reports on another round of the series."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The points for one pair of figures, by what they are for."""

    measure: float
    words: float
    period: float
    place: float
    matter: float
    series: float
    digits: float

    @property
    def total(self) -> float:
        """All points together."""
        return self.measure + self.words + self.period + self.place + self.matter + self.series + self.digits


def same_measure(one: Said, other: Said, ours: Stems, theirs: Stems) -> float | None:
    """Points for what is measured; None if it is something else. `ours` and `theirs` are all stems of each article.

    What narrows the one must be said somewhere by the other: "jeugdleden" are not "leden", but "gezinnen in de
    noodopvang" are the "gezinnen" of a sentence about noodopvang. A group must be named beside both figures.
    """
    if one.groups != other.groups or not (_names_group(one, other) and _names_group(other, one)):
        return None
    return same_noun(one, other, ours, theirs)


def same_noun(one: Said, other: Said, ours: Stems, theirs: Stems) -> float | None:
    """The same, whatever group each figure is of: for figures that are equal themselves."""
    if one.base and other.base and not akin(one.base, other.base):
        return None
    if one.base and other.base:
        return None if _narrowed(one, theirs) and _narrowed(other, ours) else 2.0
    if one.thing is None or other.thing is None:
        return 1.5 if _one_head(one, other) else 1.0 if _told_beside(one, other) else 0.5
    missing = [sum(not holds(theirs, part) for part in one.thing.parts | one.thing.population)]
    missing += [sum(not holds(ours, part) for part in other.thing.parts | other.thing.population)]
    if likeness(one.thing, other.thing) == "same":
        return 2.0
    if one.thing.head == other.thing.head or akin(one.thing.head, other.thing.head):
        bare = not (one.thing.parts and other.thing.parts)
        return None if bare and any(missing) else 1.75 - 0.75 * sum(missing)
    return _other_noun(one, other, ours, theirs)


def _narrowed(one: Said, theirs: Stems) -> bool:
    """Whether the thing is narrowed by words that the other article has not."""
    return one.thing is not None and any(not holds(theirs, part) for part in one.thing.parts)


def _other_noun(one: Said, other: Said, ours: Stems, theirs: Stems) -> float:
    """Points for two nouns: whether they are for one kind of thing, or one text has both."""
    if one.thing is None or other.thing is None:
        return 0.5
    if _one_head(one, other):
        return 1.5
    generic, heads = table("across")["generic"], (one.thing.head, other.thing.head)
    named = [head for head in heads if head not in generic]
    if len(named) < 2:
        there = theirs if one.thing.head in named else ours
        return 1.0 if not named or holds(there, named[0]) else 0.0
    if kinds_of(heads[0]) & kinds_of(heads[1]):
        return 1.0
    known = holds(one.stems, heads[1]) or holds(other.stems, heads[0])
    return 0.5 if known else -0.5


def _told_beside(one: Said, other: Said) -> bool:
    """Whether the one thing that is known is named in the sentence of the figure of which nothing says it."""
    known, sentence = (one.thing, other.stems) if one.thing else (other.thing, one.stems)
    return known is not None and holds(sentence, known.head)


def _one_head(one: Said, other: Said) -> bool:
    """Whether both have one noun, by the reader or right behind the figure."""
    generic = table("across")["generic"]
    return any(
        a not in generic and b not in generic and (a == b or akin(a, b))
        for a in one.heads
        for b in other.heads
    )


def _names_group(one: Said, other: Said) -> bool:
    """Whether the claim of the other names the group of the one."""
    places = stems_of(f"{one.place or ''} {one.claim.place or ''}")
    group = stems_of(one.claim.population or "") - places - _people()
    words = other.stems | stems_of(f"{other.claim.phrase or ''} {other.claim.population or ''}")
    return not group or any(holds(words, word) for word in group)


@cache
def _people() -> Stems:
    """People in general, who are no group."""
    return stems_of(" ".join(table("across")["people"]))


def same_place(one: Said, other: Said, ours: Stems, theirs: Stems, *, tied: bool) -> float | None:
    """Points for the place; None if they name two places, neither in the other's sentence. A place that is not said to
    be the figure's gives way where each article names the other's, or one does and more than words has `tied` the two.
    """
    if one.areas and other.areas and one.areas.isdisjoint(other.areas):
        return None
    if one.place is None or other.place is None:
        return 0.0
    mine, yours = one.place.lower(), other.place.lower()
    if mine == yours or mine in yours or yours in mine:
        called = one.kind_of_place, other.kind_of_place
        return None if mine == yours and None not in called and called[0] != called[1] else 1.0
    if mine in other.claim.span.text.lower() or yours in one.claim.span.text.lower():
        return 0.0
    named = _in(mine, theirs) + _in(yours, ours)
    return None if (one.located and other.located) or named < (1 if tied else 2) else 0.0


def _in(place: str, stems: Stems) -> bool:
    """Whether all words of a place stand in an article."""
    return all(ground_form(word) in stems for word in place.split())


def same_period(one: Said, other: Said, apart: int) -> float | None:
    """Points for the period; None if they are about other days. `apart` is the days between the articles."""
    if one.days and other.days:
        return 1.5 if one.days == other.days else None
    if one.days or other.days:
        dated, undated = (one, other) if one.days else (other, one)
        return _half_dated(dated, undated, apart)
    if one.claim.period and other.claim.period:
        return 1.0 if one.claim.period.days == other.claim.period.days else 0.25 if apart <= CLOSE else None
    return 0.75 if apart <= CLOSE else None


def _half_dated(dated: Said, undated: Said, apart: int) -> float | None:
    """The same where one has no days that are known. A figure that an article tells without a period is of the year, or
    the season before, in which it came out.
    """
    if dated.days is None:
        return None
    if dated.fresh and apart <= SOON and (dated.claim.period is None or undated.claim.period is None):
        return 0.5
    long = (dated.days[1] - dated.days[0]).days > 31
    if apart <= CLOSE:
        return 0.25 if long else None
    if not long or apart <= LATER or undated.claim.period is not None or undated.published is None:
        return None
    return 0.5 if dated.days[0] <= undated.published < dated.days[1] else None


def _season_of(one: Range, other: Range) -> bool:
    """Whether one is a season of the year that the other is: "dit voorjaar" of a report, "vorig jaar" of the next. A
    quarter is no season: who counts by quarters has a figure for the year too.
    """
    inner, outer = sorted((one, other), key=lambda days: days[1] - days[0])
    year = (outer[0].month, outer[0].day, (outer[1] - outer[0]).days >= 365) == (1, 1, True)
    season = inner[0].day == 1 and inner[0].month % 3 == 0 and 80 < (inner[1] - inner[0]).days < 100
    return year and season and outer[0] <= inner[0] and inner[1] <= outer[1]


def same_counting(one: Said, other: Said) -> bool:
    """Whether both are counted in one way: as sure, with the same additions, of no two kinds or parts of a day."""
    mine, yours = one.claim, other.claim
    loose = {"expected", "demanded", "denied", "hearsay"}
    moods = _mood(one), _mood(other)
    if moods[0] in loose or moods[1] in loose:
        return False
    tables = table("across")
    texts = mine.span.text, yours.span.text
    if moods[0] != moods[1] and not all("mogelijk" in text.lower() for text in texts):
        return False
    if has_words(texts[0], tables["definitions"]) != has_words(texts[1], tables["definitions"]):
        return False
    if _kinds(mine) != _kinds(yours):
        return False
    parts = day_parts(texts[0]), day_parts(texts[1])
    if parts[0] and parts[1] and parts[0] != parts[1]:
        return False
    return _one_source(one, other)


def _kinds(claim: Claim) -> frozenset[int]:
    """The kinds of one thing that the clause of a figure names; its sentence, if that names none."""
    text, at = claim.span.text, claim.quantity.span.start - claim.span.start if claim.quantity else 0
    first = max(text.rfind(", ", 0, max(at, 0)), text.rfind("; ", 0, max(at, 0)), 0)
    last = min(
        (end for end in (text.find(sign, max(at, 0)) for sign in (", ", "; ")) if end > 0), default=len(text)
    )
    kinds = table("across")["kinds"]
    found = (
        frozenset(nr for nr, words in enumerate(kinds) if has_words(part, words))
        for part in (text[first:last], text)
    )
    return next((some for some in found if some), frozenset())


def _one_source(one: Said, other: Said) -> bool:
    """Whether nobody else is credited. Who is named here and called by a function there ("de coördinator") may be one,
    if the sentence with the name has the function too.
    """
    here, there = one.claim.source, other.claim.source
    if here is None or there is None or same_name(here.name, there.name):
        return True
    for named, called, sentence in ((here, there, one.stems), (there, here, other.stems)):
        if runs(named.name) and not runs(called.name):
            return any(holds(sentence, word) for word in stems_of(called.name))
    return False


def _mood(one: Said) -> str:
    """How surely a figure is told. Who is counted and wants something is no wish ("63 boeren willen stoppen")."""
    claim = one.claim
    if claim.modality != "demanded" or claim.quantity is None or claim.quantity.kind != "count":
        return claim.modality
    before = claim.span.text[: max(0, claim.quantity.span.start - claim.span.start)]
    return claim.modality if has_words(before, table("modality")["words"]["demanded"]) else "asserted"


def other_poll(one: Case, mine: Said, other: Case, yours: Said) -> bool:
    """Whether both figures are of polls, which are never one, unless both asked as many ("onder 1.104 inwoners")."""
    if not (polled(one, mine) and polled(other, yours)):
        return False
    asked = [
        {figure.value for figure in said(case) if figure.telling and figure.sort == ("count", "")}
        for case in (one, other)
    ]
    return not asked[0] & asked[1]


def polled(case: Case, one: Said) -> bool:
    """Whether a figure is of a poll: its article has spoken of one by the end of its sentence."""
    span = one.claim.span
    text = case.article.text[: span.end] if span.field == "text" else span.text
    return bool(has_words(f"{case.article.title or ''} {text}", table("across")["polls"]))


def same_name(one: str, other: str) -> bool:
    """Whether two sources can be one: by their names; where one has none, by a word that says more than "telling"."""
    if runs(one) and runs(other):
        return same_source(one, other)
    heads = frozenset(table("across")["heads"])
    mine, yours = (
        frozenset((*stems_of(name), *(word for run in runs(name) for word in run))) - heads
        for name in (one, other)
    )
    return not mine or not yours or any(holds(yours, word) for word in mine)


def slip(one: Said, other: Said) -> int:
    """How many digits the two have in another order, the commonest slip of the pen; 0 if they differ otherwise. Three
    are the same by chance once in a hundred and fifty.
    """
    mine, yours = (
        [sign for sign in format(said.value.normalize(), "f") if sign.isdigit()] for said in (one, other)
    )
    swapped = len(mine) > 1 and len(mine) == len(yours) and sorted(mine) == sorted(yours)
    return min(len(one.digits), len(other.digits)) if swapped else 0


def one_digit(one: Said, other: Said) -> float:
    """Points for two figures that differ in one digit alone: of three digits, one in thirty does by chance."""
    mine, yours = (
        [sign for sign in format(said.value.normalize(), "f") if sign.isdigit()] for said in (one, other)
    )
    if len(mine) != len(yours) or sum(a != b for a, b in zip(mine, yours, strict=True)) != 1:
        return 0.0
    return (0.0, 0.0, 0.25, 0.5, 0.75)[min(len(one.digits), len(other.digits), 4)]


def companions(mine: Said, yours: Said, pairs: Iterator[tuple[Said, Said]]) -> int:
    """How many figures of the same sort both articles give alike beside these two, in their sentence or the next, or
    about the same thing.
    """
    return len({other.value for one, other in pairs if _beside(mine, one) and _beside(yours, other)})


def _beside(one: Said, other: Said) -> bool:
    if one.claim is other.claim or (one.unit != other.unit and not other.bare):
        return False
    if one.claim.span.field != other.claim.span.field:
        return False
    gap = max(one.claim.span.start, other.claim.span.start) - min(one.claim.span.end, other.claim.span.end)
    return gap < (NEAR if other.telling else 3) or (
        one.thing is not None and other.thing is not None and one.thing.head == other.thing.head
    )


def by_parts(
    one: Said, other: Said, *, ours: Stems, theirs: Stems, apart: int, matter: float, beside: int
) -> Evidence | None:
    """The points for two figures with other values; None if something says that they are not the same figure."""
    measure = same_measure(one, other, ours, theirs)
    swapped = slip(one, other)
    place = same_place(one, other, ours, theirs, tied=beside > 0 or swapped >= CERTAIN)
    period = same_period(one, other, apart)
    if period is None and not (one.days and other.days) and apart <= CLOSE:
        sure = swapped >= CERTAIN or (beside and not (one.claim.period and other.claim.period))
        period = 0.0 if sure else None
    if period is None and swapped >= CERTAIN and one.days and other.days and _season_of(one.days, other.days):
        period = 0.25
    if measure is None or place is None or period is None or not same_counting(one, other):
        return None
    if measure < LINKED and not beside and not swapped:
        return None
    if measure < 0 and beside < 2 and swapped < CERTAIN:
        return None
    words = 2 * overlap(one.stems, other.stems)
    digits = SWAPPED[min(swapped, 4)] if swapped else one_digit(one, other)
    return Evidence(measure, words, period, place, matter, 1.5 * min(beside, 2), digits)


def revised(case: Case) -> bool:
    """Whether the article says that its series was revised or is counted in another way."""
    return bool(has_words(case.article.text, table("across")["revised"]))
